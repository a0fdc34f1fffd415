// DrugSpeller: which drug a misspelt word names.
//
//   tachlimus -> tacrolimus     Beliumab -> belimumab     standards -> nothing
//
// Every one-word name, synonym and brand is compared; a word that the catalogue knows is never looked up. A question
// costs at most as many comparisons as there are names of about the same length, each cut short at the bound.
#pragma once

#include <array>
#include <vector>

#include "ir/catalog/catalog.h"

namespace critc {

class DrugSpeller {
 public:
  explicit DrugSpeller(const Catalog& catalog);

  // Whether the folded word may be a misspelt name: letters alone, not too few, unknown to the catalogue. Needs no
  // list of names, which takes a millisecond to make.
  static bool may_be_misspelt(const Catalog& catalog, llvm::StringRef word);

  // The drug whose name is the nearest to the folded word, if it is near enough and no other drug has one as near;
  // 0 otherwise, and for words that are no misspelt names.
  ConceptId nearest(llvm::StringRef word) const;

  static constexpr size_t kShortest = 6;  // letters of a word that can be told from others
  static constexpr size_t kLongest = 24;
  static constexpr uint32_t kMostLookups = 256;  // a posting: hostile lists of nonsense stay cheap

 private:

  struct Name {
    llvm::StringRef text;
    uint32_t letters;  // a set
    ConceptId id;
    bool ingredient;  // no brand or synonym
  };

  const Catalog& catalog_;
  std::array<std::vector<Name>, kLongest + 1> by_length_;
};

}  // namespace critc
