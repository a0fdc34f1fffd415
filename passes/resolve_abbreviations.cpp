// resolve-abbreviations: what a posting itself says its abbreviations mean.
//
//   modified Rodnan skin score (mRSS) ... mRSS >= 15
//
// The long form must be a phrase of the catalogue that ends right before the bracket; the concept
// then belongs to every subject that consists of the short form alone and that the catalogue does
// not know, or knows as something else where this posting gives its meaning.
#include <algorithm>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/text/abbreviation.h"
#include "passes/node_index.h"
#include "passes/words.h"

namespace critc {

namespace {

constexpr uint32_t kLongestForm = 8;  // words of a long form that are tried

struct Abbreviation {
  llvm::StringRef letters;  // as written, into the normalized text
  ConceptId concept_id = 0;
};

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

// The concept of the longest phrase that covers tokens [i, end) for some i in the same clause and that `letters`
// are short for; words before it may have given the first letter: "serum" of SGOT.
ConceptId concept_before(const TokenBuffer& tokens, const Catalog& catalog, uint32_t end, llvm::StringRef letters) {
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
    if (ConceptId id = thing_of_phrase(catalog, phrase)) return id;
  }
  return 0;
}

llvm::SmallVector<Abbreviation, 8> find_definitions(const TokenBuffer& tokens,
                                                    const Catalog& catalog) {
  llvm::SmallVector<Abbreviation, 8> found;
  const auto& list = tokens.tokens;
  for (uint32_t i = 1; i + 2 < list.size(); ++i) {
    if (list[i].kind != TokenKind::Open || list[i + 1].kind != TokenKind::Word ||
        list[i + 2].kind != TokenKind::Close) {
      continue;
    }
    llvm::StringRef letters = tokens.spelling(list[i + 1]);
    if (!looks_abbreviated(letters)) continue;
    if (ConceptId id = concept_before(tokens, catalog, i, letters)) found.push_back({letters, id});
  }
  // The first definition of a short form counts.
  std::stable_sort(found.begin(), found.end(), [](const Abbreviation& a, const Abbreviation& b) {
    return a.letters < b.letters;
  });
  return found;
}

}  // namespace

void resolve_abbreviations(PassContext& context) {
  if (!context.tokens) return;
  const auto found = find_definitions(*context.tokens, context.catalog);
  if (found.empty()) return;
  auto resolve = [&](Subject& subject) {
    if (subject.text.empty()) return;
    llvm::StringRef letters = context.document.str(subject.text).trim();
    if (letters.size() > 12) return;
    const auto* it = std::lower_bound(
        found.begin(), found.end(), letters,
        [](const Abbreviation& row, llvm::StringRef key) { return row.letters < key; });
    if (it != found.end() && it->letters == letters) subject.concept_id = it->concept_id;
  };
  walk_nodes(context, [&](Node& node, const Place&) {
    if (auto* comparison = node.as<Comparison>()) resolve(comparison->subject);
    if (auto* has = node.as<Has>()) resolve(has->subject);
    if (auto* exposure = node.as<Exposure>()) resolve(exposure->subject);
    if (auto* define = node.as<Define>()) resolve(define->term);
    if (auto* exists = node.as<Exists>()) resolve(exists->subject);
  });
}

}  // namespace critc
