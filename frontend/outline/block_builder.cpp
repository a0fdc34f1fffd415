#include "frontend/outline/block_builder.h"

namespace critc {

void BlockBuilder::build(const SegmentContext& context, const std::vector<PlacedCandidate>& candidates,
                         llvm::ArrayRef<ListDecision> decisions) {
  open_.clear();
  for (size_t i = 0; i < candidates.size(); ++i) {
    const PlacedCandidate& placed = candidates[i];
    uint32_t end = placed.fragment_end;
    bool same_fragment = i + 1 < candidates.size() && candidates[i + 1].fragment_end == end;
    if (same_fragment) end = candidates[i + 1].tok_begin;
    const ListDecision& decision = decisions[i];
    if (decision.kind == ListDecision::Item) {
      open_item(context, placed, decision.depth);
      extend(context, static_cast<uint8_t>(open_.size() - 1), placed.words_begin, end);
    } else if (decision.kind == ListDecision::Continuation && decision.depth < open_.size()) {
      open_.resize(decision.depth + 1);
      extend(context, decision.depth, placed.tok_begin, end);
    } else {
      if (open_.empty()) {
        PlacedCandidate plain = placed;
        plain.words_begin = plain.tok_begin;
        open_item(context, plain, 0);
      }
      extend(context, static_cast<uint8_t>(open_.size() - 1), placed.tok_begin, end);
    }
  }
}

void BlockBuilder::open_item(const SegmentContext& context, const PlacedCandidate& placed, uint8_t depth) {
  open_.resize(std::min<size_t>(depth, open_.size()));
  OutlineBlock block;
  block.section = context.section;
  block.section_assumed = context.section_assumed;
  block.cohort = context.cohort;
  if (!open_.empty()) block.parent = open_.back();
  block.tok_begin = block.tok_end = placed.words_begin;
  if (placed.tok_begin < placed.words_begin) {
    block.label = buffer_.raw_hull(placed.tok_begin, placed.words_begin);
  }
  set_range(block);
  open_.push_back(static_cast<uint32_t>(outline_.blocks.size()));
  outline_.blocks.push_back(block);
}

void BlockBuilder::extend(const SegmentContext& context, uint8_t depth, uint32_t begin, uint32_t end) {
  if (begin >= end) return;
  OutlineBlock& block = outline_.blocks[open_[depth]];
  bool innermost = open_[depth] + 1 == outline_.blocks.size();
  if (innermost && block.tail_begin == block.tail_end &&
      (block.tok_end == begin || block.tok_begin == block.tok_end)) {
    if (block.tok_begin == block.tok_end) block.tok_begin = begin;
    block.tok_end = end;
  } else if (block.tail_begin == block.tail_end && !innermost) {
    block.tail_begin = begin;
    block.tail_end = end;
  } else if (block.tail_begin != block.tail_end && block.tail_end == begin) {
    block.tail_end = end;
  } else {
    PlacedCandidate plain;
    plain.tok_begin = plain.words_begin = begin;
    open_item(context, plain, static_cast<uint8_t>(depth + 1));
    outline_.blocks.back().tok_end = end;
    set_range(outline_.blocks.back());
    return;
  }
  set_range(block);
}

void BlockBuilder::set_range(OutlineBlock& block) const {
  block.range = hull(block.label, buffer_.raw_hull(block.tok_begin, block.tok_end));
  block.range = hull(block.range, buffer_.raw_hull(block.tail_begin, block.tail_end));
}

void BlockBuilder::add_plain(RangeClass cls, const SegmentContext& context, uint32_t tok_begin,
                             uint32_t tok_end) {
  OutlineBlock block;
  block.cls = cls;
  block.section = context.section;
  block.section_assumed = context.section_assumed;
  block.cohort = context.cohort;
  block.tok_begin = tok_begin;
  block.tok_end = tok_end;
  set_range(block);
  outline_.blocks.push_back(block);
}

void close_ranges(Outline& outline) {
  for (size_t i = outline.blocks.size(); i-- > 0;) {
    const OutlineBlock& block = outline.blocks[i];
    if (block.parent == OutlineBlock::kNoParent) continue;
    ByteRange& parent = outline.blocks[block.parent].range;
    parent = hull(parent, block.range);
  }
}

}  // namespace critc
