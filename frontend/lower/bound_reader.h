// BoundReader: bounds as the words write them, comparator, number, unit, range, rank, without their subjects.
#pragma once

#include "frontend/lower/block_view.h"
#include "frontend/lower/bound_match.h"

namespace critc {

class BoundReader : public BlockView {
 public:
  explicit BoundReader(const BlockView& block) : BlockView(block) {}

  // ---- bound.cpp
  bool read_bound(uint32_t i, BoundMatch& match) const;
  GrammarCode comparator_before(uint32_t i) const;
  uint32_t skip_subject(uint32_t i, BoundMatch& match) const;
  void take_unit(uint32_t i, BoundMatch& match) const;
  bool read_compared(GrammarCode code, uint32_t at, BoundMatch& match) const;
  bool read_plain(uint32_t i, BoundMatch& match) const;
  bool read_end(uint32_t i, End& end, uint32_t& next, BoundMatch& match) const;
  void read_second(uint32_t i, End& first, BoundMatch& match) const;
  Decimal spelled_number(uint32_t i, uint32_t& next) const;
  uint32_t unknown_unit(uint32_t i) const;
  uint32_t read_reference(uint32_t i, End& end) const;
  void share_unit(BoundMatch& match) const;
  void finish_bound(uint32_t begin, BoundMatch& match) const;

  // ---- range.cpp
  uint32_t skip_inclusive(uint32_t i) const;
  bool read_between(uint32_t i, BoundMatch& match) const;
  bool read_multiple(uint32_t i, const End& multiple, BoundMatch& match) const;
  bool read_sandwich(uint32_t i, const End& low, BoundMatch& match) const;
  bool read_range_end(uint32_t i, BoundMatch& match) const;

  // ---- ranks.cpp
  std::optional<Decimal> next_rank(const Subject& subject, Decimal rank) const;
  bool read_ranks(const Subject& subject, BoundMatch& match) const;
  bool split_ranks(const Subject& subject, BoundMatch& match) const;
  bool has_fractions(const Subject& subject) const;
  bool is_stage(const Subject& subject, const BoundMatch& match) const;
  bool read_falling_ranks(const Subject& subject, BoundMatch& match) const;
  uint32_t skip_rank_joints(uint32_t i) const;
  bool settle_rank_alone(const Subject& subject, bool listed, BoundMatch& match) const;
};

}  // namespace critc
