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

bool holds(const Node& node, ByteRange where) { return !node.as<Item>() && node.range.contains(where); }

// The innermost part of the tree that a lost statement stands in.
Node& part_around(Node& root, ByteRange where) {
  Node* at = &root;
  for (bool inside = true; inside;) {
    inside = false;
    NodeList* list = list_of(*at);
    if (!list) break;
    auto child = llvm::find_if(*list, [&](const Node& node) { return holds(node, where); });
    if (child == list->end()) break;
    at = &*child;
    inside = true;
  }
  return *at;
}

// "progressive, with one of these within 6 months": words before a list of nested items are said of each.
bool rules_items(Node& node, ByteRange words) {
  NodeList* list = list_of(node);
  return list && words.end <= list->front().range.begin && llvm::all_of(*list, [](const Node& child) { return child.as<Item>(); });
}

void cover_children(Node& node) {
  for_each_child(node, [&](Node& child) {
    cover_children(child);
    node.range = hull(node.range, child.range);
  });
}

}  // namespace

// Ranges of nodes that have been moved about: each covers what is below it.
void Parser::cover(Node& node) { cover_children(node); }

void Parser::note_stated() {
  stated_.clear();
  for (const Element& element : buffers_.elements) {
    if (element.node.as<Opaque>() && !element.node.attrs) continue;  // words, signs
    ByteRange where = stated_range(element.node);
    if (!where.empty()) stated_.push_back(uint64_t{where.begin} << 32 | where.end);
  }
}

bool Parser::keep_lost(std::optional<Node>& root) {
  llvm::SmallVector<uint64_t, 32> placed;
  if (root) collect_stated(*root, placed);
  std::sort(placed.begin(), placed.end());
  bool lost = llvm::any_of(stated_, [&](uint64_t key) { return !std::binary_search(placed.begin(), placed.end(), key); });
  if (!lost) return false;
  size_t diagnostics = document_.diagnostics.size();
  scan();  // the elements once more: the rules have taken them apart
  document_.diagnostics.resize(diagnostics);
  for (uint32_t i = 0; i < buffers_.elements.size(); ++i) {
    ByteRange where = stated_range(buffers_.elements[i].node);
    uint64_t key = uint64_t{where.begin} << 32 | where.end;
    if (!where.empty() && !std::binary_search(placed.begin(), placed.end(), key)) keep_element(i, root);
  }
  return true;
}

void Parser::keep_element(uint32_t index, std::optional<Node>& root) {
  Element& element = buffers_.elements[index];
  bool time = element.part == Part::Time;
  Node kept;
  if (time) {
    kept = opaque(index, index + 1, OpaqueReason::NoRule);
    kept.attrs = element.node.attrs;
  } else {
    kept.range = element.node.range;
    kept.value = Opaque{{kept.range.begin, kept.range.end}, OpaqueReason::NoRule, {}};
    if (element.node.as<AtLeast>()) diagnose(DiagnosticKind::MissingItems, element.node.range);
    kept.as<Opaque>()->about.push_back(element.node);
  }
  if (!root) {
    diagnose_opaque(kept);
    root = std::move(kept);
    return;
  }
  root->range = hull(root->range, kept.range);
  Node& around = part_around(*root, kept.range);
  if (Opaque* words = around.as<Opaque>(); words && !time) {
    words->about.push_back(std::move(kept.as<Opaque>()->about.front()));
    return;
  }
  if (time && !around.attrs && (around.as<Opaque>() || rules_items(around, kept.range))) {
    around.attrs = std::move(kept.attrs);
    return;
  }
  diagnose_opaque(kept);
  if (All* all = around.as<All>()) {
    all->children.push_back(std::move(kept));
    llvm::stable_sort(all->children, [](const Node& a, const Node& b) { return a.range.begin < b.range.begin; });
    return;
  }
  ByteRange where = around.range;
  around = group(false, pair(std::move(around), std::move(kept)), where);
}

}  // namespace critc
