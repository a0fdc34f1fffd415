// Run-on text: the older registry layout, whose sentences lost their full stops and whose labels stand in the line.
//
//   Age: 18 and over Performance status: ECOG 0-2 Hepatic: Bilirubin less than 3 mg/dL No active hepatitis
//
// Each label, and each capital word behind a small one, begins a criterion of its own there.
#pragma once

#include <cstdint>

#include "llvm/ADT/SmallVector.h"

#include "frontend/outline/heading_words.h"
#include "ir/text/token.h"

namespace critc {

class RunOnFinder {
 public:
  RunOnFinder(const TokenBuffer& buffer, const HeadingWords& words);

  // Where the criteria of tokens [begin, end) begin, the first at `begin`; empty where the text is no run-on.
  void find(uint32_t begin, uint32_t end, llvm::SmallVectorImpl<uint32_t>& starts) const;

  // "Life expectancy: Not specified", "Surgery: See Disease Characteristics": asks nothing.
  bool asks_nothing(uint32_t begin, uint32_t end) const;

  // "None", "Not applicable": all that the words say.
  bool says_nothing(uint32_t begin, uint32_t end) const;

  // "Surgery:", with nothing behind it.
  bool is_label(uint32_t begin, uint32_t end) const;

 private:
  uint32_t label_end(uint32_t at, uint32_t end, uint32_t roles) const;
  bool begins_sentence(uint32_t at) const;
  bool ends_clause(const Token& before, bool all_caps) const;

  const TokenBuffer& buffer_;
  const HeadingWords& words_;
  bool run_on_ = false;  // the posting has the layout
};

}  // namespace critc
