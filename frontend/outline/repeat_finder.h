// Finds blocks that a mirror printed twice in a row, whatever their line breaks and lost spaces.
#pragma once

#include <cstdint>
#include <vector>

#include "frontend/outline/line_scanner.h"
#include "ir/text/token.h"

namespace critc {

struct TokenRange {
  uint32_t tok_begin = 0;
  uint32_t tok_end = 0;
};

// The copies that are not to be compiled, in order: of each pair the more damaged one.
std::vector<TokenRange> find_repeats(const std::vector<Paragraph>& paragraphs, const TokenBuffer& buffer);

}  // namespace critc
