// Bounds whose comparator was lost: FVC% 60%, PAWP 15 mmHg.
#pragma once

#include "passes/pass.h"
#include "passes/place.h"

namespace critc {

// Reads the bound by the usual direction of its measurement in this section, or diagnoses it as
// lost-comparator. Does nothing to bounds that have their comparator.
void settle_lost_comparator(PassContext& context, Node& node, const Place& place);

}  // namespace critc
