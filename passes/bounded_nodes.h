// Most passes look at bounds and times only, and few nodes have any: they are found once for several passes.
#pragma once

#include <cassert>
#include <vector>

#include "passes/pass.h"

namespace critc {

// Whether the node itself holds a bound or a time.
bool is_bounded(const Node& node);

// The nodes that do, in the order of walk.
std::vector<PlacedNode> bounded_nodes(Document& document);

// Calls f(Node&, const Place&) for each of them. f changes what a node says and moves no nodes.
template <typename F>
void walk_bounded(PassContext& context, F&& f) {
  if (!context.bounded) context.bounded = bounded_nodes(context.document);
  assert(*context.bounded == bounded_nodes(context.document) && "a pass moved nodes and left `bounded`");
  for (const PlacedNode& each : *context.bounded) f(*each.node, each.place);
}

}  // namespace critc
