// measure-coverage: how many bytes of criteria were understood; puts the diagnostics in order.
#include <algorithm>
#include <vector>

#include "passes/node_index.h"

namespace critc {

namespace {

bool by_range(const Diagnostic& a, const Diagnostic& b) {
  return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.range.end < b.range.end;
}

// Moves each diagnostic once: they are large.
void sort_diagnostics(DiagnosticList& list) {
  if (std::is_sorted(list.begin(), list.end(), by_range)) return;
  std::vector<uint32_t> order(list.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return by_range(list[a], list[b]); });
  DiagnosticList sorted;
  sorted.reserve(list.size());
  for (uint32_t i : order) sorted.push_back(std::move(list[i]));
  list = std::move(sorted);
}

}  // namespace

void measure_coverage(PassContext& context) {
  Document& document = context.document;
  Coverage coverage;
  for (const ClassedRange& range : document.ranges) {
    if (range.cls == RangeClass::Criterion) coverage.criterion_bytes += range.range.size();
  }
  walk_nodes(context, [&](const Node& node, const Place& place) {
    if (node.as<Opaque>() && !place.opaque) coverage.opaque_bytes += node.range.size();
  });
  coverage.opaque_bytes = std::min(coverage.opaque_bytes, coverage.criterion_bytes);
  coverage.understood_bytes = coverage.criterion_bytes - coverage.opaque_bytes;
  document.coverage = coverage;
  sort_diagnostics(document.diagnostics);
}

}  // namespace critc
