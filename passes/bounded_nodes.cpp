#include "passes/bounded_nodes.h"

namespace critc {

namespace {

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

bool is_bounded(const Node& node) { return has_bounds(node) || has_time(node); }

std::vector<PlacedNode> bounded_nodes(Document& document) {
  std::vector<PlacedNode> found;
  walk(document, [&](Node& node, const Place& place) {
    if (is_bounded(node)) found.push_back({&node, place});
  });
  return found;
}

}  // namespace critc
