// What a UCUM code means: its dimension and its exact factor to the base units.
//
//   auto from = parse_ucum("g/L", catalog);
//   auto to = parse_ucum("mg/dL", catalog);
//   conversion_factor(*from, *to);   // 100
//
// Codes are case-sensitive UCUM 2.x. Annotations ({ULN}, {1.73_m2}) and arbitrary units ([IU]) keep
// units apart unless both sides have the same ones. Special units (Cel, [pH], dB) have no factor to
// others; Cel, [degF] and K convert into one another by convert_units.
#pragma once

#include <optional>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include "ir/catalog/catalog.h"
#include "ir/catalog/image.h"

namespace critc {

struct UcumUnit {
  Dimension dimension;
  Ratio factor;         // linear: to base units; affine: (value + offset) * factor = base units
  Decimal offset;
  uint32_t special = 0;  // 0 linear; else 1 + index of the special atom
  UcumScale scale = UcumScale::Linear;
  uint32_t arbitrary = 0;  // the share of arbitrary units in dimension.annotation
  bool rounded = false;  // the factor has more than 18 digits (multiples of pi)
};

llvm::Expected<UcumUnit> parse_ucum(llvm::StringRef code, const UcumTable& table);
llvm::Expected<UcumUnit> parse_ucum(llvm::StringRef code, const Catalog& catalog);

// What the catalogue's row says, without parsing anew.
UcumUnit ucum_unit(const Catalog& catalog, UnitId id);

// value in `from` * factor = value in `to`; nothing when the two do not measure the same thing or no
// single factor leads from one to the other.
std::optional<Ratio> conversion_factor(const UcumUnit& from, const UcumUnit& to);
std::optional<Ratio> conversion_factor(const Catalog& catalog, UnitId from, UnitId to);

// Also between affine units. Exact where the result ends within 15 digits, else rounded.
std::optional<Converted> convert_units(Decimal value, const UcumUnit& from, const UcumUnit& to);

// The factor from moles to grams or back by an analyte's molar mass (g/mol); nothing when it has none or
// the units are not those of an amount and a mass.
std::optional<Ratio> molar_factor(const UcumUnit& from, const UcumUnit& to, Ratio molar_mass);

// The share of one annotation ("{ULN}") or arbitrary unit ("[iU]") in Dimension::annotation. Products
// add shares, so that like ones cancel.
uint32_t ucum_annotation_hash(llvm::StringRef text);

// The same unit without the meaning of its annotations, as plain UCUM compares units.
UcumUnit without_annotations(UcumUnit unit);

}  // namespace critc
