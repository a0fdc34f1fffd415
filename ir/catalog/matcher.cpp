#include "ir/catalog/matcher.h"

namespace critc {

namespace {

bool passed_over(char c) { return c == ' ' || c == '-' || (c >= '\t' && c <= '\r'); }

bool any_sense_allowed(const TokenBuffer& buffer, PhraseMatch match, const Catalog& catalog) {
  for (uint32_t i = 0, count = catalog.sense_count(match.phrase); i < count; ++i) {
    llvm::StringRef exact = catalog.sense(match.phrase, i).exact;
    if (exact.empty() || same_letters(exact, match_text(buffer, match))) return true;
  }
  return false;
}

template <typename Accept>
PhraseMatch longest_accepted(const TokenBuffer& buffer, uint32_t at, uint32_t limit,
                             const Catalog& catalog, Accept accept) {
  PhraseMatch best;
  if (at >= limit) return best;
  const Token* tokens = buffer.tokens.data();
  Catalog::TrieState state = catalog.step(Catalog::kRoot, tokens[at].word);
  for (uint32_t i = at; state != Catalog::kDead;) {
    if (PhraseId phrase = catalog.phrase_at(state)) {
      PhraseMatch match{phrase, at, i + 1};
      if (accept(state, match)) best = match;
    }
    do ++i;
    while (i < limit && tokens[i].kind == TokenKind::Hyphen);
    if (i >= limit || tokens[i].word == 0) break;
    state = catalog.step(state, tokens[i].word);
  }
  return best;
}

}  // namespace

PhraseMatch longest_match(const TokenBuffer& buffer, uint32_t at, uint32_t limit,
                          const Catalog& catalog) {
  return longest_accepted(buffer, at, limit, catalog,
                          [](Catalog::TrieState, PhraseMatch) { return true; });
}

PhraseMatch longest_allowed_match(const TokenBuffer& buffer, uint32_t at, uint32_t limit,
                                  const Catalog& catalog) {
  return longest_accepted(buffer, at, limit, catalog, [&](Catalog::TrieState state, PhraseMatch match) {
    return (catalog.kinds_at(state) & kAnyLetters) || any_sense_allowed(buffer, match, catalog);
  });
}

bool same_letters(llvm::StringRef exact, llvm::StringRef text) {
  size_t i = 0, j = 0;
  for (;;) {
    while (i < exact.size() && passed_over(exact[i])) ++i;
    while (j < text.size() && passed_over(text[j])) ++j;
    if (i == exact.size() || j == text.size()) return i == exact.size() && j == text.size();
    if (exact[i++] != text[j++]) return false;
  }
}

}  // namespace critc
