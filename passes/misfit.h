// Misfits: bounds that their measurement cannot have. Either the pen slipped, and the posting is wrong (`hemoglobin >= 9
// mg/dL`, `eGFR < 60 mL/min/m2`), or the words mean something else than the measurement (`blood glucose at least 4 times
// per day`, `SBP differing by more than 15 mmHg`). A slip is one that postings make: part of a unit left out, another
// prefix, a look-alike.
#pragma once

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

bool has_limits(const MeasurementRow& row);
// Whether the value, in the measurement's own unit, lies outside of what is ever measured.
bool is_implausible(const End& end, const MeasurementRow& row);

// Of a unit that measures something else: whether it is the measurement's own with a slip.
bool is_slip_of_unit(const Quantity& quantity, const MeasurementRow& row, const Document& document, const Catalog& catalog);
// Of an implausible value: whether another prefix or volume in the same unit explains it, or the measurement's own unit.
bool is_slip_of_power(const Quantity& quantity, const MeasurementRow& row, const Document& document, const Catalog& catalog);

}  // namespace critc
