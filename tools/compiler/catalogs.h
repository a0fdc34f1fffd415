// Catalogues of a run: the one that is linked in, or a larger one built at start.
#pragma once

#include <memory>
#include <string>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include "ir/catalog/catalog.h"

namespace critc {

// Without files the linked-in catalogue. With files (tables as under ir/catalog) all tables are built
// anew with them, which takes about as long as compiling the catalogues does: a second or two. Lives
// until the program ends.
llvm::Expected<const Catalog*> load_catalog(llvm::ArrayRef<std::string> extension_files);

}  // namespace critc
