// Catalogues of a run: the one that is linked in, or that one extended by tables of a user.
#pragma once

#include <memory>
#include <string>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include "ir/catalog/catalog.h"

namespace critc {

// A catalogue with the image it reads, where that is not the linked-in one.
class LoadedCatalog {
 public:
  // `files`: tables as under ir/catalog, checked and built like those.
  static llvm::Expected<LoadedCatalog> load(llvm::ArrayRef<std::string> files);
  const Catalog& get() const { return extended_ ? *extended_ : builtin_catalog(); }

 private:
  std::unique_ptr<std::string> image_;  // heap: a string keeps its bytes in place and aligned
  std::optional<Catalog> extended_;
};

// What to say of names among `tables`, apart by commas, that no equivalence table of the catalogue has: empty if all are known.
std::string unknown_tables(llvm::StringRef tables, const Catalog& catalog);

}  // namespace critc
