// Words beside the name of a thing that belong to it or say nothing of their own: kinds, carriers, light verbs,
// denying prefixes, adjectives that are findings too.
#include "frontend/lower/thing_namer.h"
#include "ir/catalog/matcher.h"

namespace critc {

// The word is a name of the same thing by itself: "pregnant" of "pregnant women".
bool ThingNamer::names_alone(uint32_t token, ConceptId id) const {
  const PhraseMatch word = longest_allowed_match(tokens_, token, token + 1, catalog_);
  return word && any_allowed_sense(tokens_, word, catalog_, [&](const Sense& sense) { return sense.concept_id == id; });
}

// "non-smoker": the prefix denies the thing, unless that in turn narrows a treatment: "non-cancer surgery". Of two
// findings, "non-Alzheimer dementia", it is the one and not the other.
bool ThingNamer::deny_prefixed(uint32_t i) {
  std::vector<Element>& elements = buffers_.elements;
  Element& words = elements[i];
  uint32_t at = words.chunk_end;
  if (at > words.chunk_begin + 1 && is(at - 1, ChunkKind::Hyphen)) --at;
  if (at == words.chunk_begin || !(chunk(at - 1).traits & kDenies)) return false;
  Part next = i + 2 < elements.size() ? elements[i + 2].part : Part::Stop;
  bool persons = next == Part::Entity && names_group(elements[i + 2]);
  bool says_more = next == Part::Words && (chunk(elements[i + 2].chunk_begin).traits & (kRelates | kRelatesOf));
  const Chunk& name = chunk(elements[i + 1].chunk_begin);  // "non-solid tumour" is a tumour, "non-pregnant women" are women
  const bool whole = name.tok_end - name.tok_begin == 1 || names_alone(name.tok_begin, name.concept_id);
  const bool of_kind = !whole && means(tokens_.tokens[name.tok_end - 1], GrammarCode::KindWord, GrammarCode::KindWord);
  const bool open = whole && !persons && !says_more && (next == Part::Words || next == Part::Subject);
  const bool condition = elements[i + 1].node.as<Has>() && elements[i + 1].node.as<Has>()->thing == ThingKind::Condition;
  if ((of_kind && condition) || open) {  // "a non-neurologic disease", "non-lactation period": what it is instead, no rule tells
    elements[i + 1].node = negation_of(std::move(elements[i + 1].node));
    return true;
  }
  if (!whole) return false;
  auto finding = [&](uint32_t k) {
    const Has* has = elements[k].node.as<Has>();
    return has && has->thing == ThingKind::Condition;
  };
  if (!persons && next == Part::Entity && !(finding(i + 1) && finding(i + 2) && elements[i + 1].chunk_end == elements[i + 2].chunk_begin)) return false;
  ByteRange prefix = range(at - 1, words.chunk_end);
  elements[i + 1].node = negation_of(std::move(elements[i + 1].node));
  elements[i + 1].node.range = hull(prefix, elements[i + 1].node.range);
  words.chunk_end = at - 1;
  if (words.chunk_end == words.chunk_begin) {
    words.part = Part::Filler;
    words.chunk_end = at;
  }
  words.node.range = range(words.chunk_begin, words.chunk_end);
  return true;
}

// "unwilling to use contraception"
void ThingNamer::skip_light_verb(uint32_t i) {
  Element& words = buffers_.elements[i];
  if (i == 0 || words.chunk_end != words.chunk_begin + 1 || !(chunk(words.chunk_begin).traits & kLightVerb)) return;
  const Element& before = buffers_.elements[i - 1];
  if (before.part == Part::Attribute && before.code == GrammarCode::Modality && ends_in_preposition(before)) words.part = Part::Filler;
}

// "warfarin use", "ANA test": a word behind a thing that adds nothing to it.
void ThingNamer::skip_carrier(uint32_t i) {
  Element& words = buffers_.elements[i];
  bool only_hyphen = words.chunk_end == words.chunk_begin + 1 && joined_by_hyphen(words.chunk_begin) &&
                     i + 1 < buffers_.elements.size() && buffers_.elements[i + 1].part == Part::Attribute;
  if (only_hyphen) words.part = Part::Filler;  // "chemotherapy-naive"
  const Part before = i > 0 ? buffers_.elements[i - 1].part : Part::Stop;
  const uint32_t traits = chunk(words.chunk_begin).traits;
  const bool result = before == Part::Entity && (traits & kMeasures) && i > 1 && says_result(buffers_.elements[i - 2]);  // "negative HIV test"
  const bool adds_nothing = result || (before == Part::Entity && (traits & kCarries)) || (before == Part::Subject && (traits & kMeasures));
  if (!adds_nothing) return;
  if (words.chunk_end == words.chunk_begin + 1) {
    words.part = Part::Filler;
    return;
  }
  ++words.chunk_begin;
  words.node.range = range(words.chunk_begin, words.chunk_end);
}

// "diverticulitis disease", "immunosuppressive disorders", "the following diseases:": the word for the kind is the
// head of the name before it, or belongs to the words that announce a list. `lead` is the last element before it
// that is no filler.
void ThingNamer::join_kind_word(uint32_t i, uint32_t lead) {
  Element& head = buffers_.elements[i];
  Element& before = buffers_.elements[lead];
  if (before.part == Part::Announce) {
    head.part = Part::Filler;
    return;
  }
  bool named = lead + 1 == i && before.part == Part::Entity && before.chunk_end == head.chunk_begin && !is_kind_word(before);
  const bool drugs = named && head.node.as<Exposure>() && before.node.as<Exposure>();
  if (drugs) {
    before.node.range = hull(before.node.range, head.node.range);
    before.chunk_end = head.chunk_end;
    head.part = Part::Filler;
  }
  if (!named || !head.node.as<Has>() || head.node.as<Has>()->thing != ThingKind::Condition) return;
  ByteRange where = hull(before.node.range, head.node.range);
  Has* has = before.node.as<Has>();
  if (has && has->thing != ThingKind::Condition) return;
  if (!has) {  // of a drug or class: a condition that no table has
    name_words(head, ThingKind::Condition);
    head.chunk_begin = before.chunk_begin;
    head.node.as<Has>()->subject.text = text(before.chunk_begin, head.chunk_end);
    before.part = Part::Filler;
    head.node.range = where;
    return;
  }
  before.node.range = where;
  before.chunk_end = head.chunk_end;
  head.part = Part::Filler;
}

// "surgery" of "cataract surgery", "symptoms" of "asthma symptoms": behind a finding, what is done for it or comes of it.
bool ThingNamer::heads_compound(uint32_t i) const {
  const Element& head = buffers_.elements[i];
  const Element& before = buffers_.elements[i - 1];
  const bool things = head.part == Part::Entity && before.part == Part::Entity && before.chunk_end == head.chunk_begin;
  const Has* finding = things ? before.node.as<Has>() : nullptr;
  if (!finding || finding->thing != ThingKind::Condition || is_kind_word(before) || !finding->grade.empty()) return false;
  if (head.chunk_end != head.chunk_begin + 1 || (chunk(before.chunk_begin).traits & kCourse)) return false;
  const Token& word = tokens_.tokens[chunk(head.chunk_begin).tok_end - 1];
  const bool one_word = chunk(head.chunk_begin).tok_end == chunk(head.chunk_begin).tok_begin + 1;
  if (one_word && means(word, GrammarCode::CompoundHead, GrammarCode::CompoundHead)) return true;
  const Has* done = head.node.as<Has>();  // "asthma medication", but "hepatitis infection" is no infection of a kind
  return one_word && is_kind_word(head) && (head.node.as<Exposure>() || (done && done->thing == ThingKind::Procedure));
}

// "cataract or glaucoma surgery": of both.
void ThingNamer::share_compound_head(uint32_t name) {
  std::vector<Element>& elements = buffers_.elements;
  if (name < 2 || (elements[name - 1].part != Part::Or && elements[name - 1].part != Part::And)) return;
  Element& first = elements[name - 2];
  const Has* finding = first.part == Part::Entity ? first.node.as<Has>() : nullptr;
  if (!finding || finding->thing != ThingKind::Condition || is_kind_word(first)) return;
  const TextSpan words = finding->subject.text;
  const ByteRange where = first.node.range;
  first.node = elements[name].node;
  first.node.range = where;
  subject_of_thing(first.node)->text = words;
  first.node.attrs.ensure().narrowed = words;
  first.shares_head = true;
}

// "hepatic impairment or disease": the last word tells of the same organ.
void ThingNamer::lend_organ(uint32_t i) {
  std::vector<Element>& elements = buffers_.elements;
  const Element& before = elements[i - 2];
  const bool list = is_kind_word(elements[i]) && (elements[i - 1].part == Part::Or || elements[i - 1].part == Part::And) && before.part == Part::Entity;
  Has* kind = list ? elements[i].node.as<Has>() : nullptr;
  const Has* finding = list ? before.node.as<Has>() : nullptr;
  if (!kind || !finding || kind->thing != ThingKind::Condition || finding->thing != ThingKind::Condition || is_kind_word(before)) return;
  const bool goes_on = i + 1 < elements.size() && (elements[i + 1].part == Part::Words || elements[i + 1].part == Part::Filler);  // "or disease of the liver"
  const Chunk& name = chunk(before.chunk_begin);
  if (goes_on || elements[i].node.attrs || name.tok_end - name.tok_begin < 2) return;
  const ByteRange organ = tokens_.raw_hull(name.tok_begin, name.tok_end - 1);
  elements[i].node.attrs.ensure().narrowed = {organ.begin, organ.end};
}

// The finding narrows the head; the name stands where it begins, so that words before narrow all of it.
void ThingNamer::join_compound(uint32_t i) {
  Element& head = buffers_.elements[i];
  Element& name = buffers_.elements[i - 1];
  const ByteRange where = hull(name.node.range, head.node.range);
  const TextSpan finding = name.node.as<Has>()->subject.text;
  name.node = std::move(head.node);
  name.node.range = where;
  subject_of_thing(name.node)->text.begin = finding.begin;
  name.node.attrs.ensure().narrowed = finding;
  name.chunk_end = head.chunk_end;
  share_compound_head(i - 1);
  head.part = Part::Filler;
  head.node = Node();
  head.node.range = range(head.chunk_begin, head.chunk_end);
}

// "metastatic colon cancer", "metastatic or unresectable colon cancer": a finding that is also an adjective.
bool ThingNamer::is_course_before(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  const Element& before = elements[i - 1];
  if (before.part != Part::Entity || before.chunk_end != before.chunk_begin + 1 || !(chunk(before.chunk_begin).traits & kCourse)) return false;
  uint32_t at = i;
  if (elements[at].part == Part::Or || elements[at].part == Part::And || elements[at].part == Part::Comma) ++at;
  if (at > i && at < elements.size() && elements[at].part == Part::Words && says_course(elements[at])) ++at;
  bool follows = at < elements.size() && elements[at].part == Part::Entity && elements[at].node.as<Has>() && !is_kind_word(elements[at]);
  return follows && (at == i || at == i + 2);
}

// "diabetes or on insulin": a clause begins with the word and a drug.
bool ThingNamer::says_taken(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  const Element& words = elements[i];
  if (words.chunk_end != words.chunk_begin + 1 || !(chunk(words.chunk_begin).traits & kTakes) || !elements[i + 1].node.as<Exposure>()) return false;
  return i == 0 || is_connective(elements[i - 1].part) || elements[i - 1].part == Part::Stop || elements[i - 1].part == Part::Colon;
}

}  // namespace critc
