// Bounds that are said once of several measurements of a list.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/statement_scanner.h"

namespace critc {

// "AST/ALT <= 3 x ULN" bounds both; either excludes, and of two scores, "Karnofsky/Lansky >= 50", one is asked.
bool StatementScanner::joins_as_or(const Subject& subject) const {
  bool score = subject.concept_id && catalog_.kind(subject.concept_id) == ConceptKind::Score;
  return score || context_.section == Section::Exclusion;
}

// Whether a subject of a list can have the list's bound: an age has no limits of normal and no other units.
bool StatementScanner::may_share(const Subject& subject, const BoundMatch& match) const {
  bool limited = is_measured(subject.concept_id) || !limits(match.bounds);
  bool timed = match.unit == UnitClass::None || (match.unit == UnitClass::Time) == measures_time(subject);
  const bool score = subject.concept_id && catalog_.kind(subject.concept_id) == ConceptKind::Score;  // "NYHA class, or QTc > 480 ms"
  const UnitId stated = one_end(match.bounds).quantity.stated_unit;
  if (match.unit == UnitClass::Other && stated && !(stated & kLocalBit) && is_degree_of_test(subject.concept_id)) return false;  // "2+ on dipsticks or UPCR > 1 g/g"
  return limited && timed && !(score && match.unit != UnitClass::None && match.unit != UnitClass::Percent);
}

// A test that is read in degrees has no other unit.
bool StatementScanner::is_degree_of_test(ConceptId id) const {
  const ConceptId degree = catalog_.find("unit:{score}");
  return is_measurement(id) && degree && catalog_.measurement(id).unit == catalog_.unit_of(degree);
}

// A guard stands before element `k`, and a comma right behind it.
bool StatementScanner::opens_guard(uint32_t k) const {
  const llvm::ArrayRef<Element> elements = buffers_.elements;
  const bool comma = k + 1 < elements.size() && elements[k + 1].part == Part::Comma;
  return comma && llvm::any_of(elements.take_front(k), [](const Element& element) { return element.part == Part::Guard; });
}

// "AST and ALT <= 3 ULN": subjects that stand before the bound's own one in the same list.
void StatementScanner::compare_coordinated(uint32_t element, const BoundMatch& match) {
  std::vector<Element>& elements = buffers_.elements;
  uint32_t k = element;
  bool connective = false;
  ConceptId last = subject_at(elements[element]).concept_id;
  while (k-- > 0) {
    Element& left = elements[k];
    connective |= left.part == Part::Subject && stands_before_limit(k, match);
    if (left.part == Part::Close) {
      k = left.match;
    } else if (left.part == Part::And || left.part == Part::Or || left.part == Part::Comma) {
      connective = true;
    } else if (left.part == Part::Subject && connective && last && subject_at(left).concept_id == last && opens_guard(k)) {
      return;  // "if something lowers the ANC, the ANC must be"
    } else if (left.part == Part::Subject && connective && may_share(subject_at(left), match)) {
      if (k > 0 && elements[k - 1].part == Part::Attribute && elements[k - 1].code == GrammarCode::Status) return;  // negative for A, and B < 5
      Comparison comparison;
      comparison.subject = subject_at(left);
      comparison.bounds = bounds_with_subject(match.bounds, left.node.range);
      comparison.change = match.change;
      settle_limit(comparison);
      left.part = Part::Statement;
      left.node.range = hull(left.node.range, match.bounds.range);
      last = comparison.subject.concept_id;
      left.node.value = Box<Comparison>(std::move(comparison));
      connective = false;
    } else if (left.part == Part::Subject && !connective && last && subject_at(left).concept_id == last) {
      left.part = Part::Filler;  // "alanine aminotransferase (ALT) serum glutamate pyruvate transaminase": one by two names
    } else if (left.part == Part::Words && !connective &&
               left.chunk_end - left.chunk_begin == 1 && is(left.chunk_begin, ChunkKind::Slash)) {
      left.part = joins_as_or(subject_at(elements[element])) ? Part::Or : Part::And;
      connective = true;
    } else if (left.part != Part::Filler) {
      return;
    }
  }
}

// "PT/INR aPTT <= 1.5 x ULN": two laboratory values side by side have one multiple of a limit of normal.
bool StatementScanner::stands_before_limit(uint32_t k, const BoundMatch& match) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (!has_limit(match.bounds) || elements[k].chunk_end != elements[k + 1].chunk_begin) return false;
  const bool side_by_side = elements[k + 1].part == Part::Subject || elements[k + 1].part == Part::Statement;
  const ConceptId id = subject_at(elements[k]).concept_id;
  return side_by_side && is_measured(id) && id != subject_at(elements[k + 1]).concept_id;
}

}  // namespace critc
