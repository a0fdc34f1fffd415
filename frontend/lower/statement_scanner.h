// StatementScanner: elements of chunks: bounds with their subjects, ages, doses, grades, counted things, and plain chunks.
#pragma once

#include "frontend/lower/subject_finder.h"

namespace critc {

class StatementScanner : public SubjectFinder {
 public:
  using SubjectFinder::SubjectFinder;

 protected:
  // ---- plain.cpp
  uint32_t plain(uint32_t i);
  bool parts_names(uint32_t i) const;
  bool is_member(uint32_t i) const;
  bool between_digits(uint32_t i) const;
  Element& push(Part part, uint32_t begin, uint32_t end);
  uint32_t push_entity(uint32_t i);
  uint32_t leave(uint32_t i, uint32_t end);

  // ---- statement.cpp
  uint32_t statement(uint32_t i);
  bool asks_for_value(uint32_t i) const;
  uint32_t missing_value(uint32_t i);
  uint32_t announce(uint32_t i, BoundMatch& match);
  bool compare_left(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool joins_as_or(const Subject& subject) const;
  bool opens_guard(uint32_t k) const;
  void compare_coordinated(uint32_t element, const BoundMatch& match);
  bool states_scale_range(uint32_t i, const BoundMatch& match) const;
  bool compare_words(uint32_t i, BoundMatch& match, const LeftSubject& left);
  void push_over_words(uint32_t i, const Subject& subject, BoundMatch& match);
  bool names_something(uint32_t begin, uint32_t end) const;
  void close_over(uint32_t element, uint32_t i, BoundMatch& match);
  void push_inherited(uint32_t i, const Subject& subject, const BoundMatch& match);
  bool is_degree_of_test(ConceptId id) const;
  bool stands_before_limit(uint32_t k, const BoundMatch& match) const;
  bool may_share(const Subject& subject, const BoundMatch& match) const;
  void settle_limit(Comparison& comparison) const;
  void push_comparison(uint32_t begin, uint32_t end, Subject subject, BoundMatch& match);

  // ---- inherited.cpp
  bool compare_named(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool compare_in_case(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool compare_defined(uint32_t i, BoundMatch& match);
  bool is_other_multiple(uint32_t i, const BoundMatch& match) const;
  bool compare_inherited(uint32_t i, BoundMatch& match);
  bool other_measure(const Element& statement, const BoundMatch& match) const;
  bool inherits(const Comparison& comparison, const BoundMatch& match) const;

  // ---- right_subject.cpp
  bool may_be_measured(const Element& element) const;
  bool counts_other(const BoundMatch& match, const LeftSubject& left) const;
  bool compare_right(uint32_t i, BoundMatch& match);
  bool is_guarded(uint32_t element) const;
  bool compare_right_words(uint32_t i, BoundMatch& match);
  uint32_t scale_behind(uint32_t i) const;
  bool compare_scored(uint32_t i, BoundMatch& match, const LeftSubject& left);
  void take_change_behind(BoundMatch& match) const;

  // ---- lost_bounds.cpp
  uint32_t lost_limit(uint32_t i);
  bool within_limit(uint32_t i, BoundMatch& match) const;
  bool fits_over_words(const Subject& subject, const BoundMatch& match, const LeftSubject& left) const;

  // ---- composite.cpp
  bool split_composite(Subject& subject, uint32_t i, BoundMatch& match);
  bool compare_pressure_behind(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool read_snellen(BoundMatch& match);
  bool out_of_maximum(const Subject& subject, BoundMatch& match);
  bool is_pressure_pair(const Subject& subject, const BoundMatch& match) const;

  // ---- commentary.cpp
  bool comment(uint32_t i, BoundMatch& match);

  // ---- scale.cpp
  void place_grades();
  bool place_grade(uint32_t statement, uint32_t thing);
  bool grades_things(const Element& element) const;
  void settle_quality(const Subject& subject, BoundMatch& match, bool grade = false) const;

  // ---- age_words.cpp
  bool ages_persons(const BoundMatch& match) const;
  uint32_t age_at_event(const LeftSubject& left) const;
  bool compare_age_at_event(uint32_t i, BoundMatch& match, LeftSubject left);

  // ---- dose.cpp
  bool age(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool dose(uint32_t i, BoundMatch& match, const LeftSubject& left);
  uint32_t graded_thing(uint32_t i) const;
  bool grade(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool grade_of_recovery(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool is_age_of_other(const Element& age, uint32_t& end) const;
  bool borrow_age(BoundMatch& match) const;
  bool leads_to_dose(const Element& words) const;
  uint32_t drug_before_equivalent();
  uint32_t drug_on_right(uint32_t i) const;  // 1 + its chunk; 0 when there is none
  bool is_years(const BoundMatch& match) const;
  bool is_time_next(uint32_t i) const;
  bool is_demographic(const Subject& subject) const;
  bool is_person(const Subject& subject) const;
  bool names_persons(const Token& word) const;
  bool ends_in_persons(const Element& element) const;
  bool follows_time(uint32_t i) const;
  bool is_no_age(const Subject& subject, const BoundMatch& match, const LeftSubject& left) const;

  // ---- counted.cpp
  bool count(uint32_t i, BoundMatch& match);
  bool names_counted(uint32_t begin, uint32_t end) const;
  bool is_degree(const BoundMatch& match) const;
  bool counts_left(const Element& element, const BoundMatch& match) const;
  bool count_left(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool is_plural(uint32_t i) const;
  bool counts_anew(const Element& statement, const BoundMatch& match) const;
  bool counts_things(const Subject& subject, const BoundMatch& match) const;

  struct Claim {
    uint32_t begin = UINT32_MAX, end = 0;
  } claim_;  // chunks that a time phrase before them has read: its anchor behind brackets
};

}  // namespace critc
