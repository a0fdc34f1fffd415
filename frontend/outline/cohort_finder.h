// Finds cohorts: arms, parts, phases, patient and control groups, numbered groups of diseases.
//
//   Cohort A:              Inclusion Criteria for Caregivers:
//   ... of 90 days; 1.2. Immune thrombocytopenia in refractory lupus (SLE-ITP)
//   Age range: 18-70 years
//
// A posting with one cohort has none: at least two must be told apart.
#pragma once

#include <vector>

#include "frontend/outline/heading_words.h"
#include "frontend/outline/line_scanner.h"
#include "frontend/outline/outline.h"
#include "frontend/outline/repeat_finder.h"
#include "frontend/outline/section_finder.h"

namespace critc {

// Adds the headings of cohorts to `headings`, says for each heading which cohort holds from it on, and
// fills `cohorts` with ids and titles.
void find_cohorts(const std::vector<Paragraph>& paragraphs, const TokenBuffer& buffer,
                  const HeadingWords& words, const std::vector<TokenRange>& repeats,
                  std::vector<OutlineHeading>& headings, std::vector<Cohort>& cohorts);

// Sets each cohort's range once all blocks are known.
void close_cohorts(Outline& outline);

}  // namespace critc
