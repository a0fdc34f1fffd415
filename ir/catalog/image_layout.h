// What stands where in a catalogue image; for catalog.h, which reads it, and image_writer.cpp.
#pragma once

#include <cstring>

#include "ir/catalog/image.h"
#include "ir/catalog/word_key.h"

namespace critc {

constexpr char kImageMagic[8] = {'c', 'r', 'i', 't', 'c', 'a', 't', '\n'};
constexpr uint32_t kSectionAlignment = 32;
constexpr uint32_t kImageFormat = 8;  // raised whenever a row or section changes

// Of the hash table from word to id: all that a look-up needs stands in one line of the cache.
struct WordSlot {
  char text[WordKey::kInline] = {};  // the word's beginning, filled up with zeros
  uint8_t size = 0;                  // of the word, 255 for longer ones
  KindSet starts = 0;                // of the phrases that start with it
  WordId id = 0;                     // 0: the slot is free

  bool is(const WordKey& key) const {
    uint64_t own[3];
    std::memcpy(own, this, sizeof(own));
    return ((own[0] ^ key.parts[0]) | (own[1] ^ key.parts[1]) | (own[2] ^ key.parts[2])) == 0;
  }
};
static_assert(sizeof(WordSlot) == 32);

// A set of bits by hash, small beside the slots: about one word in ten that is unknown has its bit there.
constexpr uint32_t kFilterBits = 1 << 19;
constexpr uint32_t filter_bit(uint32_t hash) { return hash >> 13; }
static_assert(filter_bit(UINT32_MAX) == kFilterBits - 1);

// By state of the trie, breadth first: the children of a state lie side by side, sorted by their words,
// which stand in a section of their own. Most steps lead nowhere, and `next` mostly tells so at once. A child of the
// root has the number of its word.
struct StateRow {
  uint64_t next = 0;   // a set that holds the next_bit of each child's word
  uint32_t first_child = 0;
  uint32_t children = 0;
  PhraseId phrase = 0; // that ends there, or 0
  KindSet kinds = 0;   // of the phrase's senses; kAnyLetters
};
constexpr uint64_t next_bit(WordId word) { return uint64_t{1} << (word * 0x9E3779B1u >> 26); }

// A PhraseId is the index of the phrase's first sense; the others follow it. Row 0 stands for no phrase.
struct SenseRow {
  ConceptId concept_id = 0;
  StringSlice exact;
  uint16_t count = 0;    // of the senses from this one on
  uint8_t kind = 0;      // of the concept
  uint8_t flags = 0;

  static constexpr uint8_t kDerived = 1;   // a plural or a joined form, gives way to rows that are added later
  static constexpr uint8_t kMisspelt = 2;
};

struct ConceptRow {
  StringSlice name, title, source, value;
  uint32_t row = 0;  // UnitId of units, else the index in the table of its kind
  uint8_t kind = 0;  // ConceptKind
};

enum class ImageSection : uint32_t {
#define IMAGE_SECTION(Name, RowType, Description) Name,
#include "ir/catalog/image_section.def"
  kCount
};
constexpr uint32_t kImageSections = static_cast<uint32_t>(ImageSection::kCount);

struct SectionExtent {
  uint32_t offset = 0;  // from the start of the image, a multiple of kSectionAlignment
  uint32_t count = 0;   // rows
};

struct ImageHeader {
  char magic[8];
  uint32_t format = kImageFormat;
  uint32_t size = 0;  // bytes of the whole image
  StringSlice version;
  SectionExtent sections[kImageSections];
};

// What the table of concepts is keyed by.
uint32_t name_hash(llvm::StringRef name);

}  // namespace critc
