// Where a duty begins and whom it is asked of: "women of childbearing potential must".
#include "frontend/lower/clause_reader.h"

namespace critc {

// The element that lays a duty on the persons before it; `end` when there is none. What excludes is no duty,
// so there `participants positive for A must` names persons as well.
uint32_t ClauseReader::duty(uint32_t begin, uint32_t end) const {
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
bool ClauseReader::has_persons(uint32_t begin, uint32_t end) const {
  return opens_with_persons(begin, end) && says_anything(begin, end);
}

bool ClauseReader::opens_with_persons(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < end && elements[at].part == Part::Filler && elements[at].code != GrammarCode::Persons) ++at;
  const bool patients = at < end && is_patient(elements[at]);
  if (at + 1 >= end || !(patients || elements[at].part == Part::Filler)) return false;
  if (elements[at].code == GrammarCode::Persons && is(elements[at].chunk_begin, ChunkKind::Filler)) return true;  // "participants with"
  const Element& next = elements[at + 1];
  return next.part == Part::Attribute || next.part == Part::Negation || next.part == Part::Time || next.part == Part::Statement ||
         (chunk(next.chunk_begin).traits & (kRelates | kRelatesOf));
}

// "Patients aged 18 to 65 years must": whom the posting asks for. "Participants >= 16 years must ... and participants
// < 16 years must": those of an age.
bool ClauseReader::is_population(const Node& node, uint32_t at, uint32_t end) const {
  const Comparison* comparison = node.as<Comparison>();
  if (!comparison || !age_ || comparison->subject.concept_id != age_) return false;
  const bool range = comparison->bounds.low && comparison->bounds.high;
  return range && next_duty(at + 1, end) == end;
}

// Where the duty of other persons begins: the connective in "..., and men must agree to".
uint32_t ClauseReader::next_duty(uint32_t begin, uint32_t end) const {
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

// "must have a stable dose for 12 weeks"
bool ClauseReader::only_says_how(uint32_t begin, uint32_t end) const {
  bool says = false;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    const bool how = element.part == Part::Time || (element.part == Part::Attribute && element.code == GrammarCode::Response);
    if (!how && element.part != Part::Filler && element.part != Part::Dose) return false;
    says |= how;
  }
  return says;
}

}  // namespace critc
