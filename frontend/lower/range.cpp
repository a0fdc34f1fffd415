// Ranges: two numbers for one subject.
#include "frontend/lower/ends.h"
#include "frontend/lower/bound_reader.h"

namespace critc {

bool BoundReader::read_between(uint32_t i, BoundMatch& match) const {
  End low, high;
  uint32_t next = skip_subject(skip_filler(i), match);
  if (!read_end(next, low, next, match)) {
    match.subject_chunk = 0;
    return false;
  }
  if (is(next, ChunkKind::AgeWord)) ++next;
  next = skip_inclusive(next);
  if (!is(next, ChunkKind::And) && !is(next, ChunkKind::RangeTo) && !is(next, ChunkKind::Hyphen)) return false;
  const ChunkKind joint = chunk(next).kind;
  if (!read_end(skip_filler(next + 1), high, next, match)) return false;
  if (joint != ChunkKind::Hyphen && compare(low.quantity.stated, high.quantity.stated) > 0 && low.quantity.unit_text.empty()) std::swap(low, high);
  match.bounds.low = low;
  match.bounds.high = high;
  match.range = true;
  match.next = next;
  return true;
}

// "- 65", "to < 18" behind a first number that stands in bounds.low.
bool BoundReader::read_range_end(uint32_t i, BoundMatch& match) const {
  if (!match.bounds.low || match.bounds.high) return false;
  uint32_t at = skip_filler(i + 1);
  GrammarCode code = GrammarCode::LessEqual;
  if (is(at, ChunkKind::Comparator)) {
    code = chunk(at).code;
    if (is_lower_bound(code)) return false;
    ++at;
  }
  End high;
  uint32_t next = 0;
  if (!read_end(at, high, next, match)) return false;
  if (compare(high.quantity.stated, match.bounds.low->quantity.stated) < 0) return false;
  set_end(match.bounds, code == GrammarCode::Equal ? GrammarCode::LessEqual : code, high);
  match.range = true;
  match.next = next;
  return true;
}

// "18 <= age <= 65", "60 % < LVEF": the subject stands behind the first comparator.
bool BoundReader::read_sandwich(uint32_t i, const End& first, BoundMatch& match) const {
  GrammarCode left = chunk(i).code;
  uint32_t at = skip_filler(i + 1);
  if (!is(at, ChunkKind::Subject) || left == GrammarCode::Equal) return false;
  uint32_t subject = at++;
  Bounds bounds;
  End end = first;
  end.closed = is_closed(left);
  (is_lower_bound(left) ? bounds.high : bounds.low) = end;
  uint32_t next = at;
  if (is(at, ChunkKind::Comparator) && chunk(at).code != GrammarCode::Equal) {
    GrammarCode right = chunk(at).code;
    End other;
    if (is_lower_bound(right) != is_lower_bound(left) || !read_end(skip_filler(at + 1), other, next, match)) return false;
    set_end(bounds, right, other);
  }
  match.bounds = bounds;
  match.range = true;
  match.subject_chunk = subject + 1;
  match.next = next;
  return true;
}

// "50 kg (inclusive)"
uint32_t BoundReader::skip_inclusive(uint32_t i) const {
  bool bracket = is(i, ChunkKind::Open) && is(i + 1, ChunkKind::Filler) && is(i + 2, ChunkKind::Close);
  return bracket && chunk(i + 1).is(GrammarCode::Inclusive) ? i + 3 : i;
}

// "twice higher than normal": the number is a multiple of the limit behind the comparator.
bool BoundReader::read_multiple(uint32_t i, const End& multiple, BoundMatch& match) const {
  End end = multiple;
  uint32_t next = read_reference(i + 1, end);
  if (next == i + 1 || end.reference == Reference::Baseline || match.unit != UnitClass::None) return false;
  match.bounds = {};
  set_end(match.bounds, chunk(i).code, end);
  match.next = next;
  return true;
}

}  // namespace critc
