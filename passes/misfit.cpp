#include "passes/misfit.h"

#include "llvm/ADT/STLExtras.h"

#include "passes/unit_math.h"

namespace critc {

namespace {

constexpr int8_t kVolume = 3;  // of the length exponent

bool is_plausible(Decimal value, const MeasurementRow& row) {
  return !has_limits(row) || (compare(value, row.plausible_low) >= 0 && compare(value, row.plausible_high) <= 0);
}

// A unit by what it measures: lengths, times and masses multiplied.
struct Measure {
  int8_t length, time, mass;

  explicit Measure(const UcumUnit& unit)
      : length(unit.dimension.exponents[kLengthExponent]),
        time(unit.dimension.exponents[kTimeExponent]),
        mass(unit.dimension.exponents[kMassExponent]) {}
  bool operator==(const Measure&) const = default;
};

bool is_one_of(llvm::StringRef code, std::initializer_list<llvm::StringRef> codes) { return llvm::is_contained(codes, code); }

class Slip {
 public:
  Slip(const Quantity& quantity, const MeasurementRow& row, const Document& document, const Catalog& catalog)
      : row_(row),
        catalog_(catalog),
        value_(quantity.stated),
        code_(unit_code(document, catalog, quantity.stated_unit)),
        usual_(catalog.ucum(row.unit)),
        stated_(without_annotations(*ucum_of(document, catalog, quantity.stated_unit))),
        wanted_(without_annotations(ucum_unit(catalog, row.unit))) {}

  bool any() const {
    const Measure wanted(wanted_);
    if (auto whole = parse_ucum(code_.ltrim('/'), catalog_)) {
      if (code_.starts_with("/") && commensurable(*whole, wanted_)) return true;  // "2.0/mg/dL"
    } else {
      llvm::consumeError(whole.takeError());
    }
    if (wanted.length == -kVolume) return of_concentration();
    if (usual_.starts_with("mL/min")) return of_clearance();
    if (wanted == Measure(unit("mm[Hg]"))) return is_one_of(code_, {"mm", "m", "mg", "mL"}) && is_plausible(value_, row_);
    if (wanted == Measure(unit("ms"))) return is_one_of(code_, {"/ms", "m/s"});
    if (wanted == Measure(unit("mL"))) return is_one_of(code_, {"g", "mm"});
    return of_share();
  }

 private:
  UcumUnit unit(llvm::StringRef code) const { return ucum_unit(catalog_, catalog_.unit(code)); }
  bool is_bare() const { return !code_.contains('/'); }
  static bool is_arbitrary(llvm::StringRef code) { return code.contains("U]"); }  // [IU], [arb'U]: units of their own

  // g, mmol or 10*9 without their volume, or a volume alone; /dL without its mass; /mm or /mm2 for /mm3; an amount of another kind a volume.
  bool of_concentration() const {
    const Measure stated(stated_), wanted(wanted_);
    const bool arbitrary = is_arbitrary(usual_);
    const bool counts = wanted.mass == 0 && !arbitrary && wanted.time == 0;
    if (stated.length == 0 && is_bare() && amount_fits(stated, wanted)) return completes();
    if (stated.length == kVolume && stated.mass == 0 && stated.time == 0) return true;  // "100,000 mm3", "2.5 dL"
    if (stated.time != wanted.time || (arbitrary && !is_arbitrary(code_))) return false;
    if (stated.length == -1 || stated.length == -2) return stated.mass == wanted.mass || counts;
    if (stated.length == -kVolume) return counts ? !code_.ends_with("/dL") : wanted.mass == 1 && stated.mass == 0;
    return counts && stated.mass == -1 && stated.length == 0;
  }

  bool amount_fits(const Measure& stated, const Measure& wanted) const {
    if (code_.ends_with("mol")) return !is_arbitrary(usual_);
    if (is_arbitrary(code_) || is_arbitrary(usual_)) return is_arbitrary(code_) && (is_arbitrary(usual_) || usual_ == "U/L");
    return stated.mass == wanted.mass && stated.time == wanted.time && (stated.mass != 0 || stated.time != 0 || code_.starts_with("10*"));
  }

