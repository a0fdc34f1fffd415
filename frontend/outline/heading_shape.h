// What headings look like, apart from their words: where they may start and end.
#pragma once

#include <cstdint>

#include "frontend/outline/heading_words.h"
#include "ir/text/token.h"

namespace critc {

struct HeadingEnd {
  uint32_t tok_end = 0;      // 0: this is no heading
  uint32_t title_begin = 0;  // words between the heading's own and its end
  uint32_t title_end = 0;
  bool colon = false;        // ends in a colon
  bool direct = false;       // colon or line end stand right behind the heading's own words

  explicit operator bool() const { return tok_end != 0; }
};

class HeadingShape {
 public:
  HeadingShape(const TokenBuffer& buffer, const HeadingWords& words) : buffer_(buffer), words_(words) {}

  // Behind a list marker, bold stars and opening quotes.
  uint32_t skip_marks(uint32_t begin, uint32_t end) const;
  bool is_marked(uint32_t begin, uint32_t end) const;

  // The heading that began before `at` ends at a colon: at once, behind brackets, or behind some words.
  HeadingEnd colon_end(uint32_t at, uint32_t end) const;

  // As colon_end, or at the paragraph's end. Weak headings (one word) allow only brackets.
  HeadingEnd heading_end(uint32_t at, uint32_t end, bool strong) const;

  // Start of a heading in running text whose own words start at `at`: qualifiers and a marker before.
  uint32_t heading_begin(uint32_t at, uint32_t begin) const;

  bool is_stop(const Token& token) const;  // . ; : and closing brackets
  bool colon_follows(uint32_t begin, uint32_t end) const;
  bool has_bound(uint32_t begin, uint32_t end) const;           // a number or a comparator
  bool is_title(uint32_t begin, uint32_t end) const;            // words with capitals, qualifiers, numbers
  bool is_capitalized(uint32_t begin, uint32_t end) const;      // each word
  uint32_t sentence_end(uint32_t begin, uint32_t end) const;    // behind its period or colon
  uint32_t last_sentence(uint32_t begin, uint32_t end) const;
  bool announces_list(uint32_t begin, uint32_t end) const;      // ends in a colon or in "the following"

 private:
  const Token& token(uint32_t i) const { return buffer_.tokens[i]; }
  uint32_t skip_brackets(uint32_t at, uint32_t end) const;
  uint32_t skip_bold(uint32_t at, uint32_t end) const;

  const TokenBuffer& buffer_;
  const HeadingWords& words_;
};

}  // namespace critc
