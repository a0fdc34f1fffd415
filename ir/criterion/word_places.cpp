#include "ir/criterion/word_places.h"

#include <algorithm>

#include "ir/text/scanner.h"

namespace critc {

namespace {

constexpr size_t kMaxSearched = 256;  // bytes of a subject in which its phrase is looked for

struct Match {
  PhraseId phrase = 0;
  uint32_t end = 0;
};

WordId word_id(llvm::StringRef text, ScannedToken token, const Catalog& catalog) {
  llvm::StringRef spelling = text.substr(token.begin, token.end - token.begin);
  if (token.kind != TokenKind::Word) return catalog.word(spelling);
  llvm::SmallString<32> key;
  fold_word(spelling, key);
  return catalog.word(key);
}

// The longest phrase from `at`; hyphens within it are passed over.
Match longest_phrase(llvm::StringRef text, uint32_t at, const Catalog& catalog) {
  Match best;
  Catalog::TrieState state = Catalog::kRoot;
  while (at < text.size()) {
    ScannedToken token = scan_token(text, at);
    at = skip_space(text, token.end);
    if (token.kind == TokenKind::Hyphen && state != Catalog::kRoot) continue;
    WordId word = word_id(text, token, catalog);
    state = word == 0 ? Catalog::kDead : catalog.step(state, word);
    if (state == Catalog::kDead) break;
    if (PhraseId phrase = catalog.phrase_at(state)) best = {phrase, token.end};
  }
  return best;
}

}  // namespace

std::optional<uint32_t> default_place(const ItemWords& item, ByteRange node, llvm::StringRef words) {
  if (!item.begin || words.empty()) return std::nullopt;
  uint64_t item_end = uint64_t{*item.begin} + item.text.size();
  uint64_t begin = std::max(node.begin, *item.begin), end = std::min<uint64_t>(node.end, item_end);
  if (begin >= end) return std::nullopt;
  llvm::StringRef window = llvm::StringRef(item.text).substr(begin - *item.begin, end - begin);
  size_t found = window.find(words);
  if (found == llvm::StringRef::npos) return std::nullopt;
  return static_cast<uint32_t>(begin + found);
}

PhraseId phrase_of_words(llvm::StringRef words, const Catalog& catalog) {
  uint32_t begin = skip_space(words, 0);
  Match match = longest_phrase(words, begin, catalog);
  return match.phrase != 0 && skip_space(words, match.end) == words.size() ? match.phrase : 0;
}

llvm::StringRef words_of_phrase(PhraseId phrase, llvm::StringRef words, const Catalog& catalog) {
  llvm::StringRef start = words.take_front(kMaxSearched);
  for (uint32_t at = skip_space(start, 0); at < start.size();
       at = skip_space(start, scan_token(start, at).end)) {
    Match match = longest_phrase(start, at, catalog);
    if (match.phrase == phrase) return start.substr(at, match.end - at);
  }
  for (uint32_t i = 0, count = catalog.sense_count(phrase); i < count; ++i) {
    llvm::StringRef title = catalog.title(catalog.sense(phrase, i).concept_id);
    if (phrase_of_words(title, catalog) == phrase) return title;
  }
  return {};
}

ThingKind default_thing(const Catalog& catalog, ConceptId id, ThingKind otherwise) {
  if (id == 0 || id >= catalog.concept_count()) return otherwise;
  switch (catalog.kind(id)) {
    case ConceptKind::Condition: return ThingKind::Condition;
    case ConceptKind::Drug:
    case ConceptKind::DrugClass: return ThingKind::Drug;
    case ConceptKind::Procedure: return ThingKind::Procedure;
    case ConceptKind::Lab:
    case ConceptKind::Vital:
    case ConceptKind::Score: return ThingKind::Measurement;
    case ConceptKind::Device: return ThingKind::Device;
    case ConceptKind::Organism: return ThingKind::Organism;
    default: return otherwise;
  }
}

}  // namespace critc
