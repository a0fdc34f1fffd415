// recover-comparators: bounds whose comparator the source lost, FVC% 60%, PAWP 15 mmHg.
//
// A bound is read by the usual side of bounds of that measurement and size in that section, where the
// bounds around it lie on their usual sides too. In doubt it stays ??, with lost-comparator.
#include <optional>

#include "passes/bounded_nodes.h"
#include "passes/nearby_bounds.h"
#include "passes/report.h"
#include "passes/unit_math.h"
#include "passes/usual_side.h"

namespace critc {

namespace {

constexpr unsigned kClearAlone = 95;  // percent, where nothing around says what kind of criteria these are

std::string reason(UsualSide usual, Section section) {
  return std::to_string(usual.share) + " % of its bounds in " + text(section).str() + " criteria are " +
         (usual.side == Side::Lower ? "lower" : "upper") + " bounds";
}

std::string subject_words(const Node& node, const Document& document) {
  TextSpan span;
  if (auto* comparison = node.as<Comparison>()) span = comparison->subject.text;
  if (auto* has = node.as<Has>()) span = has->subject.text;
  if (auto* exposure = node.as<Exposure>()) span = exposure->subject.text;
  return quoted_words(document.str(span));
}

class Recoverer {
 public:
  explicit Recoverer(PassContext& context) : context_(context) {}

  void visit(Node& node, const Place& place) {
    for_each_bounds(node, [&](Bounds& bounds, BoundsRole role) {
      if (!bounds.comparator_lost || !bounds.low) return;
      if (role == BoundsRole::Value && context_.options.recover && recover(node, *node.as<Comparison>(), place)) return;
      report(context_.document, DiagnosticKind::LostComparator, bounds_range(bounds, node),
             {subject_words(node, context_.document), bounds.low->quantity.stated.str()});
    });
  }

 private:
  bool recover(Node& node, Comparison& comparison, const Place& place) {
    const MeasurementRow* row = measurement_row(context_.catalog, comparison.subject.concept_id);
    Bounds& bounds = comparison.bounds;
    if (!row || bounds.high || comparison.change != Change::None) return false;
    if (node.attrs && node.attrs->whose != Whose::Patient) return false;
    const UsualSide usual = usual_side(*row, place.section, *bounds.low);
    if (usual.side == Side::None || !is_clear(usual, bounds, bounds_range(bounds, node), *row, place)) return false;
    const std::string value = bounds.low->quantity.stated.str();
    bounds.comparator_lost = false;
    bounds.low->closed = true;
    if (usual.side == Side::Upper) {
      bounds.high = bounds.low;
      bounds.low.reset();
    }
    report_mark(context_.document, node, Mark::RecoveredComparator, bounds_range(bounds, node),
                {quoted_words(context_.document.str(comparison.subject.text)), value, usual.side == Side::Lower ? ">=" : "<=",
                 reason(usual, place.section)});
    return true;
  }

  // The usual side says something only about what the section itself asks or forbids.
  bool is_clear(UsualSide usual, const Bounds& bounds, ByteRange range, const MeasurementRow& row, const Place& place) {
    if (place.negated || place.exception || place.example || place.guard) return false;
    if (!nearby_) nearby_.emplace(context_);
    const Evidence evidence = nearby_->around(range, place.section, row.concept_id, *bounds.low);
    if (evidence != Evidence::None) return evidence == Evidence::For;
    if (place.section == Section::Exclusion) return bounds.low->reference == Reference::Uln || usual.share >= kClearAlone;
    return !place.definition && bounds.low->reference != Reference::Uln && usual.share >= kClearAlone;
  }

  PassContext& context_;
  std::optional<NearbyBounds> nearby_;  // made where the first comparator is lost
};

}  // namespace

void recover_comparators(PassContext& context) {
  Recoverer recoverer(context);
  walk_bounded(context, [&](Node& node, const Place& place) { recoverer.visit(node, place); });
}

}  // namespace critc
