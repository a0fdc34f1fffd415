// What a term means: `X, defined by Y` asks for X as Y says it; `X is defined as Y` only says what X is.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

constexpr uint32_t kMaxDistance = 64;  // chunks back to where the term is used

}  // namespace

// Whether the words at `at` ask for the term before them. Behind another sentence that uses the term, "... Menopause
// defined as", they only say what it is.
bool Parser::asks_for_term(uint32_t begin, uint32_t at) const {
  const std::vector<Element>& elements = buffers_.elements;
  const bool relative = (at > begin && elements[at - 1].part == Part::Comma) || has_statement(begin, at) || names_function(begin, at);
  if (elements[at].code != GrammarCode::DefinitionAsked || relative) return relative;
  uint32_t sentence = begin;
  while (sentence > 0 && begin - sentence < kMaxDistance && elements[sentence - 1].part != Part::Stop) --sentence;
  if (sentence == 0 || elements[sentence - 1].part != Part::Stop) return true;
  if (context_.section == Section::Exclusion) return !names_again(begin, at);
  return false;
}

// "adequate renal function is defined as": asks for the function.
bool Parser::names_function(uint32_t begin, uint32_t end) const {
  if (context_.section == Section::Exclusion) return false;
  const auto first = buffers_.elements.begin();
  return std::any_of(first + begin, first + end, [&](const Element& element) {
    const ConceptId id = element.part == Part::Entity ? concept_of(element.node) : 0;
    return id && organ_function_ && (id == organ_function_ || llvm::is_contained(catalog_.classes(id), organ_function_));
  });
}

// "organ function defined as:" above bounds on several measurements: each of them counts.
bool Parser::asks_each(const NodeList& items) const {
  if (context_.section == Section::Exclusion) return false;
  llvm::SmallVector<ConceptId, 8> measured;
  for (const Node& node : items) {
    const Node* first = node.as<Item>() ? &*node.as<Item>()->body : &node;
    while (list_of(*first) && !list_of(*first)->empty()) first = &list_of(*first)->front();
    const Comparison* comparison = first->as<Comparison>();
    if (comparison && is_measured(comparison->subject.concept_id) && measured.size() < 32) measured.push_back(comparison->subject.concept_id);
  }
  const size_t stated = measured.size();
  llvm::sort(measured);
  measured.erase(std::unique(measured.begin(), measured.end()), measured.end());
  return measured.size() >= 2 && stated * 2 >= items.size();
}

// "X is not considered Y": says what X is not; without an X, denies Y.
std::optional<Node> Parser::denied_definition(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
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

// A thing of [begin, at) is named before `begin`.
bool Parser::names_again(uint32_t begin, uint32_t at) const {
  const uint32_t first = buffers_.elements[begin].chunk_begin, end = buffers_.elements[at - 1].chunk_end;
  const uint32_t from = first > kMaxDistance ? first - kMaxDistance : 0;
  for (uint32_t i = std::max(first, end > 8 ? end - 8 : 0); i < end; ++i) {
    const ConceptId id = carries_concept(i) ? chunk(i).concept_id : 0;
    for (uint32_t k = from; id && k < first; ++k)
      if (chunk(k).concept_id == id) return true;
  }
  return false;
}

bool Parser::carries_concept(uint32_t i) const {
  return names_thing(i) || is(i, ChunkKind::Subject) || is(i, ChunkKind::Thing);
}

// Puts what defines the last thing of `node` beside it; a term that no table knows stands for its definition.
void Parser::define_last(Node& node, Node body) {
  if (Not* denial = node.as<Not>()) {
    define_last(*denial->body, std::move(body));
    node.range = hull(node.range, denial->body->range);
    return;
  }
  if (Includes* includes = node.as<Includes>()) {
    define_last(*includes->body, std::move(body));
    node.range = hull(node.range, includes->body->range);
    return;
  }
  const ByteRange where = hull(node.range, body.range);
  NodeList* list = list_of(node);
  const bool term = !names_medical(node) && !states_number(node);
  if (list && !term && (node.as<Any>() || (!names_medical(list->back()) && !list->back().as<Opaque>()))) {
    define_last(list->back(), std::move(body));
    node.range = where;
    return;
  }
  if (term) {
    drop_opaque_diagnostic(node.range);
    node = std::move(body);
    node.range = where;
    return;
  }
  if (lists_kinds(node, body)) {
    body = group(true, take_children(std::move(body)), body.range);
    assume_logic(body, ",");
  }
  node = group(false, pair(std::move(node), std::move(body)), where);
}

// `X, defined by Y`: both are asked; `X is defined as Y`.
std::optional<Node> Parser::definition_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  uint32_t announce = find_top(at, end, Part::Announce);
  if (announce < end && find_top(at, announce, Part::Comma) < announce) return announced(begin, announce, end, depth + 1);
  if (std::optional<Node> denied = denied_definition(begin, at, end, depth)) return denied;
  TextSpan term = term_text(begin, at);
  bool asked = begin < at && asks_for_term(begin, at);
  bool takes_children = context_.children && !children_placed_ && !has_content(at + 1, end);
  std::optional<Node> right;
  if (takes_children) {
    context_.children_alternatives = !asks_each(*context_.children);
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

// "No liver disease Adequate liver function as indicated by": what is defined may be no part of what is denied.
bool Parser::runs_on(uint32_t begin, uint32_t at) const {
  const uint32_t first = chunk(buffers_.elements[begin].chunk_begin).tok_begin, end = chunk(buffers_.elements[at].chunk_begin).tok_begin;
  for (uint32_t i = first + 1; i < end; ++i)
    if (tokens_.tokens[i].has(kCapitalized) && !tokens_.tokens[i].has(kAllCaps) && !tokens_.tokens[i - 1].has(kCapitalized)) return true;
  return false;
}

}  // namespace critc
