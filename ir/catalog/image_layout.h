// What stands where in a catalogue image; for catalog.h, which reads it, and image_writer.cpp.
#pragma once

#include <cstring>

#include "ir/catalog/image.h"

namespace critc {

constexpr char kImageMagic[8] = {'c', 'r', 'i', 't', 'c', 'a', 't', '\n'};
constexpr uint32_t kImageFormat = 3;  // raised whenever a row or section changes

// Of the hash tables from text to id.
struct HashSlot {
  uint32_t hash = 0;
  uint32_t id = 0;  // 0: the slot is free
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

// What the hash tables are keyed by; made for words of a few bytes.
inline uint32_t text_hash(llvm::StringRef text) {
  constexpr uint64_t kFactor = 0x9E3779B97F4A7C15u;
  const char* at = text.data();
  size_t size = text.size();
  uint64_t hash = size * kFactor;
  auto mix = [&](auto part, const char* from) {
    std::memcpy(&part, from, sizeof(part));
    hash = (hash ^ part) * kFactor;
    hash ^= hash >> 29;
  };
  for (; size > 8; at += 8, size -= 8) mix(uint64_t{}, at);
  if (size >= 4) {
    mix(uint32_t{}, at);
    mix(uint32_t{}, at + size - 4);
  } else {
    for (; size > 0; ++at, --size) mix(uint8_t{}, at);
  }
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

}  // namespace critc
