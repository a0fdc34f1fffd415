// Spellings of table rows as the words that tokens of a posting will carry.
#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"

#include "ir/catalog/model.h"
#include "ir/text/token.h"

namespace critc {

struct SpellingWord {
  std::string key;  // folded word, or digits and signs as spelled
  TokenKind kind = TokenKind::Unknown;
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Hyphens have no word: phrases pass them over.
std::vector<SpellingWord> spelling_words(llvm::StringRef spelling);

// Other forms of a spelling that texts use as well; they give way to what any row says itself:
// hyphenated words joined (follow-up -> followup), always.
struct DerivedForms {
  bool plural = false;    // of the last word
  bool singular = false;  // of a last word that is a plural: Macular Holes -> Macular Hole
  bool apart = false;     // letters and digits apart: CD20 -> CD 20
};
std::vector<SpellingEntry> derived_spellings(const SpellingEntry& entry, DerivedForms wanted);

}  // namespace critc
