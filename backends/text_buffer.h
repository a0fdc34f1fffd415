// TextBuffer: a string that is only appended to; what the backends write into.
//
// std::string checks and zero-fills too much for the few bytes that each member of a document needs.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemAlloc.h"

namespace critc {

// For few bytes, as nearly all vocabulary has: a call of memcpy costs more than the copy.
inline void copy_short(char* to, const char* from, size_t size) {
  auto copy_ends = [&]<typename Block>(Block first, Block last) {
    std::memcpy(&first, from, sizeof first);
    std::memcpy(&last, from + size - sizeof last, sizeof last);
    std::memcpy(to, &first, sizeof first);
    std::memcpy(to + size - sizeof last, &last, sizeof last);
  };
  if (size > 16) {
    std::memcpy(to, from, size);
  } else if (size >= 8) {
    copy_ends(uint64_t{}, uint64_t{});
  } else if (size >= 4) {
    copy_ends(uint32_t{}, uint32_t{});
  } else {
    for (size_t i = 0; i < size; ++i) to[i] = from[i];
  }
}

class TextBuffer {
 public:
  explicit TextBuffer(size_t expected = 1 << 12)
      : data_(static_cast<char*>(llvm::safe_malloc(expected))), capacity_(expected) {}
  ~TextBuffer() { std::free(data_); }
  TextBuffer(const TextBuffer&) = delete;
  TextBuffer& operator=(const TextBuffer&) = delete;

  size_t size() const { return size_; }
  llvm::StringRef str() const { return {data_, size_}; }
  void truncate(size_t size) { size_ = size; }

  // Room for `count` more bytes; `commit` says how many were used.
  char* reserve(size_t count) {
    if (capacity_ - size_ < count) grow(count);
    return data_ + size_;
  }
  void commit(size_t count) { size_ += count; }

  [[gnu::always_inline]] TextBuffer& operator+=(char c) {
    *reserve(1) = c;
    ++size_;
    return *this;
  }
  TextBuffer& operator+=(llvm::StringRef text) {
    std::memcpy(reserve(text.size() + 1), text.data(), text.size());
    size_ += text.size();
    return *this;
  }
  void fill(size_t count, char c) {
    std::memset(reserve(count + 1), c, count);
    size_ += count;
  }

 private:
  [[gnu::noinline, gnu::cold]] void grow(size_t count) {
    capacity_ = 2 * capacity_ + count;
    data_ = static_cast<char*>(llvm::safe_realloc(data_, capacity_));
  }

  char* data_;
  size_t size_ = 0;
  size_t capacity_;
};

}  // namespace critc
