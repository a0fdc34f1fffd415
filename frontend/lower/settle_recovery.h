// "Toxicities resolved to grade <= 1": who had none meets it.
#pragma once

#include "ir/catalog/ids.h"
#include "ir/criterion/node.h"

namespace critc {

// Makes the harm, a finding of `harm`, the guard of the grade to which it went back, a bound on `grade` by words of recovery.
void settle_recovery(Node& node, ConceptId harm, ConceptId grade);

}  // namespace critc
