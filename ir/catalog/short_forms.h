// Short forms that a posting defines itself: "age-related macular degeneration (AMD)".
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include "ir/catalog/catalog.h"
#include "ir/text/token.h"

namespace critc {

struct ShortForm {
  llvm::StringRef letters;  // as written, into the normalized text
  PhraseId phrase = 0;      // the long form
  ConceptId concept_id = 0;
};

// Sorted by letters; of several definitions of one short form the first stands first.
void find_short_forms(const TokenBuffer& tokens, const Catalog& catalog, llvm::SmallVectorImpl<ShortForm>& found);

const ShortForm* find_short_form(llvm::ArrayRef<ShortForm> forms, llvm::StringRef letters);

}  // namespace critc
