#include "passes/lost_comparator.h"

#include "passes/report.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

constexpr uint8_t kClearShare = 85;  // percent of known bounds that must go the same way

// The direction of nearly all bounds on this measurement in this section. What excludes bounds from
// the other side: inclusion LVEF >= 55 %, exclusion LVEF < 45 %.
UsualDirection clear_direction(const MeasurementRow& row, Section section) {
  if (section == Section::Inclusion) {
    return row.direction_share >= kClearShare ? row.direction : UsualDirection::Either;
  }
  if (row.exclusion_share < kClearShare) return UsualDirection::Either;
  switch (row.direction) {
    case UsualDirection::Minimum:
      return UsualDirection::Maximum;
    case UsualDirection::Maximum:
      return UsualDirection::Minimum;
    case UsualDirection::Either:
      break;
  }
  return UsualDirection::Either;
}

// The usual direction says something only about what the section itself asks or forbids.
bool has_clear_polarity(const Place& place) {
  return !place.negated && !place.exception && !place.definition && !place.example && !place.guard;
}

std::string reason(uint8_t share, Section section, UsualDirection direction) {
  return std::to_string(share) + " % of its bounds in " + text(section).str() + " criteria are " +
         (direction == UsualDirection::Minimum ? "lower" : "upper") + " bounds";
}

bool recover_comparator(PassContext& context, Node& node, Comparison& comparison,
                        const Place& place) {
  const MeasurementRow* row = measurement_row(context.catalog, comparison.subject.concept_id);
  Bounds& bounds = comparison.bounds;
  if (!row || bounds.high || !has_clear_polarity(place)) return false;
  if (comparison.change != Change::None) return false;
  if (node.attrs && node.attrs->whose != Whose::Patient) return false;
  const UsualDirection direction = clear_direction(*row, place.section);
  if (direction == UsualDirection::Either) return false;
  const uint8_t share =
      place.section == Section::Inclusion ? row->direction_share : row->exclusion_share;
  const std::string value = bounds.low->quantity.stated.str();
  bounds.comparator_lost = false;
  bounds.low->closed = true;
  if (direction == UsualDirection::Maximum) {
    bounds.high = bounds.low;
    bounds.low.reset();
  }
  report_mark(context.document, node, Mark::RecoveredComparator, bounds_range(bounds, node),
              {quoted_words(context.document.str(comparison.subject.text)), value,
               direction == UsualDirection::Minimum ? ">=" : "<=",
               reason(share, place.section, direction)});
  return true;
}

std::string subject_words(const Node& node, const Document& document) {
  TextSpan span;
  if (auto* comparison = node.as<Comparison>()) span = comparison->subject.text;
  if (auto* has = node.as<Has>()) span = has->subject.text;
  if (auto* exposure = node.as<Exposure>()) span = exposure->subject.text;
  return quoted_words(document.str(span));
}

}  // namespace

void settle_lost_comparator(PassContext& context, Node& node, const Place& place) {
  for_each_bounds(node, [&](Bounds& bounds, BoundsRole role) {
    if (!bounds.comparator_lost || !bounds.low) return;
    auto* comparison = node.as<Comparison>();
    if (role == BoundsRole::Value && context.options.recover &&
        recover_comparator(context, node, *comparison, place)) {
      return;
    }
    report(context.document, DiagnosticKind::LostComparator, bounds_range(bounds, node),
           {subject_words(node, context.document), bounds.low->quantity.stated.str()});
  });
}

}  // namespace critc
