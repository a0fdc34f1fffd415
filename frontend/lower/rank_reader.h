// Ranks of ordinal scales that are no digits: NYHA class III, Child-Pugh B, stage IIIB.
#pragma once

#include <optional>

#include "ir/catalog/catalog.h"

namespace critc {

// The rank that `word` names on the scale; without a scale (0) a Roman numeral up to XX.
std::optional<Decimal> read_rank(llvm::StringRef word, ConceptId scale, const Catalog& catalog);

}  // namespace critc
