// check-plausibility: canonical values that nobody ever measures, where a slip of the pen explains them (others are of
// something else, see convert-units), and ranges without any value.
#include "passes/misfit.h"
#include "passes/node_index.h"
#include "passes/report.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

bool is_empty(const Bounds& bounds) {
  if (!bounds.low || !bounds.high || bounds.comparator_lost) return false;
  if (bounds.low->reference != bounds.high->reference) return false;
  if (bounds.low->quantity.unit != bounds.high->quantity.unit) return false;
  const auto order = compare(bounds.low->quantity.canonical, bounds.high->quantity.canonical);
  if (order == 0) return !bounds.low->closed || !bounds.high->closed;
  return order > 0;
}

}  // namespace

void check_plausibility(PassContext& context) {
  Document& document = context.document;
  walk_bounded(context, [&](Node& node, const Place&) {
    for_each_bounds(std::as_const(node), [&](const Bounds& bounds, BoundsRole) {
      if (!is_empty(bounds)) return;
      report(document, DiagnosticKind::EmptyRange, bounds_range(bounds, node),
             {bounds_text(bounds, document, context.catalog)});
    });
    const auto* comparison = node.as<Comparison>();
    if (!comparison) return;
    const Bounds& bounds = comparison->bounds;
    const MeasurementRow* row = measurement_row(context.catalog, comparison->subject.concept_id);
    if (!row || comparison->change != Change::None) return;
    for (const std::optional<End>* end : {&bounds.low, &bounds.high}) {
      if (!*end || !is_implausible(**end, *row) || !is_slip_of_power((*end)->quantity, *row, document, context.catalog)) continue;
      const std::string unit = unit_code(document, context.catalog, row->unit).str();
      report(document, DiagnosticKind::ImplausibleValue, bounds_range(bounds, node),
             {context.catalog.title(row->concept_id).str(),
              (*end)->quantity.canonical.str() + " " + unit,
              row->plausible_low.str() + ".." + row->plausible_high.str() + " " + unit});
      break;
    }
  });
}

}  // namespace critc
