// Finds where list items may start in a fragment of text and weighs what speaks for and against it.
//
// `2.` in prose, `grade 2.`, `version 1.1`, `(see Annex 2)`, `2 * 3` are candidates with a high price or
// none at all; the list solver decides.
#pragma once

#include <cstdint>
#include <vector>

#include "frontend/outline/heading_words.h"
#include "frontend/outline/list_solver.h"
#include "ir/text/token.h"

namespace critc {

// Text between two headings, or a paragraph of it.
struct Fragment {
  uint32_t tok_begin = 0;
  uint32_t tok_end = 0;
  uint16_t indent = 0;
  bool blank_before = false;
  bool line_start = false;  // else it follows a heading on one line
};

struct PlacedCandidate {
  ListCandidate candidate;
  uint32_t tok_begin = 0;   // the marker's first token
  uint32_t words_begin = 0; // the first token behind the marker
  uint32_t fragment_end = 0;
};

class CandidateScanner {
 public:
  CandidateScanner(const TokenBuffer& buffer, const HeadingWords& words) : buffer_(buffer), words_(words) {}

  // A new run of lists begins: what was announced before does not count any more.
  void start_segment(uint32_t tok_begin);
  void scan(const Fragment& fragment, std::vector<PlacedCandidate>& out);

 private:
  const Token& token(uint32_t i) const { return buffer_.tokens[i]; }
  void add_first(const Fragment& fragment, std::vector<PlacedCandidate>& out);
  void add_paragraph(const Fragment& fragment, std::vector<PlacedCandidate>& out);
  bool add_inline(const Fragment& fragment, uint32_t at, std::vector<PlacedCandidate>& out);
  bool may_start_marker(const Fragment& fragment, uint32_t at) const;
  // A word before a space, outside brackets, as most tokens are: no marker and no bracket.
  bool is_running_word(const Fragment& fragment, uint32_t at) const {
    return token(at).kind == TokenKind::Word && bracket_depth_ == 0 && at + 1 < fragment.tok_end && token(at + 1).has(kSpaceBefore);
  }
  void weigh_bullet(PlacedCandidate& placed, uint32_t at, uint32_t end) const;
  void weigh_ordered(PlacedCandidate& placed, uint32_t at, uint32_t end) const;
  bool is_announced(uint32_t at) const;
  bool is_announced_at_end(uint32_t at) const;
  bool is_related(const Fragment& fragment) const;
  bool ends_in_stop(uint32_t at) const;
  void track_brackets(uint32_t at);

  const TokenBuffer& buffer_;
  const HeadingWords& words_;
  uint32_t segment_begin_ = 0;
  uint32_t last_begin_ = 0;       // words of the last candidate
  Fragment announcer_;            // the last paragraph that ends in a colon
  uint32_t bracket_depth_ = 0;
  uint32_t bracket_at_ = 0;
};

}  // namespace critc
