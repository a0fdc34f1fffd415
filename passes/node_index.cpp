#include "passes/node_index.h"

namespace critc {

namespace {

constexpr size_t kUsualNodes = 6;  // of an item

bool has_time(const Node& node) {
  if (!node.attrs) return false;
  const Time& time = node.attrs->time;
  return !time.windows.empty() || !time.durations.empty() || !time.frequencies.empty() || time.pick != Pick::All;
}

bool has_bounds(const Node& node) {
  if (const auto* has = node.as<Has>()) return !has->grade.empty();
  if (const auto* exposure = node.as<Exposure>()) return !exposure->dose.empty() || !exposure->line.empty();
  return node.as<Comparison>() || node.as<AtLeast>() || node.as<Exists>();
}

}  // namespace

NodeIndex index_nodes(Document& document) {
  NodeIndex index;
  index.nodes.reserve(kUsualNodes * document.items.size());
  walk(document, [&](Node& node, const Place& place) {
    if (has_bounds(node) || has_time(node)) index.bounded.push_back(static_cast<uint32_t>(index.nodes.size()));
    index.nodes.push_back({&node, place});
  });
  return index;
}

}  // namespace critc
