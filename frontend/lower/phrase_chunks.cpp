// Chunks of catalogue phrases: which match and which sense of it is meant.
#include "frontend/lower/chunker.h"
#include "frontend/lower/rank_reader.h"

namespace critc {

uint32_t Chunker::phrase(uint32_t at) {
  if (!starts(at, kChunkKinds)) return at;
  for (uint32_t limit = end_; limit > at;) {
    PhraseMatch match = longest_allowed_match(tokens_, at, limit, catalog_);
    if (!match) return at;
    if (choose(match)) return after(ChunkKind::Number) ? unit(match.tok_end) : after(ChunkKind::PostComparator) ? late_unit(match.tok_end) : match.tok_end;
    limit = match.tok_end - 1;
  }
  return at;
}

// "AMD" behind "age-related macular degeneration (AMD)", unless it is part of a longer phrase.
uint32_t Chunker::short_form(uint32_t at) {
  if (!is(at, TokenKind::Word) || (at > 0 && is(at - 1, TokenKind::Open) && is(at + 1, TokenKind::Close))) return at;
  if (at > 0 && is(at - 1, TokenKind::Hyphen) && !spaced(at) && !spaced(at - 1)) return at;  // "anti-MM therapy"
  const ShortForm* form = find_short_form(buffer_.short_forms, tokens_.spelling(tokens_.tokens[at]));
  const ChunkKind kind = form ? entity_kind(catalog_.kind(form->concept_id)) : ChunkKind::Word;
  if (kind == ChunkKind::Word || kind == ChunkKind::Thing) return at;
  const PhraseMatch known = longest_allowed_match(tokens_, at, end_, catalog_);
  if (known && known.tok_end > at + 1) return at;
  Chunk& chunk = push(kind, at, at + 1);
  chunk.phrase = form->phrase;
  chunk.concept_id = form->concept_id;
  return at + 1;
}

// Makes a chunk of the best sense; units need a number before them, words of prose are no phrases.
bool Chunker::choose(PhraseMatch match) {
  Chunk chunk;
  chunk.tok_begin = match.tok_begin;
  chunk.tok_end = match.tok_end;
  chunk.phrase = match.phrase;
  any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
    add_sense(sense.kind, sense.concept_id, chunk);
    return false;
  });
  buffer_.traits |= chunk.traits;
  if (chunk.kind == ChunkKind::Condition && joined_to_number(match)) return false;
  if (chunk.kind == ChunkKind::Subject && carrier_behind(match.tok_end)) prefer_drug(match, chunk);
  if (chunk.kind == ChunkKind::Word) {
    if (chunk.traits == 0) return false;
    chunk.phrase = 0;
  }
  if (chunk.kind == ChunkKind::Number) {
    auto value = Decimal::parse(catalog_.value(chunk.concept_id));
    if (!value) return false;
    chunk.payload = static_cast<uint32_t>(buffer_.values.size());
    buffer_.values.push_back(*value);
    buffer_.chunks.push_back(chunk);
    return true;
  }
  if (chunk.kind == ChunkKind::PostComparator && compares_onward(match)) return false;
  if (chunk.kind == ChunkKind::Anchor && opens_member()) {  // "any investigational agent within 30 days"
    if (names_medical(match)) return false;
    prefer_drug(match, chunk);
  } else if (chunk.kind == ChunkKind::Anchor && after_kind_word() && !names_medical(match)) {
    prefer_drug(match, chunk);
  }
  if (chunk.kind == ChunkKind::Subject) chunk.other_code = comparator_within(match);
  buffer_.chunks.push_back(chunk);
  return true;
}

// Nothing that an anchor could stand behind: the start of a sentence, a denial, a new member of a list.
bool Chunker::opens_member() const {
  const std::vector<Chunk>& chunks = buffer_.chunks;
  size_t n = chunks.size();
  while (n > 0 && chunks[n - 1].kind == ChunkKind::Filler) --n;
  if (n == 0 || chunks[n - 1].kind == ChunkKind::Negation || chunks[n - 1].kind == ChunkKind::Stop) return true;
  const ChunkKind last = chunks[n - 1].kind;
  const bool joint = last == ChunkKind::Or || last == ChunkKind::And || last == ChunkKind::Comma;
  return joint && n >= 2 && chunks[n - 2].kind != ChunkKind::Anchor;
}

