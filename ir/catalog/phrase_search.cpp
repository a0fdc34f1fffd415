#include "ir/catalog/phrase_search.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace critc {

namespace {

struct FoundWord {
  WordId id = 0;
  size_t begin = 0, end = 0;
};

llvm::SmallVector<FoundWord, 16> words_of(llvm::StringRef text, const Catalog& catalog) {
  auto in_word = [](char c) { return llvm::isAlnum(c) || static_cast<unsigned char>(c) >= 0x80; };
  llvm::SmallVector<FoundWord, 16> words;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    while (at < text.size() && in_word(text[at])) ++at;
    if (at > begin) words.push_back({catalog.word(text.slice(begin, at).lower()), begin, at});
    else ++at;
  }
  return words;
}

}  // namespace

void for_each_phrase(llvm::StringRef text, const Catalog& catalog,
                     llvm::function_ref<void(PhraseId, size_t, size_t)> visit) {
  const llvm::SmallVector<FoundWord, 16> words = words_of(text, catalog);
  for (size_t i = 0; i < words.size();) {
    PhraseId longest = 0;
    size_t next = i + 1;
    Catalog::TrieState state = Catalog::kRoot;
    for (size_t k = i; k < words.size() && words[k].id; ++k) {
      state = catalog.step(state, words[k].id);
      if (state == Catalog::kDead) break;
      if (PhraseId phrase = catalog.phrase_at(state)) longest = phrase, next = k + 1;
    }
    if (longest) visit(longest, words[i].begin, words[next - 1].end);
    i = next;
  }
}

}  // namespace critc
