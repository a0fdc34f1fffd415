// Whether a short form is made of the letters of some words: COPD of "chronic obstructive pulmonary disease".
#pragma once

#include "llvm/ADT/StringRef.h"

namespace critc {

// One word of 2 to 12 letters with capitals behind its first: "OCD", "mRSS".
bool looks_abbreviated(llvm::StringRef word);

// The letters of `short_form`, of any case, stand in `words` in their order, but for the first `missing`.
bool abbreviates(llvm::StringRef short_form, llvm::StringRef words, size_t missing = 0);

}  // namespace critc
