// Bounds whose subject stands behind them.
#include "frontend/lower/statement_scanner.h"

namespace critc {

namespace {

constexpr uint32_t kMaxNameChunks = 8;

}  // namespace

// "at least 5 % decrease in FVC", ">= 2 x ULN of ALT": the subject stands behind the bound.
bool StatementScanner::compare_right(uint32_t i, BoundMatch& match) {
  uint32_t at = match.next;
  Change change = match.change;
  if (is(at, ChunkKind::Change)) {
    change = chunk(at).is(GrammarCode::Increase) ? Change::Increase : Change::Decrease;
    ++at;
  }
  bool changes = change != Change::None;
  while (is_link(at) || (changes && is(at, ChunkKind::Word) && at < match.next + 3)) ++at;
  if (!is(at, ChunkKind::Subject) || joined_by_hyphen(at + 1)) return false;  // 1 weight-related comorbidity
  if (match.plain && !changes) return false;
  const ConceptId id = subject_of(at).concept_id;  // "items 1-3 of the Brief Fatigue Inventory"
  if (match.range && match.unit == UnitClass::None && id && catalog_.kind(id) == ConceptKind::Score) return false;
  if (match.unit == UnitClass::Time && !measures_time(subject_of(at))) return false;
  if (match.plain) match.bounds.comparator_lost = true;
  match.change = change;
  match.next = at + 1;
  push_comparison(i, match.next, subject_of(at), match);
  return true;
}

// ">= 6 swollen joints and >= 6 tender joints": the subject of the bound before stands behind it, and so does this one's.
bool StatementScanner::counts_other(const BoundMatch& match, const LeftSubject& left) const {
  if (left.kind != LeftSubject::Statement || !left.connective || match.unit != UnitClass::None) return false;
  const Element& before = buffers_.elements[left.element];
  const Comparison* comparison = before.node.as<Comparison>();
  uint32_t at = match.next;
  while (is_link(at)) ++at;
  return comparison && comparison->subject.text.begin > before.node.range.begin && is(at, ChunkKind::Subject) &&
         subject_of(at).concept_id != comparison->subject.concept_id;
}

// "at least 100 mL of residual diuresis": nothing before the bound, words behind it.
bool StatementScanner::compare_right_words(uint32_t i, BoundMatch& match) {
  if (match.plain || match.unit == UnitClass::None || match.unit == UnitClass::Time) return false;
  uint32_t begin = match.next;
  while (is_link(begin) || is(begin, ChunkKind::Frequency))
    ++begin;
  uint32_t end = begin;
  while (end < begin + 6 && !ends_here(end) && !is(end, ChunkKind::Comparator) && !is(end, ChunkKind::Number) &&
         !is(end, ChunkKind::Colon) && !is(end, ChunkKind::Negation) && !is(end, ChunkKind::Guard) && (end == begin || !opens_sentence(end)))
    ++end;
  if (end == begin && !is(begin, ChunkKind::Guard)) return false;
  Subject subject;
  subject.text = end == begin ? text(i, match.next) : text(begin, end);  // ">= 25 kg/m2 for adults": of nothing named
  for (uint32_t k = begin; k < end; ++k) {
    if (!is(k, ChunkKind::Condition) && !is(k, ChunkKind::Procedure) && !is(k, ChunkKind::Drug)) continue;
    subject.phrase = chunk(k).phrase;
    subject.concept_id = chunk(k).concept_id;
  }
  match.next = std::max(match.next, end == begin ? 0 : end);
  push_comparison(i, match.next, subject, match);
  buffers_.elements.back().value = Element::kInterval;
  return true;
}

// "PSA >= 2 ng/mL rise above the nadir": the bound is on the rise.
void StatementScanner::take_change_behind(BoundMatch& match) const {
  if (!is(match.next, ChunkKind::Change) || match.unit == UnitClass::None || match.change != Change::None) return;
  const uint32_t behind = skip_filler(match.next + 1);
  if (chunk(match.next).tok_end < chunk(match.next).tok_begin + 2 || is_link(behind)) return;
  if (means(tokens_.tokens[chunk(match.next).tok_end - 1], GrammarCode::RelationOf, GrammarCode::TimeOf)) return;  // "increase in"
  match.change = chunk(match.next).is(GrammarCode::Increase) ? Change::Increase : Change::Decrease;
  ++match.next;
}

// "on the MMSE": the score that the words at `i` lead to; 0 when they do not.
uint32_t StatementScanner::scale_behind(uint32_t i) const {
  if (!is_link(i) && !(chunk_traits(i) & (kRelates | kRelatesOf))) return 0;
  const uint32_t at = skip_filler(i + 1);
  const bool score = is(at, ChunkKind::Subject) && catalog_.kind(chunk(at).concept_id) == ConceptKind::Score;
  return score ? at : 0;
}

// "a score of 10 or less on the MMSE", "pain >= 4 on the NRS": of the words before the bound none is its subject. "Items
// 1-3 of the Brief Fatigue Inventory" are no score.
bool StatementScanner::compare_scored(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  const std::vector<Element>& elements = buffers_.elements;
  if (match.unit != UnitClass::None || limits(match.bounds)) return false;
  const bool measured = left.kind == LeftSubject::Statement ||
                        (left.kind == LeftSubject::Element && elements[left.element].part == Part::Subject && left.between == 0);
  uint32_t before = i;
  while (before > 0 && is(before - 1, ChunkKind::Filler) && !chunk(before - 1).is(GrammarCode::ScoreOf)) --before;
  const bool of_maximum = match.second && compare(one_end(match.bounds).quantity.stated, match.second->quantity.stated) <= 0;
  const bool scored = (before > 0 && chunk(before - 1).is(GrammarCode::ScoreOf)) || of_maximum;  // ">= 4/10 on"
  if ((!scored && (measured || match.plain || match.range)) || (match.second && !of_maximum)) return false;
  const uint32_t scale = scale_behind(match.next);
  if (scale) {
    match.second.reset();
    if (match.plain) match.bounds.comparator_lost = true;
    match.next = scale + 1;
    push_comparison(i, match.next, subject_of(scale), match);
    return true;
  }
  const bool of_ten = of_maximum && (match.second->quantity.stated == Decimal::from_int(10) ||
                                     match.second->quantity.stated == Decimal::from_int(100));
  if (!scored || (of_maximum && !of_ten) || measured || match.plain || !(chunk_traits(match.next) & (kRelates | kRelatesOf))) return false;
  const uint32_t begin = skip_filler(match.next + 1);
  uint32_t end = begin;
  while (end < begin + kMaxNameChunks && !ends_here(end) && !is(end, ChunkKind::Number) && !is(end, ChunkKind::Comparator))
    ++end;
  if (!names_something(begin, end)) return false;
  Subject subject;
  subject.text = text(begin, end);
  match.second.reset();
  match.next = end;
  push_comparison(i, end, subject, match);
  return true;
}

}  // namespace critc
