// resolve-units: the words of each unit become a UCUM code; the measurement chooses among readings.
#include "ir/catalog/derived.h"
#include "passes/node_index.h"
#include "passes/report.h"
#include "passes/unit_math.h"
#include "passes/unit_reader.h"

namespace critc {

namespace {

class Resolver {
 public:
  explicit Resolver(PassContext& context)
      : context_(context),
        document_(context.document),
        catalog_(context.catalog),
        units_(derived_from(catalog_, own_units_)) {}

  void visit(Node& node) {
    for_each_bounds(node, [&](Bounds& bounds, BoundsRole role) {
      if (!bounds.empty()) resolve(node, bounds, role);
    });
  }

 private:
  void resolve(Node& node, Bounds& bounds, BoundsRole role) {
    const MeasurementRow* row = nullptr;
    if (role == BoundsRole::Value) {
      row = measurement_row(catalog_, node.as<Comparison>()->subject.concept_id);
    }
    const UnitId wanted = wanted_unit(row, role);
    if (bounds.low) read(*bounds.low, wanted);
    if (bounds.high) read(*bounds.high, wanted);
    share_unit(bounds);
    for (std::optional<End>* end : {&bounds.low, &bounds.high}) {
      if (!*end) continue;
      settle(node, bounds, **end, row, role);
    }
  }

  UnitId wanted_unit(const MeasurementRow* row, BoundsRole role) const {
    switch (role) {
      case BoundsRole::Value:
        return row ? row->unit : 0;
      case BoundsRole::Dose:
        return units_.milligram;
      case BoundsRole::Window:
      case BoundsRole::Duration:
        return units_.day;
      default:
        return 0;
    }
  }

  void read(End& end, UnitId wanted) {
    Quantity& quantity = end.quantity;
    if (quantity.unit_text.empty()) return;
    if (quantity.stated_unit &&
        (quantity.stated_unit == wanted || fits(quantity.stated_unit, wanted)))
      return;
    WordList words(document_, context_.tokens, catalog_, quantity.unit_text);
    const UnitId unit = read_unit(document_, catalog_, words.words(), wanted);
    if (unit && (!quantity.stated_unit || fits(unit, wanted))) quantity.stated_unit = unit;
    if (quantity.stated_unit && wanted) read_as_enzyme_units(quantity, wanted);
  }

  // "AST <= 200 IU/mL": international units of an enzyme are its units of catalysis.
  void read_as_enzyme_units(Quantity& quantity, UnitId wanted) {
    const llvm::StringRef code = unit_code(document_, catalog_, quantity.stated_unit);
    if (!code.starts_with("[IU]/") || catalog_.ucum(wanted) != "U/L") return;
    if (const UnitId unit = intern_unit(document_, catalog_, "U" + code.split(']').second.str()))
      quantity.stated_unit = unit;
  }

  // Whether what lowering read needs no second look.
  bool fits(UnitId unit, UnitId wanted) const {
    const auto own = ucum_of(document_, catalog_, unit),
               target = ucum_of(document_, catalog_, wanted);
    return !own || !target || equal_but_annotations(*own, *target);
  }

  // "18-65 years": the unit stands once and belongs to both ends.
  static void share_unit(Bounds& bounds) {
    if (!bounds.low || !bounds.high) return;
    Quantity& low = bounds.low->quantity;
    Quantity& high = bounds.high->quantity;
    if (bounds.low->reference != bounds.high->reference) return;
    if (low.unit_text.empty() && !low.stated_unit) low.stated_unit = high.stated_unit;
    if (high.unit_text.empty() && !high.stated_unit) high.stated_unit = low.stated_unit;
  }

  // What remains without a unit gets one where it is certain, else a diagnostic.
  void settle(Node& node, Bounds& bounds, End& end, const MeasurementRow* row, BoundsRole role) {
    Quantity& quantity = end.quantity;
    if (!quantity.stated_unit) {
      if (!quantity.unit_text.empty()) {
        report_unknown(bounds, node, quantity);
      } else if (role == BoundsRole::Value) {
        quantity.stated_unit = unit_of_bare_number(node, bounds, end, row);
      } else if (role == BoundsRole::Count || role == BoundsRole::Grade ||
                 role == BoundsRole::Line) {
        quantity.stated_unit = units_.one;
      }
    }
    if (role == BoundsRole::Value && row && quantity.stated_unit == units_.degree) read_degrees(node, bounds, quantity, *row);
    quantity.unit = quantity.stated_unit;
    if (role == BoundsRole::Value && row) read_as_predicted(node, end, *row);
  }

