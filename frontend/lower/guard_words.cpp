// What a guard is of, where it ends, and what is said where it holds.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/clause_reader.h"

namespace critc {

// `for` guards only a bound, and only by a condition or a person; `if` always does, by words that no rule reads where it is
// clear which bound they are said of.
bool ClauseReader::guards(uint32_t begin, uint32_t at, uint32_t end) const {
  bool for_persons = buffers_.elements[at].code == GrammarCode::GuardFor;
  const auto first = buffers_.elements.begin();
  const bool of_age = std::any_of(first + begin, first + at, [&](const Element& element) { return age_ && compared(element) == age_; });
  const bool of_bound = has_statement(begin, at) && (for_persons || (!of_age && find_top(begin, at, Part::And) == at));
  if (!(of_bound ? says_anything(at + 1, end) : has_content(at + 1, end))) return false;
  if (!for_persons) return true;
  if (has_content(begin, at) && of_some_persons(at + 1, end)) return true;  // "assent for those < 18 years"
  bool one_bound = true;  // for those with creatinine > 1.5 x ULN
  for (Part part : {Part::And, Part::Or, Part::Comma}) one_bound &= find_top(at + 1, end, part) == end;
  bool before = has_statement(begin, at) && (one_bound || !has_statement(at + 1, end));
  bool opens = at == begin && find_top(at, end, Part::Comma) < end && has_statement(at + 1, end);
  return before || opens;
}

// Nothing stands in [begin, end) but an age or a group of persons.
bool ClauseReader::of_some_persons(uint32_t begin, uint32_t end) const {
  bool some = false;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    if (element.part == Part::Filler || is_connective(element.part) || element.code == GrammarCode::Whose) continue;
    const bool of_age = element.part == Part::Statement && compared(element) == age_;
    if (!of_age && !names_group(element)) return false;
    some = true;
  }
  return some;
}

bool ClauseReader::obliges(uint32_t i, uint32_t end) const {
  return i < end && (chunk(buffers_.elements[i].chunk_begin).traits & kObliges) && says_anything(i, end);
}

// "if female, ..."
bool ClauseReader::guards_persons(uint32_t at, uint32_t comma) const {
  if (buffers_.elements[at].code != GrammarCode::GuardIf) return false;
  const auto begin = buffers_.elements.begin();
  return std::any_of(begin + at + 1, begin + comma, [&](const Element& element) { return names_group(element); });
}

// "bilirubin <= 1.5 x ULN, if Gilbert syndrome, <= 3 x ULN": what stands before the case is about the same.
bool ClauseReader::compares_alike(uint32_t begin, uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  llvm::SmallVector<ConceptId, 8> before;
  for (uint32_t i = begin; i < at; ++i)
    if (ConceptId id = compared(elements[i]); id && before.size() < 32) before.push_back(id);
  for (uint32_t i = at; i < end; ++i)
    if (ConceptId id = compared(elements[i]); id && llvm::is_contained(before, id)) return true;
  return false;
}

// "(collected within 10 days)" at the end of [begin, end): a bracket that only says when; `end` when none stands there.
uint32_t ClauseReader::timing_bracket(uint32_t begin, uint32_t end) const {
  if (end <= begin || buffers_.elements[end - 1].part != Part::Close) return end;
  const uint32_t open = buffers_.elements[end - 1].match;
  const bool times = open >= begin && open < end && !has_content(open, end) && std::any_of(buffers_.elements.begin() + open, buffers_.elements.begin() + end, [](const Element& element) {
    return element.part == Part::Time;
  });
  return times ? open : end;
}

uint32_t ClauseReader::last_or(uint32_t begin, uint32_t end) const {
  uint32_t last = end;
  for (uint32_t at = find_top(begin, end, Part::Or); at < end; at = find_top(at + 1, end, Part::Or)) last = at;
  return last;
}

// Where the case ends in "if G, S" and "if G then S".
uint32_t ClauseReader::find_then(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (elements[i].part == Part::Comma || elements[i].code == GrammarCode::Then) return i;
    if (i > begin && obliges(i, end)) return i;  // "if diabetic must"
  }
  return end;
}

// "patients are eligible", "subjects will be excluded": 1 or -1; 0 where a thing is named or it is neither.
int ClauseReader::bare_verdict(uint32_t begin, uint32_t end) const {
  int verdict = 0;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    if (element.part == Part::Words) {
      if (verdict == 0 || element.chunk_end - element.chunk_begin > 3) return 0;  // "eligible for the study"
      continue;
    }
    if (element.part == Part::Filler || element.part == Part::Comma || is_patient(element)) continue;
    bool rules = element.part == Part::Attribute && element.code == GrammarCode::Phase && verdict == 0;
    Phase phase = static_cast<Phase>(element.value);
    verdict = rules && phase == Phase::Allowed ? 1 : rules && phase == Phase::Prohibited ? -1 : 0;
    if (verdict == 0) return 0;
  }
  return verdict;
}

bool ClauseReader::ends_in_permission(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  while (end > begin && (elements[end - 1].part == Part::Filler || elements[end - 1].part == Part::Comma)) --end;
  if (end == begin || !has_content(begin, end - 1)) return false;
  const Element& last = elements[end - 1];
  return last.part == Part::Attribute && last.code == GrammarCode::Phase && static_cast<Phase>(last.value) == Phase::Allowed;
}

// The word that allows, before element `end`: ends_in_permission has found one.
uint32_t ClauseReader::permission_before(uint32_t end) const {
  do --end;
  while (buffers_.elements[end].part != Part::Attribute);
  return end;
}

// The connective between two bounds on one subject at the end of [begin, end): "<= 2.5, or <= 5".
uint32_t ClauseReader::last_alternative(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = end; i-- > begin + 1;) {
    Part part = elements[i].part;
    if (part != Part::Or && part != Part::Comma) continue;
    uint32_t left = i, right = i + 1;
    while (left > begin && (elements[left - 1].part == Part::Comma || (elements[left - 1].part == Part::Words && part == Part::Or))) --left;
    while (right < end && elements[right].part == Part::Filler) ++right;
    if (left == begin || right >= end) return end;
    ConceptId one = compared(elements[left - 1]);
    return one && one == compared(elements[right]) ? left : end;
  }
  return end;
}

// The words at the end allow what stands before them. "Eligible" may name who is asked for, but not in a list of what
// excludes.
bool ClauseReader::lets_in(const Node& body, uint32_t begin, uint32_t end) const {
  const uint32_t at = permission_before(end);
  const bool admits = chunk(buffers_.elements[at].chunk_begin).traits & kAdmits;
  if ((admits && context_.section != Section::Exclusion) || has_statement(begin, at)) return false;
  auto thing = [](const Node& node) { return node.as<Has>() || node.as<Exposure>(); };
  const NodeList* list = list_of(body);
  return list ? llvm::all_of(*list, thing) : thing(body);
}

}  // namespace critc
