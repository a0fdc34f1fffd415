// Builds a catalogue image from YAML tables: what critc-tblgen runs at build time and --catalog FILE
// runs at start. Rejects bad rows with file and line.
#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include "ir/catalog/catalog.h"

namespace critc {

struct CatalogTable {
  std::string file;   // for messages
  std::string text;   // YAML
};

// An image that Catalog::open reads, or one error with all complaints, a line each:
// "units.yaml:12: unknown atom 'foo' in unit 'foo/L'".
llvm::Expected<std::string> build_catalog_image(llvm::ArrayRef<CatalogTable> tables);

// The same with everything that `base` holds: what --catalog FILE needs. A row must not have a name
// or a spelling that a row of `base` has; a `synonyms` row adds spellings to one.
llvm::Expected<std::string> extend_catalog_image(const Catalog& base, llvm::ArrayRef<CatalogTable> tables);

}  // namespace critc
