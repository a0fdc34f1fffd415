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
      const auto& segments = map_->segments_;
      while (next_ < segments.size() && segments[next_].norm.end <= norm.begin) ++next_;
      bool rewritten = next_ < segments.size() && segments[next_].norm.begin < norm.end;
      if (rewritten || norm.empty()) return map_->map_from(next_, norm);
      uint32_t shift = next_ == 0 ? 0 : segments[next_ - 1].raw.end - segments[next_ - 1].norm.end;
      return {norm.begin + shift, norm.end + shift};
    }

   private:
    const SourceMap* map_;
    uint32_t next_ = 0;
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
