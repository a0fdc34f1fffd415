// Catalogue phrases in words that no token buffer holds any more, as those of an attribute of a node.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"

#include "ir/catalog/catalog.h"

namespace critc {

// Calls visit(phrase, begin, end) for the longest phrases from left to right; begin and end are bytes of `text`.
// Words are runs of letters and digits, whatever stands between them.
void for_each_phrase(llvm::StringRef text, const Catalog& catalog,
                     llvm::function_ref<void(PhraseId, size_t, size_t)> visit);

}  // namespace critc
