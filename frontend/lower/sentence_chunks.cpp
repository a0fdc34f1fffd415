// Sentences whose full stop went lost: "AST < 3 x ULN No active hepatitis", "ANC >= 1500/mm3 Platelets >= 100,000/mm3".
#include "frontend/lower/chunker.h"
#include "frontend/lower/unit_reader.h"

namespace critc {

namespace {

constexpr uint32_t kLongestOpening = 4;  // tokens: "women of childbearing potential"
constexpr KindSet kMeasurements = kind_bit(ConceptKind::Lab) | kind_bit(ConceptKind::Vital) | kind_bit(ConceptKind::Score) |
                                  kind_bit(ConceptKind::Demographic);
constexpr KindSet kFindings = kind_bit(ConceptKind::Condition) | kind_bit(ConceptKind::Procedure);

// Of the words that are no names, one in three has a capital.
bool reads_as_title(uint32_t capital, uint32_t small) { return capital * 2 > small; }

}  // namespace

// A word with a capital that opens items, behind one that may end a clause. It gets a Stop without tokens before it.
bool Chunker::begins_sentence(uint32_t at) {
  const Token& word = tokens_.tokens[at];
  if (at == begin_ || !word.has(kCapitalized) || word.kind != TokenKind::Word || listed_ || !buffer_.open.empty()) return false;
  if (begins_measurement(at)) return true;
  return !word.has(kAllCaps) && ends_clause(tokens_.tokens[at - 1]) && opens_sentence(at) && !is_title();
}

// Behind the whole bound of another measurement: "Creatinine <= 1.5 x ULN AST and ALT <= 2.5 x ULN"; not "< 140 mmHg SBP or
// < 90 mmHg DBP".
bool Chunker::begins_measurement(uint32_t at) const {
  if (!(after(ChunkKind::Unit) || after(ChunkKind::Reference)) || !starts(at, kMeasurements)) return false;
  const PhraseMatch match = longest_allowed_match(tokens_, at, end_, catalog_);
  const bool measurement = match && any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) { return (kind_bit(sense.kind) & kMeasurements) != 0; });
  if (!measurement || !goes_on(match.tok_end)) return false;
  for (size_t i = buffer_.chunks.size(); i-- > 0 && buffer_.chunks[i].kind != ChunkKind::Stop;)
    if (buffer_.chunks[i].kind == ChunkKind::Subject) return true;
  return false;
}

// Words stand there, or a bound; behind a connective only words.
bool Chunker::goes_on(uint32_t at) const {
  if (at + 1 >= end_) return false;
  const bool joint = tokens_.tokens[at].kind == TokenKind::Word && catalog_.some_sense(tokens_.tokens[at].word, [&](ConceptId id) {
    return grammar_[id].kind == ChunkKind::And || grammar_[id].kind == ChunkKind::Or;
  });
  const TokenKind kind = tokens_.tokens[joint ? at + 1 : at].kind;
  return kind == TokenKind::Word || kind == TokenKind::Slash || kind == TokenKind::Open || (!joint && (kind == TokenKind::Comparator || kind == TokenKind::Number || kind == TokenKind::Colon));
}

// "No", "Life expectancy"; behind a value also what is measured, behind a time any finding. No name, whose words all have
// capitals, and no time: "within 3 months Prior to screening".
bool Chunker::opens_sentence(uint32_t at) const {
  const bool value = after_quantity() || after(ChunkKind::Reference) || after(ChunkKind::Close);
  const bool name = at + 1 < end_ && tokens_.tokens[at + 1].has(kCapitalized) && !tokens_.tokens[at + 1].has(kAllCaps);
  bool opens = !name && after_time() && starts(at, kMeasurements | kFindings), time = false;
  Catalog::TrieState state = Catalog::kRoot;
  for (uint32_t i = at; i < end_ && i < at + kLongestOpening; ++i) {
    state = catalog_.step(state, tokens_.tokens[i].word);
    if (state == Catalog::kDead) break;
    const PhraseId phrase = catalog_.phrase_at(state);
    if (phrase) time = false;
    for (uint32_t k = 0; phrase && k < catalog_.sense_count(phrase); ++k) {
      const ConceptId id = catalog_.sense(phrase, k).concept_id;
      time |= grammar_[id].kind == ChunkKind::Time;
      opens |= (!name || i > at) && (id == grammar_.opens_sentence() || (value && id == grammar_.opens_behind_value()));
    }
  }
  return opens && !time;
}

bool Chunker::after_time() const {
  return after(ChunkKind::AgeWord) ||
         (after(ChunkKind::Unit) && unit_class(buffer_.chunks.back().payload, catalog_, document_) == UnitClass::Time);
}

// No preposition, no adjective, no word that asks for another; before a capital only what has none.
bool Chunker::ends_clause(const Token& before) const {
  if (before.kind == TokenKind::Number || before.kind == TokenKind::Close) return true;
  if (before.kind != TokenKind::Word) return false;
  if (before.has(kCapitalized)) return after(ChunkKind::Unit) || after(ChunkKind::Reference) || after(ChunkKind::Anchor);
  const Chunk& last = buffer_.chunks.back();
  constexpr uint32_t kAsksOn = kRelates | kRelatesOf | kWhich | kObliges | kLightVerb | kTakes | kMethod;
  if (last.traits & kAsksOn) return false;
  switch (last.kind) {
    case ChunkKind::Filler:
    case ChunkKind::And:
    case ChunkKind::Or:
    case ChunkKind::Negation:
    case ChunkKind::Comparator:
    case ChunkKind::Guard:
    case ChunkKind::Exception:
    case ChunkKind::Example:
    case ChunkKind::Includes:
    case ChunkKind::Definition:
    case ChunkKind::Announce: return false;
    default: break;
  }
  return !catalog_.some_sense(before.word, [&](ConceptId id) { return id == grammar_.joins_onward(); });
}

bool Chunker::is_title() {
  if (title_) return *title_;
  uint32_t capital = 0, small = 0;
  for (uint32_t i = begin_; i < end_; ++i) {
    const Token& token = tokens_.tokens[i];
    if (token.kind != TokenKind::Word || token.has(kAllCaps)) continue;
    ++(token.has(kCapitalized) ? capital : small);
  }
  title_ = reads_as_title(capital, small);
  return *title_;
}

}  // namespace critc
