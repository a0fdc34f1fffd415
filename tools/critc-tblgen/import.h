// critc-tblgen --import: turns a public vocabulary into a catalogue file for --catalog.
//
//   rxnorm    RXNCONSO.RRF, and RXNREL.RRF for the brands of ingredients
//   drugbank  the CSV of the DrugBank open vocabulary
//   obo       an ontology in OBO: Disease Ontology, Symptom Ontology, MAxO, ...
//
// Rows that cannot be read are complaints with file and line, and then nothing is imported.
#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include "ir/catalog/builder.h"
#include "ir/catalog/catalog.h"

namespace critc {

struct ImportRequest {
  std::string format;  // rxnorm, drugbank or obo
  std::string space;   // of an obo file: condition, procedure, device, organism or drug
  std::string source;  // of the rows; "" names the vocabulary
  llvm::ArrayRef<CatalogTable> files;
  const Catalog* base = nullptr;  // what the rows will be added to, or null
};

struct ImportedCatalog {
  std::string text;     // YAML
  std::string summary;  // one line for people
};

llvm::Expected<ImportedCatalog> import_vocabulary(const ImportRequest& request);

}  // namespace critc
