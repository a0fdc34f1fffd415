#include "ir/catalog/matcher.h"
#include "frontend/lower/chunk.h"
#include "frontend/lower/rank_reader.h"
#include "frontend/lower/unit_reader.h"

namespace critc {

namespace {

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

  void cut(uint32_t at) {
    while (at < end_) {
      uint32_t next = number_or_rank(at);
      if (next == at) next = phrase(at);
      if (next == at) next = sign(at);
      at = next;
    }
  }

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

  uint32_t number_or_rank(uint32_t at) {
    switch (tokens_.tokens[at].kind) {
      case TokenKind::Word: return rank(at);
      case TokenKind::Number:
      case TokenKind::Hyphen:
      case TokenKind::Plus: return number(at);
      default: return at;
    }
  }

  // A number and the unit behind it. A phrase that starts with the number and goes on wins.
  uint32_t number(uint32_t at) {
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

  bool ranked(const Chunk& chunk) const {
    return chunk.kind == ChunkKind::Ordinal || (chunk.kind == ChunkKind::Subject && scale_of(chunk));
  }

  ConceptId scale_of(const Chunk& chunk) const {
    return chunk.kind == ChunkKind::Subject ? catalog_.measurement(chunk.concept_id).scale : 0;
  }

  // Whether a rank may stand here: behind a scale or `grade`, or in a list that a rank began.
  bool rank_expected() const {
    const std::vector<Chunk>& chunks = buffer_.chunks;
    size_t behind = chunks.size();
    while (behind > 0) {
      const Chunk& chunk = chunks[behind - 1];
      if (ranked(chunk)) return true;
      if (chunk.kind == ChunkKind::Number) return behind < chunks.size() && chunk.value == Chunk::kRank;
      bool between = chunk.kind == ChunkKind::Comparator || chunk.kind == ChunkKind::Filler ||
                     chunk.kind == ChunkKind::Open || chunk.kind == ChunkKind::Colon || joins_ranks(chunk.kind);
      if (!between || chunks.size() - behind > 2) return false;
      --behind;
    }
    return false;
  }

  static bool joins_ranks(ChunkKind kind) {
    return kind == ChunkKind::RangeTo || kind == ChunkKind::Or || kind == ChunkKind::And ||
           kind == ChunkKind::Comma || kind == ChunkKind::Slash;
  }

  // A rank of the scale that was named last; "IIIB" of a stage.
  std::optional<Decimal> rank_at(uint32_t at) const {
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
  uint32_t rank(uint32_t at) {
    if (tokens_.spelling(tokens_.tokens[at]).size() > 5 || !rank_expected()) return at;
    std::optional<Decimal> value = rank_at(at);
    if (!value) return at;
    push_number(*value, at, at + 1);
    buffer_.chunks.back().value = Chunk::kRank;
    return at + 1;
  }

  // "60+ years"
  uint32_t plus(uint32_t at) {
    if (!is(at, TokenKind::Plus) || spaced(at) || is(at + 1, TokenKind::Number)) return at;
    push(ChunkKind::PostComparator, at, at + 1).code = GrammarCode::PostGreaterEqual;
    return at + 1;
  }

  void push_number(Decimal value, uint32_t begin, uint32_t end) {
    push(ChunkKind::Number, begin, end).payload = static_cast<uint32_t>(buffer_.values.size());
    buffer_.values.push_back(value);
  }

  uint32_t unit(uint32_t at) {
    UnitMatch match = read_unit(tokens_, at, end_, catalog_, document_);
    if (!match.tok_end) return at;
    Chunk& chunk = push(ChunkKind::Unit, at, match.tok_end);
    chunk.payload = match.unit;
    if (match.tok_end - at > 1 && ends_in_age_word(match.tok_end - 1)) chunk.value = Chunk::kOfAge;
    return match.tok_end;
  }

  // "6 or more months", "200 or more cells/mm3": behind the words that compare only times and sizes; "drinks" and
  // "stools per day" are what is counted.
  uint32_t late_unit(uint32_t at) {
    const uint32_t end = unit(at);
    if (end == at) return at;
    const UnitId id = buffer_.chunks.back().payload;
    const bool known = id && !(id & kLocalBit);
    if (known && (unit_class(id, catalog_, document_) == UnitClass::Time || catalog_.unit(id).dimension.exponents[0] != 0)) return end;
    buffer_.chunks.pop_back();
    return at;
  }

  // "years old" as a spelling of the unit.
  bool ends_in_age_word(uint32_t at) {
    PhraseMatch match = longest_allowed_match(tokens_, at, at + 1, catalog_);
    if (!match) return false;
    return any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
      return sense.kind == ConceptKind::Grammar && grammar_[sense.concept_id].kind == ChunkKind::AgeWord;
    });
  }

