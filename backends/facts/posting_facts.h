// The facts that a posting's structured age fields state.
#pragma once

#include "backends/text_buffer.h"
#include "ir/criterion/document.h"

namespace critc {

// A line for each of minimum and maximum age; one for both where they stand in the same words
// ("5 - 18 years of age"). An age that is no bound ("N/A") gives none.
void append_posting_facts(const Document& document, TextBuffer& out);

}  // namespace critc