// "other concurrent investigational agents": words of which kind stand before it, and no time phrase before them.
bool Chunker::after_kind_word() const {
  const std::vector<Chunk>& chunks = buffer_.chunks;
  size_t n = chunks.size();
  while (n > 0 && (chunks[n - 1].code == GrammarCode::Phase || (chunks[n - 1].kind == ChunkKind::Word && (chunks[n - 1].traits & kNarrows)))) --n;
  if (n == chunks.size()) return false;
  while (n > 0 && chunks[n - 1].kind == ChunkKind::Filler) --n;
  return n == 0 || (chunks[n - 1].kind != ChunkKind::Time && chunks[n - 1].kind != ChunkKind::Unit);
}

// "planned surgery", "cancer diagnosis": some word of it is a condition, drug or procedure.
bool Chunker::names_medical(PhraseMatch match) const {
  if (match.tok_end - match.tok_begin < 2) return false;
  for (uint32_t at = match.tok_begin; at < match.tok_end; ++at) {
    const PhraseMatch word = longest_allowed_match(tokens_, at, at + 1, catalog_);
    if (word && any_allowed_sense(tokens_, word, catalog_, [&](const Sense& sense) {
          return sense.kind == ConceptKind::Condition || sense.kind == ConceptKind::Procedure || sense.kind == ConceptKind::Drug;
        }))
      return true;
  }
  return false;
}

// "PD-1": letters of a longer name.
bool Chunker::joined_to_number(PhraseMatch match) const {
  const uint32_t dash = match.tok_end;
  const bool letters = match.tok_end == match.tok_begin + 1 && tokens_.tokens[match.tok_begin].has(kAllCaps);
  return letters && is(dash, TokenKind::Hyphen) && !spaced(dash) && is(dash + 1, TokenKind::Number) && !spaced(dash + 1);
}

// "testosterone treatment": of a hormone that is measured and given, the drug.
bool Chunker::carrier_behind(uint32_t at) {
  if (!is(at, TokenKind::Word)) return false;
  const PhraseMatch match = longest_allowed_match(tokens_, at, end_, catalog_);
  return match && any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
    return sense.kind == ConceptKind::Grammar && grammar_[sense.concept_id].code == GrammarCode::Carrier;
  });
}

void Chunker::prefer_drug(PhraseMatch match, Chunk& chunk) {
  any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
    if (entity_kind(sense.kind) != ChunkKind::Drug) return false;
    chunk.kind = ChunkKind::Drug;
    chunk.concept_id = sense.concept_id;
    return true;
  });
}

void Chunker::add_sense(ConceptKind kind, ConceptId id, Chunk& chunk) {
  if (kind == ConceptKind::Grammar) {
    GrammarWord word = grammar_[id];
    chunk.traits |= word.traits;
    if (word.kind == ChunkKind::Word || !fits(word.kind)) return;
    if (chunk.kind == ChunkKind::Word) {
      chunk.kind = word.kind;
      chunk.code = word.code;
      chunk.value = word.value;
      chunk.concept_id = id;
    } else {
      chunk.other_code = word.code;
    }
  } else if (entity_kind(kind) != ChunkKind::Word &&
             (chunk.kind == ChunkKind::Word || takes_value(kind, chunk, chunk.tok_end))) {
    chunk.kind = entity_kind(kind);
    chunk.concept_id = id;
  }
}

// "ASA 3", "PT > 15 s": where a value follows, the measurement is meant among several things.
bool Chunker::takes_value(ConceptKind kind, const Chunk& chosen, uint32_t next) {
  if (entity_kind(kind) != ChunkKind::Subject || chosen.code != GrammarCode::None) return false;
  if (chosen.kind == ChunkKind::Subject || next >= end_) return false;
  if (is(next, TokenKind::Number) || is(next, TokenKind::Comparator)) return true;
  ChunkKind behind = grammar_kind(next);
  return behind == ChunkKind::Ordinal || behind == ChunkKind::Comparator ||
         (is(next, TokenKind::Word) && read_rank(tokens_.spelling(tokens_.tokens[next]), 0, catalog_));
}

