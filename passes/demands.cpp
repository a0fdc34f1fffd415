#include "passes/demands.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "passes/node_index.h"
#include "passes/report.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

const End& any_end(const Bounds& bounds) { return bounds.low ? *bounds.low : *bounds.high; }

bool is_comparable(const Bounds& bounds) {
  if (bounds.empty() || bounds.comparator_lost || !any_end(bounds).quantity.unit) return false;
  if (!bounds.low || !bounds.high) return true;
  return bounds.low->quantity.unit == bounds.high->quantity.unit &&
         bounds.low->reference == bounds.high->reference;
}

// Values at different times, of other people or of the same test done otherwise do not meet; a reading
// that was chosen is not held against another statement.
bool is_plain(const Node& node) {
  if (!node.attrs) return true;
  Attrs unit_assumed;
  unit_assumed.marks.push_back(Mark::AssumedUnit);
  return *node.attrs == unit_assumed;
}

// Whether every value that one end admits lies beyond the other end.
bool lies_above(const std::optional<End>& low, const std::optional<End>& high) {
  if (!low || !high) return false;
  const auto order = compare(low->quantity.canonical, high->quantity.canonical);
  return order > 0 || (order == 0 && !(low->closed && high->closed));
}

bool only_bounds(const Node& node) {
  const auto* all = node.as<All>();
  return all ? llvm::all_of(all->children, only_bounds) : node.as<Comparison>() != nullptr;
}

void collect_read(const Node& node, const Document& document, std::vector<ByteRange>& read) {
  if (const auto* comparison = node.as<Comparison>()) {
    read.push_back(bounds_range(comparison->bounds, node));
    read.push_back(document.range_of(comparison->subject.text));
  } else {
    for_each_child(node, [&](const Node& child) { collect_read(child, document, read); });
  }
}

}  // namespace

bool says_only_bounds(const Node& item, const Document& document, size_t most_other_letters) {
  const Item& criterion = *item.as<Item>();
  if (!criterion.body || !only_bounds(*criterion.body)) return false;
  std::vector<ByteRange> read;
  collect_read(*criterion.body, document, read);
  const ByteRange words = document.range_of(criterion.text);
  size_t others = 0;
  bool behind_subject = false;  // the colon of "Age: 18-75 years" names no group
  for (uint32_t at = words.begin; at < words.end; ++at) {
    const char c = document.text[at];
    if (llvm::any_of(read, [&](ByteRange range) { return range.begin <= at && at < range.end; })) {
      behind_subject = true;
    } else if (llvm::isDigit(c) || (c == ':' && !behind_subject)) {
      return false;
    } else if (llvm::isAlpha(c)) {
      behind_subject = false;
      ++others;
    }
  }
  return others <= most_other_letters;
}

std::vector<Demand> collect_demands(PassContext& context) {
  std::vector<Demand> demands;
  walk_bounded(context, [&](Node& node, const Place& place) {
    const auto* comparison = node.as<Comparison>();
    if (!comparison || !comparison->subject.concept_id || !place.decides()) return;
    if (!is_plain(node) || comparison->change != Change::None || !is_comparable(comparison->bounds)) return;
    const End& end = any_end(comparison->bounds);
    demands.push_back({comparison->subject.concept_id, comparison->subject.text, end.quantity.unit, end.reference, place.cohort, place.section,
                       place.guarded, place.guarded_by, &comparison->bounds,
                       bounds_range(comparison->bounds, node), place.item});
  });
  std::stable_sort(demands.begin(), demands.end(),
                   [](const Demand& a, const Demand& b) { return a.subject < b.subject; });
  return demands;
}

bool comparable(const Demand& a, const Demand& b) { return a.unit == b.unit && a.reference == b.reference; }

bool same_guard(const Demand& a, const Demand& b, const Document& document) {
  if (!a.guarded || !b.guarded) return a.guarded == b.guarded;
  if (!a.guard || !b.guard) return false;
  if (a.guard == b.guard) return true;
  const ByteRange x = a.guard->range, y = b.guard->range;
  return !x.empty() && document.str({x.begin, x.end}).equals_insensitive(document.str({y.begin, y.end}));
}

bool disjoint(const Bounds& a, const Bounds& b) {
  return lies_above(a.low, b.high) || lies_above(b.low, a.high);
}

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

}  // namespace critc
