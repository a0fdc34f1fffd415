// Box<T>: an optional value on the heap with value semantics; what keeps Node small.
#pragma once

#include <memory>
#include <utility>

namespace critc {

template <typename T>
class Box {
 public:
  Box() = default;
  Box(T value) : ptr_(std::make_unique<T>(std::move(value))) {}  // NOLINT: a Box is a T
  Box(const Box& other) : ptr_(other.ptr_ ? std::make_unique<T>(*other.ptr_) : nullptr) {}
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
    if (!ptr_) ptr_ = std::make_unique<T>();
    return *ptr_;
  }
  void reset() { ptr_.reset(); }
  bool operator==(const Box& other) const {
    return ptr_ && other.ptr_ ? *ptr_ == *other.ptr_ : !ptr_ == !other.ptr_;
  }

 private:
  std::unique_ptr<T> ptr_;
};

}  // namespace critc
