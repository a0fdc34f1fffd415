// for_each_text: every TextSpan that a node itself holds (not its children).
#pragma once

#include "ir/criterion/node.h"

namespace critc {

// N, B, S: the const or plain Node, Bounds, Subject; f is called with a TextSpan&.
template <typename B, typename F>
void for_each_text_of_bounds(B& bounds, F&& f) {
  if (bounds.low) f(bounds.low->quantity.unit_text);
  if (bounds.high) f(bounds.high->quantity.unit_text);
}

template <typename N, typename F>
void for_each_text(N& node, F&& f) {
  if (auto* opaque = node.template as<Opaque>()) f(opaque->text);
  if (auto* item = node.template as<Item>()) {
    f(item->label);
    f(item->text);
  }
  if (auto* comparison = node.template as<Comparison>()) f(comparison->subject.text);
  if (auto* has = node.template as<Has>()) f(has->subject.text);
  if (auto* exposure = node.template as<Exposure>()) {
    f(exposure->subject.text);
    f(exposure->equivalent.text);
    f(exposure->frequency);
    f(exposure->route);
  }
  if (auto* define = node.template as<Define>()) f(define->term.text);
  if (auto* exists = node.template as<Exists>()) f(exists->subject.text);
  for_each_bounds(node, [&](auto& bounds, BoundsRole) { for_each_text_of_bounds(bounds, f); });
  if (!node.attrs) return;
  auto& attrs = *node.attrs;
  for (auto* words : {&attrs.cause, &attrs.purpose, &attrs.method, &attrs.site, &attrs.narrowed, &attrs.review, &attrs.time.until})
    f(*words);
  for (auto& window : attrs.time.windows) {
    f(window.anchor.text);
    f(window.event);
  }
}

}  // namespace critc
