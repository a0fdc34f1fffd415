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
  if (!has_trait(kObliges)) return end;
  bool group = context_.section == Section::Exclusion && has_content(begin, end) && begin < end &&
               elements[begin].part == Part::Attribute && elements[begin].code == GrammarCode::Whose;
  uint32_t clause = begin;
  while (clause > 0 && elements[clause - 1].part == Part::Filler) --clause;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    if (chunk(element.chunk_begin).traits & kObliges) {
      group |= has_persons(clause, i) && !is_relative(i) && elements[i - 1].part != Part::And && elements[i - 1].part != Part::Or;
      return group && (says_anything(i, end) || only_says_how(i, end)) ? i : end;
    }
    const bool limits_group = element.part == Part::Statement || element.part == Part::Negation;
    if (limits_group && (!opens_with_persons(clause, i + 1) || is_population(element.node, i, end))) return end;
    group |= names_group(element);
    if (element.part == Part::Open && element.match > i) i = element.match;
  }
  return end;
}

// "Patients receiving A", "participants with B": persons open [begin, end), and what they have follows.
bool Parser::has_persons(uint32_t begin, uint32_t end) const {
  return opens_with_persons(begin, end) && says_anything(begin, end);
}

bool Parser::opens_with_persons(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < end && elements[at].part == Part::Filler && elements[at].code != GrammarCode::Persons) ++at;
  const bool patients = at < end && elements[at].code == GrammarCode::Whose && static_cast<Whose>(elements[at].value) == Whose::Patient;
  if (at + 1 >= end || !(patients || elements[at].part == Part::Filler)) return false;
  if (elements[at].code == GrammarCode::Persons && is(elements[at].chunk_begin, ChunkKind::Filler)) return true;  // "participants with"
  const Element& next = elements[at + 1];
  return next.part == Part::Attribute || next.part == Part::Negation || next.part == Part::Time || next.part == Part::Statement ||
         (chunk(next.chunk_begin).traits & (kRelates | kRelatesOf));
}

// "a drug that must": said of what stands before it.
bool Parser::is_relative(uint32_t i) const {
  const uint32_t at = buffers_.elements[i].chunk_begin;
  return at > 0 && is(at - 1, ChunkKind::Filler) && (chunk(at - 1).traits & kRelates) && !(chunk(at).traits & kRelates);
}

// "Patients aged 18 to 65 years must": whom the posting asks for. "Participants >= 16 years must ... and participants
// < 16 years must": those of an age.
bool Parser::is_population(const Node& node, uint32_t at, uint32_t end) const {
  const Comparison* comparison = node.as<Comparison>();
  const ConceptId age = catalog_.find("demographic:age");
  if (!comparison || !age || comparison->subject.concept_id != age) return false;
  const bool range = comparison->bounds.low && comparison->bounds.high;
  return range && next_duty(at + 1, end) == end;
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
    const bool obliges = i > joint + 1 && (chunk(element.chunk_begin).traits & kObliges);
    if (obliges && (group || (joint < end && has_persons(joint + 1, i)))) return joint;
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
  std::optional<Node> body = persons && only_says_how(at, next) ? the_same(*persons, at, next) : std::nullopt;
  if (!body) body = combine_clause(at, next, depth + 1);
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
  Node node = case_of(std::move(*persons), std::move(*body), element_range(begin, next));
  return both_hold(std::move(node), std::move(others), where);
}

// "Participants on A must be on a stable dose", in a list of what excludes: no rule tells who is excluded.
std::optional<Node> Parser::unread_duty(uint32_t begin, uint32_t end, unsigned depth) {
  for (uint32_t i = begin + 1; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    if (element.part == Part::Open && element.match > i) i = element.match;
    const bool obliges = (chunk(buffers_.elements[i].chunk_begin).traits & kObliges) && !is_relative(i);
    if (!obliges || !says_anything(begin, i) || is_prohibition(buffers_.elements[end - 1])) continue;
    in_duty_ = true;
    std::optional<Node> body = combine_clause(begin, end, depth + 1);
    in_duty_ = false;
    if (!body) return std::nullopt;
    NodeList about;
    about.push_back(std::move(*body));
    return not_understood(begin, end, std::move(about));
  }
  return std::nullopt;
}

// "must have a stable dose for 12 weeks"
bool Parser::only_says_how(uint32_t begin, uint32_t end) const {
  bool says = false;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    const bool how = element.part == Part::Time || (element.part == Part::Attribute && element.code == GrammarCode::Response);
    if (!how && element.part != Part::Filler && element.part != Part::Dose) return false;
    says |= how;
  }
  return says;
}

// What the persons receive, as [begin, end) says how.
std::optional<Node> Parser::the_same(const Node& persons, uint32_t begin, uint32_t end) const {
  const NodeList* list = list_of(persons);
  const Node& last = list ? list->back() : persons;
  if (!last.as<Exposure>()) return std::nullopt;
  Node node = last;
  node.range = hull(last.range, element_range(begin, end));
  for (uint32_t i = begin; i < end; ++i)
    if (buffers_.elements[i].part != Part::Filler && buffers_.elements[i].part != Part::Dose) apply(buffers_.elements[i], node);
  return node;
}

bool Parser::is_group_or_sex(const Node& node) {
  auto* has = node.as<Has>();
  return has && has->thing != ThingKind::Measurement && has->thing != ThingKind::Procedure;
}

}  // namespace critc
