// Sibling criteria of men and of women.
#pragma once

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

// Of required items side by side that open with one sex each, each becomes a case: `when has thing:male { ... }`.
void settle_groups(Document& document, const Catalog& catalog);

}  // namespace critc
