#include "passes/lost_comparator.h"

#include "passes/report.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

constexpr unsigned kClearShare = 85;  // percent of the counted bounds that must go the same way
constexpr unsigned kFewest = 10;      // counted bounds that say something

enum class Side : uint8_t { None, Lower, Upper };

struct UsualSide {
  Side side = Side::None;
  unsigned share = 0;  // percent
};

// The side of nearly all bounds on this measurement in criteria of this section.
UsualSide usual_side(const MeasurementRow& row, Section section) {
  const BoundCounts& counts = section == Section::Inclusion ? row.inclusion : row.exclusion;
  const unsigned all = counts.lower + counts.upper;
  if (all < kFewest) return {};
  const bool lower = counts.lower > counts.upper;
  const unsigned share = 100 * (lower ? counts.lower : counts.upper) / all;
  if (share < kClearShare) return {};
  return {lower ? Side::Lower : Side::Upper, share};
}

// The usual direction says something only about what the section itself asks or forbids.
bool has_clear_polarity(const Place& place) {
  return !place.negated && !place.exception && !place.definition && !place.example && !place.guard;
}

// A multiple of the upper limit of normal is a ceiling of what is allowed, whatever the usual side of
// the measurement; of the lower limit a floor.
bool against_limit(Reference reference, Side side, Section section) {
  const bool ceiling = (side == Side::Upper) == (section == Section::Inclusion);
  return (reference == Reference::Uln && !ceiling) || (reference == Reference::Lln && ceiling);
}

std::string reason(UsualSide usual, Section section) {
  return std::to_string(usual.share) + " % of its bounds in " + text(section).str() + " criteria are " +
         (usual.side == Side::Lower ? "lower" : "upper") + " bounds";
}

bool recover_comparator(PassContext& context, Node& node, Comparison& comparison,
                        const Place& place) {
  const MeasurementRow* row = measurement_row(context.catalog, comparison.subject.concept_id);
  Bounds& bounds = comparison.bounds;
  if (!row || bounds.high || !has_clear_polarity(place)) return false;
  if (comparison.change != Change::None) return false;
  if (node.attrs && node.attrs->whose != Whose::Patient) return false;
  const UsualSide usual = usual_side(*row, place.section);
  if (usual.side == Side::None || against_limit(bounds.low->reference, usual.side, place.section)) return false;
  const std::string value = bounds.low->quantity.stated.str();
  bounds.comparator_lost = false;
  bounds.low->closed = true;
  if (usual.side == Side::Upper) {
    bounds.high = bounds.low;
    bounds.low.reset();
  }
  report_mark(context.document, node, Mark::RecoveredComparator, bounds_range(bounds, node),
              {quoted_words(context.document.str(comparison.subject.text)), value,
               usual.side == Side::Lower ? ">=" : "<=", reason(usual, place.section)});
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
