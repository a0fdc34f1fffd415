#include "frontend/lower/nodes.h"

#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/element.h"

namespace critc {

namespace {

void cover_children(Node& node) {
  for_each_child(node, [&](Node& child) {
    cover_children(child);
    node.range = hull(node.range, child.range);
  });
}

}  // namespace

void append(Time& to, const Time& from) {
  auto add = [](auto& all, const auto& more) {  // what was said of each of a list is said once of all
    for (const auto& each : more)
      if (!llvm::is_contained(all, each)) all.push_back(each);
  };
  add(to.windows, from.windows);
  add(to.durations, from.durations);
  to.frequencies.insert(to.frequencies.end(), from.frequencies.begin(), from.frequencies.end());
  if (from.pick != Pick::All) to.pick = from.pick;
  if (to.until.empty()) to.until = from.until;
}

NodeList pair(Node first, Node second) {
  NodeList both;
  both.reserve(2);
  both.push_back(std::move(first));
  both.push_back(std::move(second));
  return both;
}

// The parts of a list, or the node itself as the only part.
NodeList take_children(Node node) {
  if (node.attrs) node.attrs->marks.clear();
  if (All* all = node.as<All>()) return std::move(all->children);
  if (Any* any = node.as<Any>()) return std::move(any->children);
  NodeList one;
  one.push_back(std::move(node));
  return one;
}

// Ranges of nodes that have been moved about: each covers what is below it.
void cover(Node& node) { cover_children(node); }

Node group(bool any, NodeList children, ByteRange where) {
  Node node;
  if (children.size() == 1) {
    node = std::move(children.front());
    node.range = hull(node.range, where);
    return node;
  }
  node.range = where;
  for (const Node& child : children) node.range = hull(node.range, child.range);
  if (!any) {
    node.value = All{std::move(children)};
    return node;
  }
  auto defines = llvm::find_if(children, [](const Node& child) { return child.as<Define>(); });
  if (defines == children.end()) {
    node.value = Any{std::move(children)};
    return node;
  }
  Node definition = std::move(*defines);  // asks nothing: it is no alternative
  children.erase(defines);
  Node rest = group(true, std::move(children), {});
  node.value = All{pair(std::move(rest), std::move(definition))};
  return node;
}

ConceptId concept_of(const Node& node) {
  if (auto* has = node.as<Has>()) return has->subject.concept_id;
  if (auto* exposure = node.as<Exposure>()) return exposure->subject.concept_id;
  if (auto* comparison = node.as<Comparison>()) return comparison->subject.concept_id;
  return 0;
}

// Such statements are kept whatever stands beside them.
bool states_number(const Node& node) {
  bool states = false;
  for_each_bounds(node, [&](const Bounds& bounds, BoundsRole role) {
    bool of_time = role == BoundsRole::Window || role == BoundsRole::Duration || role == BoundsRole::Frequency;
    states |= !bounds.empty() && !of_time;
  });
  for_each_child(node, [&](const Node& child) { states |= states_number(child); });
  return states;
}

// The times of things go to the words around them.
void collect_times(Node& thing, Time& time) {
  if (thing.attrs) {
    append(time, thing.attrs->time);
    thing.attrs->time = {};
    if (*thing.attrs == Attrs{}) thing.attrs.reset();
  }
  for_each_child(thing, [&](Node& child) { collect_times(child, time); });
}

Node negation_of(Node body) {
  Node node;
  node.range = body.range;
  node.value = Not{std::move(body)};
  return node;
}

bool is_group_or_sex(const Node& node) {
  auto* has = node.as<Has>();
  return has && has->thing != ThingKind::Measurement && has->thing != ThingKind::Procedure;
}

bool has_grade(const Node& node) {
  auto* has = node.as<Has>();
  return has && !has->grade.empty();
}

bool asks_nothing(const Node& node) {
  auto* has = node.as<Has>();
  return has && has->thing == ThingKind::Measurement && has->status == Status::None && has->severity == Severity::None &&
         has->grade.empty();
}

Exposure& as_exposure(Node& node) {
  const Has* has = node.as<Has>();
  Box<Exposure> box;
  box.ensure().subject = has->subject;
  box->thing = has->thing;
  node.value = std::move(box);
  return *node.as<Exposure>();
}

}  // namespace critc
