// Reads the text form of documents back; print(parse(print(d))) == print(d).
#pragma once

#include <vector>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

// All documents of a text. The error's message is "line:column: what was expected".
llvm::Expected<std::vector<Document>> parse_ir(llvm::StringRef text, const Catalog& catalog);

}  // namespace critc
