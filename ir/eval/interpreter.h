// The interpreter: verdicts straight from a document.
#pragma once

#include "ir/eval/rule.h"

namespace critc {

critc_runtime::Truth evaluate(const Rule& rule, const critc_runtime::Patient& patient);
critc_runtime::Verdict evaluate(const RuleSet& rules, const critc_runtime::Patient& patient);

}  // namespace critc
