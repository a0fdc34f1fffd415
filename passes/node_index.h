// NodeIndex: the nodes of a document as a list.
//
// Most passes look at each node once, or at those with a bound or a time, and leave the tree its shape. A list
// is gone through several times as fast as the tree, and is made once for all of them.
#pragma once

#include <cassert>

#include "passes/pass.h"

namespace critc {

NodeIndex index_nodes(Document& document);

inline const NodeIndex& node_index(PassContext& context) {
  if (!context.index) context.index = index_nodes(context.document);
  assert(*context.index == index_nodes(context.document) && "a pass moved nodes and left `index`");
  return *context.index;
}

// Calls f(Node&, const Place&) for each node, parents first. f changes what a node says and moves no nodes.
template <typename F>
void walk_nodes(PassContext& context, F&& f) {
  for (const PlacedNode& each : node_index(context).nodes) f(*each.node, each.place);
}

// The same for each node that itself holds a bound or a time.
template <typename F>
void walk_bounded(PassContext& context, F&& f) {
  const NodeIndex& index = node_index(context);
  for (uint32_t i : index.bounded) f(*index.nodes[i].node, index.nodes[i].place);
}

// Whether f(const Node&) holds for some node: what a pass that moves nodes asks before it walks the tree itself.
template <typename F>
bool any_node(PassContext& context, F&& f) {
  for (const PlacedNode& each : node_index(context).nodes)
    if (f(std::as_const(*each.node))) return true;
  return false;
}

}  // namespace critc
