// Box<T>: an optional value on the heap with value semantics; what keeps Node small.
#pragma once

#include <memory>
#include <utility>

namespace critc {

template <typename T>
class Box {
 public:
  Box() = default;
  Box(T value) : ptr_(new T(std::move(value))) {}  // NOLINT: a Box is a T
  Box(const Box& other) : ptr_(other.ptr_ ? new T(*other.ptr_) : nullptr) {}
  Box(Box&&) noexcept = default;
  Box& operator=(Box other) noexcept {
    ptr_.swap(other.ptr_);
    return *this;
  }
  explicit operator bool() const { return ptr_ != nullptr; }
  T& operator*() { return *ptr_; }
  const T& operator*() const { return *ptr_; }
  T* operator->() { return ptr_.get(); }
  const T* operator->() const { return ptr_.get(); }
  T* get() { return ptr_.get(); }
  const T* get() const { return ptr_.get(); }
  T& ensure() {  // makes an empty value where there is none
    if (!ptr_) make();
    return *ptr_;
  }
  void reset() { ptr_.reset(); }
  bool operator==(const Box& other) const {
    return ptr_ && other.ptr_ ? *ptr_ == *other.ptr_ : !ptr_ == !other.ptr_;
  }

 private:
  // Both stand once for each T and not wherever a node is made or ends: the rules are more code than a cache holds.
  struct Delete {
    [[gnu::noinline]] void operator()(T* value) const { delete value; }
  };
  [[gnu::noinline]] void make() { ptr_.reset(new T()); }

  std::unique_ptr<T, Delete> ptr_;
};

}  // namespace critc
