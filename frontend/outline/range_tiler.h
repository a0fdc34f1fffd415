// Gives every byte of the buffer exactly one class.
#pragma once

#include <vector>

#include "frontend/outline/outline.h"

namespace critc {

// Blocks first, then what the reader classed; other tokens are furniture, the bytes between are blank.
std::vector<ClassedRange> tile_ranges(const Posting& posting, const TokenBuffer& buffer,
                                      const Outline& outline);

// The bytes of a block's label and own words.
ByteRange own_range(const OutlineBlock& block, const TokenBuffer& buffer);

}  // namespace critc
