#include "ir/catalog/drug_speller.h"

#include <algorithm>
#include <array>
#include <bit>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace critc {

namespace {

// The letters that a word may be away from a name: about a sixth. Brands are short and like anything, so a brand may
// be only one letter away ("titacept" is no Viracept).
unsigned bound_of(size_t letters) { return letters < 10 ? 1 : letters < 15 ? 2 : 3; }
constexpr unsigned kBrandBound = 1;

// Letters left out, put in, changed, or changed over with their neighbour; `bound` + 1 where there are more.
unsigned distance_within(llvm::StringRef a, llvm::StringRef b, unsigned bound) {
  constexpr size_t kRow = 32;
  std::array<std::array<unsigned, kRow>, 3> rows;
  unsigned *before = rows[0].data(), *last = rows[1].data(), *now = rows[2].data();
  for (size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<unsigned>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = static_cast<unsigned>(i);
    unsigned least = now[0];
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      unsigned best = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, before[j - 2] + 1);
      now[j] = best;
      least = std::min(least, best);
    }
    if (least > bound) return bound + 1;
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

}  // namespace

uint32_t letters_of(llvm::StringRef text) {
  uint32_t set = 0;
  for (char c : text) {
    if (c >= 'a' && c <= 'z') set |= 1u << (c - 'a');
  }
  return set;
}

bool DrugSpeller::may_be_misspelt(llvm::StringRef word) const {
  return word.size() >= kShortest && word.size() <= kLongest && llvm::all_of(word, llvm::isLower) && !catalog_.word(word);
}

ConceptId DrugSpeller::nearest(llvm::StringRef word) const {
  if (!may_be_misspelt(word)) return 0;
  const unsigned bound = bound_of(word.size());
  unsigned best = bound;
  ConceptId id = 0;
  bool tied = false;
  const uint32_t letters = letters_of(word);
  const size_t longest = std::min(kLongest, word.size() + bound);
  for (size_t length = word.size() - bound; length <= longest; ++length) {
    for (const DrugNameRow& name : catalog_.drug_names(length)) {
      if (name.front != word.front() && (best > 1 || name.back != word.back())) continue;
      // One change takes a letter away, brings one, or does both.
      if (static_cast<unsigned>(std::popcount(name.letters ^ letters) + 1) / 2 > best) continue;
      const unsigned distance = distance_within(word, catalog_.string({name.text_offset, name.size}), best);
      if (distance > best || (distance > kBrandBound && !name.ingredient)) continue;
      tied = distance == best && id && (tied || id != name.concept_id);
      best = distance;
      id = name.concept_id;
    }
  }
  return tied ? 0 : id;
}

}  // namespace critc
