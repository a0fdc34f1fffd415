// How far a denial rules.
#include "frontend/lower/clause_reader.h"

namespace critc {

// What the negation at `at` rules: a list of things up to `end`; a further negation may open a member of it,
// "no A, no B or C", and a bound may be one where `or` joins them.
bool ClauseReader::rules_list(uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  bool opens = false, joined = false;
  const bool verb = elements[at].code == GrammarCode::Not && list_word(at, end) == GrammarCode::None;
  std::optional<ThingKind> sort;  // "do not speak English, deafness": another sort of thing behind a comma
  for (uint32_t i = at + 1; i < end; ++i) {
    Part part = elements[i].part;
    if (const Has* has = verb && part == Part::Entity ? elements[i].node.as<Has>() : nullptr) {
      if (sort && *sort != has->thing) return false;
      sort = has->thing;
    }
    if (part == Part::Negation && !opens) return false;
    if (part == Part::Statement && (!joined || list_word(at, end) != GrammarCode::Or)) return false;
    if (part == Part::Open && elements[i].match > i) {
      if (!only_things(i + 1, elements[i].match)) return false;
      i = elements[i].match;
    }
    joined |= is_connective(part);
    bool between = part == Part::Filler || part == Part::Attribute;
    opens = part == Part::And || part == Part::Comma || (opens && between);
  }
  return true;
}

// "No stroke, seizures, platelets > 100": where only commas join, a bound begins what is asked again. The comma before
// it; `end` when there is none.
uint32_t ClauseReader::end_of_denial(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin, comma = end;
  while (at < end && (elements[at].part == Part::Filler || elements[at].part == Part::Attribute)) ++at;
  if (at >= end || elements[at].part != Part::Negation || list_word(at, end) != GrammarCode::None) return end;
  for (uint32_t i = at + 1; i < end && elements[i].part != Part::Statement; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (elements[i].part == Part::Comma) comma = i;
  }
  const bool things = comma < end && has_content(at + 1, comma) && !has_statement(at + 1, comma);
  return things && has_statement(comma + 1, end) ? comma : end;
}

// "A without B or C", "A but no B or C": the negation behind the thing rules the alternatives up to the end; `end`
// when there are none.
uint32_t ClauseReader::negated_tail(uint32_t begin, uint32_t end) const {
  uint32_t at = find_top(begin, end, Part::Negation);
  if (at == end || !says_anything(begin, at)) return end;
  uint32_t joint = at;
  while (joint > begin && buffers_.elements[joint - 1].part == Part::Filler) --joint;
  const bool excludes = context_.section == Section::Exclusion;
  const Part before = joint > begin ? buffers_.elements[joint - 1].part : Part::Stop;
  if (before == Part::And || (before == Part::Comma && !excludes)) --joint;
  for (Part part : {Part::And, Part::Or, Part::Comma})
    if (find_top(begin, joint, part) < joint) return end;
  const bool list = buffers_.elements[at].code == GrammarCode::No && !excludes && list_word(at, end) == GrammarCode::Or;
  bool alternatives = find_top(at, end, Part::Or) < end && (list || find_top(at, end, Part::Comma) == end);
  return alternatives && only_things(at + 1, end) ? at : end;
}

}  // namespace critc
