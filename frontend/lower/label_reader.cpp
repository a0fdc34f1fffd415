// What labels and terms ask for.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/clause_reader.h"

namespace critc {

namespace {

constexpr uint32_t kMaxDistance = 64;  // chunks back to where the term is used
constexpr size_t kLeastWord = 5;       // letters of a word that names

}  // namespace

// Whether the words at `at` ask for the term before them. Behind another sentence, the name alone, "... Menopause defined
// as", and a term that is used there are only told what they mean.
bool ClauseReader::asks_for_term(uint32_t begin, uint32_t at) const {
  const std::vector<Element>& elements = buffers_.elements;
  const bool relative = (at > begin && elements[at - 1].part == Part::Comma) || has_statement(begin, at) || names_function(begin, at);
  if (elements[at].code != GrammarCode::DefinitionAsked || relative) return relative;
  uint32_t sentence = begin;
  while (sentence > 0 && begin - sentence < kMaxDistance && elements[sentence - 1].part != Part::Stop) --sentence;
  if (sentence == 0 || elements[sentence - 1].part != Part::Stop) return true;
  const auto first = elements.begin();
  const bool name_alone = std::all_of(first + begin, first + at, [](const Element& element) { return element.part == Part::Entity || element.part == Part::Words; });
  const bool by = ends_in_preposition(elements[at]);  // "as demonstrated by"
  return (by || !name_alone || context_.section == Section::Exclusion) && !names_again(begin, at);
}

// "adequate renal function is defined as": asks for the function.
bool ClauseReader::names_function(uint32_t begin, uint32_t end) const {
  if (context_.section == Section::Exclusion) return false;
  const auto first = buffers_.elements.begin();
  return std::any_of(first + begin, first + end, [&](const Element& element) {
    const ConceptId id = element.part == Part::Entity ? concept_of(element.node) : 0;
    return id && organ_function_ && (id == organ_function_ || llvm::is_contained(catalog_.classes(id), organ_function_));
  });
}

// "organ function defined as:" above bounds on several measurements: each of them counts.
bool ClauseReader::asks_each(const NodeList& items) const {
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

// A thing of [begin, at) is named before `begin`, or one of its words where no table knows it.
bool ClauseReader::names_again(uint32_t begin, uint32_t at) const {
  const uint32_t first = buffers_.elements[begin].chunk_begin, end = buffers_.elements[at - 1].chunk_end;
  const uint32_t from = first > kMaxDistance ? first - kMaxDistance : 0;
  for (uint32_t i = std::max(first, end > 8 ? end - 8 : 0); i < end; ++i) {
    const ConceptId id = carries_concept(i) ? chunk(i).concept_id : 0;
    const llvm::StringRef word = is(i, ChunkKind::Word) ? tokens_.spelling(tokens_.tokens[chunk(i).tok_begin]) : "";
    for (uint32_t k = from; (id || word.size() >= kLeastWord) && k < first; ++k)
      if (id ? chunk(k).concept_id == id : tokens_.spelling(tokens_.tokens[chunk(k).tok_begin]).equals_insensitive(word)) return true;
  }
  return false;
}

// "Menopause is defined as:" above a list, where criteria are to be met: says what it is, and asks nobody for it.
bool ClauseReader::only_defines(uint32_t begin, uint32_t at) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (context_.section == Section::Exclusion || elements[at].code != GrammarCode::Definition || !says_anything(begin, at)) return false;
  for (uint32_t i = begin; i < at; ++i)
    if (elements[i].part == Part::Statement || is_patient(elements[i]) || elements[i].code == GrammarCode::Persons) return false;
  return !names_function(begin, at);
}

// "... contraception. Methods of contraception include": a sentence of its own that says what belongs to a term named before.
bool ClauseReader::explains(uint32_t begin, uint32_t at) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (begin == 0 || begin >= at || elements[begin - 1].part != Part::Stop || elements[begin - 1].value != Chunk::kSentence) return false;
  if (elements[at].part != Part::Includes) return false;
  for (uint32_t i = begin; i < at; ++i) {
    const Part part = elements[i].part;
    if (part == Part::Statement || part == Part::Negation || part == Part::Guard || (chunk(elements[i].chunk_begin).traits & kObliges)) return false;
  }
  return names_again(begin, at);
}

bool ClauseReader::carries_concept(uint32_t i) const {
  return names_thing(i) || is(i, ChunkKind::Subject) || is(i, ChunkKind::Thing);
}

// "No liver disease Adequate liver function as indicated by": what is defined may be no part of what is denied.
bool ClauseReader::runs_on(uint32_t begin, uint32_t at) const {
  const uint32_t first = chunk(buffers_.elements[begin].chunk_begin).tok_begin, end = chunk(buffers_.elements[at].chunk_begin).tok_begin;
  for (uint32_t i = first + 1; i < end; ++i)
    if (tokens_.tokens[i].has(kCapitalized) && !tokens_.tokens[i].has(kAllCaps) && !tokens_.tokens[i - 1].has(kCapitalized)) return true;
  return false;
}

// "anemia, including: A or B", "no asthma, i.e.: B": the word before the colon that says what stands behind it;
// `colon` when there is none.
uint32_t ClauseReader::onward_word(uint32_t begin, uint32_t colon) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = colon;
  while (at > begin && (elements[at - 1].part == Part::Filler || elements[at - 1].part == Part::Comma)) --at;
  if (at == begin || !says_anything(begin, --at)) return colon;
  Part part = elements[at].part;
  bool defines = part == Part::Definition && elements[at - 1].part == Part::Comma;
  return part == Part::Example || part == Part::Includes || part == Part::Exception || defines ? at : colon;
}

