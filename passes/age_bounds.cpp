#include "passes/age_bounds.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/catalog/derived.h"
#include "ir/criterion/registry_age.h"

namespace critc {

namespace {

struct WrittenAge {
  Decimal value;
  llvm::StringRef ucum;  // empty when no unit stands behind the number
};

// The numbers of a text with the calendar units behind them.
llvm::SmallVector<WrittenAge, 4> written_ages(llvm::StringRef words) {
  llvm::SmallVector<WrittenAge, 4> ages;
  while (!words.empty() && ages.size() < 4) {
    words = words.drop_until([](char c) { return llvm::isDigit(c); });
    llvm::StringRef number =
        words.take_while([](char c) { return llvm::isDigit(c) || c == '.'; }).rtrim('.');
    words = words.drop_front(number.size());
    const auto value = Decimal::parse(number);
    if (!value) continue;
    llvm::StringRef unit = words.ltrim(" \t-").take_while([](char c) { return llvm::isAlpha(c); });
    const auto age = parse_registry_age((llvm::StringRef("1 ") + unit).str());
    ages.push_back({*value, age && !unit.empty() ? age->ucum : ""});
  }
  return ages;
}

}  // namespace

AgeBounds::AgeBounds(const Document& document, const Catalog& catalog)
    : document_(document), catalog_(catalog), units_(derived_from(catalog, own_units_)) {}

std::optional<Decimal> AgeBounds::in_days(Decimal value, UnitId unit) const {
  const auto from = ucum_of(document_, catalog_, unit), to = ucum_of(document_, catalog_, units_.day);
  if (!from || !to) return std::nullopt;
  const auto days = convert_units(value, *from, *to);
  return days ? std::optional(days->value) : std::nullopt;
}

std::optional<Decimal> AgeBounds::low_limit(const std::optional<End>& end) const {
  return end ? in_days(end->quantity.canonical, end->quantity.unit) : std::nullopt;
}

std::optional<Decimal> AgeBounds::high_limit(const std::optional<End>& end) const {
  if (!end) return std::nullopt;
  std::optional<Decimal> value = end->quantity.canonical;
  if (end->closed) value = add(*value, Decimal::from_int(1));
  return value ? in_days(*value, end->quantity.unit) : std::nullopt;
}

void AgeBounds::tighten(Bounds& into, const Bounds& other) const {
  if (const auto low = low_limit(other.low)) {
    const auto own = low_limit(into.low);
    if (!own || compare(*low, *own) > 0 || (compare(*low, *own) == 0 && !other.low->closed)) {
      into.low = other.low;
    }
  }
  if (const auto high = high_limit(other.high)) {
    const auto own = high_limit(into.high);
    if (!own || compare(*high, *own) < 0) into.high = other.high;
  }
}

bool AgeBounds::same(const Bounds& a, const Bounds& b) const {
  return within(a, b) && within(b, a);
}

bool AgeBounds::within(const Bounds& inner, const Bounds& outer) const {
  if (const auto low = low_limit(outer.low)) {
    const auto own = low_limit(inner.low);
    if (!own || compare(*own, *low) < 0) return false;
  }
  if (const auto high = high_limit(outer.high)) {
    const auto own = high_limit(inner.high);
    if (!own || compare(*own, *high) > 0) return false;
  }
  return true;
}

bool AgeBounds::is_empty(const Bounds& bounds) const {
  const auto low = low_limit(bounds.low), high = high_limit(bounds.high);
  return low && high && compare(*low, *high) >= 0;
}

std::optional<Bounds> AgeBounds::parse(llvm::StringRef words, bool single_is_low,
                                       bool strict) const {
  const auto ages = written_ages(words);
  if (ages.empty() || ages.size() > 2) return std::nullopt;
  if (strict && (ages.size() != 2 || ages.back().ucum.empty())) return std::nullopt;
  auto make_end = [&](const WrittenAge& age) {
    llvm::StringRef code = !age.ucum.empty() ? age.ucum : ages.back().ucum;
    End end;
    end.quantity.stated = end.quantity.canonical = age.value;
    end.quantity.stated_unit = end.quantity.unit = code.empty() ? units_.year : catalog_.unit(code);
    return end;
  };
  Bounds bounds;
  if (ages.size() == 2) {
    bounds.low = make_end(ages[0]);
    bounds.high = make_end(ages[1]);
  } else if (single_is_low) {
    bounds.low = make_end(ages[0]);
  } else {
    bounds.high = make_end(ages[0]);
  }
  return bounds;
}

}  // namespace critc
