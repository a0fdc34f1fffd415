// Criteria of some persons only.
#pragma once

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

// Of required items side by side that open with one sex each, each becomes a case: `when has thing:male { ... }`; so does
// what opens with women of childbearing potential and asks more of them than an age.
void settle_groups(Document& document, const Catalog& catalog);

}  // namespace critc
