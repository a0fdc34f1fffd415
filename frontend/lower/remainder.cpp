// Words behind a thing that say more about it: "infection requiring antibiotics within 4 weeks".
#include "frontend/lower/combiner.h"

namespace critc {

// Behind a thing: the first element of [begin, end) from which on words say more about it, and claim
// nothing: "infection of the skin", "surgery due to scoliosis"; `end` when there are none.
uint32_t Combiner::remainder_begin(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (!has_trait(kRelates | kRelatesOf)) return end;
  bool named = false, unread = false, reads = false;
  uint32_t found = end;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    Part part = element.part;
    if (found == end && named && (part == Part::Words || part == Part::Filler || part == Part::Attribute)) {
      uint32_t traits = chunk(element.chunk_begin).traits;
      uint32_t next = i + 1;
      while (next < end && elements[next].part == Part::Filler) ++next;
      bool words = next < end && elements[next].part == Part::Words;
      bool thing = next < end && (elements[next].part == Part::Entity || elements[next].part == Part::Subject);
      const bool asks = next < end && is_relative_word(element) && rules_onward(elements[next]);
      reads |= asks && !reads && reads_on(i, end);  // what reads whole does so from each of its clauses on
      unread = asks && !reads;                      // "who received her first"
      bool opens = part == Part::Words ? (traits & (kRelates | kRelatesOf)) != 0
                                       : part == Part::Filler ? (unread || (traits & kRelates && (words || thing)) || (traits & kRelatesOf && words))
                                                              : (traits & kRelates) && thing;  // "confirmed by biopsy"
      if (opens) found = i;
    }
    named |= part == Part::Entity;
    if (part == Part::Open && element.match > i && found == end) i = element.match;
    if (found == end) continue;
    if (part == Part::Statement || element.match > end || (rules_onward(element) && !unread)) return end;
  }
  return found;
}

// The words of a remainder, with the things that they name.
Node Combiner::remainder(uint32_t begin, uint32_t end, unsigned depth) {
  std::vector<Element>& elements = buffers_.elements;
  Node node = opaque(begin, end, OpaqueReason::NoRule);
  NodeList about;
  bool denied = false;
  for (uint32_t i = begin; i < end; ++i) {
    Element& element = elements[i];
    if (element.part == Part::Time) apply(element, node);
    if (element.part == Part::Negation) denied = true;
    if (element.part == Part::Words && (chunk(element.chunk_end - 1).traits & kNoCause)) {
      denied = true;
      continue;
    }
    if (element.part == Part::Open && element.match > i && element.match < end && !about.empty()) {
      attach_bracket(about.back(), i, depth + 1);
      i = element.match;
      denied = false;
      continue;
    }
    if (element.part == Part::Open && element.match > i && element.match < end && about.empty()) {  // "problems (e.g., A, B)"
      if (std::optional<Node> examples = examples_in_bracket(i, depth + 1)) about.push_back(std::move(*examples));
      i = element.match;
      continue;
    }
    denied &= element.part != Part::Open;
    if (element.part == Part::Entity || element.part == Part::Subject) {
      Node thing = std::move(element.node);
      about.push_back(denied ? negation_of(std::move(thing)) : std::move(thing));
    }
    if (element.part != Part::Negation && element.part != Part::Filler && element.part != Part::Attribute) denied = false;
  }
  for (Node& thing : about) collect_times(thing, node.attrs.ensure().time);
  if (node.attrs && *node.attrs == Attrs{}) node.attrs.reset();
  node.as<Opaque>()->text = {node.range.begin, node.range.end};
  node.as<Opaque>()->about = std::move(about);
  diagnose_opaque(node);
  return node;
}

}  // namespace critc
