#include "ir/ucum/exact.h"
#include "ir/ucum/ucum.h"

namespace critc {

namespace {

std::optional<Ratio> quotient(Ratio from, Ratio to) {
  if (auto exact = divide(from, to)) return exact;
  bool rounded = false;
  return multiply_rounding(from, to.inverse(), rounded);
}

bool affine_or_linear(const UcumUnit& unit) { return unit.scale != UcumScale::Other; }

}  // namespace

UcumUnit ucum_unit(const Catalog& catalog, UnitId id) {
  const UnitRow& row = catalog.unit(id);
  if (row.special != 0) {
    auto unit = parse_ucum(catalog.ucum(id), catalog);
    if (unit) return *unit;
    llvm::consumeError(unit.takeError());
  }
  UcumUnit unit;
  unit.dimension = row.dimension;
  unit.factor = row.factor;
  return unit;
}

std::optional<Ratio> conversion_factor(const UcumUnit& from, const UcumUnit& to) {
  if (!(from.dimension == to.dimension) || from.special != to.special) return std::nullopt;
  if (from.scale == UcumScale::Affine && !(from.offset == to.offset)) return std::nullopt;
  return quotient(from.factor, to.factor);
}

std::optional<Ratio> conversion_factor(const Catalog& catalog, UnitId from, UnitId to) {
  const UnitRow& a = catalog.unit(from);
  const UnitRow& b = catalog.unit(to);
  if (from == to) return Ratio{};
  if (!(a.dimension == b.dimension) || a.special != b.special) return std::nullopt;
  if (a.special != 0) return conversion_factor(ucum_unit(catalog, from), ucum_unit(catalog, to));
  return quotient(a.factor, b.factor);
}

std::optional<Converted> convert_units(Decimal value, const UcumUnit& from, const UcumUnit& to) {
  if (auto factor = conversion_factor(from, to)) return convert(value, *factor);
  if (!(from.dimension == to.dimension) || !affine_or_linear(from) || !affine_or_linear(to)) {
    return std::nullopt;
  }
  // (value + from.offset) * factor - to.offset; where to.offset ends in the units of `from`, it is
  // taken off before the one step that may round.
  auto factor = quotient(from.factor, to.factor);
  auto shifted = add(value, from.offset);
  if (!factor || !shifted) return std::nullopt;
  auto offset = convert(to.offset, factor->inverse());
  if (offset && !offset->rounded) {
    auto distance = subtract(*shifted, offset->value);
    return distance ? convert(*distance, *factor) : std::nullopt;
  }
  auto result = convert(*shifted, *factor);
  auto difference = result ? subtract(result->value, to.offset) : std::nullopt;
  if (!difference) return std::nullopt;
  return Converted{*difference, result->rounded};
}

std::optional<Ratio> molar_factor(const UcumUnit& from, const UcumUnit& to, Ratio molar_mass) {
  constexpr Ratio kAvogadro{602214076, 1, 15};  // as UCUM 2.2 defines mol
  constexpr unsigned kMass = 2;                // of Dimension::exponents
  if (molar_mass.num == 0 || from.special || to.special) return std::nullopt;
  Dimension with_mass = from.dimension;
  ++with_mass.exponents[kMass];
  std::optional<Ratio> grams_per_unit = divide(molar_mass, kAvogadro);
  if (!grams_per_unit) return std::nullopt;
  if (!(with_mass == to.dimension)) {
    Dimension without_mass = from.dimension;
    --without_mass.exponents[kMass];
    if (!(without_mass == to.dimension)) return std::nullopt;
    grams_per_unit = grams_per_unit->inverse();
  }
  std::optional<Ratio> factor = divide(from.factor, to.factor);
  return factor ? multiply(*factor, *grams_per_unit) : std::nullopt;
}

UcumUnit without_annotations(UcumUnit unit) {
  unit.dimension.annotation = unit.arbitrary;
  return unit;
}

}  // namespace critc
