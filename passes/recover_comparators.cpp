// recover-comparators: bounds whose comparator the source lost, FVC% 60%, PAWP 15 mmHg.
//
// A bound is read by the usual side of bounds of that measurement and size in that section, where the
// bounds around it lie on their usual sides too. In doubt it stays ??, with lost-comparator.
#include <optional>

#include "passes/node_index.h"
#include "passes/nearby_bounds.h"
#include "passes/report.h"
#include "passes/unit_math.h"
#include "passes/usual_side.h"

namespace critc {

namespace {

constexpr unsigned kClearAlone = 90;  // percent, where nothing around says what kind of criteria these are

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

  // What is clear by itself or by stated bounds is read first; then it speaks for what stands near it, in
  // postings that lost every sign.
  void run() {
    constexpr unsigned kMostRounds = 3;
    for (unsigned i = 0; i < kMostRounds && context_.options.recover && round() && lost_ > 0;) ++i;
    walk_bounded(context_, [&](Node& node, const Place&) { report_lost(node); });
  }

 private:
  // Answers whether some comparator was recovered; counts those that were not.
  bool round() {
    bool any = false;
    lost_ = 0;
    std::vector<PlacedNode> found;
    walk_bounded(context_, [&](Node& node, const Place& place) {
      const auto* comparison = node.as<Comparison>();
      if (comparison && comparison->bounds.comparator_lost && comparison->bounds.low) found.push_back({&node, place});
    });
    nearby_.reset();
    for (const PlacedNode& each : found) {
      const bool recovered = recover(*each.node, *each.node->as<Comparison>(), each.place);
      any |= recovered;
      lost_ += recovered ? 0 : 1;
    }
    return any;
  }

  void report_lost(const Node& node) {
    for_each_bounds(node, [&](const Bounds& bounds, BoundsRole) {
      if (!bounds.comparator_lost || !bounds.low) return;
      report(context_.document, DiagnosticKind::LostComparator, bounds_range(bounds, node),
             {subject_words(node, context_.document), bounds.low->quantity.stated.str()});
    });
  }

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
  size_t lost_ = 0;
};

}  // namespace

void recover_comparators(PassContext& context) {
  Recoverer(context).run();
}

}  // namespace critc
