// Labels that name some of the persons: "Schizophrenia group", "For patients in Part B", "Patients with treatment response".
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/clause_reader.h"

namespace critc {

namespace {

constexpr uint32_t kLongestName = 10, kLongestLabel = 25;  // tokens

// A number or a length of time.
bool states_bound(const Node& node) {
  bool found = states_number(node) || (node.time() && *node.time() != Time{});
  for_each_child(node, [&](const Node& child) { found |= states_bound(child); });
  return found;
}

}  // namespace

// "Schizophrenia group", "healthy control subjects (n = 20)": the label ends in a word for persons, and others say which.
bool ClauseReader::names_persons(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  while (end > begin && elements[end - 1].part == Part::Close && elements[end - 1].match > begin) end = elements[end - 1].match;
  while (begin < end && elements[begin].part == Part::Filler && elements[begin].code != GrammarCode::Persons) ++begin;
  if (begin >= end) return false;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    const bool said = element.part == Part::Attribute && (element.code == GrammarCode::Status || element.code == GrammarCode::Severity || element.code == GrammarCode::Whose);
    const bool named = element.part == Part::Words || element.part == Part::Entity || element.part == Part::Filler || element.part == Part::And || said;
    const uint32_t telling = i + 1 < end ? kWhich | kObliges | kRelates | kRelatesOf | kInClause : kWhich | kObliges | kMeasures;
    if (!named || (chunk(element.chunk_begin).traits & telling)) return false;
  }
  const uint32_t first = chunk(elements[begin].chunk_begin).tok_begin, last = chunk(elements[end - 1].chunk_end - 1).tok_end - 1;
  if (last == first || last - first > kLongestName) return false;
  if (!ends_group(tokens_.tokens[last]) || names_everybody(first, last + 1)) return false;
  for (uint32_t k = first; k < last; ++k)
    if (tells_group(tokens_.tokens[k], k + 1 == last)) return true;
  return false;
}

// A noun for persons or a cohort.
bool ClauseReader::ends_group(const Token& token) const {
  const ConceptId persons = catalog_.find("heading:population");
  return token.kind == TokenKind::Word && catalog_.some_sense(token.word, [&](ConceptId id) { return id && (id == persons || id == cohort_); });
}

// A word that says which of them are meant: no "all", "study", "eligible"; but "control group".
bool ClauseReader::tells_group(const Token& token, bool is_last) const {
  if (token.kind != TokenKind::Word) return false;
  if (is_last && ends_group(token) && !means(token, GrammarCode::Whose, GrammarCode::Persons)) return true;
  return !catalog_.some_sense(token.word, [&](ConceptId id) {
    const ConceptKind kind = catalog_.kind(id);
    return kind == ConceptKind::Heading || kind == ConceptKind::Thing || kind == ConceptKind::Anchor || grammar_[id].kind == ChunkKind::Filler;
  });
}

// "All patients" at `token`.
bool ClauseReader::names_everybody(uint32_t token, uint32_t end) const {
  const ConceptId everyone = catalog_.find("heading:everyone");
  Catalog::TrieState state = Catalog::kRoot;
  for (; token < end && tokens_.tokens[token].kind == TokenKind::Word; ++token) {
    state = catalog_.step(state, tokens_.tokens[token].word);
    if (state == Catalog::kDead) return false;
    const PhraseId phrase = catalog_.phrase_at(state);
    for (uint32_t k = 0; phrase && k < catalog_.sense_count(phrase); ++k)
      if (catalog_.sense(phrase, k).concept_id == everyone) return true;
  }
  return false;
}

// "For Part B dose expansion in TNBC only", "For patients with Type II PPB (within 7 days)": a label for some that names more
// than its parts can say; not "for all patients", "for eligibility".
ElementRange ClauseReader::some_of_label(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  while (begin < end && elements[begin].part == Part::Filler && elements[begin].code != GrammarCode::Persons) ++begin;
  if (begin >= end || !(elements[begin].code == GrammarCode::GuardFor || is_for(elements[begin])) || !says_anything(begin + 1, end)) return {};
  const uint32_t first = chunk(elements[begin].chunk_begin).tok_begin, last = chunk(elements[end - 1].chunk_end - 1).tok_end;
  if (last - first > kLongestLabel) return {};
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    const Part part = element.part;
    if (part == Part::Definition || part == Part::Announce || part == Part::Includes || part == Part::Example || part == Part::Exception) return {};
    if (element.code == GrammarCode::Phase || element.code == GrammarCode::Modality || (chunk(element.chunk_begin).traits & kObliges)) return {};
  }
  const uint32_t behind = chunk(elements[begin].chunk_end - 1).tok_end;
  if (behind >= last || names_everybody(behind, last)) return {};
  bool names = elements[begin].code == GrammarCode::GuardFor;
  for (uint32_t k = behind; k < last; ++k) names |= ends_group(tokens_.tokens[k]);
  return names ? ElementRange{begin + 1, end} : ElementRange{};
}

// "Patients with treatment response:" above bounds; not "Patients who have:", nor a list of what they may have.
ElementRange ClauseReader::persons_of_label(uint32_t begin, uint32_t colon) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (context_.section == Section::Exclusion || !context_.children || llvm::none_of(*context_.children, states_bound)) return {};
  if (!opens_with_persons(begin, colon)) return {};
  uint32_t last = colon;
  while (last > begin && elements[last - 1].part == Part::Filler) --last;
  const Part end = last > begin ? elements[last - 1].part : Part::Filler;
  if (end != Part::Entity && end != Part::Close && end != Part::Time) return {};
  if (!has_content(begin, colon)) return {};
  for (uint32_t i = begin; i < colon; ++i) {
    const Part part = elements[i].part;
    const bool plain = part == Part::Entity || part == Part::Words || part == Part::Filler || part == Part::Attribute || part == Part::Time ||
                       part == Part::And || part == Part::Or || part == Part::Open || part == Part::Close;
    if (!plain || elements[i].code == GrammarCode::Modality || (chunk(elements[i].chunk_begin).traits & kObliges)) return {};
  }
  return {begin, colon};
}

// "A. Note: B" without its full stop: where the note begins; `colon` when no note stands right before the colon.
uint32_t ClauseReader::note_before(uint32_t begin, uint32_t colon) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = colon;
  while (at > begin && elements[at - 1].part == Part::Filler && elements[at - 1].code != GrammarCode::Note) --at;
  const bool note = at > begin + 1 && elements[at - 1].code == GrammarCode::Note && elements[at - 1].part == Part::Filler;
  return note && says_anything(begin, at - 1) ? at - 1 : colon;
}

}  // namespace critc
