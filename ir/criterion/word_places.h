// What the text form leaves out because it follows from the rest. Printer and parser ask the same
// questions here.
//
// Words of a node nearly always occur within its range, so the text form gives their place only when
// it is not the first such occurrence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/vocabulary.h"
#include "ir/source/byte_range.h"

namespace critc {

// An item's source words as valid UTF-8; `begin` is their place where it is known.
struct ItemWords {
  std::string text;
  std::optional<uint32_t> begin;
};

std::optional<uint32_t> default_place(const ItemWords& item, ByteRange node, llvm::StringRef words);

// The phrase that the words spell as a whole; 0 when the catalogue has no such phrase.
PhraseId phrase_of_words(llvm::StringRef words, const Catalog& catalog);

// Words that spell `phrase`: a part of `words`, or the title of what it may mean. Empty when neither does.
llvm::StringRef words_of_phrase(PhraseId phrase, llvm::StringRef words, const Catalog& catalog);

// What a node with such a subject names, when it does not say so.
ThingKind default_thing(const Catalog& catalog, ConceptId id, ThingKind otherwise);

}  // namespace critc
