// 128-bit integers for exact intermediate results of Decimal and Ratio.
#pragma once

#include <cstdint>
#include <limits>

namespace critc {

using Int128 = __int128;
using UInt128 = unsigned __int128;

inline bool fits_int64(Int128 value) {
  return value >= std::numeric_limits<int64_t>::min() && value <= std::numeric_limits<int64_t>::max();
}

inline UInt128 magnitude(Int128 value) {
  return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

// 10^exponent, 0 <= exponent <= 38.
inline Int128 power_of_ten(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// Digits of the decimal form; 0 has one.
inline int decimal_digits(UInt128 value) {
  int digits = 1;
  for (; value >= 10; value /= 10) ++digits;
  return digits;
}

inline UInt128 greatest_common_divisor(UInt128 a, UInt128 b) {
  while (b != 0) {
    UInt128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace critc
