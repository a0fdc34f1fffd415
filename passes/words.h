// WordList: a stretch of the posting's words as keys of the catalogue, with their spellings.
//
// A compiled posting answers from its tokens; a document that was read back has no tokens, and its
// words are rewritten and scanned again.
#pragma once

#include <string>

#include "llvm/ADT/SmallVector.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/text/token.h"

namespace critc {

struct ListedWord {
  WordId word = 0;
  TokenKind kind = TokenKind::Unknown;
  bool space_before = false;
  llvm::StringRef spelling;  // normalized
};

class WordList {
 public:
  // `tokens` may be null. The list refers to both for as long as it lives.
  WordList(const Document& document, const TokenBuffer* tokens, const Catalog& catalog,
           TextSpan span);
  WordList(const WordList&) = delete;
  WordList& operator=(const WordList&) = delete;

  llvm::ArrayRef<ListedWord> words() const { return words_; }

 private:
  void scan(const Catalog& catalog, llvm::StringRef raw);

  std::string rewritten_;  // what the spellings point into when there are no tokens
  llvm::SmallVector<ListedWord, 12> words_;
};

// The index of the first token that begins at or after `raw`.
uint32_t token_at(const TokenBuffer& tokens, uint32_t raw);

// The longest phrase that starts at words[0]: its id and how many words it covers; 0 when none
// does. Hyphens are passed over.
struct WordMatch {
  PhraseId phrase = 0;
  uint32_t length = 0;
};
WordMatch longest_phrase(const Catalog& catalog, llvm::ArrayRef<ListedWord> words);

// The phrase that covers all the words; 0 when none does.
PhraseId whole_phrase(const Catalog& catalog, llvm::ArrayRef<ListedWord> words);

}  // namespace critc
