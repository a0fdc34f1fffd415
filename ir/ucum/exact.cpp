#include "ir/ucum/exact.h"

#include <algorithm>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/number/wide.h"

namespace critc {

namespace {

constexpr int kDigits = 18;

void strip_tens(UInt128& value, int64_t& pow10, int sign) {
  for (; value != 0 && value % 10 == 0; value /= 10) pow10 += sign;
}

// num / den * 10^pow10 as a decimal of 18 digits. Shifting both sides by the same bits changes the
// quotient far below its last digit.
Ratio round_quotient(UInt128 num, UInt128 den, int64_t pow10) {
  constexpr UInt128 kRoom = UInt128{1} << 120;
  while (num >= kRoom || den >= kRoom) {
    num >>= 1;
    den >>= 1;
  }
  UInt128 quotient = num / den;
  UInt128 rest = num % den;
  while (decimal_digits(quotient) > kDigits) {
    bool up = quotient % 10 >= 5;
    quotient = quotient / 10 + (up ? 1 : 0);
    ++pow10;
    rest = 0;
  }
  while (rest != 0 && decimal_digits(quotient) < kDigits) {
    rest *= 10;
    quotient = quotient * 10 + rest / den;
    rest %= den;
    --pow10;
  }
  if (rest * 2 >= den) ++quotient;
  strip_tens(quotient, pow10, 1);
  return {static_cast<int64_t>(quotient), 1, static_cast<int32_t>(pow10)};
}

}  // namespace

Ratio multiply_rounding(Ratio a, Ratio b, bool& rounded) {
  UInt128 num = static_cast<UInt128>(a.num) * static_cast<UInt128>(b.num);
  UInt128 den = static_cast<UInt128>(a.den) * static_cast<UInt128>(b.den);
  UInt128 common = greatest_common_divisor(num, den);
  num /= common;
  den /= common;
  int64_t pow10 = int64_t{a.pow10} + b.pow10;
  strip_tens(num, pow10, 1);
  strip_tens(den, pow10, -1);
  if (num <= INT64_MAX && den <= INT64_MAX) {
    return {static_cast<int64_t>(num), static_cast<int64_t>(den), static_cast<int32_t>(pow10)};
  }
  rounded = true;
  return round_quotient(num, den, pow10);
}

Ratio power_rounding(Ratio base, int exponent, bool& rounded) {
  if (exponent < 0) {
    base = base.inverse();
    exponent = -exponent;
  }
  Ratio result;
  for (Ratio square = base; exponent > 0; exponent >>= 1) {
    if (exponent & 1) result = multiply_rounding(result, square, rounded);
    if (exponent > 1) square = multiply_rounding(square, square, rounded);
  }
  return result;
}

namespace {

std::optional<Ratio> parse_long_decimal(llvm::StringRef text, bool& rounded) {
  auto [digits, exponent_text] = text.split('e');
  int exponent = 0;
  if (digits.size() != text.size()) {
    exponent_text.consume_front("+");
    if (exponent_text.getAsInteger(10, exponent) || exponent < -300 || exponent > 300)
      return std::nullopt;
  }
  auto [whole, fraction] = digits.split('.');
  if (whole.empty() || (fraction.empty() && whole.size() != digits.size())) return std::nullopt;
  UInt128 num = 0;
  int count = 0;
  llvm::SmallString<80> all(whole);
  all += fraction;
  for (size_t i = 0; i < all.size(); ++i) {
    if (!llvm::isDigit(all[i])) return std::nullopt;
    bool fits = count < 30;
    if (fits) num = num * 10 + static_cast<UInt128>(all[i] - '0');
    if (num != 0 && fits) ++count;
    if (i >= whole.size() && fits) --exponent;
    if (i < whole.size() && !fits) ++exponent;
  }
  if (num == 0) return std::nullopt;
  int64_t pow10 = exponent;
  strip_tens(num, pow10, 1);
  if (num <= INT64_MAX) return Ratio{static_cast<int64_t>(num), 1, static_cast<int32_t>(pow10)};
  rounded = true;
  return round_quotient(num, 1, pow10);
}

}  // namespace

std::optional<Ratio> parse_factor(llvm::StringRef text, bool& rounded) {
  auto [num_text, den_text] = text.split('/');
  auto num = parse_long_decimal(num_text, rounded);
  if (!num || num_text.size() == text.size()) return num;
  auto den = parse_long_decimal(den_text, rounded);
  if (!den) return std::nullopt;
  return multiply_rounding(*num, den->inverse(), rounded);
}

}  // namespace critc
