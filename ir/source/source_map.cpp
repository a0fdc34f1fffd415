#include "ir/source/source_map.h"

#include <algorithm>
#include <cassert>

namespace critc {

void SourceMap::add_rewrite(ByteRange norm, ByteRange raw) {
  assert(segments_.empty() ||
         (segments_.back().norm.end <= norm.begin && segments_.back().raw.end <= raw.begin));
  segments_.push_back({norm, raw});
}

ByteRange SourceMap::Cursor::advance(ByteRange norm) {
  const std::vector<Segment>& segments = map_->segments_;
  while (next_ < segments.size() && segments[next_].norm.end <= norm.begin) ++next_;
  copied_end_ = next_ < segments.size() ? segments[next_].norm.begin : UINT32_MAX;
  shift_ = next_ == 0 ? 0 : segments[next_ - 1].raw.end - segments[next_ - 1].norm.end;
  if (copied_end_ < norm.end || norm.empty()) return map_->map_from(next_, norm);
  return {norm.begin + shift_, norm.end + shift_};
}

// `segment` is the first that ends behind norm.begin.
ByteRange SourceMap::map_from(uint32_t segment, ByteRange norm) const {
  // What `offset` maps to when it lies between segment `next` - 1 and segment `next`.
  auto shifted = [&](uint32_t offset, size_t next) {
    if (next == 0) return offset;
    const Segment& before = segments_[next - 1];
    return before.raw.end + (offset - before.norm.end);
  };
  auto inside = [&](size_t at, uint32_t offset) {
    return at < segments_.size() && segments_[at].norm.begin <= offset;
  };
  if (norm.empty()) {
    if (inside(segment, norm.begin) && segments_[segment].norm.begin < norm.begin)
      return segments_[segment].raw;
    uint32_t at = shifted(norm.begin, segment);
    return {at, at};
  }
  uint32_t begin = inside(segment, norm.begin) ? segments_[segment].raw.begin : shifted(norm.begin, segment);
  uint32_t last = norm.end - 1;
  auto from = segments_.begin() + segment;
  if (from != segments_.end() && from->norm.end <= last)
    from = std::partition_point(from, segments_.end(),
                                [&](const Segment& s) { return s.norm.end <= last; });
  auto end_segment = static_cast<size_t>(from - segments_.begin());
  uint32_t end = inside(end_segment, last) ? from->raw.end : shifted(last, end_segment) + 1;
  return {begin, end};
}

ByteRange SourceMap::raw_range(ByteRange norm) const {
  auto first = std::partition_point(segments_.begin(), segments_.end(),
                                    [&](const Segment& s) { return s.norm.end <= norm.begin; });
  return map_from(static_cast<uint32_t>(first - segments_.begin()), norm);
}

}  // namespace critc
