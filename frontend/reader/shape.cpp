#include "frontend/reader/shape.h"

#include "llvm/ADT/StringExtras.h"

namespace critc {

namespace {

constexpr size_t kLongestPattern = 1000;  // bounds the nesting that is looked into

ByteSet all_bytes() { return ByteSet().set(); }

// Behind the part of the pattern that starts at `at`: a group or class with its brackets, an escape, else one byte.
size_t part_end(llvm::StringRef pattern, size_t at) {
  const char open = pattern[at];
  if (open == '\\') return std::min(at + 2, pattern.size());
  if (open != '(' && open != '[') return at + 1;
  const char close = open == '(' ? ')' : ']';
  size_t end = at + 1;
  while (end < pattern.size() && pattern[end] != close) end = open == '(' ? part_end(pattern, end) : end + 1 + (pattern[end] == '\\');
  return std::min(end + 1, pattern.size());
}

// What is between the brackets of a class: ranges and single bytes.
ByteSet class_bytes(llvm::StringRef inside) {
  if (inside.empty() || inside.front() == '^' || inside.contains('\\')) return all_bytes();
  ByteSet bytes;
  for (size_t i = 0; i < inside.size(); ++i) {
    const bool range = i + 2 < inside.size() && inside[i + 1] == '-';
    const auto low = static_cast<uint8_t>(inside[i]), high = static_cast<uint8_t>(inside[range ? i + 2 : i]);
    for (unsigned byte = low; byte <= high; ++byte) bytes.set(byte);
    if (range) i += 2;
  }
  return bytes;
}

ByteSet group_bytes(llvm::StringRef inside) {
  if (inside.consume_front("?P<")) return first_bytes(inside.split('>').second);
  if (inside.consume_front("?:")) return first_bytes(inside);
  return inside.starts_with("?") ? all_bytes() : first_bytes(inside);
}

// Of a pattern without alternatives.
ByteSet front_bytes(llvm::StringRef pattern) {
  if (pattern.empty()) return all_bytes();
  const char front = pattern.front();
  const size_t end = part_end(pattern, 0);
  const bool optional = end < pattern.size() && llvm::StringRef("?*{").contains(pattern[end]);
  if (optional) return all_bytes();
  if (front == '(') return group_bytes(pattern.slice(1, end - 1));
  if (front == '[') return class_bytes(pattern.slice(1, end - 1));
  const bool letter = llvm::isAlnum(front) || static_cast<uint8_t>(front) >= 0x80;
  return letter ? ByteSet().set(static_cast<uint8_t>(front)) : all_bytes();
}

}  // namespace

ByteSet first_bytes(llvm::StringRef pattern) {
  if (pattern.size() > kLongestPattern) return all_bytes();
  ByteSet bytes;
  size_t begin = 0;
  for (size_t at = 0; at < pattern.size(); at = part_end(pattern, at)) {
    if (pattern[at] != '|') continue;
    bytes |= front_bytes(pattern.slice(begin, at));
    begin = at + 1;
  }
  return bytes | front_bytes(pattern.substr(begin));
}

const re2::RE2& Shape::compiled() const {
  std::call_once(once_, [&] {
    compiled_ = std::make_unique<re2::RE2>(re2::StringPiece(pattern_.data(), pattern_.size()), re2::RE2::Quiet);
  });
  return *compiled_;
}

}  // namespace critc
