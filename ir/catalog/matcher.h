// Longest match of catalogue phrases over the tokens of a posting.
//
//   tokens   anti  -  CD20  antibody  within
//   match    [anti     CD20  antibody]         tok_begin 0, tok_end 4
//
// Hyphens inside a phrase are passed over. A match costs at most as many steps as the longest phrase
// of the catalogue has words.
#pragma once

#include <cstdint>

#include "llvm/ADT/SmallVector.h"

#include "ir/catalog/catalog.h"
#include "ir/text/token.h"

namespace critc {

struct PhraseMatch {
  PhraseId phrase = 0;  // 0: no phrase starts here
  uint32_t tok_begin = 0;
  uint32_t tok_end = 0;

  explicit operator bool() const { return phrase != 0; }
};

// The longest phrase that starts at token `at` and ends at or before token `limit`.
PhraseMatch longest_match(const TokenBuffer& buffer, uint32_t at, uint32_t limit, const Catalog& catalog);

// The longest phrase of which at least one sense is allowed by the letters in the text.
PhraseMatch longest_allowed_match(const TokenBuffer& buffer, uint32_t at, uint32_t limit,
                                  const Catalog& catalog);

// The senses of a match that the letters in the text allow, best first. Where a sense demands exact
// letters and has them, plain senses of the same kind are left out.
void allowed_senses(const TokenBuffer& buffer, PhraseMatch match, const Catalog& catalog,
                    llvm::SmallVectorImpl<ConceptId>& senses);

// Whether `text` has the letters of `exact`; white space and hyphens do not count.
bool same_letters(llvm::StringRef exact, llvm::StringRef text);

}  // namespace critc