// "Absence of:", "no history of:": a denial without its thing is that of what follows.
bool ClauseReader::denies_items(uint32_t begin, uint32_t colon) const {
  bool denied = false;
  for (uint32_t i = begin; i < colon; ++i) {
    const Element& element = buffers_.elements[i];
    const Part part = element.part;
    const bool untreated = part == Part::Attribute && element.code == GrammarCode::Status &&  // "no prior treatment with"
                           static_cast<Status>(element.value) == Status::Untreated;
    denied |= part == Part::Negation || untreated;
    if (denied && part != Part::Negation && part != Part::Filler && part != Part::Attribute) return false;
  }
  return denied && !has_content(begin, colon);
}

// "definitions of refractory/progressive": one of the terms is enough.
bool ClauseReader::names_alternatives(uint32_t begin, uint32_t end) const {
  if (begin >= end) return false;
  for (uint32_t i = buffers_.elements[begin].chunk_begin; i < buffers_.elements[end - 1].chunk_end; ++i)
    if (is(i, ChunkKind::Slash) || is(i, ChunkKind::Or)) return true;
  return false;
}

bool ClauseReader::only_subjects(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    Part part = buffers_.elements[i].part;
    if (part == Part::Statement || part == Part::Announce || part == Part::Negation) return false;
  }
  return true;
}

// "Active Crohn's disease:", "Moderate to severe psoriasis:": what the patients have, among what is required; a disease
// alone, "Diabetes:", may only say whom the bounds are for.
bool ClauseReader::names_state(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  while (begin < end && elements[begin].part == Part::Filler) ++begin;
  if (context_.section == Section::Exclusion || end != begin + 2) return false;
  const Element& said = elements[begin];
  const Has* has = elements[begin + 1].part == Part::Entity ? elements[begin + 1].node.as<Has>() : nullptr;
  const bool state = said.part == Part::Attribute && (said.code == GrammarCode::Severity || (said.code == GrammarCode::Status && static_cast<Status>(said.value) == Status::Active));
  return state && has && has->thing == ThingKind::Condition && has->subject.concept_id && !is_kind_word(elements[begin + 1]);
}

// "Cohort 1", "For Cohort B participants only", "Phase I (Arms A, B)": words that name some of the participants by the
// trial's own plan; nobody else can tell who they are.
bool ClauseReader::names_cohort(uint32_t begin, uint32_t end) const {
  constexpr uint32_t kLongestLabel = 12;  // tokens
  if (begin >= end || has_content_outside(begin, end)) return false;  // "Cohort 10 (colorectal cancer)"
  const uint32_t first = chunk(buffers_.elements[begin].chunk_begin).tok_begin;
  const uint32_t last = chunk(buffers_.elements[end - 1].chunk_end - 1).tok_end;
  uint32_t words = 0;  // outside brackets
  for (uint32_t i = begin; i < end; ++i) {
    if (buffers_.elements[i].part == Part::Open && buffers_.elements[i].match > i) i = buffers_.elements[i].match;
    if (i < end) words += chunk(buffers_.elements[i].chunk_end - 1).tok_end - chunk(buffers_.elements[i].chunk_begin).tok_begin;
  }
  if (words > kLongestLabel) return false;
  auto names = [&](const Token& token) {
    return token.kind == TokenKind::Word && catalog_.some_sense(token.word, [&](ConceptId id) { return id == cohort_; });
  };
  auto numbers = [&](const Token& token) {  // 1, II, B, 2a
    return token.kind == TokenKind::Number || (token.kind == TokenKind::Word && token.has(kAllCaps) && token.norm_end - token.norm_begin <= 3);
  };
  bool named = false, chosen = false;
  for (uint32_t k = first; k < last; ++k) {
    const Token& token = tokens_.tokens[k];
    if (k > first && token.kind == TokenKind::Word && means(token, GrammarCode::TimeFor, GrammarCode::TimeFor)) return false;  // "surgery for arm 1"
    chosen |= named && tokens_.spelling(token).equals_insensitive("only");
    chosen |= k > first && names(tokens_.tokens[k - 1]) && numbers(token);
    named |= names(token);
  }
  return chosen;
}

// The elements of a label that name only those of whom the rest is asked: "For women of childbearing potential:",
// "Women:", "For patients with diabetes, the following applies:". Empty where it names anything else.
ElementRange ClauseReader::group_of_label(uint32_t begin, uint32_t colon) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < colon && elements[at].part == Part::Filler && elements[at].code != GrammarCode::Persons) ++at;
  if (at >= colon || find_top(at, colon, Part::Definition) < colon) return {};
  const Element& first = elements[at];
  const bool prefix = (first.part == Part::Guard && first.code != GrammarCode::GuardThen) || is_for(first);
  uint32_t end = colon;
  const uint32_t announce = find_top(at, colon, Part::Announce);
  if (announce < colon) {
    end = find_top(at, announce, Part::Comma);
    if (!prefix || end == announce) return {};
  }
  at += prefix;
  bool names = false, group_only = true;
  for (uint32_t i = at; i < end; ++i) {
    const Element& element = elements[i];
    if (element.part == Part::Comma || element.part == Part::Subject || element.part == Part::Exception) return {};
    names |= element.part == Part::Entity || element.part == Part::Statement;
    const bool joins = element.part == Part::Filler || element.part == Part::And || element.part == Part::Or;
    group_only &= joins || names_some(element);
  }
  if (!prefix && std::any_of(elements.begin() + colon, elements.end(), [&](const Element& element) { return concept_of(element.node) == age_; }))
    return {};  // "Children: 6 to 9 years old"
  return names && (prefix || group_only) ? ElementRange{at, end} : ElementRange{};
}

}  // namespace critc
