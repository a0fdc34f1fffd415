#include "ir/catalog/catalog.h"

#include <algorithm>
#include <cstring>

#include "llvm/Support/xxhash.h"

#include "ir/catalog/image_layout.h"

namespace critc {

namespace {

// Whether `name` is one of `tables`, apart by commas.
bool names_table(llvm::StringRef tables, llvm::StringRef name) {
  while (!tables.empty()) {
    auto [first, rest] = tables.split(',');
    if (first.trim() == name) return true;
    tables = rest;
  }
  return false;
}

template <ImageSection section>
struct SectionRow;
#define IMAGE_SECTION(Name, RowType, Description) \
  template <>                                     \
  struct SectionRow<ImageSection::Name> {         \
    using Type = RowType;                         \
  };
#include "ir/catalog/image_section.def"

constexpr size_t kRowSizes[] = {
#define IMAGE_SECTION(Name, RowType, Description) sizeof(RowType),
#include "ir/catalog/image_section.def"
};

template <ImageSection section>
llvm::ArrayRef<typename SectionRow<section>::Type> rows(const ImageHeader* header) {
  using Row = typename SectionRow<section>::Type;
  const SectionExtent& extent = header->sections[static_cast<uint32_t>(section)];
  auto* begin = reinterpret_cast<const char*>(header) + extent.offset;
  return {reinterpret_cast<const Row*>(begin), extent.count};
}

#define ROWS(Name) rows<ImageSection::Name>(header_)

llvm::Error bad_image(const char* why) {
  return llvm::createStringError(llvm::Twine("not a catalogue image: ") + why);
}

llvm::ArrayRef<ConceptId> span(llvm::ArrayRef<uint32_t> begins, llvm::ArrayRef<ConceptId> all,
                               ConceptId id) {
  return all.slice(begins[id], begins[id + 1] - begins[id]);
}

}  // namespace

uint32_t name_hash(llvm::StringRef name) { return static_cast<uint32_t>(llvm::xxh3_64bits(name)); }

llvm::Expected<Catalog> Catalog::open(llvm::StringRef image) {
  if (image.size() < sizeof(ImageHeader)) return bad_image("too short");
  if (reinterpret_cast<uintptr_t>(image.data()) % 8 != 0) return bad_image("not aligned");
  auto* header = reinterpret_cast<const ImageHeader*>(image.data());
  if (std::memcmp(header->magic, kImageMagic, sizeof(kImageMagic)) != 0)
    return bad_image("wrong magic");
  if (header->format != kImageFormat) return bad_image("made by another version of critc");
  if (header->size != image.size()) return bad_image("cut short");
  for (uint32_t i = 0; i < kImageSections; ++i) {
    const SectionExtent& extent = header->sections[i];
    uint64_t end = extent.offset + uint64_t{extent.count} * kRowSizes[i];
    if (extent.offset % kSectionAlignment != 0 || end > image.size()) return bad_image("a section lies outside");
  }
  Catalog catalog;
  catalog.image_ = image;
  catalog.header_ = header;
  catalog.word_slots_ = rows<ImageSection::WordSlots>(header).data();
  catalog.word_filter_ = rows<ImageSection::WordFilter>(header).data();
  catalog.word_mask_ = header->sections[static_cast<uint32_t>(ImageSection::WordSlots)].count - 1;
  catalog.states_ = rows<ImageSection::States>(header).data();
  catalog.labels_ = rows<ImageSection::Labels>(header).data();
  catalog.senses_ = rows<ImageSection::Senses>(header).data();
  catalog.concepts_ = rows<ImageSection::Concepts>(header).data();
  catalog.rewrite_starts_ = rows<ImageSection::RewriteStarts>(header).data();
  catalog.strings_ = rows<ImageSection::Strings>(header).data();
  catalog.word_count_ = header->sections[static_cast<uint32_t>(ImageSection::Words)].count;
  catalog.start_count_ = catalog.states_[kRoot].children;
  return catalog;
}

llvm::StringRef Catalog::version() const { return string(header_->version); }

Catalog::Word Catalog::find_word(llvm::StringRef folded) const {
  const WordKey key(folded);
  const uint32_t hash = key.hash();
  const uint32_t bit = filter_bit(hash);
  if (!(word_filter_[bit / 64] >> bit % 64 & 1)) return {};
  if (folded.size() <= WordKey::kInline) return find_word(key, hash);
  for (uint32_t i = hash & word_mask_;; i = (i + 1) & word_mask_) {
    const WordSlot& slot = word_slots_[i];
    if (slot.id == 0 || (slot.is(key) && word_text(slot.id) == folded)) return {slot.id, slot.starts};
  }
}

llvm::StringRef Catalog::word_text(WordId word) const { return string(ROWS(Words)[word]); }

uint32_t Catalog::concept_count() const { return static_cast<uint32_t>(ROWS(Concepts).size()); }

ConceptId Catalog::find(llvm::StringRef name) const {
  auto slots = ROWS(ConceptSlots);
  uint32_t mask = static_cast<uint32_t>(slots.size()) - 1;
  for (uint32_t i = name_hash(name) & mask;; i = (i + 1) & mask) {
    if (slots[i] == 0 || this->name(slots[i]) == name) return slots[i];
  }
}

llvm::StringRef Catalog::title(ConceptId id) const { return string(ROWS(Concepts)[id].title); }
llvm::StringRef Catalog::source(ConceptId id) const { return string(ROWS(Concepts)[id].source); }
llvm::StringRef Catalog::value(ConceptId id) const { return string(ROWS(Concepts)[id].value); }

const MeasurementRow& Catalog::measurement(ConceptId id) const {
  return ROWS(Measurements)[ROWS(Concepts)[id].row];
}
const ScaleRow& Catalog::scale(ConceptId id) const { return ROWS(Scales)[ROWS(Concepts)[id].row]; }

llvm::ArrayRef<ScaleRank> Catalog::ranks(const ScaleRow& scale) const {
  return ROWS(ScaleRanks).slice(scale.rank_begin, scale.rank_end - scale.rank_begin);
}

llvm::ArrayRef<ConceptId> Catalog::members(ConceptId whole) const {
  return span(ROWS(MemberBegins), ROWS(Members), whole);
}
llvm::ArrayRef<ConceptId> Catalog::classes(ConceptId part) const {
  return span(ROWS(ClassBegins), ROWS(Classes), part);
}

UnitId Catalog::unit(llvm::StringRef ucum) const {
  auto ids = ROWS(UnitsByCode);
  auto it = std::lower_bound(ids.begin(), ids.end(), ucum,
                             [&](UnitId id, llvm::StringRef key) { return this->ucum(id) < key; });
  return it != ids.end() && this->ucum(*it) == ucum ? *it : 0;
}

const UnitRow& Catalog::unit(UnitId id) const { return ROWS(Units)[id]; }
llvm::StringRef Catalog::ucum(UnitId id) const { return string(unit(id).ucum); }
UnitId Catalog::unit_of(ConceptId id) const { return ROWS(Concepts)[id].row; }

UcumTable Catalog::ucum_table() const {
  auto strings = ROWS(Strings);
  return {ROWS(UcumAtoms), ROWS(UcumPrefixes), llvm::StringRef(strings.data(), strings.size())};
}

std::optional<Catalog::Equivalence> Catalog::equivalence(ConceptId from, llvm::StringRef tables) const {
  auto all = ROWS(Equivalences);
  auto it =
      std::lower_bound(all.begin(), all.end(), from,
                       [](const EquivalenceRow& row, ConceptId key) { return row.from < key; });
  const EquivalenceRow* chosen = nullptr;
  for (; it != all.end() && it->from == from; ++it) {
    if (names_table(tables, string(it->table))) {
      chosen = &*it;
      break;
    }
    if (it->is_default != 0 && !chosen) chosen = &*it;
  }
  if (!chosen) return std::nullopt;
  return Equivalence{chosen->factor, string(chosen->table), string(chosen->version), chosen->target};
}

llvm::ArrayRef<EquivalenceRow> Catalog::equivalence_rows() const { return ROWS(Equivalences); }
llvm::ArrayRef<DrugNameRow> Catalog::drug_names(size_t size) const {
  auto begins = ROWS(DrugNameBegins);
  if (size + 1 >= begins.size()) return {};
  return ROWS(DrugNames).slice(begins[size], begins[size + 1] - begins[size]);
}

llvm::ArrayRef<FurnitureRow> Catalog::furniture() const { return ROWS(Furniture); }
llvm::ArrayRef<RewriteRow> Catalog::rewrites() const { return ROWS(Rewrites); }

llvm::ArrayRef<RewriteRow> Catalog::rewrites_from(char32_t first) const {
  auto starts = ROWS(RewriteStarts);
  const RewriteStart* start =
      first < 0x80 ? starts.begin() + first
                   : std::lower_bound(starts.begin() + 0x80, starts.end(), first,
                                      [](const RewriteStart& s, char32_t c) { return s.first < c; });
  if (start == starts.end() || start->first != first) return {};
  return rewrites().slice(start->begin, start->end - start->begin);
}

}  // namespace critc
