// Sentences that admit what the one before them excludes.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/clause_reader.h"

namespace critc {

namespace {

bool compares(const Node& node, ConceptId id) {
  const Comparison* comparison = node.as<Comparison>();
  if (comparison) return id && comparison->subject.concept_id == id;
  bool found = false;
  for_each_child(node, [&](const Node& child) { found |= compares(child, id); });
  return found;
}

bool is_history(const Element& element) {
  return element.part == Part::Attribute && element.code == GrammarCode::Status && static_cast<Status>(element.value) == Status::History;
}

}  // namespace

// Behind "note:".
uint32_t ClauseReader::skip_note(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < end && elements[at].part == Part::Filler && elements[at].code != GrammarCode::Note) ++at;
  if (at == end || elements[at].part != Part::Filler) return begin;
  for (++at; at < end && (elements[at].part == Part::Colon || elements[at].part == Part::Comma || elements[at].part == Part::Filler);) ++at;
  return at;
}

// Behind a thing that excludes: "however, patients with B are eligible", "BCC is allowed". What is admitted is an
// exception to the thing, but for drugs, which may be allowed by themselves.
bool ClauseReader::admits(uint32_t begin, uint32_t end) const {
  if (context_.section != Section::Exclusion) return false;
  const uint32_t guard = find_top(begin, end, Part::Guard);
  if (guard < end && bare_verdict(begin, guard) > 0) return has_content(guard + 1, end);
  if (!ends_in_permission(begin, guard)) return false;
  const std::vector<Element>& elements = buffers_.elements;
  const bool persons = std::any_of(elements.begin() + begin, elements.begin() + end, [&](const Element& element) {
    return (element.part == Part::Filler && element.code == GrammarCode::Persons) || names_group(element) || is_patient(element);
  });
  auto drug = [](const Element& element) { return element.node.as<Exposure>() != nullptr; };
  return persons || std::none_of(elements.begin() + begin, elements.begin() + end, drug);
}

// "Malignancy other than A; B": the first thing in [begin, end) is of the kind that excludes, and nothing says that it is
// one more criterion.
bool ClauseReader::lists_kind(const Node& kind, uint32_t begin, uint32_t end) const {
  const ConceptId whole = concept_of(kind);
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; whole && i < end; ++i) {
    if (elements[i].part == Part::Exception || is_history(elements[i])) return false;
    if (const ConceptId id = concept_of(elements[i].node)) return llvm::is_contained(catalog_.members(whole), id);
  }
  return false;
}

// "Corticosteroids; inhaled steroids are permitted": a drug of the kind that excludes.
bool ClauseReader::admits_kind(const Node& before, uint32_t begin, uint32_t end) const {
  if (context_.section != Section::Exclusion || !ends_in_permission(begin, find_top(begin, end, Part::Guard))) return false;
  for (uint32_t i = begin; i < end; ++i) {
    const auto* exposure = buffers_.elements[i].node.as<Exposure>();
    if (exposure && exposure->subject.concept_id && exposes_to_kind(before, exposure->subject.concept_id)) return true;
  }
  return false;
}

bool ClauseReader::exposes_to_kind(const Node& node, ConceptId id) const {
  if (const auto* exposure = node.as<Exposure>()) {
    const ConceptId here = exposure->subject.concept_id;
    const auto in_both = [&](ConceptId member) { return llvm::is_contained(catalog_.members(here), member); };
    return here == id || in_both(id) || llvm::any_of(catalog_.members(id), in_both);
  }
  bool found = false;
  for_each_child(node, [&](const Node& child) { found |= exposes_to_kind(child, id); });
  return found;
}

// "Only" stands in [begin, end).
bool ClauseReader::says_only(uint32_t begin, uint32_t end) const {
  const uint32_t first = chunk(buffers_.elements[begin].chunk_begin).tok_begin, last = chunk(buffers_.elements[end - 1].chunk_end - 1).tok_end;
  for (uint32_t k = first; k < last; ++k)
    if (tokens_.spelling(tokens_.tokens[k]).equals_insensitive("only")) return true;
  return false;
}

// "ECOG 0-1; ECOG 2 is permitted": the other bound will do as well.
bool ClauseReader::widens(const Node& before, uint32_t begin, uint32_t end) const {
  const uint32_t guard = find_top(begin, end, Part::Guard);
  if (context_.section == Section::Exclusion || !ends_in_permission(begin, guard)) return false;
  if (guard < end && says_only(begin, guard + 1)) return false;  // "those with ECOG 2 are eligible only if": a condition of theirs
  for (uint32_t i = begin; i < end; ++i) {
    const Comparison* comparison = buffers_.elements[i].node.as<Comparison>();
    if (comparison && compares(before, comparison->subject.concept_id)) return true;
  }
  return false;
}

// "Brain metastasis. Patients must have completed radiotherapy", in a list of what excludes: who has, is let through. The
// word that obliges; `end` when there is none.
uint32_t ClauseReader::condition_of_admission(uint32_t begin, uint32_t end) const {
  if (context_.section != Section::Exclusion) return end;
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    const Chunk& first = chunk(element.chunk_begin);
    const bool persons_named = i > begin || first.tok_end > first.tok_begin + 1;  // "patients must have"
    if (first.traits & kObliges) return persons_named && element.part != Part::Negation && has_content(i + 1, end) ? i : end;
    const bool persons = element.part == Part::Filler || element.code == GrammarCode::Whose;
    if (!persons) return end;
  }
  return end;
}

// "A; except for B": the exception that opens [begin, end); `end` when none does.
uint32_t ClauseReader::opening_exception(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < end && (elements[at].part == Part::Filler || elements[at].part == Part::Comma)) ++at;
  if (at < end && elements[at].part == Part::Announce && elements[at].code == GrammarCode::AnnounceList) {  // "the following are exceptions:"
    uint32_t next = at + 1;
    while (next < end && elements[next].part == Part::Filler) ++next;
    if (next < end && elements[next].part == Part::Exception) at = next;
  }
  return at < end && elements[at].part == Part::Exception ? at : end;
}

// "A, but patients with B are eligible": where the permission begins; `end` when it is the whole.
uint32_t ClauseReader::permission_begin(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (elements[i].part != Part::And && elements[i].part != Part::Comma) continue;
    uint32_t next = i + 1;
    while (next < end && (elements[next].part == Part::Comma || elements[next].part == Part::And)) ++next;
    if (has_content(begin, i) && opens_with_persons(next, end) && admits(next, end)) return i;
  }
  return end;
}

}  // namespace critc
