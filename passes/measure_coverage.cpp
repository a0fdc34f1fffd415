// measure-coverage: how many bytes of criteria were understood; puts the diagnostics in order.
#include <algorithm>

#include "passes/pass.h"

namespace critc {

namespace {

uint32_t opaque_bytes(const Node& node) {
  if (node.as<Opaque>()) return node.range.size();
  uint32_t sum = 0;
  for_each_child(node, [&](const Node& child) { sum += opaque_bytes(child); });
  return sum;
}

bool by_range(const Diagnostic& a, const Diagnostic& b) {
  return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.range.end < b.range.end;
}

}  // namespace

void measure_coverage(PassContext& context) {
  Document& document = context.document;
  Coverage coverage;
  for (const ClassedRange& range : document.ranges) {
    if (range.cls == RangeClass::Criterion) coverage.criterion_bytes += range.range.size();
  }
  for (const Node& item : document.items) coverage.opaque_bytes += opaque_bytes(item);
  coverage.opaque_bytes = std::min(coverage.opaque_bytes, coverage.criterion_bytes);
  coverage.understood_bytes = coverage.criterion_bytes - coverage.opaque_bytes;
  document.coverage = coverage;
  std::stable_sort(document.diagnostics.begin(), document.diagnostics.end(), by_range);
}

}  // namespace critc
