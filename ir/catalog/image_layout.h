// What stands where in a catalogue image; for catalog.cpp, which reads it, and image_writer.cpp.
#pragma once

#include "ir/catalog/image.h"

namespace critc {

constexpr char kImageMagic[8] = {'c', 'r', 'i', 't', 'c', 'a', 't', '\n'};
constexpr uint32_t kImageFormat = 2;  // raised whenever a row or section changes

struct WordSlot {
  uint32_t hash = 0;
  WordId word = 0;  // 0: the slot is free
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
  uint32_t offset = 0;  // from the start of the image, a multiple of 8
  uint32_t count = 0;   // rows
};

struct ImageHeader {
  char magic[8];
  uint32_t format = kImageFormat;
  uint32_t size = 0;  // bytes of the whole image
  StringSlice version;
  SectionExtent sections[kImageSections];
};

// What the word hash table is keyed by.
uint32_t word_hash(llvm::StringRef word);

}  // namespace critc
