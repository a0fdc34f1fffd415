// What the scanner read and no rule placed: a bound is never lost. It is kept in an opaque node, which
// takes no part in a verdict, so that facts, mentions and reviewers still have it.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

// Where the first bound of a node stands; empty when it has none.
ByteRange stated_range(const Node& node) {
  ByteRange where;
  for_each_bounds(node, [&](const Bounds& bounds, BoundsRole) {
    if (where.empty() && !bounds.empty()) where = bounds.range;
  });
  return where;
}

void collect_stated(const Node& node, llvm::SmallVectorImpl<uint64_t>& keys) {
  for_each_bounds(node, [&](const Bounds& bounds, BoundsRole) {
    if (!bounds.empty()) keys.push_back(uint64_t{bounds.range.begin} << 32 | bounds.range.end);
  });
  for_each_child(node, [&](const Node& child) { collect_stated(child, keys); });  // a label's time stands with its items
}

}  // namespace

void Parser::note_stated() {
  stated_.clear();
  if (!view_.may_state_bounds()) return;
  for (const Element& element : buffers_.elements) {
    if (element.node.as<Opaque>() && !element.node.attrs) continue;  // words, signs
    ByteRange where = stated_range(element.node);
    if (!where.empty()) stated_.push_back(uint64_t{where.begin} << 32 | where.end);
  }
}

void Parser::keep_lost(std::optional<Node>& root) {
  llvm::SmallVector<uint64_t, 32> placed;
  if (root) collect_stated(*root, placed);
  std::sort(placed.begin(), placed.end());
  bool lost = llvm::any_of(stated_, [&](uint64_t key) { return !std::binary_search(placed.begin(), placed.end(), key); });
  if (!lost) return;
  size_t diagnostics = document_.diagnostics.size();
  scan();  // the elements once more: the rules have taken them apart
  document_.diagnostics.resize(diagnostics);
  for (uint32_t i = 0; i < buffers_.elements.size(); ++i) {
    ByteRange where = stated_range(buffers_.elements[i].node);
    uint64_t key = uint64_t{where.begin} << 32 | where.end;
    if (!where.empty() && !std::binary_search(placed.begin(), placed.end(), key)) combiner_.keep_element(i, root);
  }
}

}  // namespace critc
