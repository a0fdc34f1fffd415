// Vocabulary: what the readers of public vocabularies give and the writer of catalogue rows takes.
#pragma once

#include <string>
#include <vector>

#include "ir/catalog/builder.h"
#include "ir/catalog/model.h"

namespace critc {

struct Term {
  std::string code;  // "DOID:1612", "DRUGBANK:DB00635"; empty for RxNorm
  std::string rxnorm;
  std::string title;
  std::vector<std::string> synonyms, brands;
  std::vector<std::string> parents;  // codes
  Place place;
};

struct Vocabulary {
  std::string space;   // "drug"
  std::string source;  // where the rows come from
  std::vector<Term> terms;
};

// Lines with their numbers. Complains about lines that are no UTF-8 or hold control characters, and passes them over;
// at an end after a hundred complaints.
class VocabularyLines {
 public:
  VocabularyLines(llvm::StringRef text, uint32_t file, Complaints& complaints)
      : rest_(text), complaints_(complaints), place_{file, 0} {}

  bool next(llvm::StringRef& line);
  Place place() const { return place_; }
  void complain(const llvm::Twine& message);

 private:
  bool check(llvm::StringRef line);

  llvm::StringRef rest_;
  Complaints& complaints_;
  Place place_;
  uint32_t complained_ = 0;
};

// What is wrong with the bytes of a text, or "".
std::string bad_bytes(llvm::StringRef text);

void read_rxnorm(llvm::ArrayRef<CatalogTable> files, Vocabulary& vocabulary, Complaints& complaints);
void read_drugbank(llvm::ArrayRef<CatalogTable> files, Vocabulary& vocabulary, Complaints& complaints);
void read_obo(llvm::ArrayRef<CatalogTable> files, Vocabulary& vocabulary, Complaints& complaints);

}  // namespace critc
