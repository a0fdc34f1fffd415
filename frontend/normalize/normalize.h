// normalize: rewrites the raw buffer by table, keeping a source map.
//
// Backslash escapes, HTML entities and tags, comparator spellings, full-width and look-alike forms,
// superscripts, dashes, spaces, quotes and more: rows of ir/catalog/rewrites.yaml. What comes out is
// valid UTF-8 of one spelling for each sign. Never NFKC: it would turn 10^9 superscripts into 109.
#pragma once

#include <string>

#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"
#include "ir/diagnostics/diagnostic.h"
#include "ir/source/source_map.h"

namespace critc {

struct NormalizedText {
  std::string text;
  SourceMap map;
};

NormalizedText normalize(llvm::StringRef raw, const Catalog& catalog, DiagnosticList& diagnostics);

}  // namespace critc