// "or older than 65", "and less or equal 45": the words compare with what follows, and with nothing
// before them. Once the longest phrase does, its shorter beginnings do as well.
bool Chunker::compares_onward(PhraseMatch match) {
  if (onward_ == match.tok_begin + 1) return true;
  uint32_t at = match.tok_end;
  bool onward = is(at, TokenKind::Number);
  PhraseMatch rest = longest_allowed_match(tokens_, match.tok_begin + 1, end_, catalog_);  // and "younger than"
  onward |= rest && rest.tok_end > at && grammar_kind(rest) == ChunkKind::Comparator;
  if (!onward && at < end_) {
    ChunkKind next = grammar_kind(at);
    onward = next == ChunkKind::Comparator || (next == ChunkKind::Or && grammar_kind(at + 1) == ChunkKind::Comparator);
  }
  if (onward) onward_ = match.tok_begin + 1;
  return onward;
}

ChunkKind Chunker::grammar_kind(uint32_t at) {
  if (at >= end_ || !starts(at, kind_bit(ConceptKind::Grammar))) return ChunkKind::Word;
  return grammar_kind(longest_allowed_match(tokens_, at, end_, catalog_));
}

ChunkKind Chunker::grammar_kind(PhraseMatch match) {
  if (!match) return ChunkKind::Word;
  ChunkKind kind = ChunkKind::Word;
  any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
    if (sense.kind == ConceptKind::Grammar) kind = grammar_[sense.concept_id].kind;
    return kind != ChunkKind::Word;
  });
  return kind;
}

// "aged between", "under the age of": the comparator in a phrase of a measurement.
GrammarCode Chunker::comparator_within(PhraseMatch match) {
  if (match.tok_end - match.tok_begin < 2) return GrammarCode::None;
  GrammarCode code = GrammarCode::None;
  for (uint32_t at = match.tok_begin; at < match.tok_end; ++at) {
    if (!starts(at, kind_bit(ConceptKind::Grammar))) continue;
    PhraseMatch inner = longest_allowed_match(tokens_, at, at + 1, catalog_);
    if (PhraseMatch two = longest_allowed_match(tokens_, at, at + 2, catalog_); at + 2 < match.tok_end && two) inner = two;
    if (!inner) continue;
    bool compares = any_allowed_sense(tokens_, inner, catalog_, [&](const Sense& sense) {
      if (sense.kind != ConceptKind::Grammar) return false;
      GrammarWord word = grammar_[sense.concept_id];
      code = word.code;
      return word.kind == ChunkKind::Comparator || word.kind == ChunkKind::Between;
    });
    if (compares) return code;
  }
  return GrammarCode::None;
}

// Some phrases mean something only behind a number: "or older", "of age", "of the following".
bool Chunker::fits(ChunkKind kind) const {
  switch (kind) {
    case ChunkKind::PostComparator: return after_quantity() || after(ChunkKind::Reference) || after(ChunkKind::Close);
    case ChunkKind::AgeWord: return after_quantity();
    case ChunkKind::Announce: return !after(ChunkKind::Number) && !after(ChunkKind::Comparator);  // "at least one of the following"
    case ChunkKind::CountOf: return after(ChunkKind::Number) || after(ChunkKind::PostComparator);
    case ChunkKind::Times: return after(ChunkKind::Number) || after_hyphened_number();
    default: return true;
  }
}

// "2-fold": the dash belongs to the word.
bool Chunker::after_hyphened_number() const {
  const std::vector<Chunk>& chunks = buffer_.chunks;
  return chunks.size() >= 2 && chunks.back().kind == ChunkKind::Hyphen && chunks[chunks.size() - 2].kind == ChunkKind::Number;
}

}  // namespace critc
