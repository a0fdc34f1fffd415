// unit_math: units by id, catalogue or local, and the conversions that passes make.
#pragma once

#include <optional>

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/ucum/ucum.h"

namespace critc {

// Indexes of Dimension::exponents.
enum : unsigned { kLengthExponent, kTimeExponent, kMassExponent };

// Units that passes ask for by code.
struct UsualUnits {
  explicit UsualUnits(const Catalog& catalog)
      : one(catalog.unit("1")),
        percent(catalog.unit("%")),
        milligram(catalog.unit("mg")),
        day(catalog.unit("d")),
        year(catalog.unit("a")),
        degree(catalog.unit("deg")),
        celsius(catalog.unit("Cel")),
        fahrenheit(catalog.unit("[degF]")) {}
  UnitId one, percent, milligram, day, year, degree, celsius, fahrenheit;
};

llvm::StringRef unit_code(const Document& document, const Catalog& catalog, UnitId unit);

// Nothing for 0.
std::optional<UcumUnit> ucum_of(const Document& document, const Catalog& catalog, UnitId unit);

// The id of a UCUM code, from the catalogue or else local to the document; 0 when it is no valid
// UCUM.
UnitId intern_unit(Document& document, const Catalog& catalog, llvm::StringRef code);

// Whether a value in one can be converted to the other without knowing the analyte.
bool commensurable(const UcumUnit& a, const UcumUnit& b);
// Equal but for annotations: mL/min and mL/min/{1.73_m2}.
bool equal_but_annotations(const UcumUnit& a, const UcumUnit& b);

bool is_time(const UcumUnit& unit);
bool is_pure_mass(const UcumUnit& unit);

// The row of a measurement concept; nullptr for concepts of other kinds.
const MeasurementRow* measurement_row(const Catalog& catalog, ConceptId id);

}  // namespace critc
