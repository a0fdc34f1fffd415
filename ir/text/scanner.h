// scan: cuts normalized text into spans of one token each, without a catalogue.
//
// The lexer and the catalogue builder share it, so that a spelling in a table and the same words in
// a posting always fall into the same tokens:
//
//   for (uint32_t at = skip_space(text, 0); at < text.size(); at = skip_space(text, token.end))
//     token = scan_token(text, at);
#pragma once

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"

#include "ir/text/token.h"

namespace critc {

struct ScannedToken {
  TokenKind kind = TokenKind::Unknown;
  uint32_t begin = 0;
  uint32_t end = 0;
};

// The first position from `at` on that is no white space, or text.size().
uint32_t skip_space(llvm::StringRef text, uint32_t at);

// The token that starts at `at` (which is no white space and below text.size()). Linear; never reads
// before `at`. Words: a letter (any script), then letters, digits, inner apostrophes; a digit run glued
// to letters ends before the letters (20mmHg -> 20, mmHg), and so does a lone x before digits
// (x10^9 -> x, 10, ^, 9). Numbers: digits with inner , or . groups (100,000 7.5 1,5 1,000.5);
// 1.2.3 and 12.05.2020 are Dotted. Comparators are recognised in their normalized ASCII spellings.
ScannedToken scan_token(llvm::StringRef text, uint32_t at);

// Writes the key of a word to `key`: full case folding for letters, composed accents, a trailing 's
// dropped.
void fold_word(llvm::StringRef word, llvm::SmallVectorImpl<char>& key);

}  // namespace critc
