// SubjectFinder: what a bound is about, among the elements and words to its left.
#pragma once

#include "frontend/lower/bound_reader.h"
#include "frontend/lower/left_subject.h"

namespace critc {

class SubjectFinder : public BoundReader {
 public:
  using BoundReader::BoundReader;

  // ---- subject.cpp
  LeftSubject find_left() const;
  LeftSubject walk_left(uint32_t end, uint32_t& alias) const;
  Subject subject_at(const Element& element) const;
  void drop_specimen(Subject& subject, uint32_t element, uint32_t i);
  bool measures_time(const Subject& subject) const;
  bool decreases(uint32_t element) const;
  LeftSubject left_of_group(const LeftSubject& left) const;

  // ---- fitting_subject.cpp
  void look_left(const BoundMatch& match, LeftSubject& left) const;
  bool only_measures(uint32_t begin, uint32_t end) const;
  bool fits_measurement(ConceptId id, const BoundMatch& match) const;
  bool is_of_no_value(ConceptId id, const BoundMatch& match) const;
  bool has_unit(const BoundMatch& match) const;
  void fold_method(uint32_t element, TextSpan& method);

  // ---- renamed.cpp
  bool shares_of(const BoundMatch& match, const LeftSubject& left) const;
  bool counts_share_behind(const BoundMatch& match) const;
  bool is_governed(uint32_t i) const;
  uint32_t distance_end(const BoundMatch& match) const;
  uint32_t misread(const BoundMatch& match, const LeftSubject& left) const;
  void rename_subject(uint32_t i, const LeftSubject& left, Subject& subject);
  bool has_other_head(uint32_t end, const LeftSubject& left) const;
  bool loses_comparator(const Subject& subject) const;
  bool lost_lines() const;
  void share_unit_back(Element& statement, const BoundMatch& match) const;
  bool joined_before(const BoundMatch& match) const;
  bool is_outside(const BoundMatch& match) const;
  void skip_whole(const LeftSubject& left, BoundMatch& match) const;
  bool are_years(const BoundMatch& match, const LeftSubject& left) const;
  bool ends_category(const BoundMatch& match) const;
  bool is_distance(const BoundMatch& match) const;
  bool glued(uint32_t i) const;

 private:
  mutable std::optional<bool> lost_lines_;
};

}  // namespace critc
