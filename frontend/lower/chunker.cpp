#include "ir/catalog/matcher.h"
#include "frontend/lower/chunk.h"
#include "frontend/lower/unit_reader.h"

namespace critc {

namespace {

ChunkKind entity_kind(ConceptKind kind) {
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

class Chunker {
 public:
  Chunker(const TokenBuffer& tokens, uint32_t end, const Catalog& catalog, Document& document,
          ChunkBuffer& buffer)
      : tokens_(tokens), end_(end), catalog_(catalog), document_(document), buffer_(buffer) {}

  void cut(uint32_t at) {
    while (at < end_) {
      uint32_t next = number(at);
      if (next == at) next = phrase(at);
      if (next == at) next = sign(at);
      at = next;
    }
  }

 private:
  bool is(uint32_t at, TokenKind kind) const {
    return at < end_ && tokens_.tokens[at].kind == kind;
  }
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

  // A number and the unit behind it. A phrase that starts with the number and goes on wins.
  uint32_t number(uint32_t at) {
    bool negative = is(at, TokenKind::Hyphen) && is(at + 1, TokenKind::Number) && !spaced(at + 1) &&
                    (after(ChunkKind::Comparator) || (after(ChunkKind::RangeTo) && spaced(at)));
    uint32_t digits = at + negative;
    if (!is(digits, TokenKind::Number)) return at;
    if (!negative) {
      PhraseMatch match = longest_allowed_match(tokens_, at, end_, catalog_);
      if (match && match.tok_end > at + 1 && !after(ChunkKind::Comparator)) {
        uint32_t next = phrase(at);
        if (next != at) return next;
      }
    }
    Decimal value = tokens_.numbers[tokens_.tokens[digits].payload].value;
    if (negative) value.mantissa = -value.mantissa;
    push_number(value, at, digits + 1);
    return unit(digits + 1);
  }

  void push_number(Decimal value, uint32_t begin, uint32_t end) {
    push(ChunkKind::Number, begin, end).payload = static_cast<uint32_t>(buffer_.values.size());
    buffer_.values.push_back(value);
  }

  uint32_t unit(uint32_t at) {
    UnitMatch match = read_unit(tokens_, at, end_, catalog_, document_);
    if (!match.tok_end) return at;
    push(ChunkKind::Unit, at, match.tok_end).payload = match.unit;
    return match.tok_end;
  }

  GrammarWord grammar(ConceptId id) {
    if (buffer_.grammar_cache.empty()) buffer_.grammar_cache.resize(256);
    ChunkBuffer::CachedWord& slot = buffer_.grammar_cache[id % 256];
    if (slot.concept_id != id) slot = {id, grammar_word(catalog_.name(id))};
    return slot.word;
  }

  uint32_t phrase(uint32_t at) {
    if (!tokens_.tokens[at].word) return at;
    for (uint32_t limit = end_; limit > at;) {
      PhraseMatch match = longest_allowed_match(tokens_, at, limit, catalog_);
      if (!match) return at;
      if (choose(match)) return after(ChunkKind::Number) ? unit(match.tok_end) : match.tok_end;
      limit = match.tok_end - 1;
    }
    return at;
  }

  // Makes a chunk of the best sense; units need a number before them, words of prose are no phrases.
  bool choose(PhraseMatch match) {
    senses_.clear();
    allowed_senses(tokens_, match, catalog_, senses_);
    Chunk chunk;
    chunk.tok_begin = match.tok_begin;
    chunk.tok_end = match.tok_end;
    chunk.phrase = match.phrase;
    for (ConceptId sense : senses_) {
      ConceptKind kind = catalog_.kind(sense);
      if (kind == ConceptKind::Grammar) {
        GrammarWord word = grammar(sense);
        if (word.kind == ChunkKind::Word || !fits(word.kind)) continue;
        if (chunk.kind == ChunkKind::Word) {
          chunk.kind = word.kind;
          chunk.code = word.code;
          chunk.value = word.value;
          chunk.concept_id = sense;
        } else {
          chunk.other_code = word.code;
        }
      } else if (chunk.kind == ChunkKind::Word && entity_kind(kind) != ChunkKind::Word) {
        chunk.kind = entity_kind(kind);
        chunk.concept_id = sense;
      }
    }
    if (chunk.kind == ChunkKind::Word) return false;
    if (chunk.kind == ChunkKind::Number) {
      auto value = Decimal::parse(catalog_.value(chunk.concept_id));
      if (!value) return false;
      chunk.payload = static_cast<uint32_t>(buffer_.values.size());
      buffer_.values.push_back(*value);
      buffer_.chunks.push_back(chunk);
      return true;
    }
    buffer_.chunks.push_back(chunk);
    return true;
  }

  // Some phrases mean something only behind a number: "or older", "of age", "of the following".
  bool fits(ChunkKind kind) const {
    bool number = after(ChunkKind::Number);
    bool quantity = number || after(ChunkKind::Unit) || after(ChunkKind::AgeWord);
    switch (kind) {
      case ChunkKind::PostComparator: return quantity || after(ChunkKind::Reference) || after(ChunkKind::Close);
      case ChunkKind::AgeWord: return quantity;
      case ChunkKind::CountOf:
      case ChunkKind::Times: return number;
      default: return true;
    }
  }

  uint32_t sign(uint32_t at) {
    const Token& token = tokens_.tokens[at];
    switch (token.kind) {
      case TokenKind::Comparator: push_comparator(at); break;
      case TokenKind::Comma: push(ChunkKind::Comma, at, at + 1); break;
      case TokenKind::Semicolon: push(ChunkKind::Stop, at, at + 1); break;
      case TokenKind::Colon: push(ChunkKind::Colon, at, at + 1); break;
      case TokenKind::Slash: push(ChunkKind::Slash, at, at + 1); break;
      case TokenKind::Times: push(ChunkKind::Times, at, at + 1); break;
      case TokenKind::Star: push(after(ChunkKind::Number) ? ChunkKind::Times : ChunkKind::Word, at, at + 1); break;
      case TokenKind::Hyphen:
      case TokenKind::Tilde: push_dash(at); break;
      case TokenKind::Period:
        push(ends_sentence(at) ? ChunkKind::Stop : ChunkKind::Word, at, at + 1).value = Chunk::kSentence;
        break;
      case TokenKind::Open:
        buffer_.open.push_back(static_cast<uint32_t>(buffer_.chunks.size()));
        push(ChunkKind::Open, at, at + 1);
        break;
      case TokenKind::Close: push_close(at); break;
      case TokenKind::Word:
        push(is_times(at) ? ChunkKind::Times : ChunkKind::Word, at, at + 1);
        break;
      default: push(ChunkKind::Word, at, at + 1);
    }
    return at + 1;
  }

  void push_comparator(uint32_t at) {
    static constexpr GrammarCode kCodes[] = {GrammarCode::Less,    GrammarCode::LessEqual,
                                             GrammarCode::Greater, GrammarCode::GreaterEqual,
                                             GrammarCode::Equal,   GrammarCode::None};
    uint32_t comparator = tokens_.tokens[at].payload;
    GrammarCode code = comparator < std::size(kCodes) ? kCodes[comparator] : GrammarCode::None;
    push(code == GrammarCode::None ? ChunkKind::Word : ChunkKind::Comparator, at, at + 1).code = code;
  }

  bool is_times(uint32_t at) const {
    return (after(ChunkKind::Number) || after(ChunkKind::Unit)) &&
           tokens_.spelling(tokens_.tokens[at]).equals_insensitive("x");
  }

  // A dash between two numbers (or a number and a comparator) makes a range.
  void push_dash(uint32_t at) {
    bool left = after(ChunkKind::Number) || after(ChunkKind::Unit);
    bool right = is(at + 1, TokenKind::Number) || is(at + 1, TokenKind::Comparator);
    Chunk& chunk = push(left && right ? ChunkKind::RangeTo : ChunkKind::Hyphen, at, at + 1);
    if (chunk.kind == ChunkKind::RangeTo) chunk.code = GrammarCode::RangeTo;
  }

  bool ends_sentence(uint32_t at) const {
    if (at + 1 >= end_) return true;
    const Token& next = tokens_.tokens[at + 1];
    if (!next.has(kCapitalized) && !next.has(kAllCaps)) return false;
    if (at == 0) return false;
    const Token& before = tokens_.tokens[at - 1];
    return !spaced(at) && (before.norm_end - before.norm_begin > 2 || before.kind != TokenKind::Word) &&
           (next.has(kSpaceBefore) || before.kind == TokenKind::Close);
  }

  void push_close(uint32_t at) {
    uint32_t index = static_cast<uint32_t>(buffer_.chunks.size());
    if (buffer_.open.empty()) {
      push(ChunkKind::Word, at, at + 1);  // a list marker such as "1)"
      return;
    }
    uint32_t open = buffer_.open.back();
    buffer_.open.pop_back();
    buffer_.chunks[open].payload = index;
    push(ChunkKind::Close, at, at + 1).payload = open;
  }

  const TokenBuffer& tokens_;
  uint32_t end_;
  const Catalog& catalog_;
  Document& document_;
  ChunkBuffer& buffer_;
  llvm::SmallVector<ConceptId, 8> senses_;
};

}  // namespace

void cut_chunks(const TokenBuffer& tokens, uint32_t begin, uint32_t end, const Catalog& catalog,
                Document& document, ChunkBuffer& buffer) {
  buffer.chunks.clear();
  buffer.values.clear();
  buffer.open.clear();
  Chunker(tokens, end, catalog, document, buffer).cut(begin);
  for (uint32_t open : buffer.open) buffer.chunks[open].kind = ChunkKind::Word;  // never closed
}

}  // namespace critc
