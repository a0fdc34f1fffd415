#include "passes/unit_math.h"

namespace critc {

namespace {

bool has_only(const UcumUnit& unit, unsigned base) {
  Dimension expected;
  expected.exponents[base] = 1;
  return unit.special == 0 && unit.dimension == expected;
}

}  // namespace

llvm::StringRef unit_code(const Document& document, const Catalog& catalog, UnitId unit) {
  if (unit == 0) return "";
  if (unit & kLocalBit) return document.local_units[unit & ~kLocalBit];
  return catalog.ucum(unit);
}

std::optional<UcumUnit> ucum_of(const Document& document, const Catalog& catalog, UnitId unit) {
  if (unit == 0) return std::nullopt;
  if (!(unit & kLocalBit)) return ucum_unit(catalog, unit);
  llvm::Expected<UcumUnit> parsed = parse_ucum(unit_code(document, catalog, unit), catalog);
  if (parsed) return *parsed;
  llvm::consumeError(parsed.takeError());
  return std::nullopt;
}

UnitId intern_unit(Document& document, const Catalog& catalog, llvm::StringRef code) {
  if (UnitId unit = catalog.unit(code)) return unit;
  llvm::Expected<UcumUnit> parsed = parse_ucum(code, catalog);
  if (parsed) return document.add_unit(code);
  llvm::consumeError(parsed.takeError());
  return 0;
}

bool commensurable(const UcumUnit& a, const UcumUnit& b) {
  if (a.scale == UcumScale::Other || b.scale == UcumScale::Other) return a.special == b.special;
  return a.dimension == b.dimension;
}

bool equal_but_annotations(const UcumUnit& a, const UcumUnit& b) {
  return commensurable(without_annotations(a), without_annotations(b));
}

bool is_time(const UcumUnit& unit) { return has_only(unit, kTimeExponent); }
bool is_pure_mass(const UcumUnit& unit) { return has_only(unit, kMassExponent); }

const MeasurementRow* measurement_row(const Catalog& catalog, ConceptId id) {
  if (id == 0) return nullptr;
  switch (catalog.kind(id)) {
    case ConceptKind::Lab:
    case ConceptKind::Vital:
    case ConceptKind::Score:
    case ConceptKind::Demographic:
      return &catalog.measurement(id);
    default:
      return nullptr;
  }
}

}  // namespace critc
