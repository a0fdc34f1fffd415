#include "backends/json/json_text.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>

#include "ir/text/utf8.h"

namespace critc {

namespace {

bool is_plain(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

// Copies `kBytes` bytes; whether all of them are plain.
template <size_t kBytes>
bool copy_block(const char* from, char* to) {
  using Block [[gnu::vector_size(kBytes)]] = signed char;  // bytes that are no ASCII are below the space, too
  Block block;
  std::memcpy(&block, from, kBytes);
  std::memcpy(to, &block, kBytes);
  const Block special = (block < ' ') | (block == '"') | (block == '\\');
  std::array<uint64_t, kBytes / 8> parts;
  std::memcpy(parts.data(), &special, kBytes);
  uint64_t any = 0;
  for (uint64_t part : parts) any |= part;
  return any == 0;
}

// Copies as long as whole blocks are plain; returns how many bytes were.
template <size_t kBytes>
size_t copy_blocks(llvm::StringRef words, char* to) {
  size_t at = 0;
  while (at + kBytes <= words.size() && copy_block<kBytes>(words.data() + at, to + at)) at += kBytes;
  return at;
}

// Copies what is plain at the front: whole blocks, and the last one over those before it.
template <size_t kBytes>
size_t copy_plain(llvm::StringRef words, char* to) {
  const size_t size = words.size(), plain = copy_blocks<kBytes>(words, to);
  const bool all = plain < size && plain + kBytes > size && copy_block<kBytes>(words.data() + size - kBytes, to + size - kBytes);
  return all ? size : plain;
}

constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> pairs = {};
  for (size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

uint32_t pair_of(uint32_t number) {
  uint16_t digits;
  std::memcpy(&digits, kPairs.data() + 2 * number, sizeof(digits));
  return digits;
}

[[gnu::noinline]] void append_large(TextBuffer& out, int64_t value) {
  char* to = out.reserve(20);
  out.commit(static_cast<size_t>(std::to_chars(to, to + 20, value).ptr - to));
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

// From the first byte on that is not plain.
void append_escaped(TextBuffer& out, llvm::StringRef words) {
  while (!words.empty()) {
    if (is_plain(words.front())) {
      size_t plain = words.size() < 8 ? 0 : copy_blocks<8>(words, out.reserve(words.size()));
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

// Nearly all words need no escape: they are checked and copied together, many bytes at a time.
void append_json_string(TextBuffer& out, llvm::StringRef words) {
  size_t size = words.size();
  char* to = out.reserve(size + 2);
  *to++ = '"';
  size_t plain = size >= 16 ? copy_plain<16>(words, to) : size >= 8 ? copy_plain<8>(words, to) : 0;
  if (size < 8) {
    while (plain < size && is_plain(words[plain])) to[plain] = words[plain], ++plain;
  }
  if (plain == size) {
    to[size] = '"';
    return out.commit(size + 2);
  }
  out.commit(1 + plain);
  append_escaped(out, words.drop_front(plain));
  out += '"';
}

// Small numbers, as nearly all are, are made of two pairs of digits without a branch.
void append_integer(TextBuffer& out, int64_t value) {
  static_assert(std::endian::native == std::endian::little);
  if (value < 0 || value > 9999) return append_large(out, value);
  const auto number = static_cast<uint32_t>(value);
  const uint32_t digits = pair_of(number / 100) | pair_of(number % 100) << 16;
  const uint32_t zeros = (number < 10) + (number < 100) + (number < 1000);  // in front
  const uint32_t shown = digits >> 8 * zeros;
  std::memcpy(out.reserve(4), &shown, sizeof(shown));
  out.commit(4 - zeros);
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
