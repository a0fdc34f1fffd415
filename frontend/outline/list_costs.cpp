#include "frontend/outline/list_costs.h"

#include <algorithm>
#include <cstdlib>

namespace critc {

namespace {

bool is_paragraph(const ListFrame& frame) { return frame.reading.cls == MarkerClass::Paragraph; }

// A list that ends: lists of one item are suspicious where markers stand in running text.
uint32_t end_cost(const ListFrame& frame) {
  if (frame.count != 1 || is_paragraph(frame)) return 0;
  if (frame.line_start) return is_ordered(frame.reading.cls) ? 2 : 0;
  return is_ordered(frame.reading.cls) ? 6 : 4;
}

uint32_t pop_cost(const ListStack& stack, uint8_t depth) {
  uint32_t cost = 0;
  for (uint8_t i = depth; i < stack.depth; ++i) cost += end_cost(stack.frames[i]);
  return cost;
}

uint32_t indent_difference(const ListFrame& frame, const ListCandidate& candidate) {
  return static_cast<uint32_t>(std::abs(int(frame.indent) - int(candidate.indent)));
}

// Costs of an item of `frame`'s list that stands at another indentation.
uint32_t shift_cost(const ListFrame& frame, const ListCandidate& candidate) {
  if (!candidate.line_start || !frame.line_start) return candidate.line_start == frame.line_start ? 0 : 3;
  uint32_t difference = indent_difference(frame, candidate);
  if (difference == 0) return 0;
  bool ordered = is_ordered(frame.reading.cls);
  if (difference == 1) return ordered ? 1 : 3;
  if (candidate.indent > frame.indent) return ordered ? 4 : 12;
  return ordered ? 3 : 6;
}

uint32_t gap_cost(uint32_t gap, bool line_start) {
  if (gap == 1) return 0;
  if (gap == 2) return line_start ? 5 : 8;
  return line_start ? 10 : 26;
}

// Value costs of the next item of a list; empty where the value goes back.
std::optional<uint32_t> value_cost(const MarkerReading& last, const MarkerReading& next, bool line_start) {
  if (!is_ordered(next.cls)) return 0;
  if (next.cls == MarkerClass::Section && last.prefix != next.prefix) {
    bool next_group = next.prefix == last.prefix + 1 && next.value <= 1;
    return next_group ? 1 : (line_start ? 14 : 30);
  }
  if (next.value > last.value) return gap_cost(next.value - last.value, line_start);
  if (next.value == last.value && line_start) return next.value == 1 ? 5 : 9;
  return std::nullopt;
}

// `- a; 2) b`: a mirror made a dash of the first number.
bool stands_for_number(const ListFrame& frame, const ListCandidate& candidate, const MarkerReading& next) {
  return frame.reading.cls == MarkerClass::Dash && frame.count == 1 && frame.line_start &&
         !candidate.line_start && next.cls == MarkerClass::Number && next.variant == kClose &&
         next.value > 1;
}

// 3.1 under 3, 3.1.2 under 3.1.
bool prefix_fits(const MarkerReading& parent, const MarkerReading& section) {
  if (parent.cls == MarkerClass::Number) return section.prefix == parent.value;
  if (parent.cls != MarkerClass::Section) return false;
  return section.prefix == ((parent.prefix << 8) | parent.value);
}

uint32_t first_value_cost(const ListStack& stack, uint8_t depth, const ListCandidate& candidate,
                          const MarkerReading& reading) {
  if (!is_ordered(reading.cls)) return candidate.line_start ? 1 : 2;
  uint32_t cost = 2;
  if (reading.value > 1) cost = candidate.line_start ? 8 + std::min<uint32_t>(reading.value / 4, 6) : 24;
  if (reading.cls != MarkerClass::Section) return cost;
  if (depth > 0 && prefix_fits(stack.frames[depth - 1].reading, reading)) return cost - 2;
  return cost + (candidate.line_start ? 3 : 10);
}

// A list inside the item at depth - 1.
uint32_t nest_cost(const ListStack& stack, uint8_t depth, const ListCandidate& candidate,
                   const MarkerReading& reading) {
  const ListFrame& parent = stack.frames[depth - 1];
  uint32_t cost = candidate.announced ? 0 : 3;
  if (is_paragraph(parent) && !candidate.announced) cost += candidate.line_start ? 6 : 0;
  if (candidate.line_start && parent.line_start) {
    if (candidate.indent == parent.indent && !is_paragraph(parent)) cost += candidate.announced ? 2 : 5;
    if (candidate.indent < parent.indent) cost += is_paragraph(parent) ? 3 : 8;
  }
  for (uint8_t i = 0; i < depth; ++i) {
    if (!stack.frames[i].reading.same_style(reading)) continue;
    bool deeper = candidate.line_start && candidate.indent > stack.frames[i].indent + 1;
    if (deeper) continue;
    cost += is_ordered(reading.cls) ? (candidate.announced ? 1 : 4) : 24;
  }
  return cost;
}

// A new list in place of the one at depth, which ends.
uint32_t replace_cost(const ListFrame& replaced, const ListCandidate& candidate,
                      const MarkerReading& reading) {
  if (is_paragraph(replaced)) return candidate.announced ? 6 : 1;
  uint32_t cost = candidate.announced ? 7 : 4;
  if (candidate.line_start && replaced.line_start && candidate.indent < replaced.indent) cost -= 3;
  if (candidate.line_start && candidate.indent > replaced.indent) cost += 4;
  if (replaced.reading.same_style(reading) && !is_ordered(reading.cls)) cost += 12;
  return cost;
}

}  // namespace

uint32_t words_cost(const ListStack& stack, const ListCandidate& candidate) {
  uint32_t cost = candidate.reject_cost;
  for (uint8_t i = 0; i < stack.depth; ++i) {
    const MarkerReading& last = stack.frames[i].reading;
    const MarkerReading& next = candidate.readings[0];
    bool expected = is_ordered(next.cls) && last.same_style(next) && last.prefix == next.prefix &&
                    last.value + 1 == next.value;
    if (expected) return cost + 3;
  }
  return cost;
}

std::optional<uint32_t> continue_cost(const ListStack& stack, uint8_t depth,
                                      const ListCandidate& candidate, uint8_t reading) {
  const ListFrame& frame = stack.frames[depth];
  const MarkerReading& next = candidate.readings[reading];
  if (stands_for_number(frame, candidate, next)) {
    return 5 + pop_cost(stack, static_cast<uint8_t>(depth + 1)) + candidate.accept_cost;
  }
  if (frame.reading.cls != next.cls) return std::nullopt;
  std::optional<uint32_t> cost = value_cost(frame.reading, next, candidate.line_start);
  if (!cost) return std::nullopt;
  if (frame.reading.variant != next.variant) {
    if (!is_ordered(next.cls)) return std::nullopt;
    *cost += candidate.line_start ? 4 : 9;
  }
  bool announced_here = candidate.announced && depth + 1 == stack.depth;
  *cost += shift_cost(frame, candidate) + pop_cost(stack, static_cast<uint8_t>(depth + 1)) +
           (stack.depth - depth - 1) + (announced_here ? 1 : 0) + candidate.accept_cost;
  return cost;
}

uint32_t open_cost(const ListStack& stack, uint8_t depth, const ListCandidate& candidate, uint8_t reading) {
  const MarkerReading& first = candidate.readings[reading];
  uint32_t cost = first_value_cost(stack, depth, candidate, first) + candidate.accept_cost;
  if (depth == stack.depth) {
    return depth == 0 ? cost : cost + nest_cost(stack, depth, candidate, first);
  }
  cost += pop_cost(stack, depth) + (stack.depth - depth - 1);
  return cost + replace_cost(stack.frames[depth], candidate, first);
}

std::optional<uint32_t> paragraph_cost(const ListStack& stack, uint8_t depth,
                                       const ListCandidate& candidate) {
  uint32_t cost = candidate.goes_on ? 6 : 0;
  if (depth == 0) {
    bool leaves_announcer = stack.depth == 1 && candidate.announced && is_paragraph(stack.frames[0]);
    if (leaves_announcer) cost += candidate.opens ? 2 : 6;
    if (stack.depth > 0 && candidate.indent > stack.frames[0].indent) cost += 2;
    bool unrelated_child = stack.depth > 1 && is_paragraph(stack.frames[1]);
    return cost + (unrelated_child ? 2 : 1) + pop_cost(stack, 0);
  }
  if (depth > 1 || !is_paragraph(stack.frames[0])) return std::nullopt;
  if (stack.depth == 1 && !candidate.announced) return std::nullopt;
  if (depth < stack.depth && !is_paragraph(stack.frames[1])) return std::nullopt;
  bool fits = candidate.related || (candidate.lower && stack.frames[0].reading.variant != kLowerParagraph);
  cost += fits ? 0 : 2;
  if (candidate.opens) cost += fits ? 0 : 4;
  if (candidate.indent < stack.frames[0].indent) cost += 6;
  return cost + pop_cost(stack, static_cast<uint8_t>(depth + 1));
}

std::optional<uint32_t> continuation_cost(const ListStack& stack, uint8_t depth,
                                          const ListCandidate& candidate) {
  const ListFrame& frame = stack.frames[depth];
  uint32_t cost = pop_cost(stack, static_cast<uint8_t>(depth + 1));
  if (candidate.goes_on) return cost + 2 + (stack.depth - depth - 1);
  bool inside = frame.line_start && !is_paragraph(frame) && candidate.indent > frame.indent;
  if (!inside) return std::nullopt;
  return cost + (stack.depth - depth - 1);
}

uint32_t closing_cost(const ListStack& stack) { return pop_cost(stack, 0); }

}  // namespace critc
