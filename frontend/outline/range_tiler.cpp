#include "frontend/outline/range_tiler.h"

#include <algorithm>

namespace critc {

namespace {

class RangeTiler {
 public:
  RangeTiler(const TokenBuffer& buffer, size_t expected) : tokens_(buffer.tokens) { ranges_.reserve(expected); }

  void add(ClassedRange piece) {
    fill_to(piece.range.begin);
    piece.range.begin = std::max(piece.range.begin, at_);
    if (piece.range.begin >= piece.range.end) return;
    put(piece);
  }

  // What stands before `end` and belongs to no piece.
  void fill_to(uint32_t end) {
    while (next_ < tokens_.size() && tokens_[next_].raw_begin < at_) ++next_;
    while (at_ < end) {
      if (next_ >= tokens_.size() || tokens_[next_].raw_begin >= end) return blank_to(end);
      blank_to(tokens_[next_].raw_begin);
      uint32_t stop = at_;
      for (; next_ < tokens_.size() && tokens_[next_].raw_begin < end; ++next_) {
        if (tokens_[next_].has(kLineStart) && stop > at_) break;
        stop = std::max(stop, std::min(end, tokens_[next_].raw_end));
      }
      if (stop > at_) put({{at_, stop}, RangeClass::Furniture});
    }
  }

  std::vector<ClassedRange> take() { return std::move(ranges_); }

 private:
  void blank_to(uint32_t end) {
    if (at_ < end) put({{at_, end}, RangeClass::Blank});
  }

  void put(ClassedRange piece) {
    ranges_.push_back(piece);
    at_ = piece.range.end;
  }

  const std::vector<Token>& tokens_;
  size_t next_ = 0;
  uint32_t at_ = 0;
  std::vector<ClassedRange> ranges_;
};

}  // namespace

ByteRange own_range(const OutlineBlock& block, const TokenBuffer& buffer) {
  return hull(block.label, buffer.raw_hull(block.tok_begin, block.tok_end));
}

std::vector<ClassedRange> tile_ranges(const Posting& posting, const TokenBuffer& buffer,
                                      const Outline& outline) {
  std::vector<ClassedRange> pieces;
  pieces.reserve(posting.classed.size() + outline.blocks.size());
  pieces = posting.classed;
  for (const OutlineBlock& block : outline.blocks) {
    pieces.push_back({own_range(block, buffer), block.cls});
    if (block.tail_begin < block.tail_end) {
      pieces.push_back({buffer.raw_hull(block.tail_begin, block.tail_end), block.cls});
    }
  }
  std::stable_sort(pieces.begin(), pieces.end(), [](const ClassedRange& a, const ClassedRange& b) {
    return a.range.begin < b.range.begin;
  });
  RangeTiler tiler(buffer, 2 * pieces.size() + 1);
  for (const ClassedRange& piece : pieces) tiler.add(piece);
  tiler.fill_to(static_cast<uint32_t>(posting.buffer.size()));
  return tiler.take();
}

}  // namespace critc
