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

// The top bit of each byte that is no part of a plain word.
constexpr uint64_t others(uint64_t bytes) {
  const uint64_t low = bytes & ~kTops;
  const uint64_t plain = between(low | repeat(0x20), 'a', 'z') | between(low, '0', '9');
  return (bytes | ~plain) & kTops;
}

// The bit 0x40 of each letter that is no capital, among letters and digits.
constexpr uint64_t small_letters(uint64_t bytes) { return bytes & bytes << 1 & repeat(0x40); }

// What stands in front of the first of the bytes that `others` marks.
constexpr uint64_t before(uint64_t bytes, uint64_t end) { return bytes & ((end & -end) - 1) >> 7; }

// Eight bytes on, what is left of a word there.
struct Eight {
  uint64_t kept;  // of the word
  uint64_t end;   // marks where it ends; 0: it goes on

  explicit Eight(const char* text) {
    std::memcpy(&kept, text, sizeof kept);
    end = others(kept);
    if (end) kept = before(kept, end);
  }
  uint32_t size() const { return static_cast<uint32_t>(std::countr_zero(end)) >> 3; }
};

constexpr uint64_t folded(uint64_t kept) { return kept | (kept >> 1 & repeat(0x20)); }  // only letters have the bit 0x40

// Fills in what follows from the bytes of a word at `data`; whether it is one.
[[gnu::always_inline]] inline bool set_word(const char* data, uint32_t size, std::array<uint64_t, 3> kept, PlainWord& word) {
  const auto behind = static_cast<uint8_t>(data[size]);
  const bool times = (data[0] | 0x20) == 'x' && static_cast<uint8_t>(data[1] - '0') < 10;  // x10^9
  if (behind >= 0x80 || behind == '\'' || times) return false;
  word.key.parts[0] = folded(kept[0]);
  word.key.parts[1] = folded(kept[1]);
  word.key.parts[2] = folded(kept[2]) | uint64_t{size} << 56;
  word.end = word.begin + size;
  word.hash = word.key.hash();
  const bool capital = (data[0] & 0x20) == 0;
  const bool small = (small_letters(kept[0]) | small_letters(kept[1]) | small_letters(kept[2])) != 0;
  word.flags = static_cast<uint8_t>((capital ? kCapitalized : 0) | (small ? 0 : kAllCaps));
  return true;
}

[[gnu::noinline]] bool read_long_word(const char* data, uint64_t first, PlainWord& word) {
  const Eight second(data + 8);
  if (second.end) return set_word(data, 8 + second.size(), {first, second.kept, 0}, word);
  const Eight third(data + 16);
  return third.end && set_word(data, 16 + third.size(), {first, second.kept, third.kept}, word);
}

}  // namespace

bool read_plain_word(llvm::StringRef text, uint32_t at, PlainWord& word) {
  static_assert(std::endian::native == std::endian::little && WordKey::kInline == 23);
  word.begin = UINT32_MAX;
  if (text.size() < 25 || at > text.size() - 25) return false;
  const char* data = text.data() + at;
  const Eight first(data);
  word.begin = at;
  if (first.end ? set_word(data, first.size(), {first.kept, 0, 0}, word) : read_long_word(data, first.kept, word)) return true;
  word.begin = UINT32_MAX;
  return false;
}

}  // namespace critc
