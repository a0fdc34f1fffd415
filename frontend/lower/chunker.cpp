// Chunks of signs and plain words.
#include "frontend/lower/chunker.h"

namespace critc {

void Chunker::cut(uint32_t at) {
  begin_ = at;
  while (at < end_) {
    if (begins_sentence(at)) push(ChunkKind::Stop, at, at).value = Chunk::kSentence;
    uint32_t next = number_or_rank(at);
    if (next == at && !buffer_.short_forms.empty()) next = short_form(at);
    if (next == at) next = phrase(at);
    if (next == at) next = sign(at);
    at = next;
  }
}

uint32_t Chunker::number_or_rank(uint32_t at) {
  switch (tokens_.tokens[at].kind) {
    case TokenKind::Word: return may_be_rank() ? rank(at) : at;
    case TokenKind::Number:
    case TokenKind::Hyphen:
    case TokenKind::Plus: return number(at);
    default: return at;
  }
}

uint32_t Chunker::sign(uint32_t at) {
  const Token& token = tokens_.tokens[at];
  switch (token.kind) {
    case TokenKind::Comparator: push_comparator(at); break;
    case TokenKind::Comma: push(ChunkKind::Comma, at, at + 1); break;
    case TokenKind::Semicolon: push(ChunkKind::Stop, at, at + 1); break;
    case TokenKind::Colon:
      push(ChunkKind::Colon, at, at + 1);
      listed_ = true;
      break;
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

void Chunker::push_comparator(uint32_t at) {
  static constexpr GrammarCode kCodes[] = {GrammarCode::Less,    GrammarCode::LessEqual,
                                           GrammarCode::Greater, GrammarCode::GreaterEqual,
                                           GrammarCode::Equal,   GrammarCode::None};
  uint32_t comparator = tokens_.tokens[at].payload;
  GrammarCode code = comparator < std::size(kCodes) ? kCodes[comparator] : GrammarCode::None;
  push(code == GrammarCode::None ? ChunkKind::Word : ChunkKind::Comparator, at, at + 1).code = code;
}

bool Chunker::is_times(uint32_t at) const {
  return (after(ChunkKind::Number) || after(ChunkKind::Unit)) &&
         tokens_.spelling(tokens_.tokens[at]).equals_insensitive("x");
}

// A dash between two numbers (or a number and a comparator) makes a range.
void Chunker::push_dash(uint32_t at) {
  bool left = after(ChunkKind::Number) || after(ChunkKind::Unit);
  const bool ranked = left && (buffer_.chunks.back().value == Chunk::kRank || (after(ChunkKind::Number) && scaled(buffer_.chunks.size() - 1)));
  bool rank = ranked && is(at + 1, TokenKind::Word) && rank_at(at + 1);
  bool right = is(at + 1, TokenKind::Number) || is(at + 1, TokenKind::Comparator) || rank;
  Chunk& chunk = push(left && right ? ChunkKind::RangeTo : ChunkKind::Hyphen, at, at + 1);
  if (chunk.kind == ChunkKind::RangeTo) chunk.code = GrammarCode::RangeTo;
}

// "Dr.", "vs.", "J."; not "prior MI.", "hepatitis C.", "hepatitis B or C."
bool Chunker::abbreviates(const Token& word) const {
  const uint32_t letters = word.norm_end - word.norm_begin;
  if (word.kind != TokenKind::Word || letters > 2 || (letters == 2 && word.has(kAllCaps))) return false;
  const size_t n = buffer_.chunks.size();
  const bool name = buffer_.chunks[n - 1].tok_end > buffer_.chunks[n - 1].tok_begin + 1;
  const bool listed = n > 1 && word.has(kAllCaps) && (buffer_.chunks[n - 2].kind == ChunkKind::Or || buffer_.chunks[n - 2].kind == ChunkKind::And);
  return !name && !listed;
}

bool Chunker::ends_sentence(uint32_t at) const {
  if (at + 1 >= end_) return true;
  const Token& next = tokens_.tokens[at + 1];
  if (!next.has(kCapitalized) && !next.has(kAllCaps)) return false;
  if (at == 0) return false;
  const Token& before = tokens_.tokens[at - 1];
  bool after_value = after(ChunkKind::Unit) || after(ChunkKind::Number);
  return !spaced(at) && (after_value || !abbreviates(before)) &&
         (next.has(kSpaceBefore) || before.kind == TokenKind::Close);
}

// "three (3) months": the number in brackets says the one before it again.
uint32_t Chunker::close(uint32_t at) {
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

void Chunker::push_close(uint32_t at) {
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

void cut_chunks(const TokenBuffer& tokens, uint32_t begin, uint32_t end, const Catalog& catalog,
                const GrammarWords& grammar, Document& document, ChunkBuffer& buffer) {
  buffer.chunks.clear();
  buffer.values.clear();
  buffer.open.clear();
  buffer.traits = 0;
  Chunker(tokens, end, catalog, grammar, document, buffer).cut(begin);
  for (uint32_t open : buffer.open) buffer.chunks[open].kind = ChunkKind::Word;  // never closed
  buffer.kinds = 0;
  for (const Chunk& chunk : buffer.chunks) buffer.kinds |= ChunkBuffer::bit(chunk.kind);
}

}  // namespace critc
