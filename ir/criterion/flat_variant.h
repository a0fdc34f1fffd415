// FlatVariant: a variant whose alternatives move as bytes.
//
// A node moves many times on its way up through the parser. std::variant asks a table of functions for
// each move and for each end of a moved-from value; this copies a few words. So an alternative may hold
// plain values, vectors and boxes, but nothing that points into itself. The first alternative is the
// default, and one whose bytes are all zero owns nothing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

namespace critc {

template <typename... Ts>
class FlatVariant {
 public:
  static constexpr size_t kCount = sizeof...(Ts);
  template <size_t I>
  using Alternative = std::tuple_element_t<I, std::tuple<Ts...>>;
  template <typename T>
  static constexpr bool holds = (std::is_same_v<T, Ts> || ...);

  FlatVariant() noexcept { ::new (bytes_) Alternative<0>(); }
  template <typename T, typename V = std::remove_cvref_t<T>>
    requires holds<V>
  FlatVariant(T&& value) : index_(index_of<V>()) {  // NOLINT: a variant is each of its alternatives
    ::new (bytes_) V(std::forward<T>(value));
  }
  FlatVariant(const FlatVariant& other) : index_(other.index_) {
    other.visit([&](const auto& value) { ::new (bytes_) std::remove_cvref_t<decltype(value)>(value); });
  }
  FlatVariant(FlatVariant&& other) noexcept : index_(other.index_) {
    std::memcpy(bytes_, other.bytes_, sizeof(bytes_));
    other.forget();
  }
  FlatVariant& operator=(const FlatVariant& other) { return *this = FlatVariant(other); }
  // Not inlined: it is used wherever a node goes, and the rules are more code than a cache holds.
  [[gnu::noinline]] FlatVariant& operator=(FlatVariant&& other) noexcept {
    unsigned char taken[kSize];  // first, since `other` may stand inside *this
    std::memcpy(taken, other.bytes_, kSize);
    const uint8_t index = other.index_;
    other.forget();
    if (!owns_nothing()) destroy();
    std::memcpy(bytes_, taken, kSize);
    index_ = index;
    return *this;
  }
  ~FlatVariant() {
    if (!owns_nothing()) destroy();
  }

  template <typename T, typename... Args>
  T& emplace(Args&&... args) {
    *this = T(std::forward<Args>(args)...);
    return *get_if<T>();
  }
  template <typename... Us>
  bool holds_any_of() const {
    return (uint32_t{1} << index_ & ((uint32_t{1} << index_of<Us>()) | ...)) != 0;
  }
  template <typename T>
  T* get_if() {
    return index_ == index_of<T>() ? at<T>() : nullptr;
  }

  // f(T&) for the value that is held.
  template <typename F>
  void visit(F&& f) {
    const uint8_t index = index_;  // f may change it
    static_cast<void>(((index == index_of<Ts>() && (f(*at<Ts>()), true)) || ...));
  }
  template <typename F>
  void visit(F&& f) const {
    const_cast<FlatVariant*>(this)->visit([&](const auto& value) { f(value); });
  }

  bool operator==(const FlatVariant& other) const {
    if (index_ != other.index_) return false;
    bool equal = false;
    visit([&]<typename T>(const T& value) { equal = value == *const_cast<FlatVariant&>(other).template at<T>(); });
    return equal;
  }

 private:
  static constexpr size_t kSize = std::max({sizeof(Ts)...});
  static_assert(((alignof(Ts) <= alignof(uint64_t)) && ...) && kSize % sizeof(uint64_t) == 0);

  template <typename T>
  static constexpr uint8_t index_of() {
    uint8_t index = 0;
    static_cast<void>(((std::is_same_v<T, Ts> || (++index, false)) || ...));
    return index;
  }
  template <typename T>
  T* at() {
    return std::launder(reinterpret_cast<T*>(bytes_));
  }
  void forget() {
    std::memset(bytes_, 0, sizeof(bytes_));
    ::new (bytes_) Alternative<0>();
    index_ = 0;
  }
  bool owns_nothing() const {
    uint64_t words[kSize / sizeof(uint64_t)], all = index_;
    std::memcpy(words, bytes_, sizeof(bytes_));
    for (uint64_t word : words) all |= word;
    return all == 0;
  }
  [[gnu::noinline]] void destroy() {
    visit([]<typename T>(T& value) { value.~T(); });
  }

  alignas(uint64_t) unsigned char bytes_[kSize] = {};
  uint8_t index_ = 0;
};

}  // namespace critc
