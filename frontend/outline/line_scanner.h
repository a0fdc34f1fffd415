// Lines and paragraphs of the text that the reader left for the outline.
//
// Legacy records indent and hard-wrap their lines; a paragraph is a run of lines that a wrap cut. Other
// mirrors lost their newlines but kept the indentation (runs of spaces), or write ~ or # for them.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/criterion/posting.h"
#include "ir/text/token.h"

namespace critc {

struct TextLine {
  uint32_t tok_begin = 0;
  uint32_t tok_end = 0;
  uint32_t indent = 0;        // columns
  uint32_t width = 0;         // columns up to the end of the last word
  bool blank_before = false;
  bool fresh = false;         // starts behind something else than a line of text
};

struct Paragraph {
  uint32_t tok_begin = 0;
  uint32_t tok_end = 0;
  uint32_t indent = 0;
  bool blank_before = false;
};

std::vector<TextLine> scan_lines(const Posting& posting, const TokenBuffer& buffer);

std::vector<Paragraph> join_wrapped_lines(const std::vector<TextLine>& lines, const TokenBuffer& buffer);

}  // namespace critc
