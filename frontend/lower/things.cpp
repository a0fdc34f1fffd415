// Names of things: words that narrow the thing behind them, names that no table has, and words that
// say more about the thing before them.
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "frontend/lower/thing_namer.h"

namespace critc {

namespace {

constexpr uint32_t kMaxNameWords = 6;
constexpr size_t kMaxEnding = 10;
constexpr llvm::StringLiteral kEndingMark = "zz";  // before the endings of the table: they are no words

bool is_ending(GrammarCode code) {
  return code == GrammarCode::Ending || code == GrammarCode::EndingModifier || code == GrammarCode::EndingNoun || code == GrammarCode::EndingNoName ||
         code == GrammarCode::EndingManner;
}

}  // namespace

// What the ending of a word tells: "-itis" names a condition, "-al" narrows.
GrammarWord ThingNamer::ending(uint32_t i) const {
  const Token& token = tokens_.tokens[chunk(i).tok_end - 1];
  if (token.kind != TokenKind::Word) return {};
  if (ended_token_ != chunk(i).tok_end - 1) {
    ended_token_ = chunk(i).tok_end - 1;
    ending_ = find_ending(tokens_.spelling(token));
  }
  return ending_;
}

GrammarWord ThingNamer::find_ending(llvm::StringRef letters) const {
  llvm::SmallString<32> ending;
  for (size_t size = std::min(kMaxEnding, letters.size() < 2 ? 0 : letters.size() - 2); size >= 2; --size) {
    ending = kEndingMark;
    for (char c : letters.take_back(size)) ending += llvm::toLower(c);
    WordId id = catalog_.word(ending);
    if (!id) continue;
    Catalog::TrieState state = catalog_.step(Catalog::kRoot, id);
    PhraseId phrase = state == Catalog::kDead ? 0 : catalog_.phrase_at(state);
    if (!phrase) continue;
    for (uint32_t k = 0; k < catalog_.sense_count(phrase); ++k) {
      ConceptId sense = catalog_.sense(phrase, k).concept_id;
      if (catalog_.kind(sense) != ConceptKind::Grammar) continue;
      GrammarWord found = grammar_[sense];
      if (is_ending(found.code)) return found;
    }
  }
  return {};
}

// A word that narrows the thing behind it: by table, by its ending, or as a proper name.
bool ThingNamer::narrows(uint32_t i) const {
  if (chunk(i).traits & kCourse) return true;
  if (!is(i, ChunkKind::Word)) return false;
  if (chunk(i).traits & kNarrows) return true;
  if (chunk(i).traits != 0) return false;
  const Token& token = tokens_.tokens[chunk(i).tok_begin];
  if (token.kind != TokenKind::Word) return false;
  bool name = i > 0 && token.has(kCapitalized) && token.norm_end - token.norm_begin > 2 && !is(i - 1, ChunkKind::Stop) && !is(i - 1, ChunkKind::Open) &&
              !is(i - 1, ChunkKind::Colon);
  return name || ending(i).code == GrammarCode::EndingModifier;
}

// One word, no part of a clause: "steroid" of "steroid-dependent", "post" of "post-operative".
bool ThingNamer::opens_compound(uint32_t i) const {
  if (!is(i, ChunkKind::Word) && !is(i, ChunkKind::Time)) return false;
  const Chunk& here = chunk(i);
  return here.tok_end == here.tok_begin + 1 && tokens_.tokens[here.tok_begin].kind == TokenKind::Word;
}

// The first chunk of the words before chunk `end` that narrow what stands there.
uint32_t ThingNamer::narrowing_begin(uint32_t begin, uint32_t end) const {
  uint32_t at = end;
  while (at > begin) {
    bool compound = at >= begin + 3 && joined_by_hyphen(at - 2) && opens_compound(at - 3) && is(at - 1, ChunkKind::Word) &&
                    (narrows(at - 1) || !(chunk(at - 1).traits & kInClause) || at == end);
    if (!compound && !narrows(at - 1)) break;
    at -= compound ? 3 : 1;
  }
  return at;
}

// "proximal tibial osteotomy": the words before a thing belong to its name and narrow it.
void ThingNamer::narrow(uint32_t words, uint32_t thing) {
  const Element& before = buffers_.elements[words];
  uint32_t at = narrowing_begin(before.chunk_begin, before.chunk_end);
  if (at < before.chunk_end) narrow_by(words, thing, at);
}

// The words from chunk `at` on.
void ThingNamer::narrow_by(uint32_t words, uint32_t thing, uint32_t at) {
  std::vector<Element>& elements = buffers_.elements;
  Element& before = elements[words];
  Element& element = elements[thing];
  Has* has = element.node.as<Has>();
  Exposure* exposure = element.node.as<Exposure>();
  if (!has && !exposure) return;
  Subject& subject = has ? has->subject : exposure->subject;
  TextSpan words_text = text(at, before.chunk_end);
  subject.text.begin = words_text.begin;
  TextSpan& narrowed = element.node.attrs.ensure().narrowed;
  narrowed = {words_text.begin, std::max(words_text.end, narrowed.end)};
  element.node.range = hull(range(at, before.chunk_end), element.node.range);
  element.chunk_begin = at;
  before.chunk_end = at;
  if (at == before.chunk_begin) {
    before.part = Part::Filler;
    before.chunk_end = at + 1;
  }
  before.node.range = range(before.chunk_begin, before.chunk_end);
}

// Words that may be the name of a thing: nouns, no clause.
bool ThingNamer::may_name(const Element& words) const {
  uint32_t count = 0;
  if (words.chunk_end == words.chunk_begin + 1 && is(words.chunk_begin, ChunkKind::Anchor)) return false;
  for (uint32_t i = words.chunk_begin; i < words.chunk_end; ++i) {
    if (is(i, ChunkKind::Hyphen) && joined_by_hyphen(i)) continue;
    if (!(is(i, ChunkKind::Word) || is(i, ChunkKind::Anchor)) || ++count > kMaxNameWords) return false;
    if (chunk(i).traits & (kAllergy | kRecovers)) return false;
    if ((chunk(i).traits & (kInClause | kRelates | kRelatesOf)) && !(chunk(i).traits & kNarrows)) return false;
    for (uint32_t t = chunk(i).tok_begin; t < chunk(i).tok_end; ++t)
      if (tokens_.tokens[t].kind != TokenKind::Word && tokens_.tokens[t].kind != TokenKind::Hyphen) return false;
  }
  const Token& first = tokens_.tokens[chunk(words.chunk_begin).tok_begin];
  return count > 0 && words.node.range.size() > 2 && first.kind == TokenKind::Word && !is(words.chunk_end - 1, ChunkKind::Hyphen);
}

bool ThingNamer::has_clause_word(const Element& words) const {
  for (uint32_t i = words.chunk_begin; i < words.chunk_end; ++i)
    if ((chunk(i).traits & (kInClause | kNarrows)) == kInClause) return true;
  return false;
}

void ThingNamer::name_words(Element& element, ThingKind kind) {
  Subject subject;
  subject.text = text(element.chunk_begin, element.chunk_end);
  element.part = Part::Entity;
  if (kind == ThingKind::Drug) {
    Exposure exposure;
    exposure.subject = subject;
    element.node.value = Box<Exposure>(std::move(exposure));
  } else {
    Has has;
    has.subject = subject;
    has.thing = kind;
    element.node.value = Box<Has>(std::move(has));
  }
}

void ThingNamer::name_things() {
  std::vector<Element>& elements = buffers_.elements;
  bool joined = llvm::any_of(elements, [](const Element& element) { return is_connective(element.part); });
  if (joined) drop_manners();
  if (has_kind(ChunkKind::Open)) read_sorts();
  read_places();
  name_instruments();
  std::optional<uint32_t> lead;  // the last element that is no filler
  for (uint32_t i = 1; i < elements.size() && has_trait(kGeneric | kCourse); ++i) {
    if (elements[i - 1].part != Part::Filler) lead = i - 1;
    if (lead && is_kind_word(elements[i])) join_kind_word(i, *lead);
    if (is_course_before(i)) elements[i - 1].part = Part::Words;
  }
  for (uint32_t i = 1; i < elements.size(); ++i)
    if (heads_compound(i)) join_compound(i);
  for (uint32_t i = 2; i < elements.size() && joined && has_trait(kGeneric); ++i) lend_organ(i);
  name_allergies();
  if (has_kind(ChunkKind::Reference)) read_normal();
  for (uint32_t i = 0; i < elements.size(); ++i) {
    if (elements[i].part != Part::Words) continue;
    bool thing = i + 1 < elements.size() && elements[i + 1].part == Part::Entity;
    skip_carrier(i);
    skip_light_verb(i);
    bool slash = thing && i > 0 && elements[i - 1].part == Part::Entity &&
                 elements[i].chunk_end == elements[i].chunk_begin + 1 && is(elements[i].chunk_begin, ChunkKind::Slash);
    bool attributes = i > 0 && i + 1 < elements.size() && elements[i - 1].part == Part::Attribute && elements[i + 1].part == Part::Attribute &&
                      elements[i].chunk_end == elements[i].chunk_begin + 1 && is(elements[i].chunk_begin, ChunkKind::Slash);
    if (thing && says_taken(i)) {
      elements[i].part = Part::Attribute;
      elements[i].code = GrammarCode::Phase;
      elements[i].value = static_cast<uint8_t>(Phase::Ongoing);
    } else if (slash || attributes) {
      elements[i].part = Part::Or;
      joined = true;
    } else if (thing) {
      if (!deny_prefixed(i)) narrow(i, i + 1);
    } else if (elements[i].part == Part::Words && !is_long_form(i)) {
      narrow_over(i);
    }
  }
  for (uint32_t i = 2; i < elements.size() && joined; ++i)
    if (elements[i].part == Part::Entity) share_head(i);
  for (uint32_t i = 0; i + 2 < elements.size() && joined; ++i)
    if (elements[i].part == Part::Entity) share_front(i);
  name_lists();
}

}  // namespace critc
