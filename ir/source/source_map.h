// SourceMap: from offsets of the normalized text back to ranges of the raw buffer.
//
// Normalization copies most bytes and rewrites a few. The map holds one segment for each rewrite;
// between rewrites offsets differ by a constant. A range that touches a rewrite widens to the whole
// of it: the raw range of any part of `>=` written `\>=` is all three bytes.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/source/byte_range.h"

namespace critc {

class SourceMap {
 public:
  // Records that normalized [norm_begin, norm_end) stands for raw [raw_begin, raw_end). Rewrites are
  // added in increasing order and do not overlap. Either side may be empty (dropped or inserted).
  void add_rewrite(ByteRange norm, ByteRange raw);

  // The raw bytes behind a normalized range. Linear scans should use Cursor.
  ByteRange raw_range(ByteRange norm) const;

  // Maps increasing positions in amortized constant time.
  class Cursor {
   public:
    explicit Cursor(const SourceMap& map) : map_(&map) {}
    // norm.begin must not decrease between calls.
    ByteRange raw_range(ByteRange norm) {
      if (norm.end <= copied_end_ && !norm.empty()) return {norm.begin + shift_, norm.end + shift_};
      return advance(norm);
    }

   private:
    ByteRange advance(ByteRange norm);

    const SourceMap* map_;
    uint32_t next_ = 0;        // the first segment that ends behind the last position
    uint32_t copied_end_ = 0;  // where it begins: up to there offsets differ by `shift_`
    uint32_t shift_ = 0;
  };

  size_t rewrite_count() const { return segments_.size(); }

 private:
  struct Segment {
    ByteRange norm;
    ByteRange raw;
  };
  ByteRange map_from(uint32_t segment, ByteRange norm) const;
  std::vector<Segment> segments_;
};

}  // namespace critc
