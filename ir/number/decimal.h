// Decimal: an exact decimal number, mantissa * 10^exponent.
//
// Numbers of a posting never pass through double. Trailing zeros are kept as written ("3.0" is
// 30 * 10^-1); `==` compares representation, `compare` compares value.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace critc {

struct Decimal {
  int64_t mantissa = 0;
  int8_t exponent = 0;

  // -?[0-9]+(\.[0-9]+)? with at most 18 significant digits (zeros at the end of an integer are none);
  // nothing else.
  static std::optional<Decimal> parse(llvm::StringRef text);
  static Decimal from_int(int64_t value) { return {value, 0}; }

  // Always -?[0-9]+(\.[0-9]+)?, never an exponent.
  void print(llvm::raw_ostream& out) const;
  std::string str() const;

  // Without trailing zeros: 3.0 -> 3, 1500 -> 15 * 10^2 (prints the same value).
  Decimal normalized() const;
  // this * 10^power; nothing when the exponent leaves its range.
  std::optional<Decimal> scaled(int power) const;
  bool is_zero() const { return mantissa == 0; }
  bool is_negative() const { return mantissa < 0; }
  double to_double() const;  // for backends only

  bool operator==(const Decimal&) const = default;
};

std::strong_ordering compare(Decimal a, Decimal b);  // by value
std::optional<Decimal> add(Decimal a, Decimal b);
std::optional<Decimal> subtract(Decimal a, Decimal b);
std::optional<Decimal> multiply(Decimal a, Decimal b);

}  // namespace critc
