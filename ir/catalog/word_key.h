// WordKey: what a folded word is looked up by: its first 23 bytes, filled up with zeros, and its size.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "llvm/ADT/StringRef.h"

namespace critc {

struct WordKey {
  static constexpr size_t kInline = 23;

  WordKey() = default;
  explicit WordKey(llvm::StringRef folded) {
    std::array<char, kInline + 1> bytes = {};
    std::memcpy(bytes.data(), folded.data(), std::min(folded.size(), kInline));
    bytes[kInline] = static_cast<char>(std::min<size_t>(folded.size(), 255));
    std::memcpy(parts.data(), bytes.data(), sizeof(parts));
  }

  uint32_t size() const { return static_cast<uint32_t>(parts[2] >> 56); }  // 255: or more
  uint32_t hash() const {
    uint64_t mixed = parts[0] * 0x9E3779B97F4A7C15u ^ parts[1] * 0xBF58476D1CE4E5B9u ^ parts[2] * 0x94D049BB133111EBu;
    mixed = (mixed ^ mixed >> 32) * 0x9E3779B97F4A7C15u;
    return static_cast<uint32_t>(mixed >> 32);
  }

  std::array<uint64_t, 3> parts = {};  // little-endian, as the image
};

}  // namespace critc
