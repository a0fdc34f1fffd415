// PhraseTable: the spellings of all rows as words, phrases and senses, and the trie over them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "llvm/ADT/StringMap.h"

#include "ir/catalog/model.h"

namespace critc {

struct PhraseSense {
  ConceptId concept_id = 0;
  std::string exact;     // "" unless the sense counts only with these letters
  bool derived = false;   // plural or joined form
  bool misspelt = false;
  Place place;
};

struct PhraseTable {
  std::vector<std::string> words = {""};  // by WordId
  llvm::StringMap<WordId> word_ids;
  std::map<std::vector<WordId>, std::vector<PhraseSense>> phrases;

  WordId intern(llvm::StringRef word);
};

// Adds the spellings of all rows. Complains about spellings without words or taken by another row
// of the same namespace (of grammar: of the same chunk).
void collect_phrases(CatalogModel& model, PhraseTable& table);

// Numbers the words anew, those that start a phrase first. The children of the trie's root are then the states of
// their own words' numbers. Words that start headings come first, then those of grammar, then the others, each from
// the most used on: nearly every word of a text is one of few, and what the image says of them lies together.
void number_starts_first(const CatalogModel& model, PhraseTable& table);

// Breadth-first trie: see Catalog. Phrases get ids from 1 in the order of the states.
struct PhraseTrie {
  std::vector<uint32_t> first_child;    // by state and one more
  std::vector<WordId> labels;           // by state
  std::vector<PhraseId> state_phrases;  // by state
  std::vector<const std::vector<PhraseSense>*> senses = {
      nullptr};  // by PhraseId; owned by the table
};

PhraseTrie build_phrase_trie(const PhraseTable& table);

}  // namespace critc
