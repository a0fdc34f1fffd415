// Lists of words before one name: "hepatic or renal impairment", "acute, chronic or recurrent disease".
#include "frontend/lower/thing_namer.h"

namespace critc {

// The words before the connective at `joint` that narrow what stands behind it: elements, from the left.
void ThingNamer::narrowing_members(uint32_t joint, llvm::SmallVectorImpl<uint32_t>& members) const {
  const std::vector<Element>& elements = buffers_.elements;
  bool conjunction = false;
  auto capitals = [&](uint32_t i) { return tokens_.tokens[chunk(i).tok_begin].has(kAllCaps); };
  const bool shouted = joint + 1 < elements.size() && capitals(elements[joint + 1].chunk_begin);
  for (uint32_t at = joint + 1; at > 1 && is_connective(elements[at - 1].part);) {
    conjunction |= elements[at - 1].part != Part::Comma;
    --at;
    while (at > 0 && elements[at - 1].part == Part::Comma) --at;
    if (at == 0 || elements[at - 1].part != Part::Words) break;
    const Element& words = elements[at - 1];
    uint32_t begin = narrowing_begin(words.chunk_begin, words.chunk_end);
    if (begin == words.chunk_end || (capitals(words.chunk_end - 1) && !shouted)) break;  // "ALS or renal failure"
    members.push_back(at - 1);
    if (begin != words.chunk_begin) break;
    --at;
  }
  if (!conjunction) members.clear();
  std::reverse(members.begin(), members.end());
}

// The thing that the words of a member name together with the last word of `thing`: "hepatic" of "hepatic or
// renal impairment" names hepatic impairment.
ConceptId ThingNamer::with_head(const Element& words, const Element& thing, PhraseId& phrase) const {
  Catalog::TrieState state = Catalog::kRoot;
  uint32_t last = chunk(thing.chunk_end - 1).tok_end - 1;
  for (uint32_t t = chunk(words.chunk_begin).tok_begin; state != Catalog::kDead && t < chunk(words.chunk_end - 1).tok_end; ++t)
    if (tokens_.tokens[t].kind != TokenKind::Hyphen) state = catalog_.step(state, tokens_.tokens[t].word);
  if (state != Catalog::kDead) state = catalog_.step(state, tokens_.tokens[last].word);
  phrase = state == Catalog::kDead ? 0 : catalog_.phrase_at(state);
  if (!phrase) return 0;
  ConceptKind kind = catalog_.kind(chunk(thing.chunk_end - 1).concept_id);
  for (uint32_t k = 0; k < catalog_.sense_count(phrase); ++k) {
    Sense sense = catalog_.sense(phrase, k);
    if (sense.exact.empty() && catalog_.kind(sense.concept_id) == kind) return sense.concept_id;
  }
  return phrase = 0;
}

// A bare head with words of its own takes all of them: "acute or chronic disease" is one thing.
void ThingNamer::widen_name(uint32_t first, uint32_t thing) {
  std::vector<Element>& elements = buffers_.elements;
  Element& element = elements[thing];
  Element& words = elements[first];
  uint32_t at = narrowing_begin(words.chunk_begin, words.chunk_end);
  Subject* subject = subject_of_thing(element.node);
  TextSpan whole = text(at, element.chunk_begin);
  TextSpan& narrowed = element.node.attrs.ensure().narrowed;
  subject->text.begin = whole.begin;
  narrowed = {whole.begin, std::max(whole.end, narrowed.end)};
  element.node.range = hull(element.node.range, {whole.begin, whole.end});
  element.chunk_begin = at;
  for (uint32_t i = first + 1; i < thing; ++i) elements[i].part = Part::Filler;
  if (at == words.chunk_begin) {
    words.part = Part::Filler;
    return;
  }
  words.chunk_end = at;
  words.node.range = range(words.chunk_begin, at);
}

// "acute", "locally advanced": names nothing of its own with the head behind it.
bool ThingNamer::says_course(const Element& words) const {
  for (uint32_t i = words.chunk_begin; i < words.chunk_end; ++i)
    if (!(chunk(i).traits & kCourse)) return false;
  return true;
}

// "primary prostatic neuroendocrine or small cell carcinoma": how it runs and where is said of the thing as well.
void ThingNamer::narrow_all(const Element& first, Element& thing) const {
  const uint32_t last = first.chunk_end - 1;
  uint32_t end = first.chunk_begin;
  while (end < last && (chunk(end).traits & kCourse)) ++end;
  if (end == first.chunk_begin) return;
  while (end < last && is(end, ChunkKind::Word) && ending(end).code == GrammarCode::EndingModifier) ++end;
  thing.node.attrs.ensure().narrowed = text(first.chunk_begin, end);
}

void ThingNamer::share_head(uint32_t thing) {
  std::vector<Element>& elements = buffers_.elements;
  uint32_t joint = thing;
  if (!subject_of_thing(elements[thing].node)) return;
  while (joint > 0 && elements[joint - 1].part == Part::Filler) --joint;
  if (joint < 2 || !is_connective(elements[joint - 1].part)) return;
  llvm::SmallVector<uint32_t, 8> members;
  narrowing_members(joint - 1, members);
  if (members.empty()) return;
  const Element& element = elements[thing];
  const Chunk& name = chunk(element.chunk_end - 1);
  bool narrowed = element.node.attrs && !element.node.attrs->narrowed.empty();
  bool course = true;
  for (uint32_t k : members) course &= says_course(elements[k]);
  PhraseId own = 0;  // "acute or chronic GVHD": each has a name of its own
  const bool names = course && name.tok_end - name.tok_begin > 1 && with_head(elements[members.front()], element, own) != 0;
  if ((course && !names) || (narrowed && name.tok_end - name.tok_begin == 1)) return widen_name(members.front(), thing);
  if (name.tok_end - name.tok_begin < 2) return;
  for (uint32_t k : members) {
    Element& words = elements[k];
    if (narrowing_begin(words.chunk_begin, words.chunk_end) != words.chunk_begin) continue;
    PhraseId phrase = 0;
    ConceptId id = with_head(words, element, phrase);
    name_words(words, ThingKind::Other);
    words.shares_head = true;
    if (!id && k == members.front() && !narrowed) narrow_all(words, elements[thing]);
    if (!id) continue;
    words.node.value = element.node.value;
    Subject& subject = *subject_of_thing(words.node);
    subject = {text(words.chunk_begin, words.chunk_end), phrase, id};
  }
}

// The longest name that the words of `name` but its last one make with the tokens from `token` on: the token behind it.
uint32_t ThingNamer::phrase_with_front(const Chunk& name, uint32_t token, Sense& found, PhraseId& phrase) const {
  Catalog::TrieState state = Catalog::kRoot;
  for (uint32_t t = name.tok_begin; state != Catalog::kDead && t + 1 < name.tok_end; ++t)
    if (tokens_.tokens[t].kind != TokenKind::Hyphen) state = catalog_.step(state, tokens_.tokens[t].word);
  uint32_t end = token;
  for (uint32_t t = token; state != Catalog::kDead && t < chunks().back().tok_end; ++t) {
    state = catalog_.step(state, tokens_.tokens[t].word);
    const PhraseId here = state == Catalog::kDead ? 0 : catalog_.phrase_at(state);
    for (uint32_t k = 0; here && k < catalog_.sense_count(here); ++k) {
      const Sense sense = catalog_.sense(here, k);
      if (!sense.exact.empty() || sense.kind != catalog_.kind(name.concept_id)) continue;
      found = sense;
      phrase = here;
      end = t + 1;
      break;
    }
  }
  return end;
}

// "hepatitis A, B or C", "hepatitis B or C virus infection": letters that name a thing with the words before the last one
// of the thing before them.
void ThingNamer::share_front(uint32_t thing) {
  std::vector<Element>& elements = buffers_.elements;
  const Chunk& name = chunk(elements[thing].chunk_end - 1);
  auto letter = [&](uint32_t token) {
    return tokens_.tokens[token].kind == TokenKind::Word && tokens_.tokens[token].norm_end - tokens_.tokens[token].norm_begin == 1;
  };
  if (name.tok_end - name.tok_begin < 2 || !elements[thing].node.as<Has>() || !letter(name.tok_end - 1)) return;
  uint32_t before = thing;
  for (uint32_t at = thing + 1; at + 1 < elements.size() && is_connective(elements[at].part); ++at) {
    while (at + 1 < elements.size() && is_connective(elements[at + 1].part)) ++at;
    if (at + 1 >= elements.size()) return;
    Element& words = elements[++at];
    const uint32_t token = chunk(words.chunk_begin).tok_begin;
    if (words.part != Part::Words || words.chunk_end != words.chunk_begin + 1 || !letter(token)) return;
    Sense sense{};
    PhraseId phrase = 0;
    const uint32_t end = phrase_with_front(name, token, sense, phrase);
    if (end == token) return;
    uint32_t last = at;
    while (last + 1 < elements.size() && chunk(elements[last + 1].chunk_end - 1).tok_end <= end) ++last;
    if (chunk(elements[last].chunk_end - 1).tok_end != end) return;
    const uint32_t chunk_end = elements[last].chunk_end;
    elements[before].shares_head = true;
    before = at;
    for (uint32_t k = at + 1; k <= last; ++k) elements[k].part = Part::Filler;
    words.node.value = elements[thing].node.value;
    words.part = Part::Entity;
    words.node.range = range(words.chunk_begin, chunk_end);
    words.node.as<Has>()->subject = {text(words.chunk_begin, chunk_end), phrase, sense.concept_id};
    at = last;
  }
}

}  // namespace critc
