#include "passes/measured_senses.h"

#include "llvm/ADT/STLExtras.h"

#include "passes/misfit.h"
#include "passes/unit_math.h"
#include "passes/unit_reader.h"
#include "passes/words.h"

namespace critc {

namespace {

const End& one_end(const Comparison& comparison) {
  return comparison.bounds.low ? *comparison.bounds.low : *comparison.bounds.high;
}

}  // namespace

MeasuredSenses::MeasuredSenses(PassContext& context)
    : context_(context),
      document_(context.document),
      degrees_(context.catalog.unit("Cel")),
      gray_(context.catalog.unit("Gy")) {}

bool MeasuredSenses::is_in_unit_of(const Comparison& comparison, ConceptId measured) const {
  const MeasurementRow& row = context_.catalog.measurement(measured);
  const End& end = one_end(comparison);
  if (end.reference == Reference::Uln || end.reference == Reference::Lln) return (row.flags & kAllowsReference) != 0;
  const UnitId unit = end.quantity.stated_unit;
  if (!unit || !row.unit || (unit & kLocalBit) || end.reference != Reference::None) return false;
  const Dimension stated = context_.catalog.unit(unit).dimension;
  Dimension wanted = context_.catalog.unit(row.unit).dimension;
  if (row.molar_mass.num != 0 && !(stated == Dimension{})) wanted.exponents[kMassExponent] = stated.exponents[kMassExponent];
  return stated == wanted;
}

bool MeasuredSenses::take_sense(Comparison& comparison, llvm::ArrayRef<ConceptId> measured) const {
  const auto* fits = llvm::find_if(measured, [&](ConceptId id) { return is_in_unit_of(comparison, id); });
  if (fits == measured.end()) return false;
  comparison.subject.concept_id = *fits;
  return true;
}

bool MeasuredSenses::take_measurement_of(Comparison& comparison) const {
  const ConceptId id = comparison.subject.concept_id;
  if (!id || context_.catalog.kind(id) != ConceptKind::Condition) return false;
  ConceptId best = 0;
  for (ConceptId whole : context_.catalog.classes(id)) {
    if (!measurement_row(context_.catalog, whole) || !is_in_unit_of(comparison, whole)) continue;
    if (!best || context_.catalog.members(whole).size() < context_.catalog.members(best).size()) best = whole;
  }
  const Reference reference = one_end(comparison).reference;  // "Gilbert's syndrome <= 3 x ULN" is of persons who have it
  if (reference == (comparison.bounds.low ? Reference::Lln : Reference::Uln)) return false;
  if (best) comparison.subject.concept_id = best;
  return best != 0;
}

bool MeasuredSenses::is_beyond(const End& end, const MeasurementRow& row) const {
  const UnitId unit = end.quantity.stated_unit;
  if (!has_limits(row) || end.reference != Reference::None || !context_.catalog.ucum(row.unit).starts_with("{")) return false;
  if (unit != row.unit && !(unit == 0 && end.quantity.unit_text.empty())) return false;
  return compare(end.quantity.stated, row.plausible_low) < 0 || compare(end.quantity.stated, row.plausible_high) > 0;
}

// A ratio has the dimension of a plain number: its unit must say what is divided.
bool MeasuredSenses::is_in_own_unit_of(const Comparison& comparison, const MeasurementRow& row) const {
  const UnitId unit = one_end(comparison).quantity.stated_unit;
  if (unit && unit == row.equation_unit) return true;
  if (!is_in_unit_of(comparison, row.concept_id)) return false;
  return !(context_.catalog.unit(unit).dimension == Dimension{}) || context_.catalog.ucum(unit).contains('/');
}

// "protein > 2+": of the test that is read in degrees and goes by the same name; of no other measurement.
bool MeasuredSenses::takes_degree(Comparison& comparison) const {
  const ConceptId id = comparison.subject.concept_id, score = context_.catalog.find("unit:{score}");
  const UnitId degree = score ? context_.catalog.unit_of(score) : 0;
  if (!degree || one_end(comparison).quantity.stated_unit != degree) return false;
  auto fits = [&](ConceptId whole) {
    const MeasurementRow* row = measurement_row(context_.catalog, whole);
    return row && (!row->unit || row->unit == degree);
  };
  if (fits(id)) return false;
  const auto classes = context_.catalog.classes(id);
  const auto* other = llvm::find_if(classes, fits);
  comparison.subject.concept_id = other == classes.end() ? 0 : *other;
  return true;
}

void MeasuredSenses::take_other_measurement(Comparison& comparison) const {
  if (takes_degree(comparison)) return;
  const ConceptId id = comparison.subject.concept_id;
  const End& end = one_end(comparison);
  const bool beyond = is_beyond(end, context_.catalog.measurement(id));
  if (end.reference != Reference::None || (!beyond && is_in_unit_of(comparison, id))) return;
  for (ConceptId whole : context_.catalog.classes(id)) {
    const MeasurementRow* row = measurement_row(context_.catalog, whole);
    if (!row) continue;
    const bool fits = beyond ? row->unit == context_.catalog.measurement(id).unit && !is_beyond(end, *row) : is_in_own_unit_of(comparison, *row);
    if (fits) comparison.subject.concept_id = whole;
  }
}

void MeasuredSenses::take_what_unit_counts(Comparison& comparison) const {
  const UnitId unit = one_end(comparison).quantity.stated_unit;
  const ConceptId id = comparison.subject.concept_id;
  if (!unit || (unit & kLocalBit) || (id && measurement_row(context_.catalog, id))) return;
  const ConceptId counted = context_.catalog.find(("unit:" + context_.catalog.ucum(unit)).str());
  for (ConceptId whole : counted ? context_.catalog.classes(counted) : llvm::ArrayRef<ConceptId>{})
    comparison.subject.concept_id = whole;
}

bool MeasuredSenses::counts(const Comparison& comparison) {
  const End& end = one_end(comparison);
  return end.quantity.unit_text.empty() && !end.quantity.stated_unit && end.reference == Reference::None;
}

void MeasuredSenses::keep_limit_on_measurement(Comparison& comparison) const {
  auto limited = [](const std::optional<End>& end) {
    return end && (end->reference == Reference::Uln || end->reference == Reference::Lln);
  };
  ConceptId& id = comparison.subject.concept_id;
  if (!limited(comparison.bounds.low) && !limited(comparison.bounds.high)) return;
  if (id && !(set(context_.catalog.kind(id)) & kLimited)) id = comparison.subject.phrase = 0;
}

void MeasuredSenses::keep_fitting(Comparison& comparison) const {
  Subject& subject = comparison.subject;
  const UnitId unit = one_end(comparison).quantity.stated_unit;
  if (!subject.concept_id || measurement_row(context_.catalog, subject.concept_id) || !unit || (unit & kLocalBit)) return;
  const ConceptKinds kind = set(context_.catalog.kind(subject.concept_id));
  const Dimension dimension = context_.catalog.unit(unit).dimension;
  const Dimension share{}, length{{1, 0, 0, 0, 0, 0, 0}, 0}, area{{2, 0, 0, 0, 0, 0, 0}, 0}, time{{0, 1, 0, 0, 0, 0, 0}, 0};
  const Dimension volume{{3, 0, 0, 0, 0, 0, 0}, 0};
  const bool sized = dimension == length || dimension == area || dimension == volume ||
                     dimension == context_.catalog.unit(degrees_).dimension;
  const bool fits = kind & kMedicines                      ? !(dimension == share)
                    : kind & set(ConceptKind::Condition)   ? sized
                    : kind & set(ConceptKind::Procedure)   ? dimension == context_.catalog.unit(gray_).dimension
                                                           : dimension == length || dimension == time;
  if (!fits) subject.concept_id = subject.phrase = 0;
}

void MeasuredSenses::choose_by_unit(Comparison& comparison, llvm::ArrayRef<ConceptId> candidates) const {
  const std::optional<End>& end =
      comparison.bounds.low ? comparison.bounds.low : comparison.bounds.high;
  if (!end) return;
  const Catalog& catalog = context_.catalog;
  WordList words(document_, context_.tokens, catalog, end->quantity.unit_text);
  for (ConceptId id : candidates) {
    const MeasurementRow& row = catalog.measurement(id);
    if (end->reference == Reference::Uln || end->reference == Reference::Lln) {
      if (!(row.flags & kAllowsReference)) continue;
    } else if (end->quantity.unit_text.empty()) {
      if (row.unit && catalog.ucum(row.unit) != "1" && !row.bare_low_unit && !row.bare_high_unit)
        continue;
    } else {
      const UnitId unit = read_unit(document_, catalog, words.words(), row.unit);
      auto written = ucum_of(document_, catalog, unit);
      auto canonical = ucum_of(document_, catalog, row.unit);
      if (!written || !canonical || !equal_but_annotations(*written, *canonical)) continue;
    }
    comparison.subject.concept_id = id;
    return;
  }
}

}  // namespace critc
