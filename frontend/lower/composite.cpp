// Two numbers with a slash between them: blood pressures, acuities, scores out of their maximum.
#include "frontend/lower/statement_scanner.h"

namespace critc {

// "140/90": the first number is the systolic, the second the diastolic bound. "20/40" is an acuity. False
// for what else is written so: its first number alone would be a wrong bound.
bool StatementScanner::split_composite(Subject& subject, uint32_t i, BoundMatch& match) {
  if (!match.second) return true;
  if (subject.concept_id == catalog_.find("vital:visual_acuity")) return read_snellen(match);
  ConceptId low = catalog_.find("vital:diastolic_blood_pressure");
  ConceptId high = catalog_.find("vital:systolic_blood_pressure");
  if (out_of_maximum(subject, match)) return true;
  if (!low || !high || !is_pressure_pair(subject, match)) return false;
  Subject diastolic = subject;
  diastolic.concept_id = low;
  subject.concept_id = high;
  BoundMatch other = match;
  std::optional<End>& end = other.bounds.low ? other.bounds.low : other.bounds.high;
  bool closed = end->closed;
  *end = *match.second;
  end->closed = closed;
  push_comparison(i, match.next, diastolic, other);
  return true;
}

// "blood pressure > 140 mmHg systolic or > 90 mmHg diastolic": each bound is of the pressure behind it.
bool StatementScanner::compare_pressure_behind(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  const uint32_t at = match.next;
  if (match.plain || match.second || !is(at, ChunkKind::Subject)) return false;
  if (is(at + 1, ChunkKind::Comparator) || is(at + 1, ChunkKind::Number) || is(at + 1, ChunkKind::Between) || is(at + 1, ChunkKind::Colon)) return false;
  const Subject part = subject_of(at);
  const ConceptId whole = catalog_.find("vital:blood_pressure"), high = catalog_.find("vital:systolic_blood_pressure"),
                  low = catalog_.find("vital:diastolic_blood_pressure");
  if (!part.concept_id || (part.concept_id != high && part.concept_id != low)) return false;
  const bool known = left.kind == LeftSubject::Element || left.kind == LeftSubject::Statement;
  const ConceptId before = known ? subject_at(buffers_.elements[left.element]).concept_id : 0;
  const bool other = is_measurement(before) && before != whole && before != high && before != low;
  if (other || before == part.concept_id) return false;
  if (left.kind == LeftSubject::Element && before == whole) buffers_.elements[left.element].part = Part::Filler;
  match.next = at + 1;
  push_comparison(i, match.next, part, match);
  return true;
}

// "MMSE >= 25/30": 25 of at most 30.
bool StatementScanner::out_of_maximum(const Subject& subject, BoundMatch& match) {
  const End& first = match.bounds.low ? *match.bounds.low : *match.bounds.high;
  bool score = subject.concept_id && catalog_.kind(subject.concept_id) == ConceptKind::Score;
  if (!score || match.unit != UnitClass::None) return false;
  if (compare(first.quantity.stated, match.second->quantity.stated) > 0) return false;
  match.second.reset();
  return true;
}

// Of a blood pressure, or of a condition in its unit or within its values: "hypertension (> 180/110)".
bool StatementScanner::is_pressure_pair(const Subject& subject, const BoundMatch& match) const {
  for (llvm::StringRef name : {"vital:blood_pressure", "vital:systolic_blood_pressure", "vital:diastolic_blood_pressure"})
    if (subject.concept_id == catalog_.find(name)) return true;
  if (subject.concept_id && (is_measured(subject.concept_id) || is_demographic(subject))) return false;
  const Quantity& first = (match.bounds.low ? *match.bounds.low : *match.bounds.high).quantity;
  const Quantity& second = match.second->quantity;
  if (first.stated_unit) return !(first.stated_unit & kLocalBit) && catalog_.ucum(first.stated_unit) == "mm[Hg]";
  auto within = [](const Quantity& value, int64_t low, int64_t high) {
    return compare(value.stated, Decimal::from_int(low)) >= 0 && compare(value.stated, Decimal::from_int(high)) <= 0;
  };
  return first.unit_text.empty() && within(first, 80, 250) && within(second, 40, 140) &&
         compare(first.stated, second.stated) > 0;
}

// "20/40" sees at 20 what others see at 40: 20 in the unit {/40}, as 20/30 has no exact decimal.
bool StatementScanner::read_snellen(BoundMatch& match) {
  const Decimal distance = match.second->quantity.stated;
  if (distance.exponent != 0) return false;
  const std::string unit = "{/" + distance.str() + "}";
  for (std::optional<End>* end : {&match.bounds.low, &match.bounds.high}) {
    if (!*end) continue;
    Quantity& quantity = (*end)->quantity;
    quantity.stated_unit = quantity.unit = document_.add_unit(unit);
    quantity.unit_text = match.second_text;
  }
  match.unit = UnitClass::Other;
  match.second.reset();
  return true;
}

}  // namespace critc
