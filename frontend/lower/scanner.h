// Scanner: one walk over the chunks of a block that makes its elements; times, and which shape is tried where.
#pragma once

#include "frontend/lower/statement_scanner.h"

namespace critc {

class Scanner : public StatementScanner {
 public:
  using StatementScanner::StatementScanner;
  void scan();

 private:
  // ---- scan.cpp
  uint32_t list_marker(uint32_t i) const;
  uint32_t shape(uint32_t i);
  uint32_t reference_bracket(uint32_t i) const;
  uint32_t unread_range(uint32_t i);

  // ---- time_phrase.cpp
  uint32_t time_phrase(uint32_t i);
  uint32_t bare_time(uint32_t i);
  uint32_t second_window(uint32_t i, Time& time) const;
  uint32_t read_pick(uint32_t i, Time& time) const;
  uint32_t interval(uint32_t i, uint32_t next, BoundMatch& match);
  void anchor_behind_bracket(uint32_t i, Time& time);
  void doubt_distance(uint32_t i, Time& time) const;
  bool lasts(const BoundMatch& match) const;
  bool says_prior(uint32_t i) const;
  bool reaches_back(const BoundMatch& match) const;
  void mark_windows(uint32_t begin, uint32_t end, Time& time) const;
  uint32_t read_window(uint32_t i, Time& time) const;
  uint32_t read_anchor(uint32_t i, Window& window) const;

  // ---- time_joints.cpp
  uint32_t restated_time(uint32_t i);
  bool stands_for(uint32_t i) const;
  uint32_t behind_comma(uint32_t i) const;
  uint32_t since_thing(uint32_t i) const;
  uint32_t skip_lasting(uint32_t i) const;
  bool one_unit(uint32_t i, BoundMatch& match) const;
  void share_anchor_back(const Window& window);
};

}  // namespace critc
