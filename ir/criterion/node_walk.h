// The walks that node.h declares.
#pragma once

#include "ir/criterion/node.h"

namespace critc {

namespace internal {

template <typename N, typename F>
void walk_children(N& node, F&& f) {
  if (node.is_leaf()) return;
  auto each = [&](auto& list) {
    for (auto& child : list) f(child);
  };
  auto one = [&](auto& box) {
    if (box) f(*box);
  };
  if (auto* opaque = node.template as<Opaque>()) {
    each(opaque->about);
  } else if (auto* item = node.template as<Item>()) {
    one(item->body);
  } else if (auto* all = node.template as<All>()) {
    each(all->children);
  } else if (auto* any = node.template as<Any>()) {
    each(any->children);
  } else if (auto* at_least = node.template as<AtLeast>()) {
    each(at_least->children);
  } else if (auto* negation = node.template as<Not>()) {
    one(negation->body);
  } else if (auto* cases = node.template as<Cases>()) {
    for (auto& arm : cases->arms) {
      f(arm.guard);
      f(arm.body);
    }
    one(cases->otherwise);
  } else if (auto* except = node.template as<Except>()) {
    one(except->body);
    one(except->carve);
  } else if (auto* includes = node.template as<Includes>()) {
    one(includes->body);
    each(includes->examples);
  } else if (auto* define = node.template as<Define>()) {
    one(define->body);
  } else if (auto* exists = node.template as<Exists>()) {
    one(exists->body);
  }
}

template <typename N, typename F>
void walk_bounds(N& node, F&& f) {
  if (auto* comparison = node.template as<Comparison>()) {
    f(comparison->bounds, BoundsRole::Value);
  } else if (auto* exposure = node.template as<Exposure>()) {
    f(exposure->dose, BoundsRole::Dose);
    f(exposure->line, BoundsRole::Line);
  } else if (auto* has = node.template as<Has>()) {
    f(has->grade, BoundsRole::Grade);
  } else if (auto* at_least = node.template as<AtLeast>()) {
    f(at_least->count, BoundsRole::Count);
  } else if (auto* exists = node.template as<Exists>()) {
    f(exists->count, BoundsRole::Count);
  }
  if (!node.attrs) return;
  for (auto& window : node.attrs->time.windows) f(window.distance, BoundsRole::Window);
  for (auto& bounds : node.attrs->time.durations) f(bounds, BoundsRole::Duration);
  for (auto& bounds : node.attrs->time.frequencies) f(bounds, BoundsRole::Frequency);
}

}  // namespace internal

template <typename F>
void for_each_child(Node& node, F&& f) {
  internal::walk_children(node, f);
}
template <typename F>
void for_each_child(const Node& node, F&& f) {
  internal::walk_children(node, f);
}

template <typename F>
void for_each_bounds(Node& node, F&& f) {
  internal::walk_bounds(node, f);
}
template <typename F>
void for_each_bounds(const Node& node, F&& f) {
  internal::walk_bounds(node, f);
}

}  // namespace critc
