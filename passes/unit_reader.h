// read_unit: from the words of a unit to a UCUM code.
//
// Phrases of the catalogue come first, whole; then products and quotients of known units
// (`mg / kg / day`, `ml per minute`), composed by UCUM's rules. A number that glued to a unit keeps
// its reading as a power only where the writing shows it (`10^9`, `m2`).
#pragma once

#include "passes/words.h"

namespace critc {

// `wanted` is a unit that the result should be commensurable with; 0 when any will do. It only
// chooses among readings, it never makes one. 0 when the words are no known unit.
UnitId read_unit(Document& document, const Catalog& catalog, llvm::ArrayRef<ListedWord> words,
                 UnitId wanted);

// The same with exponents that lost their sign or superscript (`L . min 1 . m 2`, `x 109/L`): only
// a reading commensurable with `wanted` counts.
UnitId read_damaged_unit(Document& document, const Catalog& catalog,
                         llvm::ArrayRef<ListedWord> words, UnitId wanted);

}  // namespace critc
