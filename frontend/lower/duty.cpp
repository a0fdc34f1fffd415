// "Women of childbearing potential must have a negative test": what is asked of some persons only.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

// A group of persons, not all of the patients: women, men, those of childbearing potential.
bool Parser::names_group(const Element& element) const {
  auto* has = element.part == Part::Entity ? element.node.as<Has>() : nullptr;
  return has && is_person_group(has->subject.concept_id);
}

bool Parser::is_person_group(ConceptId id) const {
  return id && person_group_ && llvm::is_contained(catalog_.classes(id), person_group_);
}

// The element that lays a duty on the persons before it; `end` when there is none. What excludes is no duty,
// so there `participants positive for A must` names persons as well.
uint32_t Parser::duty(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  bool group = context_.section == Section::Exclusion && has_content(begin, end) && begin < end &&
               elements[begin].part == Part::Attribute && elements[begin].code == GrammarCode::Whose;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    if (chunk(element.chunk_begin).traits & kObliges) return group && says_anything(i, end) ? i : end;
    if (element.part == Part::Statement || element.part == Part::Negation) return end;
    group |= names_group(element);
    if (element.part == Part::Open && element.match > i) i = element.match;
  }
  return end;
}

// Where the duty of other persons begins: the connective in "..., and men must agree to".
uint32_t Parser::next_duty(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t joint = end;
  bool group = false;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    if (element.part == Part::And || element.part == Part::Comma) {
      joint = i;
      group = false;
    }
    group |= joint < end && names_group(element);
    if (group && i > joint + 1 && (chunk(element.chunk_begin).traits & kObliges)) return joint;
    if (element.part == Part::Open && element.match > i) i = element.match;
  }
  return end;
}

// `persons must S`: S is asked where they are meant. What excludes is no duty: there the words stay open.
std::optional<Node> Parser::duty_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  uint32_t next = next_duty(at + 1, end);
  std::optional<Node> persons = combine_list(begin, at, depth + 1);
  bool outer = in_duty_;
  in_duty_ = true;
  std::optional<Node> body = combine_clause(at, next, depth + 1);
  in_duty_ = outer;
  std::optional<Node> others = next < end ? combine_clause(next + 1, end, depth + 1) : std::nullopt;
  if (!persons || !body) return both_hold(both_hold(std::move(persons), std::move(body), where), std::move(others), where);
  All* all = persons->as<All>();
  if (all && find_top(begin, at, Part::And) < at && !ends_in_remainder(*persons) && llvm::all_of(all->children, is_group_or_sex))
    persons->value = Any{std::move(all->children)};  // "men and women"
  if (context_.section == Section::Exclusion) {
    Node open = not_understood(begin, next, pair(std::move(*persons), std::move(*body)));
    return both_hold(std::move(open), std::move(others), where);
  }
  Node node;
  node.range = hull(element_range(begin, next), hull(persons->range, body->range));
  Cases cases;
  cases.arms.push_back({std::move(*persons), std::move(*body)});
  node.value = std::move(cases);
  return both_hold(std::move(node), std::move(others), where);
}

bool Parser::is_group_or_sex(const Node& node) {
  auto* has = node.as<Has>();
  return has && has->thing != ThingKind::Measurement && has->thing != ThingKind::Procedure;
}

}  // namespace critc
