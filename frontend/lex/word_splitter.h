// Splits words that lost the space between them: classificationcriteria, rightatrialpressure.
#pragma once

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"

namespace critc {

// The lengths of the two or three words that `word` is glued from, or nothing when the dictionary does
// not prove it. `word` has the letters of the text, `folded` its key; the whole word is unknown.
// A part is proven when the catalogue knows it; a part of at most three letters must be a word of plain
// English or grammar, or be set off by its capitals (SLEMicrovascular). Prefixes prove nothing: an
// unknown anti..., non... or post... is one word.
llvm::SmallVector<uint32_t, 3> split_glued(llvm::StringRef word, llvm::StringRef folded,
                                           const Catalog& catalog);

}  // namespace critc
