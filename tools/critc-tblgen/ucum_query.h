// Answers questions about UCUM codes by the tables at hand: critc-tblgen --ucum.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include "ir/catalog/catalog.h"

namespace critc {

// A line each. "CODE" prints its factor and dimension, "VALUE<tab>FROM<tab>TO" the converted value;
// what is not UCUM or does not convert prints an error. Annotations mean nothing here, as in UCUM.
void answer_ucum_queries(llvm::StringRef lines, const Catalog& catalog, llvm::raw_ostream& out);

}  // namespace critc
