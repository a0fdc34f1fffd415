// simplify-logic: flattens all in all and any in any, and drops logic of a single child.
//
// Meaning does not change: an inner node with a time, a mark or another attribute of its own stays.
#include "passes/node_index.h"

namespace critc {

namespace {

template <typename Logic>
bool is_inner(const Node& child) {
  return child.as<Logic>() && !child.attrs;
}

template <typename Logic>
void flatten(Logic& logic) {
  size_t extra = 0;
  for (const Node& child : logic.children) {
    if (is_inner<Logic>(child)) extra += child.as<Logic>()->children.size();
  }
  if (extra == 0) return;
  NodeList flat;
  flat.reserve(logic.children.size() + extra);
  for (Node& child : logic.children) {
    if (is_inner<Logic>(child)) {
      for (Node& grandchild : child.as<Logic>()->children) flat.push_back(std::move(grandchild));
    } else {
      flat.push_back(std::move(child));
    }
  }
  logic.children = std::move(flat);
}

template <typename Logic>
void drop_single(Node& node) {
  auto* logic = node.as<Logic>();
  if (!logic || logic->children.size() != 1) return;
  if (node.attrs && logic->children.front().attrs) return;
  Node child = std::move(logic->children.front());
  if (node.attrs) child.attrs = std::move(node.attrs);
  node = std::move(child);
}

void simplify(Node& node) {
  for_each_child(node, simplify);
  if (auto* all = node.as<All>()) {
    flatten(*all);
    drop_single<All>(node);
  } else if (auto* any = node.as<Any>()) {
    flatten(*any);
    drop_single<Any>(node);
  }
}

template <typename Logic>
bool may_change(const Logic* logic) {
  return logic && (logic->children.size() == 1 || llvm::any_of(logic->children, is_inner<Logic>));
}

bool may_simplify(const Node& node) { return may_change(node.as<All>()) || may_change(node.as<Any>()); }

}  // namespace

void simplify_logic(PassContext& context) {
  if (any_node(context, may_simplify)) {
    for (Node& item : context.document.items) simplify(item);
    context.index.reset();
  }
  context.document.stage = Stage::Canonical;
}

}  // namespace critc
