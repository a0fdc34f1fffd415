// Bounds whose comparator the source lost: which words may stand around the number.
#include "frontend/lower/statement_scanner.h"

namespace critc {

namespace {

constexpr uint32_t kWordsBefore = 2;

}  // namespace

// "Serum creatinine ULN": a limit of normal right behind what has one, and nothing behind it.
uint32_t StatementScanner::lost_limit(uint32_t i) {
  const bool limit = chunk(i).is(GrammarCode::RefUln) || chunk(i).is(GrammarCode::RefLln);
  if (!limit || i == 0 || !is(i - 1, ChunkKind::Subject) || !(ends_here(i + 1) || is(i + 1, ChunkKind::Guard))) return 0;
  if (i > 1 && (is(i - 2, ChunkKind::Times) || is(i - 2, ChunkKind::Number) || is(i - 2, ChunkKind::Comparator))) return 0;
  const LeftSubject left = find_left();
  if (left.kind != LeftSubject::Element || left.between > 0 || !is_measured(subject_of(i - 1).concept_id)) return 0;  // "no age upper limit"
  BoundMatch match;
  match.begin = match.value_begin = i;
  match.next = i + 1;
  match.plain = true;
  End end;
  end.reference = chunk(i).is(GrammarCode::RefUln) ? Reference::Uln : Reference::Lln;
  end.quantity.stated = end.quantity.canonical = Decimal::from_int(1);
  match.bounds.low = end;
  return compare_left(i, match, left) ? match.next : 0;
}

// "AST within 2 times the ULN": no time, but the limit itself.
bool StatementScanner::within_limit(uint32_t i, BoundMatch& match) const {
  const bool within = i > 0 && is(i - 1, ChunkKind::Time) && chunk(i - 1).is(GrammarCode::TimeWithin);
  if (!within || !match.plain || match.bounds.low->reference != Reference::Uln) return false;
  match.bounds.high = match.bounds.low;
  match.bounds.high->closed = true;
  match.bounds.low.reset();
  match.plain = false;
  return true;
}

// "HbA1c blood value 8 %": a word or two between, and a value that can only be one of the measurement.
bool StatementScanner::fits_over_words(const Subject& subject, const BoundMatch& match, const LeftSubject& left) const {
  if (left.kind != LeftSubject::Element || left.between > kWordsBefore || !subject.concept_id) return false;
  const ConceptKind kind = catalog_.kind(subject.concept_id);
  if (kind != ConceptKind::Lab && kind != ConceptKind::Vital) return false;
  for (uint32_t k = buffers_.elements[left.element].chunk_end; k < match.begin; ++k) {
    if (is(k, ChunkKind::Comparator)) return false;
  }
  const End& end = *match.bounds.low;
  if (end.reference == Reference::Uln || end.reference == Reference::Lln) return true;
  const UnitId stated = end.quantity.stated_unit, wanted = catalog_.measurement(subject.concept_id).unit;
  if (!stated || !wanted || (stated & kLocalBit)) return false;
  return catalog_.unit(stated).dimension == catalog_.unit(wanted).dimension;
}

}  // namespace critc