  uint32_t phrase(uint32_t at) {
    if (!starts(at, kChunkKinds)) return at;
    for (uint32_t limit = end_; limit > at;) {
      PhraseMatch match = longest_allowed_match(tokens_, at, limit, catalog_);
      if (!match) return at;
      if (choose(match)) return after(ChunkKind::Number) ? unit(match.tok_end) : after(ChunkKind::PostComparator) ? late_unit(match.tok_end) : match.tok_end;
      limit = match.tok_end - 1;
    }
    return at;
  }

  // Makes a chunk of the best sense; units need a number before them, words of prose are no phrases.
  bool choose(PhraseMatch match) {
    Chunk chunk;
    chunk.tok_begin = match.tok_begin;
    chunk.tok_end = match.tok_end;
    chunk.phrase = match.phrase;
    any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
      add_sense(sense, chunk);
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
    if (chunk.kind == ChunkKind::Anchor && opens_member() && names_medical(match)) return false;
    if (chunk.kind == ChunkKind::Subject) chunk.other_code = comparator_within(match);
    buffer_.chunks.push_back(chunk);
    return true;
  }

  // Nothing that an anchor could stand behind: the start, a denial, a new member of a list.
  bool opens_member() const {
    const std::vector<Chunk>& chunks = buffer_.chunks;
    if (chunks.empty() || after(ChunkKind::Negation)) return true;
    const bool joint = after(ChunkKind::Or) || after(ChunkKind::And) || after(ChunkKind::Comma);
    return joint && chunks.size() >= 2 && chunks[chunks.size() - 2].kind != ChunkKind::Anchor;
  }

