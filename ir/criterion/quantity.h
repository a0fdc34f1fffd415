// Quantities and bounds: the numbers of criteria.
#pragma once

#include <cstdint>
#include <optional>

#include "ir/catalog/ids.h"
#include "ir/criterion/vocabulary.h"
#include "ir/number/decimal.h"
#include "ir/source/byte_range.h"

namespace critc {

// Words, as a range of Document::text. The pool of a compiled document begins with the raw criteria
// buffer, so there a TextSpan of source words equals their ByteRange; a document that was read back
// has only the words it needs.
struct TextSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool empty() const { return begin == end; }
  bool operator==(const TextSpan&) const = default;
};

// How the canonical value came from the stated one.
enum class ConversionKind : uint8_t { None, Unit, Molar, Affine, DoseEquivalence };
llvm::StringRef conversion_text(ConversionKind kind);  // "", "unit", "molar", "affine", "dose_equivalence"
std::optional<ConversionKind> parse_conversion(llvm::StringRef text);

struct Quantity {
  Decimal stated;            // the number that the words write: "100,000" is 100000, 1:80 is 80
  Decimal canonical;         // in `unit`; equals `stated` until convert-units ran
  TextSpan unit_text;        // the unit as written; empty when none is
  UnitId stated_unit = 0;    // what unit_text means (resolve-units)
  UnitId unit = 0;           // the canonical unit
  ConversionKind how = ConversionKind::None;
  bool rounded = false;      // canonical was rounded to 15 digits; printed with ~
  bool operator==(const Quantity&) const = default;
};

// One end of a range of allowed values.
struct End {
  Quantity quantity;
  bool closed = true;
  Reference reference = Reference::None;
  bool operator==(const End&) const = default;
};

// What values meet a statement. `low` and `high` both present and equal: an equality. The comparator
// may be lost: then the value stands in `low` and bounds nothing until recover-comparators decides.
struct Bounds {
  std::optional<End> low;
  std::optional<End> high;
  bool comparator_lost = false;  // printed ??
  ByteRange range;               // comparator, number and unit, with the subject where it is adjacent

  bool is_equality() const {
    return low && high && low->quantity.stated == high->quantity.stated && low->closed && high->closed;
  }
  bool empty() const { return !low && !high; }
  bool operator==(const Bounds&) const = default;
};

}  // namespace critc
