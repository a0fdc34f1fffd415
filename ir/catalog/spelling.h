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
// the plural of the last word (`plural`), hyphenated words joined (follow-up -> followup), and
// letters and digits apart (`apart`: CD20 -> CD 20).
std::vector<SpellingEntry> derived_spellings(const SpellingEntry& entry, bool plural, bool apart);

}  // namespace critc
