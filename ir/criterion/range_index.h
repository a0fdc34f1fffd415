// RangeIndex: whether any of many ranges touches another, in the logarithm of their number.
#pragma once

#include <vector>

#include "ir/source/byte_range.h"

namespace critc {

// Answers in logarithmic time whether some range touches a given one.
class RangeIndex {
 public:
  void add(ByteRange range) { ranges_.push_back(range); }
  void finish();
  bool touches(ByteRange range) const;

 private:
  std::vector<ByteRange> ranges_;        // by begin
  std::vector<uint32_t> furthest_end_;   // of ranges_[0..i]
};

}  // namespace critc
