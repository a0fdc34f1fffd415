// simplify-logic: flattens all in all and any in any, and drops logic of a single child.
//
// Meaning does not change: an inner node with a time, a mark or another attribute of its own stays.
#include "passes/pass.h"

namespace critc {

namespace {

// Each returns whether it changed anything.
template <typename Logic>
bool flatten(Logic& logic) {
  size_t extra = 0;
  for (const Node& child : logic.children) {
    if (const auto* inner = child.as<Logic>(); inner && !child.attrs)
      extra += inner->children.size();
  }
  if (extra == 0) return false;
  NodeList flat;
  flat.reserve(logic.children.size() + extra);
  for (Node& child : logic.children) {
    auto* inner = child.as<Logic>();
    if (inner && !child.attrs) {
      for (Node& grandchild : inner->children) flat.push_back(std::move(grandchild));
    } else {
      flat.push_back(std::move(child));
    }
  }
  logic.children = std::move(flat);
  return true;
}

template <typename Logic>
bool drop_single(Node& node) {
  auto* logic = node.as<Logic>();
  if (!logic || logic->children.size() != 1) return false;
  if (node.attrs && logic->children.front().attrs) return false;
  Node child = std::move(logic->children.front());
  if (node.attrs) child.attrs = std::move(node.attrs);
  node = std::move(child);
  return true;
}

bool simplify(Node& node) {
  bool changed = false;
  for_each_child(node, [&](Node& child) { changed |= simplify(child); });
  if (auto* all = node.as<All>()) {
    changed |= flatten(*all);
    changed |= drop_single<All>(node);
  } else if (auto* any = node.as<Any>()) {
    changed |= flatten(*any);
    changed |= drop_single<Any>(node);
  }
  return changed;
}

}  // namespace

void simplify_logic(PassContext& context) {
  for (Node& item : context.document.items)
    if (simplify(item)) context.bounded.reset();
  context.document.stage = Stage::Canonical;
}

}  // namespace critc
