// ClauseReader: where clauses begin and end and what kind they are: duties, permissions, guards, denials, labels.
#pragma once

#include "frontend/lower/element_reader.h"

namespace critc {

struct ElementRange {
  uint32_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
};

class ClauseReader : public ElementReader {
 public:
  using ElementReader::ElementReader;

  // ---- clause_words.cpp
  uint32_t unstopped_sentence(uint32_t begin, uint32_t end) const;
  bool rules_all_parts(uint32_t begin, uint32_t end) const;
  bool commas_join(uint32_t begin, uint32_t end, const NodeList& children) const;
  uint32_t word_of_list(uint32_t begin, uint32_t at) const;
  size_t parts_persons(uint32_t begin, uint32_t cut, const NodeList& children) const;
  uint32_t persons_before_list(uint32_t begin, uint32_t end) const;
  uint32_t age_of_persons(uint32_t begin, uint32_t end) const;
  uint32_t end_of_persons(uint32_t begin, uint32_t end) const;
  uint32_t time_of_whole(uint32_t begin, uint32_t at, uint32_t end) const;
  bool lists_alike(uint32_t at, uint32_t end) const;
  uint32_t closing_and(uint32_t begin, uint32_t end) const;
  uint32_t end_of_carve(uint32_t begin, uint32_t at, uint32_t end) const;
  bool side_by_side(uint32_t begin, uint32_t end) const;
  uint32_t next_example(uint32_t at, uint32_t end) const;
  bool asks_examples(Part lead, uint32_t begin, uint32_t end) const;

  // ---- duty_words.cpp
  uint32_t duty(uint32_t begin, uint32_t end) const;
  uint32_t next_duty(uint32_t begin, uint32_t end) const;
  bool has_persons(uint32_t begin, uint32_t end) const;
  bool opens_with_persons(uint32_t begin, uint32_t end) const;
  bool only_says_how(uint32_t begin, uint32_t end) const;
  bool is_population(const Node& node, uint32_t at, uint32_t end) const;

  // ---- guard_words.cpp
  bool of_some_persons(uint32_t begin, uint32_t end) const;
  bool obliges(uint32_t i, uint32_t end) const;
  bool guards_persons(uint32_t at, uint32_t comma) const;
  bool compares_alike(uint32_t begin, uint32_t at, uint32_t end) const;
  uint32_t permission_before(uint32_t end) const;
  uint32_t timing_bracket(uint32_t begin, uint32_t end) const;
  uint32_t last_or(uint32_t begin, uint32_t end) const;
  int bare_verdict(uint32_t begin, uint32_t end) const;
  bool lets_in(const Node& body, uint32_t begin, uint32_t end) const;
  bool ends_in_permission(uint32_t begin, uint32_t end) const;
  uint32_t find_then(uint32_t begin, uint32_t end) const;
  uint32_t last_alternative(uint32_t begin, uint32_t end) const;
  bool guards(uint32_t begin, uint32_t at, uint32_t end) const;

  // ---- permission_words.cpp
  uint32_t skip_note(uint32_t begin, uint32_t end) const;
  bool admits(uint32_t begin, uint32_t end) const;
  bool lists_kind(const Node& kind, uint32_t begin, uint32_t end) const;
  bool admits_kind(const Node& before, uint32_t begin, uint32_t end) const;
  bool exposes_to_kind(const Node& node, ConceptId id) const;
  bool widens(const Node& before, uint32_t begin, uint32_t end) const;
  bool says_only(uint32_t begin, uint32_t end) const;
  uint32_t condition_of_admission(uint32_t begin, uint32_t end) const;
  uint32_t opening_exception(uint32_t begin, uint32_t end) const;
  uint32_t permission_begin(uint32_t begin, uint32_t end) const;

  // ---- negation_words.cpp
  uint32_t end_of_denial(uint32_t begin, uint32_t end) const;
  uint32_t negated_tail(uint32_t begin, uint32_t end) const;
  bool rules_list(uint32_t at, uint32_t end) const;
  bool opens_with_denial(uint32_t begin, uint32_t end) const;
  bool denies_examples(uint32_t begin, uint32_t at) const;
  enum class Denied : uint8_t { No, Yes, Unsure };
  Denied denies_list(uint32_t begin, uint32_t at, const Node& left, const Node& list) const;

  // ---- label_reader.cpp
  uint32_t onward_word(uint32_t begin, uint32_t colon) const;
  ElementRange group_of_label(uint32_t begin, uint32_t colon) const;
  bool names_cohort(uint32_t begin, uint32_t end) const;
  bool names_persons(uint32_t begin, uint32_t end) const;
  bool ends_group(const Token& token) const;
  bool tells_group(const Token& token, bool is_last) const;
  bool names_everybody(uint32_t token, uint32_t end) const;
  ElementRange some_of_label(uint32_t begin, uint32_t end) const;
  uint32_t note_before(uint32_t begin, uint32_t colon) const;
  ElementRange persons_of_label(uint32_t begin, uint32_t colon) const;
  bool asks_each(const NodeList& items) const;
  bool names_function(uint32_t begin, uint32_t end) const;
  bool asks_for_term(uint32_t begin, uint32_t at) const;
  bool names_again(uint32_t begin, uint32_t at) const;
  bool explains(uint32_t begin, uint32_t at) const;
  bool only_defines(uint32_t begin, uint32_t at) const;
  bool carries_concept(uint32_t i) const;
  bool runs_on(uint32_t begin, uint32_t at) const;
  bool only_subjects(uint32_t begin, uint32_t end) const;
  bool names_state(uint32_t begin, uint32_t end) const;
  bool names_alternatives(uint32_t begin, uint32_t end) const;
  bool denies_items(uint32_t begin, uint32_t colon) const;
};

}  // namespace critc
