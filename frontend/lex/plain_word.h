// PlainWord: a word of ASCII letters and digits, read and folded 24 bytes at a time.
//
// Nearly all words are of this kind. What they are looked up by, their length and their case follow from
// three machine words, without a loop over characters.
#pragma once

#include <cstdint>

#include "llvm/ADT/StringRef.h"

#include "ir/catalog/word_key.h"

namespace critc {

struct PlainWord {
  uint32_t begin = UINT32_MAX;
  uint32_t end = 0;
  uint8_t flags = 0;  // kCapitalized, kAllCaps
  uint32_t hash = 0;  // of the key
  WordKey key;
};

// Whether scan_token would cut a plain word at `at`, where a letter stands; `word` is only then of use.
// Some plain words are missed: long ones, and those near the end of the text.
bool read_plain_word(llvm::StringRef text, uint32_t at, PlainWord& word);

}  // namespace critc
