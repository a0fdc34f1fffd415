// Ratio: an exact rational with a power of ten, num / den * 10^pow10. Conversion factors are Ratios.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "llvm/ADT/StringRef.h"

#include "ir/number/decimal.h"

namespace critc {

struct Ratio {
  int64_t num = 1;
  int64_t den = 1;
  int32_t pow10 = 0;

  static std::optional<Ratio> parse(llvm::StringRef text);  // "20/3", "0.0113", "1e-9"
  std::string str() const;
  Ratio reduced() const;  // lowest terms, den > 0, no factor 10 left in num or den
  Ratio inverse() const { return {den, num, -pow10}; }
  bool operator==(const Ratio&) const = default;
};

std::optional<Ratio> multiply(Ratio a, Ratio b);
std::optional<Ratio> divide(Ratio a, Ratio b);
std::optional<Ratio> power(Ratio base, int exponent);

// value * factor. Exact where the result ends within 15 significant digits, else rounded half-even
// to 15 and `rounded` is set.
struct Converted {
  Decimal value;
  bool rounded = false;
};
std::optional<Converted> convert(Decimal value, Ratio factor);

}  // namespace critc
