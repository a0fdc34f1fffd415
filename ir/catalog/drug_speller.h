// DrugSpeller: which drug a misspelt word names.
//
//   tachlimus -> tacrolimus     Beliumab -> belimumab     standards -> nothing
//
// Every one-word name, synonym and brand is compared; a word that the catalogue knows is never looked up. A question
// costs at most as many comparisons as there are names of about the same length, each cut short at the bound.
#pragma once

#include "ir/catalog/catalog.h"

namespace critc {

class DrugSpeller {
 public:
  explicit DrugSpeller(const Catalog& catalog) : catalog_(catalog) {}

  // The drug whose name is the nearest to the folded word, if it is near enough and no other drug has one as near;
  // 0 otherwise, and for words that are no misspelt names: only letters alone, not too few, that the catalogue does
  // not know may be one.
  ConceptId nearest(llvm::StringRef word) const;

  static constexpr size_t kShortest = 6;  // letters of a word that can be told from others
  static constexpr size_t kLongest = 24;
  static constexpr uint32_t kMostLookups = 256;  // a posting: hostile lists of nonsense stay cheap

 private:
  bool may_be_misspelt(llvm::StringRef word) const;

  const Catalog& catalog_;
};

// The set of the letters in a folded word.
uint32_t letters_of(llvm::StringRef text);

}  // namespace critc
