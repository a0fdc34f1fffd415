// Longest match of catalogue phrases over the tokens of a posting.
//
//   tokens   anti  -  CD20  antibody  within
//   match    [anti     CD20  antibody]         tok_begin 0, tok_end 4
//
// Hyphens inside a phrase are passed over. A match costs at most as many steps as the longest phrase
// of the catalogue has words.
#pragma once

#include <cstdint>

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

// Whether `text` has the letters of `exact`; white space and hyphens do not count.
bool same_letters(llvm::StringRef exact, llvm::StringRef text);

// The words of a match as the normalized text has them.
inline llvm::StringRef match_text(const TokenBuffer& buffer, PhraseMatch match) {
  uint32_t begin = buffer.tokens[match.tok_begin].norm_begin;
  uint32_t end = buffer.tokens[match.tok_end - 1].norm_end;
  return llvm::StringRef(buffer.text).slice(begin, end);
}

// Calls visit(Sense) for the senses of a match that the letters in the text allow, best first, until it
// returns true; whether it did. Where a sense demands exact letters and has them, plain senses of the same
// kind are left out.
template <typename Visit>
bool any_allowed_sense(const TokenBuffer& buffer, PhraseMatch match, const Catalog& catalog, Visit visit) {
  KindSet exact_kinds = 0;  // senses with exact letters come first
  for (uint32_t i = 0, count = catalog.sense_count(match.phrase); i < count; ++i) {
    const Sense sense = catalog.sense(match.phrase, i);
    const KindSet kind = kind_bit(sense.kind);
    if (!sense.exact.empty()) {
      if (!same_letters(sense.exact, match_text(buffer, match))) continue;
      exact_kinds |= kind;
    } else if (exact_kinds & kind) {
      continue;
    }
    if (visit(sense)) return true;
  }
  return false;
}

}  // namespace critc