  // Whether the amount is one of the measurement in some volume that amounts are told in.
  bool completes() const {
    for (llvm::StringRef volume : {"/L", "/dL", "/mL"}) {
      auto whole = parse_ucum((code_ + volume).str(), catalog_);
      if (!whole) {
        llvm::consumeError(whole.takeError());
        continue;
      }
      if (!commensurable(*whole, wanted_)) return true;  // in moles: not known how many
      const auto value = convert_units(value_, *whole, wanted_);
      if (value && is_plausible(value->value, row_)) return true;
    }
    return false;
  }

  // mL/min in other words: mL, mL/kg/min, mL/min/m2, mg/min, mmol/min, /min.
  bool of_clearance() const {
    const auto [amount, per] = code_.split('/');
    if (!is_plausible(value_, row_)) return false;
    return is_one_of(amount, {"mL", "L"}) || (is_one_of(amount, {"mg", "mmol"}) && per.starts_with("m")) || code_.starts_with("/min");
  }

  // HbA1c in g/dL; a ratio of two masses in one.
  bool of_share() const {
    const Measure stated(stated_);
    const bool concentration = stated.length == -kVolume && stated.mass == 1 && stated.time == 0;
    if (usual_ == "%") return concentration && is_plausible(value_, row_);
    const bool ratio = usual_.contains("g/") && Measure(wanted_) == Measure(unit("1"));
    return ratio && is_bare() && stated.mass == 1 && stated.length == 0;
  }

  const MeasurementRow& row_;
  const Catalog& catalog_;
  const Decimal value_;
  const llvm::StringRef code_, usual_;
  const UcumUnit stated_, wanted_;
};

}  // namespace

bool has_limits(const MeasurementRow& row) { return compare(row.plausible_low, row.plausible_high) != 0; }

bool is_implausible(const End& end, const MeasurementRow& row) {
  if (!has_limits(row) || end.reference != Reference::None || end.quantity.unit != row.unit) return false;
  return !is_plausible(end.quantity.canonical, row);
}

bool is_slip_of_unit(const Quantity& quantity, const MeasurementRow& row, const Document& document, const Catalog& catalog) {
  if (!ucum_of(document, catalog, quantity.stated_unit)) return true;
  return Slip(quantity, row, document, catalog).any();
}

bool is_slip_of_power(const Quantity& quantity, const MeasurementRow& row, const Document& document, const Catalog& catalog) {
  const llvm::StringRef usual = catalog.ucum(row.unit), stated = unit_code(document, catalog, quantity.stated_unit);
  const Measure measure(without_annotations(ucum_unit(catalog, row.unit)));
  auto tenfold = [&](int power) {
    const auto value = quantity.canonical.scaled(power);
    return value && is_plausible(*value, row);
  };
  auto any = [&](std::initializer_list<int> powers) { return llvm::any_of(powers, tenfold); };
  if (usual == "Cel") return tenfold(-1);  // 380C
  if (usual == "ms") return any({3, -3});
  if (measure == Measure(ucum_unit(catalog, catalog.unit("mm")))) return stated == "m" && any({-2, -3});
  if (measure == Measure(ucum_unit(catalog, catalog.unit("kg/m2")))) return true;
  if (measure.length == kVolume && measure.time == -1) return true;
  if (measure.length != -kVolume) return false;
  const bool counts = measure.mass == 0 && measure.time == 0 && usual.starts_with("10*");
  if (counts || any({3, -3, 6, -6, 9, -9}) || is_plausible(quantity.stated, row)) return true;
  const bool moles = stated.contains("mol") || stated.contains("eq");
  if (stated.ends_with("/L")) return !moles && any({1, 3});
  if (stated.ends_with("/dL")) return any({-1, 2});
  return stated.ends_with("/mL") ? any({-2, -3}) : stated.ends_with("/uL") && any({-5, -6});
}

}  // namespace critc
