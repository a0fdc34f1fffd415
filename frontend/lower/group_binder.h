// GroupBinder: elements of bounds that hold for some persons, and alternatives that belong to one bound.
#pragma once

#include "frontend/lower/block_view.h"
#include "frontend/lower/bound_match.h"

namespace critc {

class GroupBinder : public BlockView {
 public:
  explicit GroupBinder(const BlockView& block) : BlockView(block) {}
  void place_groups();
  void mark_persons();
  void bind_alternatives();
  void bind_run_on();

 private:
  struct GroupOfBound {  // elements
    uint32_t bound = 0, group = 0;
    uint32_t begin = 0, end = 0;  // the group and what joins it with the bound
    enum Form : uint8_t { None, Behind, Before, Around } form = None;  // Around: what is measured stands between them
    bool without = false;  // the group is of those who have it not
  };
  bool parts_limit(uint32_t bound, uint32_t thing) const;
  bool join_case(Cases& before, Element& element, bool either) const;
  bool says_age_again(uint32_t bound, uint32_t group) const;
  GroupOfBound group_behind(uint32_t s) const;
  GroupOfBound group_before(uint32_t s) const;
  void guard_by_group(const GroupOfBound& of);
  bool alternate(const GroupOfBound& one, const GroupOfBound& other) const;
  void join_groups();
  void join_plain(uint32_t joint);
  bool guards_in_list(uint32_t bound, uint32_t guard) const;
  bool holds_group(uint32_t open) const;
  bool opens_age(uint32_t i) const;
  bool opens_finding(uint32_t i) const;
  uint32_t last_of_bound(uint32_t i) const;
  bool closes_pair(uint32_t joint, uint32_t left, uint32_t right) const;
  void bind(uint32_t first, uint32_t last);
};

}  // namespace critc
