// Numbered groups of a posting for several diseases: titles such as `1.2. Immune thrombocytopenia in
// refractory lupus (SLE-ITP)`, on lines of their own or at the end of another item's line, each
// followed by criteria of its own.
#pragma once

#include <vector>

#include "frontend/outline/heading_words.h"
#include "frontend/outline/line_scanner.h"
#include "frontend/outline/section_finder.h"

namespace critc {

// CohortStart headings with titles, and Topic headings for the diseases above them; in order. Empty
// unless at least two groups state an age of their own.
std::vector<OutlineHeading> find_disease_groups(const std::vector<Paragraph>& paragraphs,
                                                const TokenBuffer& buffer, const HeadingWords& words);

}  // namespace critc
