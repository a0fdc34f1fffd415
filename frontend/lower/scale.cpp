// What the scale of a measurement tells of a bound: the side of "or worse", of what thing a grade is.
#include "frontend/lower/ends.h"
#include "frontend/lower/statement_scanner.h"

namespace critc {

// "20/40 or better", "ECOG 2 or worse". A grade is worse where it is higher. Where the same words are values of two
// scales, an acuity of 0.3, the side stays unknown.
void StatementScanner::settle_quality(const Subject& subject, BoundMatch& match, bool grade) const {
  if (match.quality == GrammarCode::None || !match.bounds.low) return;
  const bool worse = match.quality == GrammarCode::PostWorse;
  std::optional<bool> higher_is_better;
  if (!is_measurement(subject.concept_id)) {
    if (worse || grade) higher_is_better = false;
  } else {
    const MeasurementRow& row = catalog_.measurement(subject.concept_id);
    const Quantity& quantity = match.bounds.low->quantity;
    const bool told = row.flags & (kHigherIsBetter | kLowerIsBetter), higher = row.flags & kHigherIsBetter;
    const bool bare = quantity.unit_text.empty();
    const bool own = bare || quantity.stated_unit == row.unit || (quantity.stated_unit & kLocalBit);
    const bool two_scales = bare && row.bare_low_unit && compare(quantity.stated, row.bare_split) < 0;
    if (told && !two_scales) higher_is_better = own == higher;  // another unit: the logarithm
    if (!told && worse) higher_is_better = false;
  }
  match.quality = GrammarCode::None;
  if (!higher_is_better) return;
  End end = *match.bounds.low;
  match.bounds.comparator_lost = false;
  match.bounds.low.reset();
  set_end(match.bounds, worse == *higher_is_better ? GrammarCode::LessEqual : GrammarCode::GreaterEqual, end);
}

// A bound on the grade of whatever thing stands beside it: "CTCAE grade >= 2".
bool StatementScanner::grades_things(const Element& element) const {
  const Comparison* comparison = element.node.as<Comparison>();
  if (!comparison || !is_measurement(comparison->subject.concept_id) || comparison->change != Change::None) return false;
  return (catalog_.measurement(comparison->subject.concept_id).flags & kThingGrade) && !limits(comparison->bounds);
}

// "infection (CTCAE grade > 2)": the grade is that of the thing.
bool StatementScanner::place_grade(uint32_t statement, uint32_t thing) {
  std::vector<Element>& elements = buffers_.elements;
  Has* has = elements[thing].part == Part::Entity ? elements[thing].node.as<Has>() : nullptr;
  if (!has || has->thing != ThingKind::Condition || !has->grade.empty()) return false;
  const Comparison& comparison = *elements[statement].node.as<Comparison>();
  has->grade = comparison.bounds;
  has->scale = catalog_.measurement(comparison.subject.concept_id).scale;
  elements[thing].part = Part::Statement;
  elements[thing].node.range = hull(elements[thing].node.range, elements[statement].node.range);
  elements[statement].part = Part::Filler;
  elements[statement].node.value = {};
  return true;
}

// In brackets or behind a comma, or before the thing.
void StatementScanner::place_grades() {
  const std::vector<Element>& elements = buffers_.elements;
  auto filler = [&](uint32_t k) { return elements[k].part == Part::Filler; };
  for (uint32_t i = 0; i < elements.size(); ++i) {
    if (elements[i].part != Part::Statement || !grades_things(elements[i])) continue;
    uint32_t behind = i + 1;
    while (behind < elements.size() && filler(behind)) ++behind;
    if (behind < elements.size() && place_grade(i, behind)) continue;
    uint32_t at = i;
    while (at > 0 && filler(at - 1)) --at;
    const Part before = at > 0 ? elements[at - 1].part : Part::Stop;
    const bool scale_named = tokens_.tokens[chunk(elements[i].chunk_begin).tok_begin].has(kAllCaps);  // and no "toxicity"
    if (before == Part::Open || (before == Part::Comma && scale_named)) --at;
    while (at > 0 && filler(at - 1)) --at;
    if (at > 0) place_grade(i, at - 1);
  }
}

}  // namespace critc
