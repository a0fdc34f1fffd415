// convert-units: stated values in the measurement's canonical unit. The stated value stays.
//
// Multiples of a reference (3 x ULN) and ages are not converted: the one has no unit, the other is
// counted by the calendar.
//
// What the measurement cannot have is a slip of the pen, and diagnosed, or the words mean something else: then they stay
// words (`blood glucose at least 4 times per day`; see misfit.h).
#include "passes/misfit.h"
#include "passes/node_index.h"
#include "passes/report.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

class Converter {
 public:
  explicit Converter(PassContext& context)
      : document_(context.document),
        catalog_(context.catalog),
        age_(catalog_.find("demographic:age")) {}

  void visit(Node& node) {
    auto* comparison = node.as<Comparison>();
    if (!comparison || comparison->bounds.empty()) return;
    const ConceptId id = comparison->subject.concept_id;
    const MeasurementRow* row = measurement_row(catalog_, id);
    if (!row || !row->unit || id == age_) return;
    Bounds& bounds = comparison->bounds;
    const Quantity stated = (bounds.low ? bounds.low : bounds.high)->quantity;
    const bool low_fits = !bounds.low || convert_end(*bounds.low, *row, *comparison);
    const bool high_fits = !bounds.high || convert_end(*bounds.high, *row, *comparison);
    const UnitId read = (bounds.low ? bounds.low : bounds.high)->quantity.stated_unit;
    if (read != stated.stated_unit) {
      report_mark(document_, node, Mark::AssumedUnit, bounds_range(bounds, node),
                  {stated.stated.str() + " " + unit_code(document_, catalog_, stated.stated_unit).str(),
                   unit_code(document_, catalog_, read).str()});
    }
    if (low_fits && high_fits) {
      if (is_of_something_else(*comparison, *row)) leave_words(*comparison, node);
      return;
    }
    const Quantity& quantity = (low_fits ? bounds.high : bounds.low)->quantity;
    if (!refers(bounds) && !is_slip_of_unit(quantity, *row, document_, catalog_)) return leave_words(*comparison, node);
    report(document_, DiagnosticKind::UnitMismatch, bounds_range(bounds, node),
           {unit_code(document_, catalog_, quantity.stated_unit).str(), catalog_.title(id).str()});
  }

 private:
  static bool refers(const Bounds& bounds) {
    auto to_reference = [](const std::optional<End>& end) { return end && end->reference != Reference::None; };
    return to_reference(bounds.low) || to_reference(bounds.high);
  }

  // Whether no end of the bound can be a value of the measurement, nor a slip of one.
  bool is_of_something_else(const Comparison& comparison, const MeasurementRow& row) const {
    if (comparison.change != Change::None) return false;
    for (const std::optional<End>* end : {&comparison.bounds.low, &comparison.bounds.high})
      if (*end && (!is_implausible(**end, row) || is_slip_of_power((*end)->quantity, row, document_, catalog_))) return false;
    return true;
  }

  void leave_words(Comparison& comparison, const Node& node) {
    comparison.subject.concept_id = comparison.subject.phrase = 0;
    for (std::optional<End>* end : {&comparison.bounds.low, &comparison.bounds.high})
      if (*end) stay_as_stated((*end)->quantity);
    report(document_, DiagnosticKind::UnknownSubject, bounds_range(comparison.bounds, node),
           {quoted_words(document_.str(comparison.subject.text))});
  }

  // The conversion was that of the measurement.
  static void stay_as_stated(Quantity& quantity) {
    quantity.canonical = quantity.stated;
    quantity.unit = quantity.stated_unit;
    quantity.how = ConversionKind::None;
    quantity.rounded = false;
  }

  // False when the unit cannot be one of this measurement.
  bool convert_end(End& end, const MeasurementRow& row, const Comparison& comparison) const {
    Quantity& quantity = end.quantity;
    if (end.reference != Reference::None || !quantity.stated_unit) return true;
    if (quantity.stated_unit == row.unit) return true;
    if (quantity.stated_unit == row.equation_unit) return solve(quantity, row, comparison);
    const auto from = ucum_of(document_, catalog_, quantity.stated_unit);
    const auto to = ucum_of(document_, catalog_, row.unit);
    if (!from || !to) return true;
    const bool moles_to_mass = moles_in(quantity.stated_unit) != moles_in(row.unit);
    if (commensurable(*from, *to)) {
      if (moles_to_mass) return false;
      const ConversionKind how = kind_between(*from, *to);
      // A change of 1 degree Fahrenheit is no -17 degrees Celsius.
      if (how == ConversionKind::Affine && comparison.change != Change::None) return true;
      const auto value = convert_units(quantity.stated, *from, *to);
      // 90 days are no round number of months: lengths of time stay as they are counted.
      if (value && value->rounded && is_time(*to)) return true;
      return put(quantity, row.unit, value, how);
    }
    if (auto factor = moles_to_mass ? molar_factor(*from, *to, row.molar_mass) : std::nullopt) {
      return put(quantity, row.unit, convert(quantity.stated, *factor), ConversionKind::Molar);
    }
    if (read_as_daily(quantity, row)) return convert_end(end, row, comparison);
    return stays_as_stated(quantity.stated_unit, *from, row) || equal_but_annotations(*from, *to);
  }

