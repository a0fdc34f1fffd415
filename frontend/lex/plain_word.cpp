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
  uint64_t capitals() const { return letters & ~(bytes << 2); }
};

// Where `size` bytes begin, all bits set: 24 of ones, 24 of zeros.
constexpr std::array<uint8_t, 48> kKept = [] {
  std::array<uint8_t, 48> kept = {};
  for (size_t i = 0; i < 24; ++i) kept[i] = 0xFF;
  return kept;
}();

}  // namespace

bool read_plain_word(llvm::StringRef text, uint32_t at, PlainWord& word) {
  static_assert(std::endian::native == std::endian::little && WordKey::kInline == 23);
  if (text.size() < 25 || at > text.size() - 25) return false;
  const char* data = text.data() + at;
  const std::array<Eight, 3> eights = {Eight(data), Eight(data + 8), Eight(data + 16)};
  uint32_t size = 16 + (static_cast<uint32_t>(std::countr_zero(eights[2].others)) >> 3);
  size = eights[1].others ? 8 + (static_cast<uint32_t>(std::countr_zero(eights[1].others)) >> 3) : size;
  size = eights[0].others ? static_cast<uint32_t>(std::countr_zero(eights[0].others)) >> 3 : size;
  if (size > WordKey::kInline) return false;
  auto behind = static_cast<uint8_t>(data[size]);
  bool times = (data[0] | 0x20) == 'x' && static_cast<uint8_t>(data[1] - '0') < 10;  // x10^9
  if (behind >= 0x80 || behind == '\'' || times) return false;
  uint64_t letters = 0, small = 0;
  for (size_t i = 0; i < 3; ++i) {
    uint64_t kept;
    std::memcpy(&kept, kKept.data() + 24 - size + 8 * i, sizeof(kept));
    word.key.parts[i] = eights[i].folded() & kept;
    letters |= eights[i].letters & kept;
    small |= (eights[i].letters & ~eights[i].capitals()) & kept;
  }
  word.key.parts[2] |= uint64_t{size} << 56;
  word.begin = at;
  word.end = at + size;
  bool capital = eights[0].capitals() & 0x80;
  word.flags = static_cast<uint8_t>((capital ? kCapitalized : 0) | (letters != 0 && small == 0 ? kAllCaps : 0));
  return true;
}

}  // namespace critc
