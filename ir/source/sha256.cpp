#include "ir/source/sha256.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace critc {

namespace {

#ifdef __x86_64__

constexpr size_t kBlock = 64;

// Fractions of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
alignas(16) constexpr uint32_t kRounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

bool has_sha_instructions() {
  static const bool has = [] {
    unsigned a = 0, b = 0, c = 0, d = 0;
    const bool sse = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSSE3) && (c & bit_SSE4_1);
    return sse && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
  }();
  return has;
}

// The state as the instructions want it: words a b e f, and c d g h, the first one highest.
struct State {
  __m128i abef, cdgh;
};

__attribute__((target("sha,sse4.1"))) void add_block(State& state, const uint8_t* block) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i words[4];  // the schedule's last sixteen
  for (int i = 0; i < 4; ++i) {
    words[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + i), big_endian);
  }
  State next = state;
#pragma GCC unroll 16
  for (unsigned i = 0; i < 16; ++i) {  // four rounds each
    __m128i& word = words[i % 4];
    if (i >= 4) {
      __m128i last = words[(i + 3) % 4];
      __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(word, words[(i + 1) % 4]),
                                  _mm_alignr_epi8(last, words[(i + 2) % 4], 4));
      word = _mm_sha256msg2_epu32(sum, last);
    }
    __m128i add = _mm_add_epi32(word, _mm_load_si128(reinterpret_cast<const __m128i*>(kRounds) + i));
    next.cdgh = _mm_sha256rnds2_epu32(next.cdgh, next.abef, add);
    next.abef = _mm_sha256rnds2_epu32(next.abef, next.cdgh, _mm_shuffle_epi32(add, 0x0E));
  }
  state.abef = _mm_add_epi32(state.abef, next.abef);
  state.cdgh = _mm_add_epi32(state.cdgh, next.cdgh);
}

std::array<uint8_t, 32> hash_by_instructions(llvm::StringRef bytes) {
  State state = {_mm_set_epi32(0x6a09e667, static_cast<int>(0xbb67ae85), 0x510e527f, static_cast<int>(0x9b05688c)),
                 _mm_set_epi32(0x3c6ef372, static_cast<int>(0xa54ff53a), 0x1f83d9ab, 0x5be0cd19)};
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t rest = bytes.size();
  for (; rest >= kBlock; rest -= kBlock, data += kBlock) add_block(state, data);
  uint8_t tail[2 * kBlock] = {};  // what is left, a bit, zeros, and the length in bits
  if (rest != 0) std::memcpy(tail, data, rest);
  tail[rest] = 0x80;
  const size_t size = rest < kBlock - 8 ? kBlock : 2 * kBlock;
  for (size_t i = 0; i < 8; ++i) tail[size - 1 - i] = static_cast<uint8_t>(uint64_t{bytes.size()} * 8 >> (8 * i));
  for (size_t at = 0; at < size; at += kBlock) add_block(state, tail + at);
  uint32_t abef[4], cdgh[4];  // lowest word first
  std::memcpy(abef, &state.abef, sizeof(abef));
  std::memcpy(cdgh, &state.cdgh, sizeof(cdgh));
  const uint32_t words[8] = {abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0], cdgh[1], cdgh[0]};
  std::array<uint8_t, 32> digest;
  for (size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<uint8_t>(words[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

#endif

std::array<uint8_t, 32> hash(llvm::StringRef bytes) {
#ifdef __x86_64__
  if (has_sha_instructions()) return hash_by_instructions(bytes);
#endif
  return llvm::SHA256::hash(llvm::arrayRefFromStringRef(bytes));
}

}  // namespace

std::string sha256_hex(llvm::StringRef bytes) { return llvm::toHex(hash(bytes), /*LowerCase=*/true); }

}  // namespace critc