  // "24-hour urine protein > 1 g": the name of the measurement says the time.
  bool read_as_daily(Quantity& quantity, const MeasurementRow& row) const {
    const llvm::StringRef wanted = unit_code(document_, catalog_, row.unit);
    const llvm::StringRef code = unit_code(document_, catalog_, quantity.stated_unit);
    if (!wanted.ends_with("/(24.h)") || code.contains('/')) return false;
    const UnitId unit = intern_unit(document_, catalog_, code.str() + "/(24.h)");
    const auto from = ucum_of(document_, catalog_, unit), to = ucum_of(document_, catalog_, row.unit);
    if (!from || !to || !commensurable(*from, *to)) return false;
    quantity.stated_unit = quantity.unit = unit;
    return true;
  }

  // A share of something (10 % of the body weight, the 95th percentile, 2 SD below) fits any measurement, and
  // so does the plain value where the table has the share (FEV1 of 1.2 L): no unit converts one to the other.
  bool stays_as_stated(UnitId stated, const UcumUnit& from, const MeasurementRow& row) const {
    const llvm::StringRef code = unit_code(document_, catalog_, stated);
    if (code.starts_with("{") && without_annotations(from).dimension == Dimension{}) return true;
    // A rate of change: 2 kg a week, a fall of 1 mL/min/1.73 m2 a month.
    const auto wanted = ucum_of(document_, catalog_, row.unit);
    Dimension rate = wanted ? wanted->dimension : Dimension{};
    --rate.exponents[kTimeExponent];
    if (wanted && rate == from.dimension) return true;
    const llvm::StringRef usual = unit_code(document_, catalog_, row.unit);
    if (usual == "{score}" && code == "mm") return true;  // a visual analogue scale is read in millimetres
    const bool counts = usual.starts_with("{") && usual.contains('/');  // drinks a week, and grams of alcohol a day
    return code == "%" || counts || (usual == "%" && !row.equation_unit);
  }

  // Moles are numbers in UCUM: "9 /dL" could be moles of haemoglobin, "4 mmol" a share in per cent. Whether a
  // unit counts in moles its code says; the units of catalysis hold theirs in their definition.
  bool moles_in(UnitId unit) const {
    const llvm::StringRef code = unit_code(document_, catalog_, unit);
    if (code.contains('{') || code.contains("[wood'U]")) return false;  // an annotation names what is counted, and no moles
    return (code.count("mol") + code.count("eq") + code.count("osm") + code.count("kat") + code.count("U")) % 2 == 1;
  }

  // Two scales of one analyte, HbA1c in % and in mmol/mol. A change has the slope, not the offset: it stays.
  static bool solve(Quantity& quantity, const MeasurementRow& row, const Comparison& comparison) {
    if (comparison.change != Change::None) return true;
    std::optional<Converted> value = convert(quantity.stated, row.equation_factor);
    const auto sum = value ? add(value->value, row.equation_offset) : std::nullopt;
    if (sum) value->value = *sum;
    return put(quantity, row.unit, sum ? value : std::nullopt, ConversionKind::Affine);
  }

  static ConversionKind kind_between(const UcumUnit& from, const UcumUnit& to) {
    const bool affine = from.scale == UcumScale::Affine || to.scale == UcumScale::Affine;
    return affine ? ConversionKind::Affine : ConversionKind::Unit;
  }

  static bool put(Quantity& quantity, UnitId unit, const std::optional<Converted>& value,
                  ConversionKind how) {
    if (!value) return true;  // out of the range of decimals: stays as stated
    quantity.canonical = value->value;
    quantity.rounded = value->rounded;
    quantity.unit = unit;
    quantity.how = how;
    return true;
  }

  Document& document_;
  const Catalog& catalog_;
  const ConceptId age_;
};

}  // namespace

void convert_units(PassContext& context) {
  Converter converter(context);
  walk_bounded(context, [&](Node& node, const Place&) { converter.visit(node); });
}

}  // namespace critc
