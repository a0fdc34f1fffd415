#include "frontend/lex/plain_word.h"

#include <bit>

#include "ir/text/token.h"

namespace critc {

namespace {

constexpr uint64_t repeat(uint8_t byte) { return 0x0101010101010101u * byte; }
constexpr uint64_t kTops = repeat(0x80);

// The top bit of each byte from `low` to `high`; the bytes have no top bit themselves.
constexpr uint64_t between(uint64_t bytes, char low, char high) {
  return (bytes + repeat(static_cast<uint8_t>(0x80 - low))) & ~(bytes + repeat(static_cast<uint8_t>(0x7F - high)));
}

// Eight bytes of text: which of them are letters, and which no part of a plain word, by their top bits.
struct Eight {
  uint64_t bytes, letters, others;

  explicit Eight(const char* text) {
    std::memcpy(&bytes, text, sizeof(bytes));
    uint64_t low = bytes & ~kTops;
    letters = between(low | repeat(0x20), 'a', 'z') & ~bytes & kTops;
    others = ~(letters | (between(low, '0', '9') & ~bytes)) & kTops;
  }
  uint64_t folded() const { return bytes | letters >> 2; }
  uint64_t small() const { return letters & bytes << 2; }  // letters that are no capitals
};

}  // namespace

bool read_plain_word(llvm::StringRef text, uint32_t at, PlainWord& word) {
  static_assert(std::endian::native == std::endian::little && WordKey::kInline == 23);
  if (text.size() < 25 || at > text.size() - 25) return false;
  const char* data = text.data() + at;
  std::array<uint64_t, 3> parts = {};
  uint64_t letters = 0, small = 0;
  uint32_t size = 0;
  for (size_t i = 0; size == 8 * i; ++i) {
    if (i == 3) return false;
    Eight eight(data + 8 * i);
    uint64_t kept = eight.others ? (eight.others & -eight.others) - 1 : ~uint64_t{0};  // in front of the first
    kept = eight.others ? kept >> 7 : kept;
    size += eight.others ? static_cast<uint32_t>(std::countr_zero(eight.others)) >> 3 : 8;
    parts[i] = eight.folded() & kept;
    letters |= eight.letters & kept;
    small |= eight.small() & kept;
  }
  auto behind = static_cast<uint8_t>(data[size]);
  bool times = (data[0] | 0x20) == 'x' && static_cast<uint8_t>(data[1] - '0') < 10;  // x10^9
  if (behind >= 0x80 || behind == '\'' || times || size > WordKey::kInline) return false;
  parts[2] |= uint64_t{size} << 56;
  word.key.parts = parts;
  word.begin = at;
  word.end = at + size;
  bool capital = data[0] >= 'A' && data[0] <= 'Z';
  word.flags = static_cast<uint8_t>((capital ? kCapitalized : 0) | (letters != 0 && small == 0 ? kAllCaps : 0));
  return true;
}

}  // namespace critc
