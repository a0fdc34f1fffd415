// check-contradictions: bounds on one subject that no patient of a cohort can meet together.
#include <algorithm>
#include <vector>

#include "passes/bounded_nodes.h"
#include "passes/report.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

// A bound that every patient of a cohort must meet (inclusion) or must not meet (exclusion).
struct Demand {
  ConceptId subject = 0;
  UnitId unit = 0;
  Reference reference = Reference::None;
  CohortId cohort = 0;
  Section section = Section::Inclusion;
  const Bounds* bounds = nullptr;
  ByteRange range;
};

UnitId unit_of(const Bounds& bounds) {
  return (bounds.low ? bounds.low : bounds.high)->quantity.unit;
}

// Whether every value that one end admits lies beyond the other end.
bool lies_above(const std::optional<End>& low, const std::optional<End>& high) {
  if (!low || !high) return false;
  const auto order = compare(low->quantity.canonical, high->quantity.canonical);
  return order > 0 || (order == 0 && !(low->closed && high->closed));
}

bool disjoint(const Bounds& a, const Bounds& b) {
  return lies_above(a.low, b.high) || lies_above(b.low, a.high);
}

// Whether every value of `inner` is one of `outer`.
bool within(const Bounds& inner, const Bounds& outer) {
  if (outer.low) {
    if (!inner.low) return false;
    const auto order = compare(inner.low->quantity.canonical, outer.low->quantity.canonical);
    if (order < 0 || (order == 0 && inner.low->closed && !outer.low->closed)) return false;
  }
  if (outer.high) {
    if (!inner.high) return false;
    const auto order = compare(inner.high->quantity.canonical, outer.high->quantity.canonical);
    if (order > 0 || (order == 0 && inner.high->closed && !outer.high->closed)) return false;
  }
  return true;
}

bool is_comparable(const Bounds& bounds) {
  if (bounds.empty() || bounds.comparator_lost || !unit_of(bounds)) return false;
  if (!bounds.low || !bounds.high) return true;
  return bounds.low->quantity.unit == bounds.high->quantity.unit &&
         bounds.low->reference == bounds.high->reference;
}

std::vector<Demand> collect(PassContext& context) {
  std::vector<Demand> demands;
  walk_bounded(context, [&](Node& node, const Place& place) {
    const auto* comparison = node.as<Comparison>();
    if (!comparison || !comparison->subject.concept_id || !place.unconditional()) return;
    // Values at different times, of other people or of the same test done otherwise do not meet.
    if (node.attrs || comparison->change != Change::None) return;
    if (!is_comparable(comparison->bounds)) return;
    const Reference reference =
        (comparison->bounds.low ? comparison->bounds.low : comparison->bounds.high)->reference;
    demands.push_back({comparison->subject.concept_id, unit_of(comparison->bounds), reference,
                       place.cohort, place.section, &comparison->bounds,
                       bounds_range(comparison->bounds, node)});
  });
  return demands;
}

bool contradict(const Demand& a, const Demand& b) {
  if (a.unit != b.unit || a.reference != b.reference) return false;
  if (a.cohort != b.cohort && a.cohort != 0 && b.cohort != 0) return false;
  if (a.section == Section::Inclusion && b.section == Section::Inclusion) {
    return disjoint(*a.bounds, *b.bounds);
  }
  if (a.section == b.section) return false;
  const Demand& asked = a.section == Section::Inclusion ? a : b;
  const Demand& forbidden = a.section == Section::Inclusion ? b : a;
  return within(*asked.bounds, *forbidden.bounds);
}

constexpr size_t kMostPairs = 64;  // of one subject: enough for any posting, cheap for hostile ones

}  // namespace

void check_contradictions(PassContext& context) {
  Document& document = context.document;
  std::vector<Demand> demands = collect(context);
  if (demands.size() < 2) return;
  std::stable_sort(demands.begin(), demands.end(),
                   [](const Demand& a, const Demand& b) { return a.subject < b.subject; });
  for (size_t i = 0; i < demands.size(); ++i) {
    const size_t last = std::min(demands.size(), i + kMostPairs);
    for (size_t j = i + 1; j < last && demands[j].subject == demands[i].subject; ++j) {
      if (!contradict(demands[i], demands[j])) continue;
      const std::string title = context.catalog.title(demands[i].subject).str();
      report(document, DiagnosticKind::Contradiction, demands[j].range,
             {title + " " + bounds_text(*demands[j].bounds, document, context.catalog),
              title + " " + bounds_text(*demands[i].bounds, document, context.catalog)});
      document.diagnostics.back().notes.push_back({demands[i].range, "the other statement"});
      break;  // one is enough to look at; n bounds must not give n * n diagnostics
    }
  }
}

}  // namespace critc
