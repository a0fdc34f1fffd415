#include "backends/facts/fact.h"

#include "llvm/ADT/STLExtras.h"

#include "backends/facts/event_head.h"

namespace critc {

namespace {

const NodeList* list_of(const Node& node) {
  if (const auto* all = node.as<All>()) return &all->children;
  const auto* any = node.as<Any>();
  return any ? &any->children : nullptr;
}

constexpr size_t kMaxWordsBetween = 6;  // of what happens and the time

// The subjects that a logic node joins; nested items and what stands aside have time of their own. Of what stands side
// by side the first is meant, the others say more about it: "dialysis (haemofiltration) for a month".
void collect_subjects(const Node& node, ByteRange time, const Document& document, const Catalog& catalog,
                      llvm::SmallVectorImpl<const Subject*>& subjects) {
  if (const Subject* own = subject_of(node)) {
    if (!is_person(node, catalog)) subjects.push_back(own);
    return;
  }
  if (const auto* opaque = node.as<Opaque>()) {
    EventHead(*opaque, document, catalog).collect(time, subjects);
    return;
  }
  if (const auto* except = node.as<Except>()) {
    if (except->body) collect_subjects(*except->body, time, document, catalog, subjects);
    return;
  }
  if (const auto* includes = node.as<Includes>()) {
    if (includes->body) collect_subjects(*includes->body, time, document, catalog, subjects);
    return;
  }
  if (const auto* cases = node.as<Cases>()) {
    for (const CaseArm& arm : cases->arms) collect_subjects(arm.body, time, document, catalog, subjects);
    if (cases->otherwise) collect_subjects(*cases->otherwise, time, document, catalog, subjects);
    return;
  }
  if (const auto* all = node.as<All>(); all && !all->children.empty())
    return collect_subjects(all->children.front(), time, document, catalog, subjects);
  for_each_child(node, [&](const Node& child) { collect_subjects(child, time, document, catalog, subjects); });
}

bool is_time(BoundsRole role) {
  return role == BoundsRole::Window || role == BoundsRole::Duration || role == BoundsRole::Frequency;
}

bool has_time_unit(const Bounds& bounds, const Catalog& catalog) {
  const End& end = bounds.high ? *bounds.high : *bounds.low;
  if (end.quantity.unit == 0 || end.quantity.unit & kLocalBit) return false;
  static constexpr Dimension kTime{{0, 1, 0, 0, 0, 0, 0}, 0};
  return catalog.unit(end.quantity.unit).dimension == kTime;
}

bool is_bare(const Bounds& bounds, const Catalog& catalog) {
  UnitId unit = (bounds.high ? *bounds.high : *bounds.low).quantity.unit;
  return unit == 0 || (!(unit & kLocalBit) && catalog.unit(unit).dimension.annotation != 0) ||
         (!(unit & kLocalBit) && catalog.ucum(unit) == "1");
}

// What is measured in a fluid: "tacrolimus > 15 ng/mL".
bool is_level(const Bounds& bounds, const Catalog& catalog) {
  const UnitId unit = (bounds.high ? *bounds.high : *bounds.low).quantity.unit;
  return unit && !(unit & kLocalBit) && catalog.unit(unit).dimension.exponents[0] == -3;
}

llvm::StringRef value_kind(const Fact& fact, const Catalog& catalog) {
  ConceptId id = fact.subject ? fact.subject->concept_id : 0;
  bool own = !fact.node->attrs || fact.node->attrs->whose == Whose::Patient;
  switch (id == 0 ? ConceptKind::None : catalog.kind(id)) {
    case ConceptKind::Demographic:
      return own && catalog.name(id) == "demographic:age" ? "age" : "measurement";
    case ConceptKind::Score:
      return "score";
    case ConceptKind::Drug:
    case ConceptKind::DrugClass:
      return is_level(*fact.bounds, catalog) ? "measurement" : "dose";
    case ConceptKind::Lab:
      return catalog.measurement(id).flags & kTiter && is_bare(*fact.bounds, catalog)
                 ? "titer"
                 : "measurement";
    case ConceptKind::Vital:
      return "measurement";
    case ConceptKind::None:
      return has_time_unit(*fact.bounds, catalog) ? "duration" : "measurement";
    default:
      if (has_time_unit(*fact.bounds, catalog)) return "duration";
      return is_bare(*fact.bounds, catalog) ? "count" : "measurement";
  }
}

// What opaque words ask of the things in them is not known: their time governs the words as a whole.
Subject words_of(const Node& node, const Bounds& bounds) {
  const Opaque* opaque = node.as<Opaque>();
  Subject words;
  if (!opaque && bounds.range.begin > node.range.begin) words.text = {node.range.begin, bounds.range.begin};
  if (opaque && opaque->text.end - opaque->text.begin > bounds.range.size()) words.text = opaque->text;
  return words;
}

// So many words stand between a thing and a time that another clause may have begun.
bool far_from(const Subject& subject, const Bounds& bounds, const Document& document) {
  if (bounds.range.begin <= subject.text.end) return false;
  llvm::SmallVector<llvm::StringRef, 16> words;
  document.str({subject.text.end, bounds.range.begin}).split(words, ' ', -1, false);
  return words.size() > kMaxWordsBetween;
}

// "agree to the following for 6 months": which of the nested items lasts so long is not said.
bool lists_items(const Node& node) {
  const NodeList* list = list_of(node);
  return list && llvm::all_of(*list, [](const Node& child) { return child.as<Item>() != nullptr; });
}

// "vitamin D for less than 21 days or a change of dose within 7 days": which of several times is whose is not said.
bool spreads_times(const Node& node) {
  if (!node.as<Opaque>() || !node.attrs) return false;
  const Time& time = node.attrs->time;
  const size_t windows = time.pick == Pick::All ? time.windows.size() : std::min<size_t>(time.windows.size(), 1);
  return windows + time.durations.size() > 1;
}

// "in the past year": a window of one year, in which no number stands.
bool states_no_number(const Bounds& bounds, const Document& document, const Catalog& catalog) {
  const End& end = bounds.low ? *bounds.low : *bounds.high;
  const auto [first, unit] = document.str(end.quantity.unit_text).split(' ');
  if (unit.empty()) return false;
  return catalog.some_sense(catalog.word(first.lower()), [&](ConceptId id) { return catalog.kind(id) == ConceptKind::Grammar; });
}

}  // namespace

void for_each_fact(const Node& node, const Document& document, const Catalog& catalog,
                   llvm::function_ref<void(const Fact&)> f) {
  llvm::SmallVector<const Subject*, 8> below;
  const Subject* own = subject_of(node);
  const bool blurred = !own && spreads_times(node);
  size_t window = 0;
  for_each_bounds(node, [&](const Bounds& bounds, BoundsRole role) {
    Fact fact{&node, &bounds, role, own, nullptr};
    if (role == BoundsRole::Window) fact.window = &node.attrs->time.windows[window++];
    if (bounds.empty() || (role == BoundsRole::Window && states_no_number(bounds, document, catalog))) return;
    if (own || !is_time(role)) return f(fact);
    if (role == BoundsRole::Duration && lists_items(node)) return f(fact);
    if (below.empty() && !blurred) collect_subjects(node, bounds.range, document, catalog, below);
    const bool far = node.as<Opaque>() && !below.empty() && far_from(*below.back(), bounds, document);
    if (Subject words = words_of(node, bounds); !words.text.empty() && (below.empty() || far)) {
      fact.subject = &words;
      return f(fact);
    }
    for (const Subject* subject : below) {
      fact.subject = subject;
      f(fact);
    }
    if (below.empty()) f(fact);
  });
}

llvm::StringRef fact_kind(const Fact& fact, const Catalog& catalog) {
  switch (fact.role) {
    case BoundsRole::Value: return value_kind(fact, catalog);
    case BoundsRole::Dose: return "dose";
    case BoundsRole::Count:
    case BoundsRole::Line:
    case BoundsRole::Frequency: return "count";
    case BoundsRole::Grade: return "grade";
    case BoundsRole::Window: return "window";
    case BoundsRole::Duration: return "duration";
  }
  return "measurement";
}

Bounds in_one_unit(const Bounds& bounds, const Catalog& catalog) {
  Bounds same = bounds;
  if (!same.low || !same.high) return same;
  Quantity* low = &same.low->quantity;
  Quantity* high = &same.high->quantity;
  if (low->unit == high->unit || low->unit == 0 || high->unit == 0 || (low->unit | high->unit) & kLocalBit) return same;
  if (!(catalog.unit(low->unit).dimension == catalog.unit(high->unit).dimension)) return same;
  for (auto [from, to] : {std::pair(high, low), std::pair(low, high)}) {
    auto factor = divide(catalog.unit(from->unit).factor, catalog.unit(to->unit).factor);
    auto converted = factor ? convert(from->canonical, *factor) : std::nullopt;
    bool finer = factor && compare(convert(Decimal::from_int(1), *factor)->value, Decimal::from_int(1)) > 0;
    if (!converted || converted->rounded || !finer) continue;
    from->canonical = converted->value;
    from->unit = to->unit;
    return same;
  }
  return same;
}

Reference fact_reference(const Bounds& bounds) {
  if (!bounds.low || !bounds.high) return (bounds.low ? bounds.low : bounds.high)->reference;
  Reference low = bounds.low->reference, high = bounds.high->reference;
  if (low == Reference::Lln && high == Reference::Uln) return Reference::Normal;
  return high == Reference::None ? low : high;
}

llvm::StringRef fact_unit(const Fact& fact, llvm::StringRef kind, const Document& document,
                          const Catalog& catalog) {
  const Bounds& bounds = *fact.bounds;
  UnitId unit = 0;
  if (bounds.low) unit = bounds.low->quantity.unit;
  if (bounds.high && bounds.high->quantity.unit) unit = bounds.high->quantity.unit;
  if (unit & kLocalBit) {
    size_t index = unit & ~kLocalBit;
    return index < document.local_units.size() ? llvm::StringRef(document.local_units[index]) : "";
  }
  if (unit != 0) return catalog.ucum(unit);
  const End& end = bounds.high ? *bounds.high : *bounds.low;
  if (!end.quantity.unit_text.empty()) return "";
  Reference reference = fact_reference(bounds);
  if (reference == Reference::Predicted) return "%";
  bool pure = kind == "score" || kind == "count" || kind == "titer" || kind == "grade";
  return pure || reference != Reference::None ? "1" : "";
}

}  // namespace critc
