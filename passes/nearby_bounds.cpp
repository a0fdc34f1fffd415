#include "passes/nearby_bounds.h"

#include <algorithm>

#include "passes/node_index.h"
#include "passes/report.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

constexpr uint32_t kNear = 300;        // bytes within which criteria are of one kind
constexpr uint32_t kSameSubject = 100; // bytes within which bounds on one subject belong together
constexpr size_t kMostLooked = 16;     // to each side

}  // namespace

NearbyBounds::NearbyBounds(PassContext& context) {
  walk_bounded(context, [&](const Node& node, const Place& place) {
    const auto* comparison = node.as<Comparison>();
    if (!comparison || place.negated || place.guard || place.exception || place.example) return;
    const Bounds& bounds = comparison->bounds;
    if (bounds.comparator_lost || !bounds.low == !bounds.high || comparison->change != Change::None) return;
    const MeasurementRow* row = measurement_row(context.catalog, comparison->subject.concept_id);
    const ByteRange range = bounds_range(bounds, node);
    if (!row || range.empty()) return;
    const End& end = bounds.low ? *bounds.low : *bounds.high;
    const UsualSide usual = usual_side(*row, place.section, end);
    if (usual.side == Side::None) return;
    const bool lower = bounds.low.has_value();
    stated_.push_back({range.begin, place.section, row->concept_id, lower == (usual.side == Side::Lower),
                       end.quantity.canonical, end.reference});
  });
  std::stable_sort(stated_.begin(), stated_.end(), [](const Stated& a, const Stated& b) { return a.begin < b.begin; });
}

// On the same subject.
bool NearbyBounds::speaks_against(const Stated& stated, uint32_t distance, const End& end) {
  if (distance > kSameSubject) return false;
  return !stated.usual || (stated.reference == end.reference && compare(stated.value, end.quantity.canonical) == 0);
}

Evidence NearbyBounds::around(ByteRange range, Section section, ConceptId subject, const End& end) const {
  if (range.empty()) return Evidence::None;
  const auto here = std::lower_bound(stated_.begin(), stated_.end(), range.begin,
                                     [](const Stated& a, uint32_t at) { return a.begin < at; });
  const auto first = here - std::min<std::ptrdiff_t>(here - stated_.begin(), kMostLooked);
  const auto last = here + std::min<std::ptrdiff_t>(stated_.end() - here, kMostLooked);
  Evidence nearest = Evidence::None;
  uint32_t least = kNear + 1;
  for (auto it = first; it != last; ++it) {
    const uint32_t distance = it->begin > range.begin ? it->begin - range.begin : range.begin - it->begin;
    if (it->section != section || distance > kNear) continue;
    if (it->subject == subject) {
      if (speaks_against(*it, distance, end)) return Evidence::Against;
    } else if (distance < least) {
      least = distance;
      nearest = it->usual ? Evidence::For : Evidence::Against;
    }
  }
  return nearest;
}

}  // namespace critc
