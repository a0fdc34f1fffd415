#pragma once

#include "ir/criterion/node.h"

namespace critc {

// Joins the arms of one case and moves alternatives inside it, all over the tree.
void settle_cases(Node& node);

}  // namespace critc
