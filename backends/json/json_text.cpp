#include "backends/json/json_text.h"

#include <array>
#include <bit>
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

bool copy_eight(const char* from, char* to) {
  uint64_t word;
  std::memcpy(&word, from, 8);
  std::memcpy(to, &word, 8);
  return special_bytes(word) == 0;
}

// Copies as long as eight bytes are plain; returns how many were.
size_t copy_eights(llvm::StringRef words, char* to) {
  size_t at = 0;
  while (at + 8 <= words.size() && copy_eight(words.data() + at, to + at)) at += 8;
  return at;
}

constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> pairs = {};
  for (size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

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

// From the first byte on that is not plain.
void append_escaped(TextBuffer& out, llvm::StringRef words) {
  while (!words.empty()) {
    if (is_plain(words.front())) {
      size_t plain = words.size() < 8 ? 0 : copy_eights(words, out.reserve(words.size()));
      out.commit(plain);
      for (; plain < words.size() && is_plain(words[plain]); ++plain) out += words[plain];
      words = words.drop_front(plain);
    } else if (static_cast<unsigned char>(words.front()) < 0x80) {
      append_escape(out, words.front());
      words = words.drop_front();
    } else {
      CodePoint point = decode_utf8(words, 0);
      out += point.valid ? words.take_front(point.length) : "\xEF\xBF\xBD";
      words = words.drop_front(point.length);
    }
  }
}

}  // namespace

// Nearly all words need no escape: they are checked and copied together, eight bytes at a time, the last
// eight over those before them.
void append_json_string(TextBuffer& out, llvm::StringRef words) {
  size_t size = words.size();
  char* to = out.reserve(size + 2);
  *to++ = '"';
  size_t plain = size < 8 ? 0 : copy_eights(words, to);
  if (size < 8) {
    while (plain < size && is_plain(words[plain])) to[plain] = words[plain], ++plain;
  } else if (plain < size && plain + 8 > size && copy_eight(words.data() + size - 8, to + size - 8)) {
    plain = size;
  }
  if (plain == size) {
    to[size] = '"';
    return out.commit(size + 2);
  }
  out.commit(1 + plain);
  append_escaped(out, words.drop_front(plain));
  out += '"';
}

// Two digits a step, from the end; how many there are follows from the highest bit.
void append_integer(TextBuffer& out, int64_t value) {
  char* to = out.reserve(20);
  if (value < 0 || value > 999'999'999) {
    return out.commit(static_cast<size_t>(std::to_chars(to, to + 20, value).ptr - to));
  }
  static constexpr std::array<uint32_t, 10> kPowers = {0,      10,        100,        1000,        10'000,
                                                       100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
  auto rest = static_cast<uint32_t>(value);
  auto guess = static_cast<uint32_t>(std::bit_width(rest | 1) * 1233) >> 12;
  uint32_t digits = guess + (rest >= kPowers[guess] ? 1 : 0);
  uint32_t at = digits;
  for (; at >= 2; rest /= 100) {
    at -= 2;
    std::memcpy(to + at, kPairs.data() + rest % 100 * 2, 2);
  }
  if (at == 1) to[0] = static_cast<char>('0' + rest);
  out.commit(digits);
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
