#include "frontend/lower/settle_marks.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"

namespace critc {

namespace {

bool in_an_item(const NodeList& items, ByteRange range) {
  auto at = std::partition_point(items.begin(), items.end(), [&](const Node& node) { return node.range.end <= range.begin; });
  return at != items.end() && at->range.overlaps(range);
}

void collect_assumed_logic(const Node& node, std::vector<ByteRange>& ranges) {
  if (node.has_mark(Mark::AssumedLogic)) ranges.push_back(node.range);
  for_each_child(node, [&](const Node& child) { collect_assumed_logic(child, ranges); });
}

}  // namespace

void settle_marks(Document& document) {
  auto is_kind = [](DiagnosticKind kind) { return [kind](const Diagnostic& diagnostic) { return diagnostic.kind == kind; }; };
  std::vector<ByteRange> assumed;
  if (llvm::any_of(document.diagnostics, is_kind(DiagnosticKind::AssumedLogic)))
    for (const Node& item : document.items) collect_assumed_logic(item, assumed);
  llvm::erase_if(document.diagnostics, [&](const Diagnostic& diagnostic) {
    if (diagnostic.kind == DiagnosticKind::AssumedLogic)
      return llvm::none_of(assumed, [&](ByteRange range) { return range.overlaps(diagnostic.range); });
    if (diagnostic.kind != DiagnosticKind::SplitWord) return false;
    return !in_an_item(document.items, diagnostic.range);
  });
}

}  // namespace critc
