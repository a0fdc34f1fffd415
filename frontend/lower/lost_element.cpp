// Where an element that no rule has placed is kept: in an opaque node of the part of the tree around it.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/combiner.h"

namespace critc {

namespace {

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

}  // namespace

void Combiner::keep_element(uint32_t index, std::optional<Node>& root) {
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
