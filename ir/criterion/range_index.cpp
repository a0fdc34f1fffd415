#include "ir/criterion/range_index.h"

#include <algorithm>

namespace critc {

void RangeIndex::finish() {
  std::sort(ranges_.begin(), ranges_.end(),
            [](ByteRange a, ByteRange b) { return a.begin < b.begin; });
  uint32_t furthest = 0;
  for (ByteRange range : ranges_) furthest_end_.push_back(furthest = std::max(furthest, range.end));
}

bool RangeIndex::touches(ByteRange range) const {
  auto behind = std::partition_point(ranges_.begin(), ranges_.end(),
                                     [&](ByteRange r) { return r.begin <= range.end; });
  return behind != ranges_.begin() &&
         furthest_end_[static_cast<size_t>(behind - ranges_.begin()) - 1] >= range.begin;
}

}  // namespace critc
