#include "frontend/lex/word_splitter.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"

namespace critc {

namespace {

constexpr uint32_t kShortest = 7;
constexpr uint32_t kLongest = 48;
constexpr uint32_t kShortPart = 3;

// Word beginnings that English joins to what follows.
bool is_prefix(llvm::StringRef part) {
  static constexpr llvm::StringLiteral kPrefixes[] = {
      "ante",  "anti",  "auto",  "bio",   "cardio", "chemo", "co",    "counter", "cross", "de",
      "down",  "electro", "endo", "extra", "fore",  "gastro", "hemo", "hepato", "hetero", "homo",
      "hyper", "hypo",  "immuno", "in",    "infra", "inter", "intra", "macro",  "mega",  "meta",
      "micro", "mid",   "mini",  "mono",   "multi", "myo",   "neo",   "neuro",  "non",   "off",
      "on",    "out",   "over",  "para",   "patho", "per",   "peri",  "photo",  "poly",  "post",
      "pre",   "pro",   "proto", "pseudo", "psycho", "quasi", "radio", "re",    "retro", "semi",
      "sub",   "super", "supra", "tele",   "thrombo", "trans", "tri", "ultra",  "un",    "under",
      "uni",   "up",    "vaso"};
  return std::binary_search(std::begin(kPrefixes), std::end(kPrefixes), part);
}

class Splitter {
 public:
  Splitter(llvm::StringRef word, llvm::StringRef folded, const Catalog& catalog)
      : word_(word), folded_(folded), catalog_(catalog), size_(static_cast<uint32_t>(word.size())) {}

  llvm::SmallVector<uint32_t, 3> run() {
    for (uint32_t i = 2; i + 2 <= size_; ++i) {
      if (proven(0, i)) heads_.push_back(i);
    }
    if (heads_.empty()) return {};
    // The longest first part that leaves one word; else the longest that leaves two.
    for (uint32_t head : llvm::reverse(heads_)) {
      if (proven(head, size_)) return {head, size_ - head};
    }
    for (uint32_t i = heads_.front() + 2; i + 2 <= size_; ++i) {
      if (proven(i, size_)) tails_.push_back(i);
    }
    for (uint32_t head : llvm::reverse(heads_)) {
      for (uint32_t tail : tails_) {
        if (tail >= head + 2 && proven(head, tail)) return {head, tail - head, size_ - tail};
      }
    }
    return {};
  }

 private:
  // A change of case at `at` that words have between them and not inside: aB, ABc.
  bool case_boundary(uint32_t at) const {
    if (at == 0 || at == size_) return false;
    if (!llvm::isUpper(word_[at])) return false;
    return llvm::isLower(word_[at - 1]) || (at + 1 < size_ && llvm::isLower(word_[at + 1]));
  }

  bool proven(uint32_t begin, uint32_t end) const {
    llvm::StringRef part = folded_.slice(begin, end);
    WordId id = catalog_.word(part);
    if (id == 0) return false;
    if (case_boundary(begin) || case_boundary(end)) return true;
    if (end < size_ && is_prefix(part)) return false;
    return part.size() > kShortPart || is_plain_english(id);
  }

  bool is_plain_english(WordId id) const {
    Catalog::TrieState state = catalog_.step(Catalog::kRoot, id);
    PhraseId phrase = state == Catalog::kDead ? 0 : catalog_.phrase_at(state);
    if (phrase == 0) return false;
    for (uint32_t i = 0; i < catalog_.sense_count(phrase); ++i) {
      ConceptKind kind = catalog_.sense(phrase, i).kind;
      if (kind == ConceptKind::Word || kind == ConceptKind::Grammar) return true;
    }
    return false;
  }

  llvm::StringRef word_, folded_;
  const Catalog& catalog_;
  uint32_t size_;
  llvm::SmallVector<uint32_t, 16> heads_, tails_;
};

}  // namespace

llvm::SmallVector<uint32_t, 3> split_glued(llvm::StringRef word, llvm::StringRef folded,
                                           const Catalog& catalog) {
  if (word.size() < kShortest || word.size() > kLongest || word.size() != folded.size()) return {};
  if (!llvm::all_of(word, [](char c) { return llvm::isAlpha(c); })) return {};
  return Splitter(word, folded, catalog).run();
}

}  // namespace critc
