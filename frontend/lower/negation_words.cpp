// How far a denial rules.
#include "frontend/lower/clause_reader.h"

namespace critc {

namespace {

// Things that are named, of which nothing is asked that a denial could turn round.
bool only_names(const Node& node) {
  if (node.as<Not>() || node.as<Cases>() || node.as<Except>() || node.as<Define>() || node.as<Comparison>()) return false;
  if (node.attrs && node.attrs->modality != Modality::None) return false;
  bool names = true;
  for_each_child(node, [&](const Node& child) { names &= only_names(child); });
  return names;
}

}  // namespace

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

// "Patients must have no history of A": a negation comes before all that is said.
bool ClauseReader::opens_with_denial(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  while (begin < end && (elements[begin].part == Part::Filler || elements[begin].part == Part::Attribute)) ++begin;
  return begin < end && elements[begin].part == Part::Negation;
}

// "No A, such as B", but not "no A treated with C such as B": the examples at `at` may be those of another thing.
bool ClauseReader::denies_examples(uint32_t begin, uint32_t at) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (!opens_with_denial(begin, at)) return false;
  const auto things = std::count_if(elements.begin() + begin, elements.begin() + at, [](const Element& element) { return element.part == Part::Entity; });
  return things < 2 || elements[at - 1].part == Part::Comma;
}

// Whether the denial before `at`, "no heart disease, including any of the following", is one of the list there as well.
ClauseReader::Denied ClauseReader::denies_list(uint32_t begin, uint32_t at, const Node& left, const Node& list) const {
  const std::vector<Element>& elements = buffers_.elements;
  const Not* denial = left.as<Not>();
  if (!denial || left.attrs || list.as<Not>() || !opens_with_denial(begin, at) || runs_on(begin, at)) return Denied::No;
  const bool label = elements[at].part == Part::Colon || (at + 1 < elements.size() && elements[at + 1].part == Part::Colon);
  if (!label && !list.as<Item>() && !(list_of(list) && list_of(list)->front().as<Item>())) return Denied::No;  // "without X following surgery"
  if (elements[at].part == Part::Announce && means(tokens_.tokens[chunk(elements[at].chunk_begin).tok_begin], GrammarCode::Includes, GrammarCode::Includes))
    return Denied::Yes;
  uint32_t last = at - 1;
  while (last > begin && elements[last].part == Part::Filler) --last;
  if (elements[last].part == Part::And) return Denied::No;  // "not pregnant, and one of the following"
  const bool comma = elements[last].part == Part::Comma;
  while (last > begin && (elements[last].part == Part::Filler || elements[last].part == Part::Comma)) --last;
  const Part part = elements[last].part;
  if (part == Part::Includes || part == Part::Example || part == Part::Definition) return Denied::Yes;
  if (comma) return Denied::No;
  return states_number(*denial->body) || only_names(list) ? Denied::Yes : Denied::Unsure;  // "above specified limits: A > 1, B > 2"
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
