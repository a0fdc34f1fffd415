// Products of conversion factors that round only where 64 bits cannot hold the exact result.
#pragma once

#include "ir/number/ratio.h"

namespace critc {

// a * b in lowest terms. Where num or den does not fit, the value rounded to 18 digits, and
// `rounded` is set.
Ratio multiply_rounding(Ratio a, Ratio b, bool& rounded);

// base^exponent for any exponent; base is not 0.
Ratio power_rounding(Ratio base, int exponent, bool& rounded);

// A decimal of any length such as "3.14159265358979323846264338" or "1.602176634e-19", or a
// quotient of two such, rounded to 18 digits where longer. Nothing when it does not parse or is not
// positive.
std::optional<Ratio> parse_factor(llvm::StringRef text, bool& rounded);

}  // namespace critc
