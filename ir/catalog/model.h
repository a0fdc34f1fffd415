// CatalogModel: what the tables say, before it is laid out as an image. Rows are read into it one
// by one (row_readers.h), then names and units are resolved and the image is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"

#include "ir/catalog/catalog.h"

namespace critc {

struct Place {
  uint32_t file = 0;  // index into Complaints::files
  uint32_t line = 0;  // 1-based
};

// Everything that is wrong with the tables, in the order of files and lines.
class Complaints {
 public:
  uint32_t add_file(llvm::StringRef name);
  void add(Place place, const llvm::Twine& message);
  std::string where(Place place) const;  // "units.yaml:12"
  bool empty() const { return messages_.empty(); }
  std::string text() const;  // a line each

 private:
  struct Message {
    Place place;
    std::string text;
  };
  std::vector<std::string> files_;
  std::vector<Message> messages_;
};

// A name or a text with the place where it stands.
struct PlacedText {
  std::string text;
  Place place;
};

enum class SpellingKind : uint8_t {
  Plain,
  Exact,    // counts only with these letters
  Derived,  // a plural or a joined form: gives way to what a row says itself
  Misspelt,
};

struct SpellingEntry {
  PlacedText spelling;
  SpellingKind kind = SpellingKind::Plain;
};

struct ConceptEntry {
  std::string name, title, source, value;
  ConceptKind kind = ConceptKind::None;
  Place place;
  uint32_t row = 0;  // index in the vector of its kind
  bool plural = false;
  std::vector<SpellingEntry> spellings;
};

struct UcumAtomEntry {
  std::string atom, definition, factor, dimension;
  Decimal offset;
  UcumScale scale = UcumScale::Linear;
  bool metric = false;
  bool arbitrary = false;
  Place place;
  std::optional<UcumAtomRow> resolved;  // of atoms that come from an image
};

struct UcumPrefixEntry {
  std::string prefix;
  Ratio factor;
};

struct UnitEntry {
  std::string ucum;
  ConceptId concept_id = 0;
  Place place;
};

struct MeasurementEntry {
  MeasurementRow row;
  std::optional<PlacedText> unit, scale, bare_low_unit, bare_high_unit, equation_unit;
  std::string loinc;
  std::vector<std::pair<PlacedText, Ratio>> molar;  // unit, published factor: checked, not kept
};

struct ScaleEntry {
  ConceptId concept_id = 0;
  std::vector<std::pair<std::string, Decimal>> ranks;
};

// `part` is a drug of the class `whole`, or a kind of it.
struct MemberEntry {
  PlacedText part, whole;
};

struct EquivalenceEntry {
  std::string table, version;
  bool is_default = false;
  PlacedText target, from;
  Ratio factor;
};

struct FurnitureEntry {
  FurnitureRow row;
  std::string text, argument;
};

struct RewriteEntry {
  std::string from, to;
  Place place;
};

// Spellings that a row of another table gains.
struct SynonymEntry {
  PlacedText name;
  std::vector<SpellingEntry> spellings;
};

struct CatalogModel {
  Complaints complaints;
  std::vector<ConceptEntry> concepts = std::vector<ConceptEntry>(1);  // by ConceptId
  llvm::StringMap<ConceptId> concept_ids;                             // first of each name
  std::vector<UcumAtomEntry> atoms;
  std::vector<UcumPrefixEntry> prefixes;
  std::vector<UnitEntry> units = std::vector<UnitEntry>(1);  // by UnitId
  std::vector<MeasurementEntry> measurements;
  std::vector<ScaleEntry> scales;
  std::vector<MemberEntry> members;
  std::vector<EquivalenceEntry> equivalences;
  std::vector<FurnitureEntry> furniture;
  std::vector<RewriteEntry> rewrites;
  std::vector<std::string> words;  // that no spelling needs to hold
  std::vector<SynonymEntry> synonyms;
  std::string version;
};

}  // namespace critc
