// Chunks of numbers, units and ranks.
#include "frontend/lower/chunker.h"
#include "frontend/lower/rank_reader.h"
#include "frontend/lower/unit_reader.h"

namespace critc {

// A number and the unit behind it. A phrase that starts with the number and goes on wins.
uint32_t Chunker::number(uint32_t at) {
  bool negative = is(at, TokenKind::Hyphen) && is(at + 1, TokenKind::Number) && !spaced(at + 1) &&
                  (after(ChunkKind::Comparator) || (after(ChunkKind::RangeTo) && spaced(at)));
  bool positive = is(at, TokenKind::Plus) && !spaced(at + 1) && after(ChunkKind::Comparator);
  uint32_t digits = at + (negative || positive);
  if (!is(digits, TokenKind::Number)) return at;
  if (!negative && starts(at, kChunkKinds)) {
    PhraseMatch match = longest_allowed_match(tokens_, at, end_, catalog_);
    if (match && match.tok_end > at + 1 && !after(ChunkKind::Comparator)) {
      uint32_t next = phrase(at);
      if (next != at) return next;
    }
  }
  Decimal value = tokens_.numbers[tokens_.tokens[digits].payload].value;
  if (negative) value.mantissa = -value.mantissa;
  push_number(value, at, digits + 1);
  return unit(plus(digits + 1));
}

bool Chunker::ranked(const Chunk& chunk) const {
  return chunk.kind == ChunkKind::Ordinal || (chunk.kind == ChunkKind::Subject && scale_of(chunk));
}

ConceptId Chunker::scale_of(const Chunk& chunk) const {
  return chunk.kind == ChunkKind::Subject ? catalog_.measurement(chunk.concept_id).scale : 0;
}

// Whether a rank may stand here: behind a scale or `grade`, or in a list that a rank began.
bool Chunker::rank_expected() const {
  const std::vector<Chunk>& chunks = buffer_.chunks;
  size_t behind = chunks.size();
  while (behind > 0) {
    const Chunk& chunk = chunks[behind - 1];
    if (ranked(chunk)) return true;
    if (chunk.kind == ChunkKind::Number) return behind < chunks.size() && (chunk.value == Chunk::kRank || scaled(behind - 1));
    if (!leads_to_rank(chunk.kind) || chunks.size() - behind > 2) return false;
    --behind;
  }
  return false;
}

// Chunk `i` is a number that stands behind a scale: "BCLC stage of 0-B".
bool Chunker::scaled(size_t i) const {
  const std::vector<Chunk>& chunks = buffer_.chunks;
  while (i > 0 && (chunks[i - 1].kind == ChunkKind::Filler || chunks[i - 1].is(GrammarCode::TimeOf))) --i;
  return i > 0 && scale_of(chunks[i - 1]);
}

// A rank of the scale that was named last; "IIIB" of a stage.
std::optional<Decimal> Chunker::rank_at(uint32_t at) const {
  ConceptId scale = 0;
  for (const Chunk& chunk : llvm::reverse(buffer_.chunks)) {
    scale = scale_of(chunk);
    if (chunk.kind == ChunkKind::Ordinal && chunk.is(GrammarCode::OrdinalStage) && tokens_.tokens[at].has(kCapitalized))
      scale = catalog_.find("scale:stage");
    if (scale || chunk.kind == ChunkKind::Stop || chunk.is(GrammarCode::OrdinalStage)) break;
  }
  return read_rank(tokens_.spelling(tokens_.tokens[at]), scale, catalog_);
}

// "III" behind "NYHA class".
uint32_t Chunker::rank(uint32_t at) {
  if (tokens_.spelling(tokens_.tokens[at]).size() > 5 || !rank_expected()) return at;
  std::optional<Decimal> value = rank_at(at);
  if (!value) return at;
  push_number(*value, at, at + 1);
  buffer_.chunks.back().value = Chunk::kRank;
  return at + 1;
}

// "60+ years"; "protein > 2+" is a degree of a test.
uint32_t Chunker::plus(uint32_t at) {
  if (!is(at, TokenKind::Plus) || spaced(at) || is(at + 1, TokenKind::Number)) return at;
  const std::vector<Chunk>& chunks = buffer_.chunks;
  const bool compared = chunks.size() > 1 && chunks[chunks.size() - 2].kind == ChunkKind::Comparator &&
                        !(chunks.size() > 2 && chunks[chunks.size() - 3].kind == ChunkKind::Ordinal);  // grade >= 2+
  const ConceptId degree = compared ? catalog_.find("unit:{score}") : 0;
  if (degree && !read_unit(tokens_, at + 1, end_, catalog_, document_).tok_end) {
    push(ChunkKind::Unit, at, at + 1).payload = catalog_.unit_of(degree);
    return at + 1;
  }
  push(ChunkKind::PostComparator, at, at + 1).code = GrammarCode::PostGreaterEqual;
  return at + 1;
}

void Chunker::push_number(Decimal value, uint32_t begin, uint32_t end) {
  push(ChunkKind::Number, begin, end).payload = static_cast<uint32_t>(buffer_.values.size());
  buffer_.values.push_back(value);
}

// "grade 1 night sweats": the name of a condition goes on behind what spells a unit.
bool Chunker::begins_condition(uint32_t at, uint32_t unit_end) {
  if (!starts(at, kind_bit(ConceptKind::Condition))) return false;
  const PhraseMatch match = longest_allowed_match(tokens_, at, end_, catalog_);
  return match && match.tok_end > unit_end &&
         any_allowed_sense(tokens_, match, catalog_, [](const Sense& sense) { return sense.kind == ConceptKind::Condition; });
}

uint32_t Chunker::unit(uint32_t at) {
  UnitMatch match = read_unit(tokens_, at, end_, catalog_, document_);
  if (!match.tok_end || begins_condition(at, match.tok_end)) return at;
  Chunk& chunk = push(ChunkKind::Unit, at, match.tok_end);
  chunk.payload = match.unit;
  if (match.tok_end - at > 1 && ends_in_age_word(match.tok_end - 1)) chunk.value = Chunk::kOfAge;
  return match.tok_end;
}

// "6 or more months", "200 or more cells/mm3": behind the words that compare only times and sizes; "drinks" and
// "stools per day" are what is counted.
uint32_t Chunker::late_unit(uint32_t at) {
  const uint32_t end = unit(at);
  if (end == at) return at;
  const UnitId id = buffer_.chunks.back().payload;
  const bool known = id && !(id & kLocalBit);
  if (known && (unit_class(id, catalog_, document_) == UnitClass::Time || catalog_.unit(id).dimension.exponents[0] != 0)) return end;
  buffer_.chunks.pop_back();
  return at;
}

// "years old" as a spelling of the unit.
bool Chunker::ends_in_age_word(uint32_t at) {
  PhraseMatch match = longest_allowed_match(tokens_, at, at + 1, catalog_);
  if (!match) return false;
  return any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
    return sense.kind == ConceptKind::Grammar && grammar_[sense.concept_id].kind == ChunkKind::AgeWord;
  });
}

// "two-years", "2-centimeter": the dash belongs to the unit behind a number.
uint32_t Chunker::hyphened_unit(uint32_t at) {
  if (!after(ChunkKind::Number) || spaced(at) || at + 1 >= end_ || spaced(at + 1)) return 0;
  if (!is(at + 1, TokenKind::Word) || tokens_.spelling(tokens_.tokens[at + 1]).size() < 2) return 0;  // 2-D
  const uint32_t next = unit(at + 1);
  if (next == at + 1) return 0;
  buffer_.chunks.back().tok_begin = at;
  return next;
}

}  // namespace critc
