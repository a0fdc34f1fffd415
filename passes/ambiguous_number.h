// "2.000 x 10^9/L", "50.000/nl": a point or comma that may part thousands or decimals. The reading within what is ever
// measured counts, marked; where both are, or neither, the grouped one stays.
#pragma once

#include "passes/pass.h"

namespace critc {

void settle_ambiguous_numbers(PassContext& context, Node& node);

}  // namespace critc
