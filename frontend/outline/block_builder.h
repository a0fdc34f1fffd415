// Turns the solved lists of one segment into blocks with parents, words and tails.
#pragma once

#include <cstdint>
#include <vector>

#include "frontend/outline/candidate_scanner.h"
#include "frontend/outline/outline.h"

namespace critc {

// What all blocks of a segment have in common.
struct SegmentContext {
  Section section = Section::Inclusion;
  bool section_assumed = false;
  CohortId cohort = 0;
};

class BlockBuilder {
 public:
  BlockBuilder(const TokenBuffer& buffer, Outline& outline) : buffer_(buffer), outline_(outline) {}

  void build(const SegmentContext& context, const std::vector<PlacedCandidate>& candidates,
             llvm::ArrayRef<ListDecision> decisions);

  // A block that is no criterion.
  void add_plain(RangeClass cls, const SegmentContext& context, uint32_t tok_begin, uint32_t tok_end);

 private:
  void open_item(const SegmentContext& context, const PlacedCandidate& placed, uint8_t depth);
  // The words [begin, end) belong to the open item at `depth`.
  void extend(const SegmentContext& context, uint8_t depth, uint32_t begin, uint32_t end);
  void set_range(OutlineBlock& block) const;

  const TokenBuffer& buffer_;
  Outline& outline_;
  std::vector<uint32_t> open_;  // block at each depth
};

// Widens each block's range over its nested items.
void close_ranges(Outline& outline);

}  // namespace critc
