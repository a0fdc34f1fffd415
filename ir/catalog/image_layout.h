// What stands where in a catalogue image; for catalog.h, which reads it, and image_writer.cpp.
#pragma once

#include <algorithm>
#include <cstring>

#include "ir/catalog/image.h"

namespace critc {

constexpr char kImageMagic[8] = {'c', 'r', 'i', 't', 'c', 'a', 't', '\n'};
constexpr uint32_t kSectionAlignment = 32;
constexpr uint32_t kImageFormat = 4;  // raised whenever a row or section changes

// Of the hash table from word to id. Words of a text are looked up one after the other: all that a
// look-up needs stands in one line of the cache.
struct WordSlot {
  static constexpr size_t kInline = 27;
  uint32_t id = 0;          // 0: the slot is free
  uint8_t size = 0;         // of the word, 255 for longer ones
  char text[kInline] = {};  // its beginning, filled up with zeros
};
static_assert(sizeof(WordSlot) == 32);

// What stands in the slot of a word behind its id, and the hash of it.
struct WordKey {
  explicit WordKey(llvm::StringRef word) {
    WordSlot slot;
    slot.size = static_cast<uint8_t>(std::min<size_t>(word.size(), 255));
    std::memcpy(slot.text, word.data(), std::min(word.size(), WordSlot::kInline));
    std::memcpy(parts, &slot, sizeof(slot));
  }
  bool is_in(const WordSlot& slot) const {
    uint64_t other[4];
    std::memcpy(other, &slot, sizeof(slot));
    return ((other[0] ^ parts[0]) >> 32 | (other[1] ^ parts[1]) | (other[2] ^ parts[2]) |
            (other[3] ^ parts[3])) == 0;
  }
  uint32_t hash() const {
    uint64_t hash = 0;
    for (uint64_t part : parts) {
      hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
      hash ^= hash >> 32;
    }
    return static_cast<uint32_t>(hash);
  }
  uint64_t parts[4];
};

// By WordId: the phrases that start with the word.
struct StartRow {
  uint32_t state = 0;  // of the trie; kDead when there are none
  KindSet kinds = 0;   // of all of them
};

// By state of the trie, breadth first: the children of a state lie between its first and that of the
// next state, sorted by their words.
struct StateRow {
  WordId label = 0;    // the word that leads to it
  uint32_t first_child = 0;
  PhraseId phrase = 0; // that ends there, or 0
  KindSet kinds = 0;   // of the phrase's senses; kAnyLetters
};

struct SenseRow {
  ConceptId concept_id = 0;
  StringSlice exact;
  uint32_t derived = 0;  // 1: a plural or a joined form, gives way to rows that are added later
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
