// The layout of the catalogue image: plain rows with offsets, no pointers, little-endian.
// Only catalog.cpp reads it and only builder.cpp writes it.
#pragma once

#include <cstdint>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include "ir/catalog/ids.h"
#include "ir/number/decimal.h"
#include "ir/number/ratio.h"

namespace critc {

struct StringSlice {
  uint32_t offset = 0;
  uint32_t length = 0;
};

// Seven base dimensions of UCUM (length, time, mass, angle, temperature, charge, luminosity) as exponents.
struct Dimension {
  int8_t exponents[7] = {};
  uint32_t annotation = 0;  // of {ULN}, [IU] and the like: a hash that keeps unlike ones apart, else 0
  bool operator==(const Dimension&) const = default;
};

struct UnitRow {
  StringSlice ucum;
  Dimension dimension;
  uint32_t special = 0;  // 0 linear; else 1 + index of the special atom (Cel, [degF], [pH], ...)
  Ratio factor;          // value in this unit * factor = value in UCUM base units
};

enum class UcumScale : uint8_t { Linear, Affine, Other };  // Other: logarithms and the like

struct UcumAtomRow {
  StringSlice atom;
  Dimension dimension;
  Ratio factor;     // linear: to base units; affine: (value + offset) * factor = base units
  Decimal offset;
  UcumScale scale = UcumScale::Linear;
  bool metric = false;   // takes prefixes
  bool rounded = false;  // the factor has more than 18 digits (multiples of pi)
};

struct UcumPrefixRow {
  StringSlice prefix;
  Ratio factor;
};

// What parse_ucum looks up. Atoms and prefixes are sorted by their codes.
struct UcumTable {
  llvm::ArrayRef<UcumAtomRow> atoms;
  llvm::ArrayRef<UcumPrefixRow> prefixes;
  llvm::StringRef strings;
};

// How many one-sided bounds on a measurement were counted in the criteria of one section.
struct BoundCounts {
  uint16_t lower = 0;  // >= and >
  uint16_t upper = 0;  // <= and <
};

// The counts by what value the bound states, in the measurement's canonical unit: nobody asks for a
// systolic pressure above 90 and forbids one below 160 as often as the other way round.
struct SectionBounds {
  static constexpr uint32_t kMostLimits = 3;
  Decimal limits[kMostLimits];           // ascending, `used` of them
  BoundCounts bands[kMostLimits + 1];    // below limits[0], from there below limits[1], ...
  uint32_t used = 0;

  BoundCounts at(Decimal value) const {
    uint32_t band = 0;
    while (band < used && compare(value, limits[band]) >= 0) ++band;
    return bands[band];
  }
  BoundCounts all() const {
    BoundCounts sum;
    for (const BoundCounts& band : bands) {
      sum.lower = static_cast<uint16_t>(sum.lower + band.lower);
      sum.upper = static_cast<uint16_t>(sum.upper + band.upper);
    }
    return sum;
  }
};

struct MeasurementRow {
  ConceptId concept_id = 0;
  UnitId unit = 0;               // canonical
  ConceptId scale = 0;           // of ordinals
  SectionBounds inclusion, exclusion;
  uint8_t flags = 0;             // MeasurementFlags
  Decimal plausible_low, plausible_high;  // canonical unit; equal when not known
  Ratio molar_mass;              // g/mol, num 0 when the analyte has none
  UnitId equation_unit = 0;      // of values that an equation of the analyte relates to `unit`, or 0:
  Ratio equation_factor;         // value in equation_unit * factor + offset = value in unit
  Decimal equation_offset;
  UnitId bare_low_unit = 0;      // unit of a bare number below `bare_split` (0: none assumed)
  UnitId bare_high_unit = 0;     // unit of a bare number from `bare_split` up
  Decimal bare_split;
  StringSlice loinc;
};

enum MeasurementFlags : uint8_t {
  kAllowsReference = 1,  // bounds may be multiples of ULN or LLN
  kAllowsPredicted = 2,  // bounds may be % of predicted
  kTiter = 4,            // bounds are written 1:80
  kThreshold = 8,        // a rank that stands alone has lost its comparator (ECOG 2, not NYHA class II)
  kThingGrade = 16,      // the rank is that of a thing beside it: CTCAE grade
  kHigherIsBetter = 32,  // what `or better`, `or worse` mean
  kLowerIsBetter = 64,
};

struct ScaleRank {
  StringSlice text;   // "III", "B", "IIIB"
  Decimal rank;
};

struct ScaleRow {
  ConceptId concept_id = 0;
  uint32_t rank_begin = 0;
  uint32_t rank_end = 0;
};

struct EquivalenceRow {
  ConceptId from = 0;
  ConceptId target = 0;
  Ratio factor;
  StringSlice table, version;
  uint32_t is_default = 0;
};

// A name of a drug that words may be misspelt from: one word, letters alone.
struct DrugNameRow {
  uint32_t letters = 0;      // a set, bit 0 for `a`
  uint32_t text_offset = 0;  // of its string
  ConceptId concept_id = 0;
  uint8_t size = 0;
  uint8_t ingredient = 0;    // no brand or synonym
  char front = 0, back = 0;
};

enum class FurnitureMatch : uint8_t { Line, Prefix, Shape };
enum class FurnitureRole : uint8_t { Skip, Stop, Field, Section, Heading };

struct FurnitureRow {
  FurnitureMatch match = FurnitureMatch::Line;
  FurnitureRole role = FurnitureRole::Skip;
  StringSlice text;    // for Shape an RE2 pattern over the whole line
  StringSlice argument;  // of Field and Section: NAME
};

struct RewriteRow {
  StringSlice from;  // raw bytes, valid UTF-8
  StringSlice to;    // normalized
};

// The rewrites that start with one character.
struct RewriteStart {
  char32_t first = 0;
  uint32_t begin = 0, end = 0;  // rows, longest first
  uint64_t second[4] = {};      // bytes that may follow in the text, as a set

  bool may_go_on(char next) const {
    auto byte = static_cast<uint8_t>(next);
    return second[byte >> 6] >> (byte & 63) & 1;
  }
};

}  // namespace critc
