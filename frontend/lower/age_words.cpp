// Ages that the words beside a bound tell: of the persons right before it, of the event that an age is told of.
#include "frontend/lower/statement_scanner.h"

namespace critc {

namespace {

constexpr int kLeastOldestAge = 16;
constexpr int kGreatestAge = 120;

bool is_whole(const Decimal& value, int least, int most) {
  return value.normalized().exponent >= 0 && compare(value, Decimal::from_int(least)) >= 0 && compare(value, Decimal::from_int(most)) <= 0;
}

}  // namespace

// "Men or women 18 to 65 with gout", "Patients 18-65": a range without a unit right behind persons.
bool StatementScanner::ages_persons(const BoundMatch& match) const {
  if (!match.range || match.unit != UnitClass::None || match.titer || !match.bounds.low || !match.bounds.high) return false;
  if (buffers_.elements.empty()) return false;
  const Element& back = buffers_.elements.back();
  const bool persons = ends_in_persons(back) || (back.part == Part::Entity && is_person(subject_at(back)));
  return persons && is_whole(match.bounds.low->quantity.stated, 0, kGreatestAge) &&
         is_whole(match.bounds.high->quantity.stated, kLeastOldestAge, kGreatestAge);
}

// "age at onset of gout < 50 years", "age of PH onset was less than 50 years": the bound behind the event is of the age
// before it, which is not how old the participant is now. The element of that age, `left.element` when there is none.
uint32_t StatementScanner::age_at_event(const LeftSubject& left) const {
  const std::vector<Element>& elements = buffers_.elements;
  const Has* event = left.kind == LeftSubject::Element && elements[left.element].part == Part::Entity ? elements[left.element].node.as<Has>() : nullptr;
  if (!event || (event->thing != ThingKind::Condition && event->thing != ThingKind::Procedure)) return left.element;
  uint32_t at = left.element;
  while (at > 0 && (elements[at - 1].part == Part::Filler || elements[at - 1].part == Part::Attribute)) --at;
  if (at == 0 || elements[at - 1].part != Part::Subject) return left.element;
  const ConceptId id = subject_at(elements[at - 1]).concept_id;
  const bool age = id && catalog_.kind(id) == ConceptKind::Demographic && (id == age_ || catalog_.name(id).starts_with("demographic:age_"));
  return age ? at - 1 : left.element;
}

// The bound of an age at an event. A plain "age" before the event has no concept then: it is not the participant's age.
bool StatementScanner::compare_age_at_event(uint32_t i, BoundMatch& match, LeftSubject left) {
  if (!is_years(match) && !match.age_word) return false;
  const uint32_t age = age_at_event(left);
  if (age == left.element) return false;
  const uint32_t event = std::exchange(left.element, age);
  left.between = 0;
  Has& has = *buffers_.elements[age].node.as<Has>();
  if (has.subject.concept_id != age_) return compare_left(i, match, left);
  buffers_.elements[age].part = Part::Filler;
  push_inherited(i, {text(buffers_.elements[age].chunk_begin, buffers_.elements[event].chunk_end), 0, 0}, match);
  return true;
}

}  // namespace critc
