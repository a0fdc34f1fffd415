#include "ir/number/ratio.h"

#include <cstdlib>

#include "ir/number/wide.h"

namespace critc {

namespace {

constexpr int kSignificantDigits = 15;  // what a conversion keeps
constexpr int kMaxPower = 1000;         // far above what any unit needs

// num / den * 10^pow10 in lowest terms; nothing when den is 0 or a part does not fit.
std::optional<Ratio> make_ratio(Int128 num, Int128 den, int64_t pow10) {
  if (den == 0) return std::nullopt;
  if (num == 0) return Ratio{0, 1, 0};
  auto common = static_cast<Int128>(greatest_common_divisor(magnitude(num), magnitude(den)));
  num /= common;
  den /= common;
  for (; num % 10 == 0; num /= 10) ++pow10;
  for (; den % 10 == 0; den /= 10) --pow10;
  // 1/5 * 10^4 is 2 * 10^3: one form for one value.
  for (; pow10 > 0 && den % 5 == 0; den /= 5, num *= 2) --pow10;
  for (; pow10 > 0 && den % 2 == 0; den /= 2, num *= 5) --pow10;
  if (den < 0) {
    num = -num;
    den = -den;
  }
  if (!fits_int64(num) || !fits_int64(den)) return std::nullopt;
  if (pow10 < std::numeric_limits<int32_t>::min() + 1 || pow10 > std::numeric_limits<int32_t>::max())
    return std::nullopt;
  return Ratio{static_cast<int64_t>(num), static_cast<int64_t>(den), static_cast<int32_t>(pow10)};
}

// "1.5e-9" -> 15 * 10^-10.
std::optional<Ratio> parse_scientific(llvm::StringRef text) {
  auto [digits, power_text] = text.split('e');
  int32_t power = 0;
  if (digits.size() != text.size()) {
    power_text.consume_front("+");
    if (power_text.getAsInteger(10, power) || power < -1000 || power > 1000) return std::nullopt;
  }
  auto decimal = Decimal::parse(digits);
  if (!decimal) return std::nullopt;
  return Ratio{decimal->mantissa, 1, decimal->exponent + power};
}

// A non-negative quotient num / den as mantissa * 10^exponent with at most 15 digits, half to even.
struct Quotient {
  UInt128 mantissa;
  int exponent;
  bool rounded;
};

Quotient divide_rounding(UInt128 num, UInt128 den) {
  UInt128 quotient = num / den, rest = num % den;
  int digits = quotient == 0 ? 0 : decimal_digits(quotient), exponent = 0;
  int half;  // dropped part against one half of the last digit kept: -1, 0, 1
  if (digits > kSignificantDigits) {
    exponent = digits - kSignificantDigits;
    auto scale = static_cast<UInt128>(power_of_ten(exponent));
    UInt128 dropped = quotient % scale;
    quotient /= scale;
    if (dropped == 0 && rest == 0) return {quotient, exponent, false};
    half = dropped > scale / 2 ? 1 : dropped < scale / 2 ? -1 : rest != 0 ? 1 : 0;
  } else {
    for (; rest != 0 && digits < kSignificantDigits; --exponent) {
      rest *= 10;
      quotient = quotient * 10 + rest / den;
      rest %= den;
      if (quotient != 0) ++digits;
    }
    if (rest == 0) return {quotient, exponent, false};
    half = rest * 2 > den ? 1 : rest * 2 < den ? -1 : 0;
  }
  if (half > 0 || (half == 0 && quotient % 2 == 1)) ++quotient;
  return {quotient, exponent, true};
}

}  // namespace

std::optional<Ratio> Ratio::parse(llvm::StringRef text) {
  auto [num_text, den_text] = text.split('/');
  auto num = parse_scientific(num_text);
  if (!num) return std::nullopt;
  if (num_text.size() == text.size()) return num->reduced();
  auto den = parse_scientific(den_text);
  if (!den) return std::nullopt;
  return make_ratio(num->num, den->num, int64_t{num->pow10} - den->pow10);
}

std::string Ratio::str() const {
  std::string text = std::to_string(num);
  if (pow10 != 0) text += "e" + std::to_string(pow10);
  if (den != 1) text += "/" + std::to_string(den);
  return text;
}

Ratio Ratio::reduced() const { return make_ratio(num, den, pow10).value_or(*this); }

std::optional<Ratio> multiply(Ratio a, Ratio b) {
  return make_ratio(Int128{a.num} * b.num, Int128{a.den} * b.den, int64_t{a.pow10} + b.pow10);
}

std::optional<Ratio> divide(Ratio a, Ratio b) {
  return make_ratio(Int128{a.num} * b.den, Int128{a.den} * b.num, int64_t{a.pow10} - b.pow10);
}

std::optional<Ratio> power(Ratio base, int exponent) {
  if (exponent < -kMaxPower || exponent > kMaxPower) return std::nullopt;
  if (exponent < 0) {
    if (base.num == 0) return std::nullopt;
    base = base.inverse();
  }
  std::optional<Ratio> result = Ratio{};
  for (int i = 0; i < std::abs(exponent) && result; ++i) result = multiply(*result, base);
  return result;
}

std::optional<Converted> convert(Decimal value, Ratio factor) {
  if (factor.den == 0) return std::nullopt;
  UInt128 num = magnitude(value.mantissa) * magnitude(factor.num);
  if (num == 0) return Converted{};
  Quotient quotient = divide_rounding(num, magnitude(factor.den));
  bool negative = (value.mantissa < 0) != ((factor.num < 0) != (factor.den < 0));
  int64_t exponent = int64_t{quotient.exponent} + value.exponent + factor.pow10;
  for (; quotient.mantissa % 10 == 0; quotient.mantissa /= 10) ++exponent;
  auto mantissa = static_cast<int64_t>(quotient.mantissa);
  if (negative) mantissa = -mantissa;
  // Where the exponent is too large, zeros may go back into the mantissa.
  while (exponent > std::numeric_limits<int8_t>::max() && !__builtin_mul_overflow(mantissa, 10, &mantissa))
    --exponent;
  if (exponent < std::numeric_limits<int8_t>::min() || exponent > std::numeric_limits<int8_t>::max())
    return std::nullopt;
  return Converted{{mantissa, static_cast<int8_t>(exponent)}, quotient.rounded};
}

}  // namespace critc
