// From names to ids: what rows of the model say about each other.
#pragma once

#include "ir/catalog/image_layout.h"
#include "ir/catalog/model.h"

namespace critc {

// Text that the image writer places in the string section.
class StringPool {
 public:
  StringSlice add(llvm::StringRef text);
  llvm::StringRef text() const { return text_; }
  llvm::StringRef operator[](StringSlice slice) const {
    return llvm::StringRef(text_).substr(slice.offset, slice.length);
  }

 private:
  std::string text_;
  llvm::StringMap<StringSlice> known_;
};

// Gives the spellings of `synonyms` rows to the concepts they name.
void resolve_synonyms(CatalogModel& model);

struct UcumRows {
  std::vector<UcumAtomRow> atoms;
  std::vector<UcumPrefixRow> prefixes;
};
// Complains about atoms that are defined twice, by unknown atoms or by themselves.
UcumRows resolve_ucum(CatalogModel& model, StringPool& strings);

// Units by UnitId. Complains about codes that are not UCUM.
std::vector<UnitRow> resolve_units(CatalogModel& model, const UcumRows& ucum, StringPool& strings);

struct Closure {
  std::vector<std::vector<ConceptId>> members, classes;  // by ConceptId, transitive, sorted
};
// Complains about unknown members and classes that contain themselves.
Closure resolve_members(CatalogModel& model);

// Complains about unknown units and scales, and published molar factors that the molar mass does not give.
std::vector<MeasurementRow> resolve_measurements(CatalogModel& model, llvm::ArrayRef<UnitRow> units, StringPool& strings);
std::vector<EquivalenceRow> resolve_equivalences(CatalogModel& model, StringPool& strings);

// Complains about rewrites whose result would be rewritten again, and about spellings that the
// rewrites would change. Rows that change nothing only keep shorter rows from matching.
void check_rewrites(CatalogModel& model);

}  // namespace critc
