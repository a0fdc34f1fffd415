// Arithmetic of ages: calendar units, completed years.
//
// "<= 65 years" lasts until the 66th birthday, so as an upper bound it is the same as "< 66 years".
#pragma once

#include <optional>

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "passes/unit_math.h"

namespace critc {

class AgeBounds {
 public:
  AgeBounds(const Document& document, const Catalog& catalog);

  // Takes the stricter of each end.
  void tighten(Bounds& into, const Bounds& other) const;
  bool same(const Bounds& a, const Bounds& b) const;
  bool within(const Bounds& inner, const Bounds& outer) const;
  bool is_empty(const Bounds& bounds) const;  // no age meets both ends

  // The ages a structured field or a heading states: "18 Years", "5 - 18 years of age". A single
  // age goes to the end that `single_is_low` says; nothing for N/A. With `strict` a unit must be
  // written.
  std::optional<Bounds> parse(llvm::StringRef words, bool single_is_low, bool strict) const;

 private:
  // Where an end lies, in days. Of an upper end: the first day that is too late.
  std::optional<Decimal> low_limit(const std::optional<End>& end) const;
  std::optional<Decimal> high_limit(const std::optional<End>& end) const;
  std::optional<Decimal> in_days(Decimal value, UnitId unit) const;

  const Document& document_;
  const Catalog& catalog_;
  std::optional<UsualUnits> own_units_;
  const UsualUnits& units_;
};

}  // namespace critc
