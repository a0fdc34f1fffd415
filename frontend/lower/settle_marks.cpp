#include "frontend/lower/settle_marks.h"

#include "llvm/ADT/STLExtras.h"

#include "ir/criterion/range_index.h"

namespace critc {

namespace {

void collect(const Node& node, Mark mark, RangeIndex& marked) {
  if (node.has_mark(mark)) marked.add(node.range);
  for_each_child(node, [&](const Node& child) { collect(child, mark, marked); });
}

// Takes away the diagnostics of `kind` that no node with `mark` touches.
void keep_marked(Document& document, DiagnosticKind kind, Mark mark) {
  auto is_kind = [kind](const Diagnostic& diagnostic) { return diagnostic.kind == kind; };
  if (llvm::none_of(document.diagnostics, is_kind)) return;
  RangeIndex marked;
  for (const Node& item : document.items) collect(item, mark, marked);
  marked.finish();
  llvm::erase_if(document.diagnostics, [&](const Diagnostic& diagnostic) {
    return is_kind(diagnostic) && !marked.touches(diagnostic.range);
  });
}

}  // namespace

void settle_marks(Document& document) {
  keep_marked(document, DiagnosticKind::AssumedLogic, Mark::AssumedLogic);
  keep_marked(document, DiagnosticKind::AssumedScope, Mark::AssumedScope);
  keep_marked(document, DiagnosticKind::SplitWord, Mark::SplitWord);
}

}  // namespace critc
