#include "ir/number/decimal.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

#include "ir/number/wide.h"

namespace critc {

namespace {

constexpr int kMaxDigits = 18;  // any such number fits the mantissa

bool exponent_fits(int64_t exponent) {
  return exponent >= std::numeric_limits<int8_t>::min() && exponent <= std::numeric_limits<int8_t>::max();
}

// The Decimal of a wide mantissa, giving up trailing zeros where that makes it fit.
std::optional<Decimal> fit(Int128 mantissa, int exponent) {
  while ((!fits_int64(mantissa) || exponent < std::numeric_limits<int8_t>::min()) && mantissa != 0 &&
         mantissa % 10 == 0) {
    mantissa /= 10;
    ++exponent;
  }
  if (!fits_int64(mantissa) || !exponent_fits(exponent)) return std::nullopt;
  return Decimal{static_cast<int64_t>(mantissa), static_cast<int8_t>(exponent)};
}

}  // namespace

std::optional<Decimal> Decimal::parse(llvm::StringRef text) {
  bool negative = text.consume_front("-");
  auto [integer, fraction] = text.split('.');
  bool has_point = integer.size() != text.size();
  auto is_digits = [](llvm::StringRef s) {
    return !s.empty() && s.find_first_not_of("0123456789") == llvm::StringRef::npos;
  };
  if (!is_digits(integer) || (has_point && !is_digits(fraction))) return std::nullopt;
  size_t leading = integer.ltrim('0').size(), exponent = 0;
  if (!has_point && leading > kMaxDigits) {
    llvm::StringRef kept = integer.rtrim('0');
    exponent = integer.size() - kept.size();
    integer = kept;
  }
  if (!exponent_fits(-int64_t(fraction.size())) || !exponent_fits(int64_t(exponent))) return std::nullopt;
  int64_t mantissa = 0;
  int digits = 0;
  for (llvm::StringRef part : {integer, fraction}) {
    for (char c : part) {
      if (digits > 0 || c != '0') ++digits;
      if (digits > kMaxDigits) return std::nullopt;
      mantissa = mantissa * 10 + (c - '0');
    }
  }
  if (has_point) return Decimal{negative ? -mantissa : mantissa, static_cast<int8_t>(-int64_t(fraction.size()))};
  return Decimal{negative ? -mantissa : mantissa, static_cast<int8_t>(exponent)};
}

void Decimal::print(llvm::raw_ostream& out) const {
  uint64_t magnitude = static_cast<uint64_t>(mantissa);
  if (mantissa < 0) {
    out << '-';
    magnitude = 0 - magnitude;
  }
  char digits[20];
  int count = 0;
  do {
    digits[count++] = static_cast<char>('0' + magnitude % 10);
    magnitude /= 10;
  } while (magnitude != 0);
  int point = exponent < 0 ? -exponent : 0;  // digits behind the point
  for (int i = std::max(count, point + 1) - 1; i >= 0; --i) {
    out << (i < count ? digits[i] : '0');
    if (i == point && i > 0) out << '.';
  }
  if (mantissa == 0) return;
  for (int i = 0; i < exponent; ++i) out << '0';
}

std::string Decimal::str() const {
  std::string text;
  llvm::raw_string_ostream out(text);
  print(out);
  return text;
}

Decimal Decimal::normalized() const {
  if (mantissa == 0) return {};
  Decimal result = *this;
  while (result.mantissa % 10 == 0 && result.exponent < std::numeric_limits<int8_t>::max()) {
    result.mantissa /= 10;
    ++result.exponent;
  }
  return result;
}

std::optional<Decimal> Decimal::scaled(int power) const {
  if (power < -1000 || power > 1000 || !exponent_fits(exponent + power)) return std::nullopt;
  return Decimal{mantissa, static_cast<int8_t>(exponent + power)};
}

double Decimal::to_double() const { return std::strtod(str().c_str(), nullptr); }

std::strong_ordering compare(Decimal a, Decimal b) {
  auto sign = [](Decimal d) { return d.mantissa < 0 ? -1 : d.mantissa > 0 ? 1 : 0; };
  if (sign(a) != sign(b)) return sign(a) <=> sign(b);
  if (sign(a) == 0) return std::strong_ordering::equal;
  // The place of the first digit decides; where it is the same, the exponents differ by 18 at most.
  auto place = [](Decimal d) { return decimal_digits(magnitude(d.mantissa)) + d.exponent; };
  if (place(a) != place(b)) {
    auto order = place(a) <=> place(b);
    return sign(a) > 0 ? order : 0 <=> order;
  }
  Int128 left = a.mantissa, right = b.mantissa;
  if (a.exponent > b.exponent) left *= power_of_ten(a.exponent - b.exponent);
  if (b.exponent > a.exponent) right *= power_of_ten(b.exponent - a.exponent);
  return left <=> right;
}

std::optional<Decimal> add(Decimal a, Decimal b) {
  if (a.exponent < b.exponent) std::swap(a, b);
  int shift = a.exponent - b.exponent;
  if (a.mantissa == 0) return b;
  if (b.mantissa == 0 && shift > 18) return a;
  if (shift > 19) {
    // Only the trailing zeros of b could bring the two together.
    b = b.normalized();
    shift = a.exponent - b.exponent;
    if (shift < 0) return add(b, a);
    if (shift > 19) return std::nullopt;
  }
  Int128 high = Int128{a.mantissa} * power_of_ten(shift);  // below 2^63 * 10^19 < 2^127
  Int128 sum;
  if (__builtin_add_overflow(high, Int128{b.mantissa}, &sum)) return std::nullopt;
  return fit(sum, b.exponent);
}

std::optional<Decimal> subtract(Decimal a, Decimal b) {
  if (b.mantissa == std::numeric_limits<int64_t>::min()) return std::nullopt;
  return add(a, {-b.mantissa, b.exponent});
}

std::optional<Decimal> multiply(Decimal a, Decimal b) {
  return fit(Int128{a.mantissa} * b.mantissa, a.exponent + b.exponent);
}

}  // namespace critc
