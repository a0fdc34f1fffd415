// The unit behind a number: a spelling of the catalogue or a composition of such.
#pragma once

#include <cstdint>

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/text/token.h"

namespace critc {

struct UnitMatch {
  uint32_t tok_end = 0;  // 0: no unit here
  UnitId unit = 0;       // 0: words of a unit that do not compose to a UCUM code
};

// Reads the unit that starts at token `at`: `mg/kg/d`, `x 10^9/L`, `mL/min/1.73 m2`, `points`.
UnitMatch read_unit(const TokenBuffer& tokens, uint32_t at, uint32_t end, const Catalog& catalog,
                    Document& document);

// What sort of statement a unit makes possible.
enum class UnitClass : uint8_t { None, Time, Dose, Percent, Other };
UnitClass unit_class(UnitId unit, const Catalog& catalog, const Document& document);

}  // namespace critc
