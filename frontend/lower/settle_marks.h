// Drops diagnostics that no node of the finished tree stands for.
#pragma once

#include "ir/criterion/document.h"

namespace critc {

// After lowering: words that were split outside of all criteria, and readings of logic that were given up while
// the tree was built, are not reported.
void settle_marks(Document& document);

}  // namespace critc
