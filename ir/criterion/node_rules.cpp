// The verifier's rules for single nodes.
#include "ir/criterion/text_walk.h"
#include "ir/criterion/verification.h"

namespace critc {

namespace {

// Which bounds may be multiples of the limits of normal.
bool may_have_limits(const Comparison& comparison, const Catalog& catalog) {
  ConceptId id = comparison.subject.concept_id;
  if (id == 0 || id >= catalog.concept_count()) return true;
  ConceptKind kind = catalog.kind(id);
  return kind == ConceptKind::Lab || kind == ConceptKind::Vital || kind == ConceptKind::Score;
}

}  // namespace

void Verification::verify_node(const Node& node) {
  verify_structure(node);
  verify_ids(node);
  for_each_bounds(node, [&](const Bounds& bounds, BoundsRole role) { verify_bounds(bounds, role, node); });
  for_each_text(node, [&](const TextSpan& span) {
    if (span.begin > span.end || span.end > document_.text.size()) fail(node.range, "words lie outside of the pool");
  });
  if (!node.attrs) return;
  const auto& marks = node.attrs->marks;
  for (size_t i = 0; i < marks.size(); ++i) {
    if (i > 0 && marks[i] <= marks[i - 1]) fail(node.range, "marks are not in order");
    DiagnosticKind kind = mark_diagnostic(marks[i]);
    if (!diagnosed(kind, node.range)) fail(node.range, "a mark without its diagnostic " + kebab_name(kind).str());
  }
}

void Verification::verify_structure(const Node& node) {
  auto require = [&](bool holds, llvm::StringRef what) {
    if (!holds) fail(node.range, kind_name(node).str() + " " + what.str());
  };
  if (auto* all = node.as<All>()) require(all->children.size() >= 2, "has fewer than two children");
  if (auto* any = node.as<Any>()) require(any->children.size() >= 2, "has fewer than two children");
  if (auto* negation = node.as<Not>()) require(static_cast<bool>(negation->body), "has no body");
  if (auto* cases = node.as<Cases>()) require(!cases->arms.empty(), "has no arm");
  if (auto* except = node.as<Except>()) require(except->body && except->carve, "lacks a body or what is carved out");
  if (auto* includes = node.as<Includes>()) {
    require(static_cast<bool>(includes->body), "has no body");
    require(!includes->examples.empty(), "has no examples");
  }
  if (auto* define = node.as<Define>()) require(static_cast<bool>(define->body), "has no body");
  if (auto* at_least = node.as<AtLeast>())
    require(!at_least->children.empty() || diagnosed(DiagnosticKind::MissingItems, node.range) ||
                diagnosed(DiagnosticKind::OpaqueText, node.range),
            "has no children and no missing-items");
  if (auto* opaque = node.as<Opaque>()) require(!opaque->text.empty(), "has no words");
}

void Verification::verify_concept(ConceptId id) {
  if (id >= catalog_.concept_count()) fail({}, "a concept is not in the catalogue");
}

void Verification::verify_ids(const Node& node) {
  if (auto* comparison = node.as<Comparison>()) verify_concept(comparison->subject.concept_id);
  if (auto* has = node.as<Has>()) {
    verify_concept(has->subject.concept_id);
    verify_concept(has->scale);
  }
  if (auto* exposure = node.as<Exposure>()) {
    verify_concept(exposure->subject.concept_id);
    verify_concept(exposure->equivalent.concept_id);
  }
  if (auto* define = node.as<Define>()) verify_concept(define->term.concept_id);
  if (auto* exists = node.as<Exists>()) verify_concept(exists->subject.concept_id);
  if (!node.attrs) return;
  for (const Window& window : node.attrs->time.windows) verify_concept(window.anchor.concept_id);
}

void Verification::verify_end(const End& end, BoundsRole role, const Node& node) {
  const Quantity& quantity = end.quantity;
  for (UnitId unit : {quantity.stated_unit, quantity.unit})
    if ((unit & kLocalBit) && (unit & ~kLocalBit) >= document_.local_units.size())
      fail(node.range, "a unit is not in the posting's pool");
  bool limits = end.reference == Reference::Uln || end.reference == Reference::Lln;
  const Comparison* comparison = node.as<Comparison>();
  if (limits && (role != BoundsRole::Value || !comparison || !may_have_limits(*comparison, catalog_)))
    fail(node.range, "a limit of normal on what is no measurement");
  if (quantity.rounded && quantity.how == ConversionKind::None)
    fail(node.range, "a value was rounded without a conversion");
  bool unread = !quantity.unit_text.empty() && quantity.stated_unit == 0;
  if (reached(Stage::Resolved) && unread && !diagnosed(DiagnosticKind::UnknownUnit, node.range) &&
      !diagnosed(DiagnosticKind::UnitMismatch, node.range))
    fail(node.range, "words of a unit are neither resolved nor diagnosed");
}

void Verification::verify_not_empty(const Bounds& bounds, const Node& node) {
  if (!bounds.low || !bounds.high) return;
  const End &low = *bounds.low, &high = *bounds.high;
  if (low.quantity.unit != high.quantity.unit || low.reference != high.reference) return;
  if (low.quantity.unit == 0 && low.quantity.stated_unit != high.quantity.stated_unit) return;
  auto order = compare(low.quantity.canonical, high.quantity.canonical);
  bool empty = order > 0 || (order == 0 && (!low.closed || !high.closed));
  if (empty && !diagnosed(DiagnosticKind::EmptyRange, node.range)) fail(node.range, "an empty range without its diagnostic");
}

void Verification::verify_bounds(const Bounds& bounds, BoundsRole role, const Node& node) {
  if (!in_buffer(bounds.range)) fail(node.range, "range of a bound leaves the buffer");
  if (bounds.low) verify_end(*bounds.low, role, node);
  if (bounds.high) verify_end(*bounds.high, role, node);
  if (bounds.comparator_lost && bounds.high) fail(node.range, "a value without comparator has an upper end");
  const bool told = diagnosed(DiagnosticKind::LostComparator, node.range) || diagnosed(DiagnosticKind::LostComparator, bounds.range);
  if (reached(Stage::Canonical) && bounds.comparator_lost && !told)  // the time of a label stands outside of its items
    fail(node.range, "a lost comparator without its diagnostic");
  if (!checked()) return;
  verify_not_empty(bounds, node);
  if (role == BoundsRole::Value && bounds.empty() && !diagnosed(DiagnosticKind::MissingValue, node.range))
    fail(node.range, "a comparison without a value and without its diagnostic");
}

}  // namespace critc