  // "planned surgery", "cancer diagnosis": some word of it is a condition, drug or procedure.
  bool names_medical(PhraseMatch match) const {
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
  bool joined_to_number(PhraseMatch match) const {
    const uint32_t dash = match.tok_end;
    const bool letters = match.tok_end == match.tok_begin + 1 && tokens_.tokens[match.tok_begin].has(kAllCaps);
    return letters && is(dash, TokenKind::Hyphen) && !spaced(dash) && is(dash + 1, TokenKind::Number) && !spaced(dash + 1);
  }

  // "testosterone treatment": of a hormone that is measured and given, the drug.
  bool carrier_behind(uint32_t at) {
    if (!is(at, TokenKind::Word)) return false;
    const PhraseMatch match = longest_allowed_match(tokens_, at, end_, catalog_);
    return match && any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
      return sense.kind == ConceptKind::Grammar && grammar_[sense.concept_id].code == GrammarCode::Carrier;
    });
  }
  void prefer_drug(PhraseMatch match, Chunk& chunk) {
    any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
      if (entity_kind(sense.kind) != ChunkKind::Drug) return false;
      chunk.kind = ChunkKind::Drug;
      chunk.concept_id = sense.concept_id;
      return true;
    });
  }

  void add_sense(const Sense& sense, Chunk& chunk) {
    if (sense.kind == ConceptKind::Grammar) {
      GrammarWord word = grammar_[sense.concept_id];
      chunk.traits |= word.traits;
      if (word.kind == ChunkKind::Word || !fits(word.kind)) return;
      if (chunk.kind == ChunkKind::Word) {
        chunk.kind = word.kind;
        chunk.code = word.code;
        chunk.value = word.value;
        chunk.concept_id = sense.concept_id;
      } else {
        chunk.other_code = word.code;
      }
    } else if (entity_kind(sense.kind) != ChunkKind::Word &&
               (chunk.kind == ChunkKind::Word || takes_value(sense.kind, chunk, chunk.tok_end))) {
      chunk.kind = entity_kind(sense.kind);
      chunk.concept_id = sense.concept_id;
    }
  }

  // "ASA 3", "PT > 15 s": where a value follows, the measurement is meant among several things.
  bool takes_value(ConceptKind kind, const Chunk& chosen, uint32_t next) {
    if (entity_kind(kind) != ChunkKind::Subject || chosen.code != GrammarCode::None) return false;
    if (chosen.kind == ChunkKind::Subject || next >= end_) return false;
    if (is(next, TokenKind::Number) || is(next, TokenKind::Comparator)) return true;
    ChunkKind behind = grammar_kind(next);
    return behind == ChunkKind::Ordinal || behind == ChunkKind::Comparator ||
           (is(next, TokenKind::Word) && read_rank(tokens_.spelling(tokens_.tokens[next]), 0, catalog_));
  }

  // "or older than 65", "and less or equal 45": the words compare with what follows, and with nothing
  // before them. Once the longest phrase does, its shorter beginnings do as well.
  bool compares_onward(PhraseMatch match) {
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

  ChunkKind grammar_kind(uint32_t at) {
    if (at >= end_ || !starts(at, kind_bit(ConceptKind::Grammar))) return ChunkKind::Word;
    return grammar_kind(longest_allowed_match(tokens_, at, end_, catalog_));
  }

  ChunkKind grammar_kind(PhraseMatch match) {
    if (!match) return ChunkKind::Word;
    ChunkKind kind = ChunkKind::Word;
    any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
      if (sense.kind == ConceptKind::Grammar) kind = grammar_[sense.concept_id].kind;
      return kind != ChunkKind::Word;
    });
    return kind;
  }

  // "aged between", "under the age of": the comparator in a phrase of a measurement.
  GrammarCode comparator_within(PhraseMatch match) {
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
  bool fits(ChunkKind kind) const {
    switch (kind) {
      case ChunkKind::PostComparator: return after_quantity() || after(ChunkKind::Reference) || after(ChunkKind::Close);
      case ChunkKind::AgeWord: return after_quantity();
      case ChunkKind::Announce: return !after(ChunkKind::Number) && !after(ChunkKind::Comparator);  // "at least one of the following"
      case ChunkKind::CountOf: return after(ChunkKind::Number) || after(ChunkKind::PostComparator);
      case ChunkKind::Times: return after(ChunkKind::Number) || after_hyphened_number();
      default: return true;
    }
  }
  bool after_quantity() const {
    return after(ChunkKind::Number) || after(ChunkKind::Unit) || after(ChunkKind::AgeWord);
  }

  // "2-fold": the dash belongs to the word.
  bool after_hyphened_number() const {
    const std::vector<Chunk>& chunks = buffer_.chunks;
    return chunks.size() >= 2 && chunks.back().kind == ChunkKind::Hyphen && chunks[chunks.size() - 2].kind == ChunkKind::Number;
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
      case TokenKind::Tilde:
        if (uint32_t next = hyphened_unit(at)) return next;
        push_dash(at);
        break;
      case TokenKind::Period:
        push(ends_sentence(at) ? ChunkKind::Stop : ChunkKind::Word, at, at + 1).value = Chunk::kSentence;
        break;
      case TokenKind::Open:
        buffer_.open.push_back(static_cast<uint32_t>(buffer_.chunks.size()));
        push(ChunkKind::Open, at, at + 1);
        break;
      case TokenKind::Close: return close(at);
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
    bool rank = left && buffer_.chunks.back().value == Chunk::kRank && is(at + 1, TokenKind::Word) &&
                rank_at(at + 1);
    bool right = is(at + 1, TokenKind::Number) || is(at + 1, TokenKind::Comparator) || rank;
    Chunk& chunk = push(left && right ? ChunkKind::RangeTo : ChunkKind::Hyphen, at, at + 1);
    if (chunk.kind == ChunkKind::RangeTo) chunk.code = GrammarCode::RangeTo;
  }

  bool ends_sentence(uint32_t at) const {
    if (at + 1 >= end_) return true;
    const Token& next = tokens_.tokens[at + 1];
    if (!next.has(kCapitalized) && !next.has(kAllCaps)) return false;
    if (at == 0) return false;
    const Token& before = tokens_.tokens[at - 1];
    bool after_value = after(ChunkKind::Unit) || after(ChunkKind::Number);
    bool abbreviates = before.kind == TokenKind::Word && before.norm_end - before.norm_begin <= 2 && !after_value;
    return !spaced(at) && !abbreviates &&
           (next.has(kSpaceBefore) || before.kind == TokenKind::Close);
  }

  // "two-years", "2-centimeter": the dash belongs to the unit behind a number.
  uint32_t hyphened_unit(uint32_t at) {
    if (!after(ChunkKind::Number) || spaced(at) || at + 1 >= end_ || spaced(at + 1)) return 0;
    if (!is(at + 1, TokenKind::Word) || tokens_.spelling(tokens_.tokens[at + 1]).size() < 2) return 0;  // 2-D
    const uint32_t next = unit(at + 1);
    if (next == at + 1) return 0;
    buffer_.chunks.back().tok_begin = at;
    return next;
  }

  // "three (3) months": the number in brackets says the one before it again.
  uint32_t close(uint32_t at) {
    push_close(at);
    std::vector<Chunk>& chunks = buffer_.chunks;
    const size_t n = chunks.size();
    const bool pair = n >= 4 && chunks[n - 1].kind == ChunkKind::Close && chunks[n - 2].kind == ChunkKind::Number &&
                      chunks[n - 3].kind == ChunkKind::Open && chunks[n - 4].kind == ChunkKind::Number;
    if (!pair || compare(buffer_.values[chunks[n - 2].payload], buffer_.values[chunks[n - 4].payload]) != 0) return at + 1;
    chunks.resize(n - 3);
    chunks.back().tok_end = at + 1;
    return unit(at + 1);
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
  const GrammarWords& grammar_;
  Document& document_;
  ChunkBuffer& buffer_;
  uint32_t onward_ = 0;  // 1 + token of the last phrase that compares onward
};

}  // namespace

void cut_chunks(const TokenBuffer& tokens, uint32_t begin, uint32_t end, const Catalog& catalog,
                const GrammarWords& grammar, Document& document, ChunkBuffer& buffer) {
  buffer.chunks.clear();
  buffer.values.clear();
  buffer.open.clear();
  buffer.traits = 0;
  Chunker(tokens, end, catalog, grammar, document, buffer).cut(begin);
  for (uint32_t open : buffer.open) buffer.chunks[open].kind = ChunkKind::Word;  // never closed
}

}  // namespace critc
