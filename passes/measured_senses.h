// MeasuredSenses: which of the things that words may name a bound is on, by its unit, its limit and its value.
#pragma once

#include "llvm/ADT/ArrayRef.h"

#include "passes/pass.h"

namespace critc {

using ConceptKinds = uint32_t;
constexpr ConceptKinds set(ConceptKind kind) { return ConceptKinds{1} << static_cast<unsigned>(kind); }
template <typename... Kinds>
constexpr ConceptKinds set(ConceptKind first, Kinds... rest) {
  return set(first) | set(rest...);
}

constexpr ConceptKinds kMeasured = set(ConceptKind::Lab, ConceptKind::Vital, ConceptKind::Score, ConceptKind::Demographic);
constexpr ConceptKinds kLimited = set(ConceptKind::Lab, ConceptKind::Vital, ConceptKind::Score);
constexpr ConceptKinds kMedicines = set(ConceptKind::Drug, ConceptKind::DrugClass);

class MeasuredSenses {
 public:
  explicit MeasuredSenses(PassContext& context);

  // A number without unit and limit is no value of a condition or drug.
  static bool counts(const Comparison& comparison);
  // "weight loss > 5 %", "proteinuria > 1 g/day": the finding and its measurement have one name.
  bool take_sense(Comparison& comparison, llvm::ArrayRef<ConceptId> measured) const;
  // "thrombocytopenia < 50 x 10^9/L" bounds the platelets. Of several measurements that of the fewest conditions is the
  // condition's own: every lymphopenia is a leukopenia.
  bool take_measurement_of(Comparison& comparison) const;
  // "creatinine >= 50 mL/min", "ISS > 16": the unit or the value is of another measurement that goes by the same name.
  void take_other_measurement(Comparison& comparison) const;
  // "smokes more than 10 cigarettes a day", "use > 14 drinks per week": nothing else is counted in the unit.
  void take_what_unit_counts(Comparison& comparison) const;
  // Only measurements have limits of normal; other names stay words.
  void keep_limit_on_measurement(Comparison& comparison) const;
  // A finding has a size, bleeding a volume and a fever its degrees, radiotherapy a dose and a drug an amount; no other value is one of a
  // thing, and no share at all: "echocardiogram >= 50 %". The words stay.
  void keep_fitting(Comparison& comparison) const;
  // The first of several measurements that has such a unit, or limits of normal.
  void choose_by_unit(Comparison& comparison, llvm::ArrayRef<ConceptId> candidates) const;

 private:
  // Whether the bound has a unit in which the measurement is taken, or a limit of normal.
  bool is_in_unit_of(const Comparison& comparison, ConceptId measured) const;
  bool is_in_own_unit_of(const Comparison& comparison, const MeasurementRow& row) const;
  // Whether the value stands outside of a measurement without unit, a score.
  bool takes_degree(Comparison& comparison) const;
  bool is_beyond(const End& end, const MeasurementRow& row) const;

  PassContext& context_;
  Document& document_;
  const UnitId degrees_, gray_;
};

}  // namespace critc
