// normalize-time: windows and durations in units of time.
//
// Distances keep the unit that the text counts in: two weeks are 2 wk, never 14 d. A window whose
// distance is no time, or that lies on no side of its anchor, is settled or diagnosed here.
#include "passes/node_index.h"
#include "passes/report.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

// Half-lives and cycles are counted in annotations; everything else must be time.
bool counts_time(const Document& document, const Catalog& catalog, UnitId unit) {
  if (unit_code(document, catalog, unit).starts_with("{")) return true;
  const auto info = ucum_of(document, catalog, unit);
  return !info || is_time(*info);
}

void check_distance(PassContext& context, const Node& node, const Bounds& bounds) {
  for (const std::optional<End>* end : {&bounds.low, &bounds.high}) {
    if (!*end || !(*end)->quantity.stated_unit) continue;
    const UnitId unit = (*end)->quantity.stated_unit;
    if (counts_time(context.document, context.catalog, unit)) continue;
    report(context.document, DiagnosticKind::UnitMismatch, bounds_range(bounds, node),
           {unit_code(context.document, context.catalog, unit).str(), "a length of time"});
    return;
  }
}

bool looks_ahead(Modality modality) {
  return modality == Modality::Plans || modality == Modality::Agrees || modality == Modality::Willing;
}

}  // namespace

void normalize_time(PassContext& context) {
  walk_bounded(context, [&](Node& node, const Place&) {
    if (!node.attrs) return;
    Time& time = node.attrs->time;
    for (Window& window : time.windows) {
      check_distance(context, node, window.distance);
      // "within 3 months" without a side looks back, as patients are judged on what has happened; plans look ahead.
      const bool aims = window.anchor.concept_id || !window.anchor.text.empty();
      if (window.direction == Direction::None && !aims)
        window.direction = looks_ahead(node.attrs->modality) ? Direction::After : Direction::Before;
    }
    for (const Bounds& duration : time.durations) check_distance(context, node, duration);
    if (time.windows.size() + time.durations.size() < 2) time.pick = Pick::All;
  });
}

}  // namespace critc
