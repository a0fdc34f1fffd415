// Patients made around every bound of a rule set: below, at and above each end, and a missing value.
#pragma once

#include "llvm/Support/raw_ostream.h"

#include "ir/eval/rule.h"

namespace critc {

// Prints patient records in the form that critc_runtime.h reads.
void print_probes(const RuleSet& rules, llvm::raw_ostream& out);

}  // namespace critc
