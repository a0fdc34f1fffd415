// Use that is told of a time past is not asked to go on.
#pragma once

#include "ir/criterion/document.h"

namespace critc {

// After lowering: "use of statins within 30 days", "currently or within 4 weeks" is met by whoever used them in that time,
// also by those who have stopped; an exposure with such a window is not `phase(ongoing)`.
void settle_phases(Document& document);

}  // namespace critc
