// Finds the headings of sections: as lines, inside flattened text, as sentences that announce a list.
//
//   Inclusion Criteria:            Key Exclusion Criteria (Part B)        PATIENT CHARACTERISTICS:
//   ... not in lactation Exclusion Criteria: * NYHA class IV
//   Patients with any of the following will be excluded:
//
// Reading exclusion text as inclusion is the worst mistake there is: rules that open an inclusion
// section are narrower than those that open an exclusion section.
#pragma once

#include <cstdint>
#include <vector>

#include "frontend/outline/heading_words.h"
#include "frontend/outline/line_scanner.h"
#include "ir/catalog/ids.h"
#include "ir/criterion/vocabulary.h"

namespace critc {

struct OutlineHeading {
  enum Kind : uint8_t { SectionStart, Topic, Note, CohortStart } kind = SectionStart;
  Section section = Section::Inclusion;  // of SectionStart
  uint32_t tok_begin = 0;
  uint32_t tok_end = 0;
  uint32_t title_begin = 0;  // of what the heading is about: "for Caregivers", "Cohort A"; may be empty
  uint32_t title_end = 0;
  CohortId cohort = 0;      // that holds from here on
};

// In reading order, without overlap.
std::vector<OutlineHeading> find_sections(const std::vector<Paragraph>& paragraphs,
                                          const TokenBuffer& buffer, const HeadingWords& words);

}  // namespace critc
