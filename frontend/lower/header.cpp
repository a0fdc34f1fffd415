// Clauses with a header or a definition.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/combiner.h"

namespace critc {

// `Platelets: >= 100`, `Liver function: ...`, `definition of X: ...`, `cardiac disease:` + list.
std::optional<Node> Combiner::header_clause(uint32_t begin, uint32_t colon, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  if (uint32_t lead = onward_word(begin, colon); lead < colon) {
    if (has_content(colon + 1, end)) {
      buffers_.elements[colon].part = Part::Filler;
      return combine_clause(begin, end, depth + 1);
    }
    if (std::optional<Node> node = examples_below(begin, lead, depth)) return node;
    if (std::optional<Node> node = exceptions_below(begin, lead, colon, depth)) return node;
  }
  if (std::optional<Node> node = ruling_label(begin, colon, end, depth)) return node;
  uint32_t definition = find_top(begin, colon, Part::Definition);
  if (has_content(colon + 1, end) && begin < definition && definition < colon && !says_anything(definition + 1, colon) &&
      find_top(definition, colon, Part::Announce) == colon && asks_for_term(begin, definition)) {
    buffers_.elements[colon].part = Part::Filler;  // "adequate renal function defined as: creatinine <= 2 x ULN"
    return combine_clause(begin, end, depth + 1);
  }
  bool last = !has_content(colon + 1, end);
  bool takes_children = last && context_.children && !children_placed_;
  std::optional<Node> right;
  if (takes_children) {
    uint32_t announce = find_top(begin, colon, Part::Announce);
    bool alternatives = definition < colon && names_alternatives(definition + 1, colon) &&
                        (announce >= colon || buffers_.elements[announce].code == GrammarCode::AnnounceAll ||
                         buffers_.elements[announce].code == GrammarCode::AnnounceList);
    if (alternatives) {
      context_.children_alternatives = true;
      right = children_node(GrammarCode::None, nullptr);
      if (right) right->range = hull(right->range, where);
      return right;
    }
    if (announce < colon) return clause_without_colon(begin, colon, where, depth);
    context_.children_alternatives =
        definition < colon && buffers_.elements[definition].code != GrammarCode::DefinitionOfGroup && !names_function(begin, colon) && !asks_each(*context_.children);
    right = children_node(denies_items(begin, colon) ? GrammarCode::AnnounceNone : GrammarCode::None, nullptr);
    if (right) say_of_items(begin, colon, right->as<Not>() ? *right->as<Not>()->body : *right);
  } else {
    right = combine_parts(colon + 1, end, depth + 1);
    const uint32_t announce = find_top(begin, colon, Part::Announce);
    if (right && word_of_list(begin, announce) == announce) say_of_items(begin, announce, *right);
    if (right && announce < colon) say_of_items(announce + 1, colon, *right);
    if (right && denies_items(begin, colon) && !right->as<Not>()) {
      deny_each(*right);
      right = negation_of(std::move(*right));
    }
  }
  const uint32_t announce = find_top(begin, colon, Part::Announce);
  if (announce < colon && !takes_children && right) {
    Node body = ruled_by(buffers_.elements[announce], std::move(*right), where);
    return led_list(begin, announce, std::move(body), depth);
  }
  if (definition < colon && right && opens_with_denial(begin, definition)) {  // "no heart disease defined as: ..."
    std::optional<Node> left = combine_clause(begin, definition, depth + 1);
    return beside_list(begin, colon, std::move(left), std::move(*right), where);
  }
  if (definition < colon && right) {
    bool defines_group = begin < definition && buffers_.elements[definition].code == GrammarCode::DefinitionOfGroup &&
                         says_anything(begin, definition);
    bool asks_for_term = definition > 0 && buffers_.elements[definition - 1].part == Part::Filler;  // meet the definition of
    if ((takes_children && !defines_group && !only_defines(begin, definition)) || asks_for_term) {
      right->range = hull(right->range, where);
      return right;
    }
    Node node;
    node.range = hull(where, right->range);
    Define define;
    define.term.text = term_text(definition + 1, colon);
    if (define.term.text.empty()) define.term.text = term_text(begin, definition);
    define.body = std::move(*right);
    node.value = Box<Define>(std::move(define));
    return node;
  }
  if (begin >= colon) return right;
  if (!right && last && announce < colon) return clause_without_colon(begin, colon, where, depth);
  if (!right && last && colon + 1 >= end && !children_placed_) {
    Node words = opaque(begin, end, context_.topic ? OpaqueReason::NoRule : OpaqueReason::MissingItems);
    if (context_.topic) {
      diagnose_opaque(words);  // the list stands below it as items of their own, or under headings: "Excluded:"
    } else {
      diagnose(DiagnosticKind::MissingItems, where);
    }
    return both_hold(has_content(begin, colon) ? combine_clause(begin, colon, depth + 1) : std::nullopt, std::move(words), where);
  }
  if (!has_content(begin, colon)) {
    if (!right) return clause_without_colon(begin, colon, where, depth);
    right->range = hull(right->range, where);
    return right;
  }
  std::optional<Node> left;
  const uint32_t tail = label_tail(begin, colon);
  if (leads_on(begin, tail, colon)) {
    left = combine_clause(begin, tail, depth + 1);
  } else if (!only_subjects(begin, colon) || (right && names_state(begin, colon))) {
    left = combine_clause(begin, colon, depth + 1);
  }
  if (!left && right && right->as<Opaque>()) keep_label(begin, colon, *right);
  if (left && right) return beside_list(begin, colon, std::move(left), std::move(*right), where);
  return both_hold(std::move(left), std::move(right), where);
}

// "heart disease, such as:" above its examples.
std::optional<Node> Combiner::examples_below(uint32_t begin, uint32_t lead, unsigned depth) {
  Part part = buffers_.elements[lead].part;
  bool list = context_.children && !children_placed_ && (part == Part::Example || part == Part::Includes);
  if (list && explains(begin, lead)) return explained(begin, lead, *children_node(GrammarCode::None, nullptr));
  if (!list || !has_content(begin, lead) || llvm::any_of(*context_.children, states_number)) return std::nullopt;
  std::optional<Node> body = combine_clause(begin, lead, depth + 1);
  if (!body) return std::nullopt;
  children_placed_ = true;
  NodeList examples;
  examples.push_back(group(true, std::move(*context_.children), {}));
  return with_examples(std::move(*body), std::move(examples), {});
}

// "Prior cancer, except:" above what is let through.
std::optional<Node> Combiner::exceptions_below(uint32_t begin, uint32_t lead, uint32_t colon, unsigned depth) {
  const bool list = context_.children && !children_placed_ && buffers_.elements[lead].part == Part::Exception;
  if (!list || !says_anything(begin, lead)) return std::nullopt;
  children_placed_ = true;
  Node carve = group(true, std::move(*context_.children), {});  // each of them is an exception
  std::optional<Node> node = except_for(begin, lead, std::move(carve), depth);
  if (node) node->range = hull(node->range, element_range(begin, colon));
  return node;
}

std::optional<Node> Combiner::clause_without_colon(uint32_t begin, uint32_t end, ByteRange where, unsigned depth) {
  std::optional<Node> node = combine_clause(begin, end, depth + 1);
  if (node) node->range = hull(node->range, where);
  return node;
}

}  // namespace critc
