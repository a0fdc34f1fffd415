// walk: visits every node of a document together with its place, which decides what a bound means.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "ir/criterion/document.h"

namespace critc {

// Where a node stands, as far as the meaning of its bounds depends on it.
struct Place {
  Section section = Section::Inclusion;
  CohortId cohort = 0;
  bool negated : 1 = false;      // an odd number of `not` above
  bool exception : 1 = false;    // below the carve-out of an `except`
  bool definition : 1 = false;   // below a `define`
  bool example : 1 = false;      // below the examples of an `includes`
  bool guard : 1 = false;        // below the guard of a case
  bool guarded : 1 = false;      // below the body of a case
  bool alternative : 1 = false;  // below an `any`, `at_least` or `exists`
  bool together : 1 = false;     // below an `all`, `at_least` or `exists`
  bool opaque : 1 = false;       // named by words that were not understood

  const Node* item = nullptr;        // the innermost criterion
  const Node* guarded_by = nullptr;  // the guard of that case, where it is the only one above

  // A bound here decides alone, where its guard holds: an inclusion criterion is false without it, an
  // exclusion criterion true with it.
  bool decides() const {
    if (negated || exception || definition || example || guard || opaque) return false;
    return section == Section::Inclusion ? !alternative : !together;
  }
  // The same for every patient of the cohort.
  bool unconditional() const { return decides() && !guarded; }
  bool operator==(const Place&) const = default;
};

struct PlacedNode {
  Node* node;
  Place place;
  bool operator==(const PlacedNode&) const = default;
};

// See node_index.h.
struct NodeIndex {
  std::vector<PlacedNode> nodes;  // in the order of walk
  std::vector<uint32_t> bounded;  // those that themselves hold a bound or a time
  bool operator==(const NodeIndex&) const = default;
};

template <typename F>
void walk(Node& node, const Place& place, F&& f);

namespace internal {

template <typename F>
void walk_list(NodeList& list, const Place& place, F&& f) {
  for (Node& child : list) walk(child, place, f);
}

template <typename F>
void walk_cases(Cases& cases, Place place, F&& f) {
  Place guard = place, guarded = place;
  guard.guard = true;
  guarded.guarded = true;
  for (CaseArm& arm : cases.arms) {
    walk(arm.guard, guard, f);
    guarded.guarded_by = place.guarded ? nullptr : &arm.guard;
    walk(arm.body, guarded, f);
  }
  guarded.guarded_by = nullptr;
  if (cases.otherwise) walk(*cases.otherwise, guarded, f);
}

template <typename F>
void walk_except(Except& except, Place place, F&& f) {
  if (except.body) walk(*except.body, place, f);
  place.exception = true;
  if (except.carve) walk(*except.carve, place, f);
}

template <typename F>
void walk_includes(Includes& includes, Place place, F&& f) {
  if (includes.body) walk(*includes.body, place, f);
  place.example = true;
  walk_list(includes.examples, place, f);
}

// `place` is that of the node itself.
template <typename F>
void walk_below(Node& node, Place place, F&& f) {
  if (auto* item = node.as<Item>()) {
    if (item->body) walk(*item->body, place, f);
  } else if (auto* opaque = node.as<Opaque>()) {
    place.opaque = true;
    internal::walk_list(opaque->about, place, f);
  } else if (auto* all = node.as<All>()) {
    place.together = true;
    internal::walk_list(all->children, place, f);
  } else if (auto* any = node.as<Any>()) {
    place.alternative = true;
    internal::walk_list(any->children, place, f);
  } else if (auto* at_least = node.as<AtLeast>()) {
    place.alternative = place.together = true;
    internal::walk_list(at_least->children, place, f);
  } else if (auto* negation = node.as<Not>()) {
    place.negated = !place.negated;
    if (negation->body) walk(*negation->body, place, f);
  } else if (auto* cases = node.as<Cases>()) {
    internal::walk_cases(*cases, place, f);
  } else if (auto* except = node.as<Except>()) {
    internal::walk_except(*except, place, f);
  } else if (auto* includes = node.as<Includes>()) {
    internal::walk_includes(*includes, place, f);
  } else if (auto* define = node.as<Define>()) {
    place.definition = true;
    if (define->body) walk(*define->body, place, f);
  } else if (auto* exists = node.as<Exists>()) {
    place.alternative = place.together = true;
    if (exists->body) walk(*exists->body, place, f);
  }
}

}  // namespace internal

// Calls f(Node&, const Place&) for `node` and everything below it, parents first.
template <typename F>
void walk(Node& node, const Place& place, F&& f) {
  if (auto* item = node.as<Item>()) {
    Place inside = place;
    inside.section = item->section;
    inside.cohort = item->cohort;
    inside.item = &node;
    f(node, std::as_const(inside));
    return internal::walk_below(node, inside, f);
  }
  f(node, place);
  if (!node.is_leaf()) internal::walk_below(node, place, f);
}

template <typename F>
void walk(Document& document, F&& f) {
  for (Node& item : document.items) walk(item, Place{}, f);
}

}  // namespace critc
