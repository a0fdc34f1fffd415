// Chunker: cuts tokens into chunks, one walk from left to right: numbers with their units and ranks (number_chunks.cpp), phrases
// of the catalogue (phrase_chunks.cpp), signs and plain words (chunker.cpp), sentences without a full stop before them
// (sentence_chunks.cpp).
#pragma once

#include <optional>

#include "frontend/lower/chunk.h"
#include "ir/catalog/matcher.h"

namespace critc {

constexpr ChunkKind entity_kind(ConceptKind kind) {
  switch (kind) {
    case ConceptKind::Lab:
    case ConceptKind::Vital:
    case ConceptKind::Score:
    case ConceptKind::Demographic: return ChunkKind::Subject;
    case ConceptKind::Drug:
    case ConceptKind::DrugClass: return ChunkKind::Drug;
    case ConceptKind::Condition: return ChunkKind::Condition;
    case ConceptKind::Procedure: return ChunkKind::Procedure;
    case ConceptKind::Device: return ChunkKind::Device;
    case ConceptKind::Organism: return ChunkKind::Organism;
    case ConceptKind::Thing: return ChunkKind::Thing;
    case ConceptKind::Anchor: return ChunkKind::Anchor;
    default: return ChunkKind::Word;
  }
}

constexpr KindSet chunk_kinds() {
  KindSet kinds = kind_bit(ConceptKind::Grammar);
  for (unsigned kind = 0; kind < 32; ++kind) {
    if (entity_kind(static_cast<ConceptKind>(kind)) != ChunkKind::Word) kinds |= KindSet{1} << kind;
  }
  return kinds;
}
constexpr KindSet kChunkKinds = chunk_kinds();  // of phrases that become a chunk of their own

class Chunker {
 public:
  Chunker(const TokenBuffer& tokens, uint32_t end, const Catalog& catalog, const GrammarWords& grammar,
          Document& document, ChunkBuffer& buffer)
      : tokens_(tokens), end_(end), catalog_(catalog), grammar_(grammar), document_(document), buffer_(buffer) {}

  void cut(uint32_t at);

 private:
  bool is(uint32_t at, TokenKind kind) const {
    return at < end_ && tokens_.tokens[at].kind == kind;
  }
  // Whether a phrase of one of the kinds starts there.
  bool starts(uint32_t at, KindSet kinds) const { return (tokens_.tokens[at].starts & kinds) != 0; }
  bool spaced(uint32_t at) const { return tokens_.tokens[at].has(kSpaceBefore); }
  Chunk& push(ChunkKind kind, uint32_t begin, uint32_t end) {
    Chunk& chunk = buffer_.chunks.emplace_back();
    chunk.kind = kind;
    chunk.tok_begin = begin;
    chunk.tok_end = end;
    return chunk;
  }
  bool after(ChunkKind kind) const {
    return !buffer_.chunks.empty() && buffer_.chunks.back().kind == kind;
  }
  // Nearly every word stands where no rank may, which its neighbour tells.
  bool may_be_rank() const { return !buffer_.chunks.empty() && precedes_rank(buffer_.chunks.back().kind); }
  static bool precedes_rank(ChunkKind kind) {
    return kind == ChunkKind::Ordinal || kind == ChunkKind::Subject || kind == ChunkKind::Number || leads_to_rank(kind);
  }
  static bool leads_to_rank(ChunkKind kind) {
    switch (kind) {
      case ChunkKind::Comparator:
      case ChunkKind::Filler:
      case ChunkKind::Open:
      case ChunkKind::Colon:
      case ChunkKind::RangeTo:
      case ChunkKind::Or:
      case ChunkKind::And:
      case ChunkKind::Comma:
      case ChunkKind::Slash: return true;
      default: return false;
    }
  }
  bool after_quantity() const {
    return after(ChunkKind::Number) || after(ChunkKind::Unit) || after(ChunkKind::AgeWord);
  }

  // ---- number_chunks.cpp
  uint32_t number(uint32_t at);
  bool ranked(const Chunk& chunk) const;
  ConceptId scale_of(const Chunk& chunk) const;
  bool rank_expected() const;
  std::optional<Decimal> rank_at(uint32_t at) const;
  uint32_t rank(uint32_t at);
  uint32_t plus(uint32_t at);
  void push_number(Decimal value, uint32_t begin, uint32_t end);
  bool scaled(size_t i) const;
  bool begins_condition(uint32_t at, uint32_t unit_end);
  uint32_t unit(uint32_t at);
  uint32_t late_unit(uint32_t at);
  bool ends_in_age_word(uint32_t at);
  uint32_t hyphened_unit(uint32_t at);

  // ---- phrase_chunks.cpp
  uint32_t phrase(uint32_t at);
  uint32_t short_form(uint32_t at);
  bool choose(PhraseMatch match);
  bool opens_member() const;
  bool after_kind_word() const;
  bool names_medical(PhraseMatch match) const;
  bool joined_to_number(PhraseMatch match) const;
  bool carrier_behind(uint32_t at);
  void prefer_drug(PhraseMatch match, Chunk& chunk);
  void add_sense(ConceptKind kind, ConceptId id, Chunk& chunk);
  bool takes_value(ConceptKind kind, const Chunk& chosen, uint32_t next);
  bool compares_onward(PhraseMatch match);
  ChunkKind grammar_kind(uint32_t at);
  ChunkKind grammar_kind(PhraseMatch match);
  GrammarCode comparator_within(PhraseMatch match);
  bool fits(ChunkKind kind) const;
  bool after_hyphened_number() const;

  // ---- sentence_chunks.cpp
  bool begins_sentence(uint32_t at);
  bool begins_measurement(uint32_t at) const;
  bool goes_on(uint32_t at) const;
  bool opens_sentence(uint32_t at) const;
  bool ends_clause(const Token& before) const;
  bool after_time() const;
  bool is_title();

  // ---- chunker.cpp
  uint32_t number_or_rank(uint32_t at);
  uint32_t sign(uint32_t at);
  void push_comparator(uint32_t at);
  bool is_times(uint32_t at) const;
  void push_dash(uint32_t at);
  bool abbreviates(const Token& word) const;
  bool ends_sentence(uint32_t at) const;
  uint32_t close(uint32_t at);
  void push_close(uint32_t at);

  const TokenBuffer& tokens_;
  uint32_t begin_ = 0, end_;
  const Catalog& catalog_;
  const GrammarWords& grammar_;
  Document& document_;
  ChunkBuffer& buffer_;
  bool listed_ = false;            // behind a colon: what it announces goes on
  std::optional<bool> title_;      // most words have capitals
  uint32_t onward_ = 0;  // 1 + token of the last phrase that compares onward
};

}  // namespace critc
