// Which measurement a bound is of, where its unit cannot be one of what stands right before it.
#include "frontend/lower/subject_finder.h"

namespace critc {

namespace {

constexpr uint32_t kMaxElementsLeft = 24;

// Beyond what anybody measures, and by more than a comma that slipped.
bool is_far_off(const Decimal& value, const MeasurementRow& row) {
  if (compare(row.plausible_low, row.plausible_high) == 0) return false;
  const Ratio ten{10, 1};
  const std::optional<Converted> high = convert(row.plausible_high, ten), ten_times = convert(value, ten);
  return high && ten_times && (compare(value, high->value) > 0 || compare(ten_times->value, row.plausible_low) < 0);
}

}  // namespace

// Whether the bound's unit and value can be those of the measurement. Where an equation or a molar mass converts
// between units, any may be.
bool SubjectFinder::fits_measurement(ConceptId id, const BoundMatch& match) const {
  if (!is_measurement(id)) return false;
  const MeasurementRow& row = catalog_.measurement(id);
  const End& end = one_end(match.bounds);
  if (end.reference == Reference::Uln || end.reference == Reference::Lln) return (row.flags & kAllowsReference) != 0;
  const UnitId stated = end.quantity.stated_unit;
  if (!stated || !row.unit || (stated & kLocalBit)) return false;
  if (!(catalog_.unit(stated).dimension == catalog_.unit(row.unit).dimension)) return row.molar_mass.num != 0 || stated == row.equation_unit;
  const std::optional<Ratio> factor = divide(catalog_.unit(stated).factor, catalog_.unit(row.unit).factor);
  const std::optional<Converted> value = factor ? convert(end.quantity.stated, *factor) : std::nullopt;
  return !value || !is_far_off(value->value, row);
}

// "QTc on the ECG (> 450 ms)", "calcium drawn with the PTH >= 8.4 mg/dL": the measurement further left in the clause
// whose unit the bound has.
void SubjectFinder::look_left(const BoundMatch& match, LeftSubject& left) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (match.plain || !has_unit(match)) return;
  const bool valued = left.kind == LeftSubject::Words && only_measures(left.words_begin, left.words_end);
  if (left.kind != LeftSubject::Element && !valued) return;
  const uint32_t end = valued ? static_cast<uint32_t>(elements.size()) : left.element;
  if (!valued) {
    const Subject near = subject_at(elements[left.element]);
    const Exposure* drug = elements[left.element].node.as<Exposure>();
    if (!near.concept_id || is_person_group(near.concept_id) || fits_measurement(near.concept_id, match)) return;
    if (drug && match.unit != UnitClass::Percent) return;
  }
  const uint32_t stop = end > kMaxElementsLeft ? end - kMaxElementsLeft : 0;
  for (uint32_t k = end; k-- > stop;) {
    switch (elements[k].part) {
      case Part::Statement:
      case Part::Time:
      case Part::Stop:
      case Part::Colon:
      case Part::Guard:
      case Part::Exception:
      case Part::Negation: return;
      case Part::Subject: break;
      default: continue;
    }
    const ConceptId id = subject_at(elements[k]).concept_id;
    const UnitId stated = one_end(match.bounds).quantity.stated_unit;
    const bool same = id && is_measurement(id) && catalog_.measurement(id).unit &&
                      catalog_.unit(stated).dimension == catalog_.unit(catalog_.measurement(id).unit).dimension;
    if (!same || !fits_measurement(id, match)) continue;
    left.kind = LeftSubject::Element;
    left.element = k;
    left.between = 0;
    left.afar = true;
    return;
  }
}

// "testosterone, defined as a value < 300 ng/dL": the words name nothing but that there is a value.
bool SubjectFinder::only_measures(uint32_t begin, uint32_t end) const {
  bool measures = false;
  for (uint32_t k = begin; k < end; ++k) {
    if (chunk_traits(k) & kMeasures) measures = true;
    else if (!is(k, ChunkKind::Filler) && !(chunk_traits(k) & (kNarrows | kCarries | kInClause))) return false;
  }
  return measures;
}

// "NYHA, 1994", "pregnancy test on the day of [18F]": a number without comparator in another unit than the measurement's,
// or beyond its range, is none of its values.
bool SubjectFinder::is_of_no_value(ConceptId id, const BoundMatch& match) const {
  const MeasurementRow& row = catalog_.measurement(id);
  const End& end = one_end(match.bounds);
  if (end.reference != Reference::None) return false;
  if (has_unit(match)) {
    const UnitId unit = end.quantity.stated_unit;
    const bool share = match.unit == UnitClass::Percent || catalog_.ucum(unit).starts_with("{");
    return row.unit && !share && !(catalog_.unit(unit).dimension == catalog_.unit(row.unit).dimension) && !fits_measurement(id, match);
  }
  return match.unit == UnitClass::None && catalog_.kind(id) == ConceptKind::Score && is_far_off(end.quantity.stated, row);
}

// A unit that the catalogue knows and that is none of time, but for the times of an ECG.
bool SubjectFinder::has_unit(const BoundMatch& match) const {
  const UnitId stated = one_end(match.bounds).quantity.stated_unit;
  if (!stated || (stated & kLocalBit) || match.age_word) return false;
  return match.unit != UnitClass::Time || catalog_.ucum(stated) == "ms";
}

// What stands between such a measurement and its bound tells how it is measured.
void SubjectFinder::fold_method(uint32_t element, TextSpan& method) {
  std::vector<Element>& elements = buffers_.elements;
  uint32_t begin = 0, end = 0;
  for (uint32_t k = element + 1; k < elements.size(); ++k) {
    if (elements[k].part == Part::Open && elements[k].match <= k) continue;
    const bool thing = elements[k].part == Part::Entity || elements[k].part == Part::Subject;
    if (thing) end = elements[k].chunk_end;
    if (thing && !begin) begin = elements[k].chunk_begin;
    elements[k].part = Part::Filler;
  }
  if (end > begin) method = text(begin, end);
}

}  // namespace critc
