// "recovered from all toxicities to grade <= 1": how far the harm of earlier treatment went back.
#include "frontend/lower/statement_scanner.h"

namespace critc {

namespace {

constexpr uint32_t kMaxChunksBefore = 28;  // from the grade to the word of recovery
constexpr uint32_t kMaxNameTokens = 8;

// The chunk of the word of recovery that the grade at `i` completes; size() where there is none.
uint32_t recovery_before(uint32_t i, const BlockView& block) {
  const uint32_t none = block.size();
  uint32_t at = i;
  while (at > 0 && (block.is(at - 1, ChunkKind::Ordinal) || block.is(at - 1, ChunkKind::Filler) || block.is(at - 1, ChunkKind::Comparator) ||
                    block.is(at - 1, ChunkKind::Open) || block.is(at - 1, ChunkKind::Definition)))
    --at;
  if (at == 0) return none;
  if (block.chunk_traits(at - 1) & kRecovers) return at - 1;
  if (!block.is(at - 1, ChunkKind::RangeTo)) return none;
  const uint32_t first = at > kMaxChunksBefore ? at - kMaxChunksBefore : 0;
  for (uint32_t k = at - 1; k-- > first && !block.is(k, ChunkKind::Stop) && !block.is(k, ChunkKind::Number);)
    if (block.chunk_traits(k) & kRecovers) return k;
  return none;
}

}  // namespace

bool StatementScanner::grade_of_recovery(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  if (!has_trait(kRecovers)) return false;
  const uint32_t word = recovery_before(i, *this);
  if (word == size()) return false;
  const bool harm = left.kind == LeftSubject::Element && catalog_.find("condition:adverse_event") == subject_at(buffers_.elements[left.element]).concept_id;
  if (harm) return false;  // "toxicities resolved to grade <= 1": their grade
  const uint32_t begin = left.kind == LeftSubject::Words ? left.words_begin : word;
  const uint32_t end = left.kind == LeftSubject::Words ? left.words_end : word + 1;
  const uint32_t last = chunk(end - 1).tok_end, first = chunk(begin).tok_begin;
  const ByteRange words = tokens_.raw_hull(last - first > kMaxNameTokens ? last - kMaxNameTokens : first, last);
  Subject subject;
  subject.text = {words.begin, words.end};
  subject.concept_id = catalog_.find("score:ctcae_grade");
  if (left.kind == LeftSubject::Words) push_over_words(i, subject, match);
  else push_comparison(i, match.next, subject, match);
  return true;
}

}  // namespace critc
