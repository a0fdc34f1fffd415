// Nodes taken apart and put together, whatever text they come from.
#pragma once

#include "ir/criterion/node.h"

namespace critc {

// A bound or count is stated somewhere in the node, times aside.
bool states_number(const Node& node);
ConceptId concept_of(const Node& node);  // of its subject; 0 when it has none
bool is_group_or_sex(const Node& node);
bool has_grade(const Node& node);
bool asks_nothing(const Node& node);  // a measurement without bound and status
inline bool has_no_side(const Window& window) { return window.direction == Direction::None && window.anchor.text.empty(); }

NodeList pair(Node first, Node second);
Node group(bool any, NodeList children, ByteRange where);  // covers `where` and the children; one child stays itself
Node negation_of(Node body);
Exposure& as_exposure(Node& node);  // of a procedure that is had
NodeList take_children(Node node);  // of `all` and `any`; else the node alone
void append(Time& to, const Time& from);
void collect_times(Node& thing, Time& time);  // moves the times of all below into `time`
void cover(Node& node);  // nodes that have been moved about: each range covers what is below it

}  // namespace critc
