#include "ir/catalog/short_forms.h"

#include <algorithm>

#include "ir/text/abbreviation.h"

namespace critc {

namespace {

constexpr uint32_t kLongestForm = 8;  // words of a long form that are tried
constexpr size_t kLongestLetters = 12;

// The named thing (no grammar, unit or anchor) that a phrase stands for; 0 when none.
ConceptId thing_of_phrase(const Catalog& catalog, PhraseId phrase) {
  for (uint32_t i = 0; i < catalog.sense_count(phrase); ++i) {
    const Sense sense = catalog.sense(phrase, i);
    if (!sense.exact.empty()) continue;
    const ConceptKind kind = catalog.kind(sense.concept_id);
    if (kind != ConceptKind::None && kind < ConceptKind::Anchor) return sense.concept_id;
  }
  return 0;
}

// The longest phrase that covers tokens [i, end) for some i in the same clause and that `letters`
// are short for; words before it may have given the first letter: "serum" of SGOT.
ShortForm long_form_before(const TokenBuffer& tokens, const Catalog& catalog, uint32_t end, llvm::StringRef letters) {
  const uint32_t first = end > kLongestForm ? end - kLongestForm : 0;
  uint32_t begin = end;
  while (begin > first) {
    const TokenKind kind = tokens.tokens[begin - 1].kind;
    if (kind != TokenKind::Word && kind != TokenKind::Hyphen && kind != TokenKind::Number) break;
    --begin;
  }
  for (; begin < end; ++begin) {
    if (tokens.tokens[begin].kind == TokenKind::Hyphen) continue;
    Catalog::TrieState state = Catalog::kRoot;
    for (uint32_t i = begin; i < end && state != Catalog::kDead; ++i) {
      if (tokens.tokens[i].kind != TokenKind::Hyphen)
        state = catalog.step(state, tokens.tokens[i].word);
    }
    if (state == Catalog::kDead) continue;
    const PhraseId phrase = catalog.phrase_at(state);
    if (!phrase) continue;
    llvm::StringRef words = llvm::StringRef(tokens.text).slice(tokens.tokens[begin].norm_begin, tokens.tokens[end - 1].norm_end);
    if (!abbreviates(letters, words, /*missing=*/1)) continue;
    if (ConceptId id = thing_of_phrase(catalog, phrase)) return {letters, phrase, id};
  }
  return {};
}

}  // namespace

void find_short_forms(const TokenBuffer& tokens, const Catalog& catalog, llvm::SmallVectorImpl<ShortForm>& found) {
  const auto& list = tokens.tokens;
  for (uint32_t i = 1; i + 2 < list.size(); ++i) {
    if (list[i].kind != TokenKind::Open || list[i + 1].kind != TokenKind::Word || list[i + 2].kind != TokenKind::Close) continue;
    llvm::StringRef letters = tokens.spelling(list[i + 1]);
    if (!looks_abbreviated(letters)) continue;
    if (ShortForm form = long_form_before(tokens, catalog, i, letters); form.concept_id) found.push_back(form);
  }
  std::stable_sort(found.begin(), found.end(), [](const ShortForm& a, const ShortForm& b) { return a.letters < b.letters; });
}

const ShortForm* find_short_form(llvm::ArrayRef<ShortForm> forms, llvm::StringRef letters) {
  if (letters.size() > kLongestLetters) return nullptr;
  const auto* at = std::lower_bound(forms.begin(), forms.end(), letters,
                                    [](const ShortForm& form, llvm::StringRef key) { return form.letters < key; });
  return at != forms.end() && at->letters == letters ? at : nullptr;
}

}  // namespace critc
