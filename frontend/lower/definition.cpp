// What a term means: `X, defined by Y` asks for X as Y says it; `X is defined as Y` only says what X is.
#include "frontend/lower/combiner.h"

namespace critc {

// "X is not considered Y": says what X is not; without an X, denies Y.
std::optional<Node> Combiner::denied_definition(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t negation = at;
  while (negation > begin && elements[negation - 1].part == Part::Filler) --negation;
  if (negation == begin || elements[negation - 1].part != Part::Negation) return std::nullopt;
  std::optional<Node> body = combine_clause(at + 1, end, depth + 1);
  if (!body) return std::nullopt;
  Node denied = negation_of(std::move(*body));
  denied.range = hull(denied.range, element_range(negation - 1, end));
  if (!says_anything(begin, negation - 1)) return denied;
  Node node;
  node.range = hull(denied.range, element_range(begin, end));
  Define define;
  define.term.text = term_text(begin, negation - 1);
  define.body = std::move(denied);
  node.value = Box<Define>(std::move(define));
  return node;
}

Node Combiner::explained(uint32_t begin, uint32_t at, Node meaning) const {
  Node node;
  node.range = hull(element_range(begin, at + 1), meaning.range);
  Define define;
  define.term.text = term_text(begin, at);
  define.body = std::move(meaning);
  node.value = Box<Define>(std::move(define));
  return node;
}

// Words that no rule reads, but that say which of those with the term are meant: "heart disease defined as history of A
// requiring B"; not the criteria or the body that defines it.
bool Combiner::narrows_term(const Node& words, uint32_t begin, uint32_t end) const {
  for (const Node& thing : words.as<Opaque>()->about)
    if (names_medical(thing)) return true;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    const bool facet = element.code == GrammarCode::Status || element.code == GrammarCode::Severity;
    if (element.part == Part::Attribute && facet && !ends_in_preposition(element)) return true;
  }
  return false;
}

// `X, defined by Y`: both are asked; `X is defined as Y`.
std::optional<Node> Combiner::definition_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  uint32_t announce = find_top(at, end, Part::Announce);
  if (announce < end && find_top(at, announce, Part::Comma) < announce) return announced(begin, announce, end, depth + 1);
  if (std::optional<Node> denied = denied_definition(begin, at, end, depth)) return denied;
  TextSpan term = term_text(begin, at);
  bool asked = begin < at && asks_for_term(begin, at);
  bool takes_children = context_.children && !children_placed_ && !has_content(at + 1, end);
  std::optional<Node> right;
  if (takes_children) {
    context_.children_alternatives = !names_function(begin, at) && !asks_each(*context_.children);
    right = children_node(GrammarCode::None, nullptr);
    if (begin >= at) {
      if (right) right->range = hull(right->range, where);
      return right;
    }
  } else {
    bool placed_before = children_placed_;
    right = combine_clause(at + 1, end, depth + 1);
    bool defined_by_items = children_placed_ && !placed_before;  // X, defined by one of the following: what is asked
    if (defined_by_items && right) {
      right->range = hull(right->range, where);
      return right;
    }
  }
  if (begin >= at) return right;
  std::optional<Node> left;
  if (asked) left = combine_clause(begin, at, depth + 1);
  const bool by_others = right && left && !names_medical(*right) && !states_number(*right);  // as defined by RECIST 1.1
  if (right && right->as<Opaque>() && narrows_term(*right, at + 1, end)) {
    if (!left && has_content(begin, at)) left = combine_clause(begin, at, depth + 1);
    return both_hold(std::move(left), std::move(right), where);
  }
  if (!right || right->as<Opaque>()) {
    if (!left) left = has_content(begin, at) ? combine_clause(begin, at, depth + 1) : std::move(right);
    if (left) left->range = hull(left->range, where);
    return left;
  }
  if (left && !by_others && !(left->as<Not>() && runs_on(begin, at))) {
    define_last(*left, std::move(*right));
    left->range = hull(left->range, where);
    return left;
  }
  Node node;
  node.range = hull(where, right->range);
  Define define;
  define.term.text = term;
  define.body = std::move(*right);
  node.value = Box<Define>(std::move(define));
  return both_hold(std::move(left), std::move(node), where);
}

}  // namespace critc
