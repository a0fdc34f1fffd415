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

size_t plain_prefix(llvm::StringRef words) {
  size_t at = 0;
  for (; at + 8 <= words.size(); at += 8) {
    uint64_t word;
    std::memcpy(&word, words.data() + at, 8);
    if (special_bytes(word)) break;
  }
  auto is_plain = [](unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; };
  while (at < words.size() && is_plain(static_cast<unsigned char>(words[at]))) ++at;
  return at;
}

void append_escape(std::string& out, char c) {
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

void append_json_string(std::string& out, llvm::StringRef words) {
  out += '"';
  while (!words.empty()) {
    size_t plain = plain_prefix(words);
    out.append(words.data(), plain);
    words = words.drop_front(plain);
    if (words.empty()) break;
    if (static_cast<unsigned char>(words.front()) < 0x80) {
      append_escape(out, words.front());
      words = words.drop_front();
      continue;
    }
    CodePoint point = decode_utf8(words, 0);
    if (point.valid)
      out.append(words.data(), point.length);
    else
      out += "\xEF\xBF\xBD";
    words = words.drop_front(point.length);
  }
  out += '"';
}

void append_integer(std::string& out, int64_t value) {
  std::array<char, 20> digits;
  auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), static_cast<size_t>(end - digits.data()));
}

}  // namespace critc
