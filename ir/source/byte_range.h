// ByteRange: where something stands. Half-open, in UTF-8 bytes of the criteria buffer.
//
// Every token, node and diagnostic carries one, so that each answer can be traced to the words it
// came from. An empty range at 0 means "nowhere in the buffer" (a structured field, for instance).
#pragma once

#include <algorithm>
#include <cstdint>

namespace critc {

struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(ByteRange other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(ByteRange other) const { return begin < other.end && other.begin < end; }
  bool operator==(const ByteRange&) const = default;
};

// The smallest range that holds both; an empty side does not widen the other.
inline ByteRange hull(ByteRange a, ByteRange b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace critc
