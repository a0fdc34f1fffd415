// What an allergy is to, and other objects of words that ask for one: "allergy to silicone", "prior use of A".
#include "frontend/lower/thing_namer.h"

namespace critc {

// "penicillin or sulfa allergy": of each of the list that ends before the word at element `i`.
void ThingNamer::share_allergy(uint32_t i) {
  std::vector<Element>& elements = buffers_.elements;
  auto drug = [&](const Element& element) { return element.part == Part::Entity && element.node.as<Exposure>() && !is_kind_word(element); };
  uint32_t first = i - 1;
  while (first >= 2 && is_connective(elements[first - 1].part) && drug(elements[first - 2])) first -= 2;
  if (first > 0 && elements[first - 1].part == Part::Attribute && (elements[first - 1].code == GrammarCode::Phase || elements[first - 1].code == GrammarCode::Response)) return;
  for (uint32_t k = first; k + 1 < i; k += 2) {
    Has allergy;
    allergy.subject = elements[k].node.as<Exposure>()->subject;
    allergy.thing = ThingKind::Allergy;
    elements[k].node.value = Box<Has>(std::move(allergy));
  }
}

// "allergy to A or any of the excipients of the product": of what the words behind say.
void ThingNamer::name_parts_of(uint32_t i) {
  constexpr uint32_t kLongest = 5;  // chunks
  std::vector<Element>& elements = buffers_.elements;
  Element& part = elements[i];
  if (i + 1 >= elements.size() || !is_kind_word(part) || !part.node.as<Exposure>()) return;
  uint32_t end = i + 1;
  while (end < elements.size() && (elements[end].part == Part::Words || elements[end].part == Part::Filler)) ++end;
  if (end == i + 1 || !(chunk(elements[i + 1].chunk_begin).traits & kRelatesOf)) return;
  if (elements[end - 1].chunk_end - elements[i + 1].chunk_begin > kLongest) return;
  part.chunk_end = elements[end - 1].chunk_end;
  part.node.range = hull(part.node.range, elements[end - 1].node.range);
  name_words(part, ThingKind::Drug);
  for (uint32_t k = i + 1; k < end; ++k) elements[k].part = Part::Filler;
}

// "allergy to A or to any of its parts": one word that ends `said`.
bool ThingNamer::repeats_end(const Element& element, const Element& said) const {
  if (element.part != Part::Words || element.chunk_end != element.chunk_begin + 1) return false;
  return tokens_.tokens[chunk(element.chunk_begin).tok_begin].word == tokens_.tokens[chunk(said.chunk_end - 1).tok_end - 1].word;
}

// "penicillin allergy": the drug stands before the word.
bool ThingNamer::names_allergy_of(const Element& drug, const Element& word) const {
  const bool adjoin = drug.part == Part::Entity && word.part == Part::Entity && drug.chunk_end == word.chunk_begin;
  return adjoin && drug.node.as<Exposure>() && !is_kind_word(drug) && word.chunk_end == word.chunk_begin + 1 && (chunk(word.chunk_begin).traits & kAllergy);
}

// "allergy to any component of the study drug": the words up to the end of the clause are one name.
bool ThingNamer::join_parts_of(uint32_t i) {
  constexpr uint32_t kLongest = 8;  // chunks
  std::vector<Element>& elements = buffers_.elements;
  Element& part = elements[i];
  if (part.part != Part::Words || !(chunk(part.chunk_begin).traits & kGeneric)) return false;
  uint32_t end = i + 1;
  while (end < elements.size() && (elements[end].part == Part::Words || elements[end].part == Part::Filler)) ++end;
  const Part next = end < elements.size() ? elements[end].part : Part::Stop;
  if (!is_connective(next) && next != Part::Stop && next != Part::Close) return false;
  if (elements[end - 1].chunk_end - part.chunk_begin > kLongest) return false;
  for (uint32_t k = part.chunk_begin; k < elements[end - 1].chunk_end; ++k)
    if ((chunk(k).traits & kWhich) || is(k, ChunkKind::Number)) return false;
  part.chunk_end = elements[end - 1].chunk_end;
  part.node.range = range(part.chunk_begin, part.chunk_end);
  for (uint32_t k = i + 1; k < end; ++k) elements[k].part = Part::Filler;
  return true;
}

// "use of", "treatment with", but not "using".
bool ThingNamer::says_of(const Element& element) const {
  const Token& last = tokens_.tokens[chunk(element.chunk_end - 1).tok_end - 1];
  return element.chunk_end == element.chunk_begin + 1 && means(last, GrammarCode::RelationOf, GrammarCode::RelationOf);
}

// "allergy to silicone", "prior use of Clickotine": words that no table has, and nothing else up to the end of the clause.
bool ThingNamer::is_object(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (elements[i].part != Part::Words || !may_name(elements[i]) || narrows(elements[i].chunk_end - 1)) return false;
  if (means(tokens_.tokens[chunk(elements[i].chunk_end - 1).tok_end - 1], GrammarCode::TrialWord, GrammarCode::TrialWord)) return false;
  if (i + 1 == elements.size()) return true;
  const Part next = elements[i + 1].part;
  return is_connective(next) || next == Part::Stop || next == Part::Time || next == Part::Close;
}

// "allergy or intolerance to A": the object stands with the last word, and is that of all.
void ThingNamer::name_allergies() {
  std::vector<Element>& elements = buffers_.elements;
  const Element* said = nullptr;
  for (uint32_t i = 0; i < elements.size(); ++i) {
    Element& element = elements[i];
    const bool joined = i > 0 && is_connective(elements[i - 1].part);
    if (element.part == Part::Stop || (element.part == Part::Attribute && element.code != GrammarCode::AllergyTo)) said = nullptr;
    if (said && joined && repeats_end(element, *said)) {
      element.part = Part::Attribute;
      element.code = GrammarCode::AllergyTo;
    }
    if (i > 0 && names_allergy_of(elements[i - 1], element)) {  // "insulin allergy"
      share_allergy(i);
      element.part = Part::Attribute;
      element.code = GrammarCode::AllergyTo;
    } else if (element.part == Part::Attribute && element.code == GrammarCode::AllergyTo) {
      said = &element;
    }
    if (said && element.part == Part::Entity) name_parts_of(i);
  }
  for (uint32_t i = 0; i + 1 < elements.size(); ++i) {  // "allergy to the study drug", "use of investigational product"
    if (elements[i].part != Part::Attribute) continue;
    const bool use = elements[i].code == GrammarCode::Phase && ends_in_preposition(elements[i]) && (i == 0 || elements[i - 1].part != Part::Time);
    if (elements[i].code != GrammarCode::AllergyTo && !use) continue;
    uint32_t at = i + 1;
    while (at < elements.size() && elements[at].part == Part::Filler && !is(elements[at].chunk_begin, ChunkKind::Anchor)) ++at;
    if (at < elements.size() && elements[at].part == Part::Filler) name_words(elements[at], ThingKind::Other);
    else if (!use && at < elements.size() && join_parts_of(at)) name_words(elements[at], ThingKind::Other);
    else if (at < elements.size() && is_object(at) && (!use || says_of(elements[i]))) name_words(elements[at], use ? ThingKind::Drug : ThingKind::Other);
  }
  for (uint32_t i = 0; i + 2 < elements.size() && has_trait(kAllergy); ++i) {
    Element& word = elements[i];
    const bool one = word.part == Part::Entity || (word.part == Part::Words && word.chunk_end == word.chunk_begin + 1);
    if (!one || !(chunk(word.chunk_begin).traits & kAllergy)) continue;
    uint32_t at = i + 1;
    while (at < elements.size() && (is_connective(elements[at].part) || elements[at].part == Part::Filler)) ++at;
    if (at == i + 1 || at >= elements.size() || elements[at].part != Part::Attribute) continue;
    if (elements[at].code != GrammarCode::Response && elements[at].code != GrammarCode::AllergyTo) continue;
    if (!ends_in_preposition(elements[at])) continue;
    if (elements[at].code == GrammarCode::AllergyTo) {  // "hypersensitivity or allergy to A" is one
      for (uint32_t k = i; k < at; ++k) elements[k].part = Part::Filler;
      continue;
    }
    word.part = Part::Attribute;
    word.code = GrammarCode::AllergyTo;
  }
}

}  // namespace critc
