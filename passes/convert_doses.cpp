// convert-doses: doses in a normal form, and in the drug that the text makes them count in.
//
//   1.5 g daily                          1500 mg/d
//   methotrexate 15 mg / week            15 mg/wk
//   methylprednisolone 8 mg/d or equivalent   10 mg/d of prednisone
//
// Weeks stay weeks: a weekly dose is no seventh a day.
#include "passes/node_index.h"
#include "passes/report.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

// A single dose above this is a pulse, not a maintenance dose: its time base is not assumed.
constexpr int64_t kHighestAssumedDailyDose = 200;  // mg of the table's target drug

class Converter {
 public:
  explicit Converter(PassContext& context)
      : context_(context), document_(context.document), catalog_(context.catalog) {}

  void visit(Node& node) {
    auto* exposure = node.as<Exposure>();
    if (!exposure || exposure->dose.empty()) return;
    const auto equivalence = equivalence_of(*exposure);
    if (!equivalence || !assume_daily(node, *exposure, *equivalence)) {
      convert_ends(*exposure, exposure->basis);
    }
    if (equivalence && asks_equivalent(*exposure)) count_in_target(node, *exposure, *equivalence);
  }

 private:
  using Equivalence = Catalog::Equivalence;

  static bool asks_equivalent(const Exposure& exposure) {
    return exposure.equivalent.concept_id || !exposure.equivalent.text.empty();
  }

  // By the drug that the dose is stated in: "15 mg prednisone equivalent" counts in prednisone,
  // "prednisolone 0.7 mg/kg/d or equivalent" in prednisolone.
  std::optional<Equivalence> equivalence_of(const Exposure& exposure) const {
    for (ConceptId id : {exposure.equivalent.concept_id, exposure.subject.concept_id}) {
      if (!id || catalog_.kind(id) != ConceptKind::Drug) continue;
      if (auto found = catalog_.equivalence(id, context_.options.equivalence)) return found;
    }
    return std::nullopt;
  }

  // A maintenance dose without its time base is a daily one.
  bool assume_daily(Node& node, Exposure& exposure, const Equivalence& equivalence) {
    if (exposure.basis != DoseBasis::None || !exposure.frequency.empty()) return false;
    if (node.attrs && !node.attrs->time.frequencies.empty()) return false;
    const End& end = exposure.dose.high ? *exposure.dose.high : *exposure.dose.low;
    const auto unit = ucum_of(document_, catalog_, end.quantity.stated_unit);
    const auto milligram = ucum_of(document_, catalog_, catalog_.unit("mg"));
    if (!unit || !milligram || !is_pure_mass(*unit)) return false;
    const auto dose = convert_units(end.quantity.stated, *unit, *milligram);
    const auto counted = dose ? convert(dose->value, equivalence.factor) : std::nullopt;
    const Decimal limit = Decimal::from_int(kHighestAssumedDailyDose);
    if (!counted || compare(counted->value, limit) > 0) return false;
    convert_ends(exposure, DoseBasis::Daily);
    const std::string stated = end.quantity.stated.str() + " " +
                               unit_code(document_, catalog_, end.quantity.stated_unit).str();
    report_mark(document_, node, Mark::AssumedDose, bounds_range(exposure.dose, node),
                {stated, stated + "/d"});
    return true;
  }

  void convert_ends(Exposure& exposure, DoseBasis basis) {
    if (exposure.dose.low) convert_end(exposure.dose.low->quantity, basis);
    if (exposure.dose.high) convert_end(exposure.dose.high->quantity, basis);
  }

  void convert_end(Quantity& quantity, DoseBasis basis) {
    if (!quantity.stated_unit) return;
    const UnitId with_base = with_time_base(quantity.stated_unit, basis);
    const UnitId target = normal_form(with_base);
    quantity.unit = target ? target : with_base;
    if (!target || target == with_base) return;
    const auto from = ucum_of(document_, catalog_, with_base),
               to = ucum_of(document_, catalog_, target);
    const auto value = from && to ? convert_units(quantity.stated, *from, *to) : std::nullopt;
    if (!value) {
      quantity.unit = with_base;
      return;
    }
    quantity.canonical = value->value;
    quantity.rounded = value->rounded;
    quantity.how = ConversionKind::Unit;
  }

  // "daily dose of 1500 mg": the words hold the time base that the unit lacks.
  UnitId with_time_base(UnitId unit, DoseBasis basis) {
    if (basis != DoseBasis::Daily && basis != DoseBasis::Weekly) return unit;
    const auto info = ucum_of(document_, catalog_, unit);
    if (!info || info->dimension.exponents[kTimeExponent] != 0) return unit;
    const llvm::StringRef base = basis == DoseBasis::Daily ? "/d" : "/wk";
    const UnitId with_base =
        intern_unit(document_, catalog_, unit_code(document_, catalog_, unit).str() + base.str());
    return with_base ? with_base : unit;
  }

  // The same unit with its mass in mg and days for time, unless it counts in weeks or months.
  UnitId normal_form(UnitId unit) {
    const auto from = ucum_of(document_, catalog_, unit);
    if (!from || from->special) return 0;
    const llvm::StringRef code = unit_code(document_, catalog_, unit);
    const bool weekly = code.ends_with("/wk"), monthly = code.ends_with("/mo");
    for (llvm::StringRef form : {"mg", "mg/kg", "mg/m2", "mg/d", "mg/kg/d", "mg/m2/d"}) {
      std::string target = form.str();
      if (weekly || monthly) {
        if (!llvm::StringRef(target).ends_with("/d")) continue;
        target.replace(target.size() - 1, 1, weekly ? "wk" : "mo");
      }
      if (code == target) return unit;
      // A dose per body weight is a plain number in UCUM, like one in moles or per cent: its code must say it.
      if (llvm::StringRef(target).contains("/kg") && !code.contains("kg")) continue;
      const UnitId id = intern_unit(document_, catalog_, target);
      const auto to = ucum_of(document_, catalog_, id);
      if (to && commensurable(*from, *to)) return id;
    }
    return 0;
  }

  // Published tables differ: the one used stands in the node as its method, with its version, also where the dose stays
  // (a patient's own drug is counted by it).
  void count_in_target(Node& node, Exposure& exposure, const Equivalence& equivalence) {
    exposure.equivalent.concept_id = equivalence.target;
    const bool same = equivalence.factor.num == equivalence.factor.den && equivalence.factor.pow10 == 0;
    for (std::optional<End>* end : {&exposure.dose.low, &exposure.dose.high}) {
      if (!*end) continue;
      Quantity& quantity = (*end)->quantity;
      if (!unit_code(document_, catalog_, quantity.unit).starts_with("mg")) continue;  // also of mg/kg/d and mg/m2/d
      if (!same && !count(quantity, equivalence.factor)) continue;
      TextSpan& method = node.attrs.ensure().method;
      if (method.empty()) method = document_.add_text((equivalence.table + ", " + equivalence.version).str());
    }
  }

  static bool count(Quantity& quantity, const Ratio& factor) {
    const auto counted = convert(quantity.canonical, factor);
    if (!counted) return false;
    quantity.canonical = counted->value;
    quantity.rounded |= counted->rounded;
    quantity.how = ConversionKind::DoseEquivalence;
    return true;
  }

  PassContext& context_;
  Document& document_;
  const Catalog& catalog_;
};

}  // namespace

void convert_doses(PassContext& context) {
  Converter converter(context);
  walk_bounded(context, [&](Node& node, const Place&) { converter.visit(node); });
}

}  // namespace critc
