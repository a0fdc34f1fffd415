#include "backends/json/json_text.h"

#include <array>
#include <charconv>
#include <cstring>

#include "ir/text/utf8.h"

namespace critc {

namespace {

constexpr uint64_t repeat(uint8_t byte) { return 0x0101010101010101ull * byte; }

// A bit in each byte of `word` that is a control character, a quote, a backslash or no ASCII; bytes
// above such a one may have it, too.
constexpr uint64_t special_bytes(uint64_t word) {
  auto equals = [word](uint8_t byte) {
    uint64_t zero = word ^ repeat(byte);
    return (zero - repeat(1)) & ~zero;
  };
  uint64_t control = (word - repeat(0x20)) & ~word;
  return (control | equals('"') | equals('\\') | word) & repeat(0x80);
}

bool is_plain(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

// Copies the words up to the first byte that is not plain; returns how many.
size_t copy_plain(llvm::StringRef words, char* to) {
  size_t at = 0;
  for (; at + 8 <= words.size(); at += 8) {
    uint64_t word;
    std::memcpy(&word, words.data() + at, 8);
    if (special_bytes(word)) break;
    std::memcpy(to + at, &word, 8);
  }
  for (; at < words.size() && is_plain(words[at]); ++at) to[at] = words[at];
  return at;
}

void append_escape(TextBuffer& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  static constexpr char kHex[] = "0123456789abcdef";
  out += "\\u00";
  out += kHex[(c >> 4) & 15];
  out += kHex[c & 15];
}

}  // namespace

// All that needs no escape goes to room set aside once.
void append_json_string(TextBuffer& out, llvm::StringRef words) {
  *out.reserve(words.size() + 2) = '"';
  out.commit(1);
  for (;;) {
    size_t plain = copy_plain(words, out.reserve(words.size() + 1));
    out.commit(plain);
    words = words.drop_front(plain);
    if (words.empty()) break;
    if (static_cast<unsigned char>(words.front()) < 0x80) {
      append_escape(out, words.front());
      words = words.drop_front();
      continue;
    }
    CodePoint point = decode_utf8(words, 0);
    out += point.valid ? words.take_front(point.length) : "\xEF\xBF\xBD";
    words = words.drop_front(point.length);
  }
  out += '"';
}

void append_integer(TextBuffer& out, int64_t value) {
  char* to = out.reserve(20);
  out.commit(static_cast<size_t>(std::to_chars(to, to + 20, value).ptr - to));
}

void append_decimal(TextBuffer& out, Decimal value) {
  if (value.exponent == 0) return append_integer(out, value.mantissa);
  auto magnitude = static_cast<uint64_t>(value.mantissa);
  if (value.is_negative()) {
    out += '-';
    magnitude = 0 - magnitude;
  }
  std::array<char, 20> buffer;
  auto* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude).ptr;
  llvm::StringRef digits(buffer.data(), static_cast<size_t>(end - buffer.data()));
  if (value.exponent > 0) {
    out += digits;
    if (magnitude != 0) out.fill(static_cast<size_t>(value.exponent), '0');
    return;
  }
  auto places = static_cast<size_t>(-value.exponent);
  size_t whole = digits.size() > places ? digits.size() - places : 0;
  out += whole > 0 ? digits.take_front(whole) : "0";
  out += '.';
  out.fill(places - (digits.size() - whole), '0');
  out += digits.drop_front(whole);
}

}  // namespace critc
