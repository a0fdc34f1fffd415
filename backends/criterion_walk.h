// Walks the trees of a document and tells for each node where it stands.
#pragma once

#include "ir/criterion/document.h"

namespace critc {

struct Place {
  const Item* item = nullptr;       // the innermost
  Role role = Role::Requirement;
  bool negated = false;             // an odd number of `not` above
  bool denied = false;              // the same, of those inside the innermost opaque words, and of things that are
                                    // denied together only the first
  const Node* guard = nullptr;      // of the arm that the node stands in, the innermost
  bool otherwise = false;           // in the arm without a guard; then `guard` is null
  bool section_assumed = false;     // an item around it has no heading
};

namespace internal {

template <typename F>
void walk_node(const Node& node, Place place, F& f);

template <typename F>
void walk_cases(const Cases& cases, const Place& place, F& f) {
  for (const CaseArm& arm : cases.arms) {
    Place whom = place;
    whom.role = place.role == Role::Requirement ? Role::Definition : place.role;  // says whom the body is asked of
    walk_node(arm.guard, whom, f);
    Place inside = place;
    inside.guard = &arm.guard;
    inside.otherwise = false;
    walk_node(arm.body, inside, f);
  }
  if (!cases.otherwise) return;
  Place inside = place;
  inside.guard = nullptr;
  inside.otherwise = true;
  walk_node(*cases.otherwise, inside, f);
}

// The body keeps the node's place; what stands beside it has a role of its own.
template <typename F>
void walk_aside(const Box<Node>& body, const Place& place, F& f) {
  if (body) walk_node(*body, place, f);
}

template <typename F>
void walk_node(const Node& node, Place place, F& f) {
  if (const Item* item = node.as<Item>()) {
    place.item = item;
    place.section_assumed |= node.has_mark(Mark::AssumedSection);
  }
  const Exposure* exposure = node.as<Exposure>();
  if (exposure && exposure->phase == Phase::Allowed && place.role == Role::Requirement) place.role = Role::Example;
  f(node, static_cast<const Place&>(place));
  if (const Cases* cases = node.as<Cases>()) return walk_cases(*cases, place, f);
  Place aside = place;
  if (const Except* except = node.as<Except>()) {
    aside.role = Role::Exception;
    aside.denied = false;  // "no A except B" denies no B
    walk_aside(except->body, place, f);
    return walk_aside(except->carve, aside, f);
  }
  if (const Includes* includes = node.as<Includes>()) {
    aside.role = Role::Example;
    walk_aside(includes->body, place, f);
    for (const Node& example : includes->examples) walk_node(example, aside, f);
    return;
  }
  if (node.as<Define>()) place.role = Role::Definition;
  if (node.as<Not>()) {
    place.negated = !place.negated;
    place.denied = !place.denied;
  }
  if (node.as<Opaque>()) {  // what is said of the things in them is not known
    place.denied = false;
    if (place.role == Role::Requirement) place.role = Role::Example;
  }
  const bool together = place.denied && node.as<All>();  // "no surgery of A": the first of them is denied
  for_each_child(node, [&](const Node& child) {
    walk_node(child, place, f);
    if (together) place.denied = false;
  });
}

}  // namespace internal

// f(const Node&, const Place&) for every node in printed order, parents first.
template <typename F>
void walk_criteria(const Document& document, F&& f) {
  for (const Node& item : document.items) internal::walk_node(item, Place{}, f);
}

}  // namespace critc