  // "temperature > 100.4 degrees": of the scale in which the value is one; "CTCAE <= 1 degree" is a grade.
  void read_degrees(Node& node, const Bounds& bounds, Quantity& quantity, const MeasurementRow& row) {
    if (row.unit == units_.celsius) {
      for (UnitId scale : {units_.celsius, units_.fahrenheit}) {
        if (!is_plausible(quantity.stated, scale, row)) continue;
        quantity.stated_unit = scale;
        if (already_assumed(node, bounds)) return;
        report_mark(document_, node, Mark::AssumedUnit, bounds_range(bounds, node),
                    {quantity.stated.str() + " degrees", unit_code(document_, catalog_, scale).str()});
        return;
      }
    } else if (row.flags & kThingGrade) {
      quantity.stated_unit = row.unit;
    }
  }

  // A per cent of a measurement that is no per cent itself is one of the predicted value: FVC >= 50
  // %.
  void read_as_predicted(const Node& node, End& end, const MeasurementRow& row) const {
    if (end.reference != Reference::None || !(row.flags & kAllowsPredicted)) return;
    if (node.as<Comparison>()->change != Change::None) return;
    if (end.quantity.stated_unit && end.quantity.stated_unit == units_.percent) {
      end.reference = Reference::Predicted;
    }
  }

  UnitId unit_of_bare_number(Node& node, const Bounds& bounds, const End& end,
                             const MeasurementRow* row) {
    if (end.reference != Reference::None && end.reference != Reference::Predicted) return units_.one;
    if (!row) return 0;
    if (end.reference == Reference::None && is_number(row->unit) && !row->bare_low_unit)
      return row->unit ? row->unit : units_.one;
    const UnitId unit = assumed_unit(end, *row);
    if (unit && !already_assumed(node, bounds)) {
      report_mark(document_, node, Mark::AssumedUnit, bounds_range(bounds, node),
                  {end.quantity.stated.str(), unit_code(document_, catalog_, unit).str()});
    }
    return unit;
  }

  UnitId assumed_unit(const End& end, const MeasurementRow& row) const {
    if (end.reference == Reference::Predicted) return units_.percent;
    if (!row.bare_low_unit && !row.bare_high_unit) return 0;
    const bool below = compare(end.quantity.stated, row.bare_split) < 0;
    const UnitId unit = below ? row.bare_low_unit : row.bare_high_unit;
    return is_plausible(end.quantity.stated, unit, row) ? unit : 0;
  }

  // "Blood pressure with 0 or 1 drug": a number that cannot be in the usual unit is of something else.
  bool is_plausible(Decimal value, UnitId unit, const MeasurementRow& row) const {
    if (compare(row.plausible_low, row.plausible_high) == 0) return true;
    const auto from = ucum_of(document_, catalog_, unit), to = ucum_of(document_, catalog_, row.unit);
    const auto canonical = from && to ? convert_units(value, *from, *to) : std::nullopt;
    return !canonical || (compare(canonical->value, row.plausible_low) >= 0 &&
                          compare(canonical->value, row.plausible_high) <= 0);
  }

  // One remark for the two ends of one range.
  bool already_assumed(const Node& node, const Bounds& bounds) const {
    if (!node.has_mark(Mark::AssumedUnit) || document_.diagnostics.empty()) return false;
    const Diagnostic& last = document_.diagnostics.back();
    return last.kind == DiagnosticKind::AssumedUnit && last.range == bounds_range(bounds, node);
  }

  // Scores, ratios and counts have no unit to lose: "1" or an annotation such as {score}.
  bool is_number(UnitId unit) const {
    llvm::StringRef code = unit_code(document_, catalog_, unit);
    return code.empty() || code == "1" || (code.front() == '{' && code.back() == '}');
  }

  void report_unknown(const Bounds& bounds, const Node& node, const Quantity& quantity) {
    const ByteRange range = bounds_range(bounds, node);
    if (bounds.low && bounds.high && &quantity == &bounds.high->quantity &&
        bounds.low->quantity.unit_text == quantity.unit_text) {
      return;  // said for the low end
    }
    report(document_, DiagnosticKind::UnknownUnit, range,
           {quoted_words(document_.str(quantity.unit_text))});
  }

  PassContext& context_;
  Document& document_;
  const Catalog& catalog_;
  std::optional<UsualUnits> own_units_;
  const UsualUnits& units_;
};

}  // namespace

void resolve_units(PassContext& context) {
  Resolver resolver(context);
  walk_bounded(context, [&](Node& node, const Place&) { resolver.visit(node); });
}

}  // namespace critc
