#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/scanner.h"

namespace critc {

namespace {

// "prednisone (> 10 mg/day) or equivalent", "morphine equivalent dose > 60 mg": the drug before, whose
// equivalents the dose before or behind counts.
Exposure* last_drug(std::vector<Element>& elements) {
  size_t at = elements.size();
  while (at > 0 && (elements[at - 1].part == Part::Close || elements[at - 1].part == Part::Filler)) --at;
  Exposure* exposure = at > 0 ? elements[at - 1].node.as<Exposure>() : nullptr;
  return exposure && exposure->thing == ThingKind::Drug && !exposure->equivalent.concept_id ? exposure : nullptr;
}

// "daily dose (LEDD) of >= 300 mg"
bool announces_dose(llvm::ArrayRef<Chunk> chunks) {
  constexpr size_t kFurthest = 6;
  for (const Chunk& chunk : chunks.take_front(kFurthest)) {
    switch (chunk.kind) {
      case ChunkKind::Comparator:
      case ChunkKind::Number: return true;
      case ChunkKind::Word:
      case ChunkKind::Filler:
      case ChunkKind::Dose:
      case ChunkKind::Frequency:
      case ChunkKind::Open:
      case ChunkKind::Close:
      case ChunkKind::Equivalent: break;
      default: return false;
    }
  }
  return false;
}

// The kinds that Scanner::shape looks at.
constexpr uint64_t kShapes = ChunkBuffer::bit(ChunkKind::Open) | ChunkBuffer::bit(ChunkKind::Time) | ChunkBuffer::bit(ChunkKind::Filler) | ChunkBuffer::bit(ChunkKind::Number) |
                             ChunkBuffer::bit(ChunkKind::Comparator) | ChunkBuffer::bit(ChunkKind::Between) |
                             ChunkBuffer::bit(ChunkKind::Reference) | ChunkBuffer::bit(ChunkKind::Equivalent);

}  // namespace

// "1)" or "(2)" at the start of a clause: a marker of a list inside the item. The chunk behind it.
uint32_t Scanner::list_marker(uint32_t i) const {
  if (!is(i, ChunkKind::Number) || i + 1 >= size()) return 0;
  ChunkKind before = i == 0 ? ChunkKind::Stop : chunk(i - 1).kind;
  bool clause_start = before == ChunkKind::Stop || before == ChunkKind::Colon || before == ChunkKind::Open ||
                      before == ChunkKind::And || before == ChunkKind::Comma;
  const Token& behind = tokens_.tokens[chunk(i + 1).tok_begin];
  if (!clause_start || behind.kind != TokenKind::Close || behind.has(kSpaceBefore)) return 0;
  if (is(i + 1, ChunkKind::Word)) return i + 2;
  return before == ChunkKind::Open && is(i + 1, ChunkKind::Close) ? i + 1 : 0;
}

void Scanner::scan() {
  buffers_.elements.clear();
  buffers_.open.clear();
  claim_ = {};
  for (uint32_t i = 0; i < size();) {
    if (i == claim_.begin) {
      push(Part::Filler, i, claim_.end);
      i = claim_.end;
      continue;
    }
    const uint32_t next = kShapes & ChunkBuffer::bit(chunk(i).kind) ? shape(i) : 0;
    i = next ? next : plain(i);
  }
  for (uint32_t open : buffers_.open) buffers_.elements[open].part = Part::Words;
  if (may_state_bounds()) place_grades();
}

// The shapes that the kind of chunk `i` may begin; the chunk behind what was read, 0 when it was none.
uint32_t Scanner::shape(uint32_t i) {
  switch (chunk(i).kind) {
    case ChunkKind::Open: {
      const uint32_t next = reference_bracket(i);
      if (next) push(Part::Filler, i, next);
      return next;
    }
    case ChunkKind::Time: return time_phrase(i);
    case ChunkKind::Filler: return chunk(i).is(GrammarCode::Compared) ? missing_value(i) : 0;
    case ChunkKind::Number:
      if (uint32_t next = list_marker(i)) {
        push(Part::Filler, i, next);
        return next;
      }
      [[fallthrough]];
    case ChunkKind::Comparator:
    case ChunkKind::Between: {
      uint32_t next = statement(i);
      if (!next) next = time_phrase(i);
      return next ? next : unread_range(i);
    }
    case ChunkKind::Reference: return lost_limit(i);
    case ChunkKind::Equivalent: {
      Exposure* exposure = last_drug(buffers_.elements);
      if (!exposure || (exposure->dose.empty() && !announces_dose(llvm::ArrayRef<Chunk>(chunks()).drop_front(i + 1)))) return 0;
      exposure->equivalent = exposure->subject;
      push(Part::Filler, i, i + 1);
      return i + 1;
    }
    default: return 0;
  }
}

// "(see Appendix 2)", "(as described in section 5.1)": points elsewhere and asks nothing. The chunk behind it; 0 for other
// brackets.
uint32_t Scanner::reference_bracket(uint32_t i) const {
  constexpr uint32_t kLongestReference = 14;  // tokens
  const uint32_t close = chunk(i).payload, begin = chunk(i).tok_end, end = chunk(close).tok_begin;
  if (begin >= end || end - begin > kLongestReference) return 0;
  auto means = [&](uint32_t at, ConceptId meaning) {
    const Token& token = tokens_.tokens[at];
    return token.kind == TokenKind::Word && catalog_.some_sense(token.word, [&](ConceptId id) { return id && id == meaning; });
  };
  const bool refers = means(begin, grammar_.refers());
  if (!refers && !means(begin, grammar_.refers_by_place())) return 0;
  bool place = refers;
  for (uint32_t at = begin; at < end; ++at) {
    if (tokens_.tokens[at].kind == TokenKind::Comparator) return 0;
    place |= means(at, grammar_.text_place());
  }
  return place ? close + 1 : 0;
}

// "6 to < 12 years" of something not known: its second end alone would be a wrong bound.
uint32_t Scanner::unread_range(uint32_t i) {
  BoundMatch match;
  if (!is(i, ChunkKind::Number) || !read_bound(i, match) || !match.range) return 0;
  const bool compares = llvm::any_of(llvm::ArrayRef<Chunk>(chunks()).slice(i, match.next - i),
                                     [](const Chunk& chunk) { return chunk.kind == ChunkKind::Comparator; });
  return compares ? leave(i, match.next) : 0;
}

}  // namespace critc
