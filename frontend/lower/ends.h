// What comparator codes say about the ends of a range.
#pragma once

#include "frontend/lower/chunk.h"

namespace critc {

bool is_lower_bound(GrammarCode code);
bool is_closed(GrammarCode code);
void set_end(Bounds& bounds, GrammarCode code, End end);

}  // namespace critc
