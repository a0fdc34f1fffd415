// Demands: bounds that decide alone whether a patient of a cohort can take part, to be compared with
// each other.
#pragma once

#include <vector>

#include "passes/pass.h"

namespace critc {

// A bound that every patient of the cohort for whom the guard holds must meet (inclusion) or must
// not meet (exclusion).
struct Demand {
  ConceptId subject = 0;
  TextSpan words;  // that name the subject
  UnitId unit = 0;
  Reference reference = Reference::None;
  CohortId cohort = 0;
  Section section = Section::Inclusion;
  bool guarded = false;
  const Node* guard = nullptr;
  const Bounds* bounds = nullptr;
  ByteRange range;
  const Node* item = nullptr;
};

// By subject, those on one subject in reading order. Refers to the document's nodes.
std::vector<Demand> collect_demands(PassContext& context);

// Whether the values of both can be compared: one unit, one reference.
bool comparable(const Demand& a, const Demand& b);
// Whether both are asked under the same guard, or both under none.
bool same_guard(const Demand& a, const Demand& b, const Document& document);

// Whether a criterion says nothing but bounds that all hold, and "Patients must have a", so that nothing
// else limits whom they are asked of: "Arm B: ECOG 0-2", "ALT <= 5 x ULN with liver metastases", "15 U/day if
// HbA1c > 6.5 %" say more.
constexpr size_t kMostOtherLetters = 24;
bool says_only_bounds(const Node& item, const Document& document, size_t most_other_letters = kMostOtherLetters);

bool disjoint(const Bounds& a, const Bounds& b);  // no value meets both
// Whether every value of `inner` is one of `outer`.
bool within(const Bounds& inner, const Bounds& outer);

// Calls f(earlier, later) for pairs on one subject until it answers true for a `later`: one pair is
// enough to look at, and n bounds must not give n * n diagnostics.
template <typename F>
void for_each_pair(const std::vector<Demand>& demands, F&& f) {
  constexpr size_t kMostPairs = 64;  // of one bound: enough for any posting, cheap for hostile ones
  for (size_t later = 1; later < demands.size(); ++later) {
    for (size_t back = 1; back <= later && back < kMostPairs; ++back) {
      const Demand& earlier = demands[later - back];
      if (earlier.subject != demands[later].subject || f(earlier, demands[later])) break;
    }
  }
}

}  // namespace critc
