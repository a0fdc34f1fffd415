#include "ir/criterion/verifier.h"

#include "ir/criterion/verification.h"

namespace critc {

namespace {

constexpr size_t kMaxFailures = 50;  // one bug may break every node

constexpr DiagnosticKind kMarkDiagnostics[] = {
#define MARK(Name, Kind, Text, Diagnostic) DiagnosticKind::Diagnostic,
#include "ir/criterion/marks.def"
};

constexpr size_t kDiagnosticKinds = 0
#define DIAGNOSTIC(Name, Level, Kebab, Message, Explanation) +1
#include "ir/diagnostics/diagnostic_kind.def"
    ;

}  // namespace

DiagnosticKind mark_diagnostic(Mark mark) { return kMarkDiagnostics[static_cast<size_t>(mark)]; }

Verification::Verification(const Document& document, const Catalog& catalog)
    : document_(document), catalog_(catalog), diagnostics_(kDiagnosticKinds), marked_(std::size(kMarkDiagnostics)) {
  for (const Diagnostic& diagnostic : document.diagnostics)
    diagnostics_[static_cast<size_t>(diagnostic.kind)].add(diagnostic.range);
  for (RangeIndex& index : diagnostics_) index.finish();
}

void Verification::fail(ByteRange range, llvm::StringRef what) {
  if (failures_.size() < kMaxFailures)
    failures_.push_back({DiagnosticKind::VerifierFailed, range, {where_, what.str()}, {}, ""});
}

void Verification::verify_ranges() {
  uint32_t at = 0;
  for (const ClassedRange& classed : document_.ranges) {
    if (classed.range.begin != at || classed.range.end <= at)
      return fail(classed.range, "classed ranges do not tile the buffer");
    at = classed.range.end;
  }
  if (at != document_.buffer_length) fail({at, at}, "classed ranges end before the buffer does");
}

void Verification::verify_population(const Population& population) {
  const Bounds& age = population.age;
  if (age.comparator_lost) fail(age.range, "a population's age has no comparator");
  if (!in_buffer(age.range)) fail(age.range, "range of an age leaves the buffer");
}

void Verification::verify_document() {
  verify_ranges();
  verify_population(document_.population);
  for (size_t i = 0; i < document_.cohorts.size(); ++i) {
    const Cohort& cohort = document_.cohorts[i];
    if (cohort.id != "C" + std::to_string(i + 1)) fail(cohort.range, "cohort ids are not C1, C2, ...");
    if (!in_buffer(cohort.range)) fail(cohort.range, "a cohort leaves the buffer");
    verify_population(cohort.population);
  }
  for (const Diagnostic& diagnostic : document_.diagnostics)
    if (!in_buffer(diagnostic.range)) fail(diagnostic.range, "a diagnostic leaves the buffer");
  uint32_t last[2] = {0, 0};
  for (const Node& node : document_.items) {
    where_ = "document";
    const Item* item = node.as<Item>();
    if (!item) {
      fail(node.range, "a top-level node is no item");
      continue;
    }
    uint32_t number = item->number.empty() ? 0 : item->number.front();
    uint32_t& before = last[item->section == Section::Exclusion];
    if (item->number.size() != 1 || number < before || (number == before && number != UINT16_MAX))
      fail(node.range, "top-level items are not numbered in order");
    before = number;
    tree(node, {0, document_.buffer_length}, nullptr);
  }
}

void Verification::tree(const Node& node, ByteRange parent, const Item* parent_item) {
  const Item* item = node.as<Item>();
  std::string outer = where_;
  if (item) where_ = item_id(*item);
  if (item) items_.add(node.range);
  if (node.range != ByteRange{} && (node.range.begin > node.range.end || !parent.contains(node.range)))
    fail(node.range, "range of " + kind_name(node).str() + " leaves its parent's");
  verify_node(node);
  if (item) verify_item(*item, node, parent_item);
  if (node.attrs)
    for (Mark mark : node.attrs->marks) marked_[static_cast<size_t>(mark)].add(node.range);
  ByteRange around = node.range == ByteRange{} ? parent : node.range;
  for_each_child(node, [&](const Node& child) { tree(child, around, item ? item : parent_item); });
  where_ = std::move(outer);
}

void Verification::verify_item(const Item& item, const Node& node, const Item* parent) {
  if (item.cohort > document_.cohorts.size()) fail(node.range, "unknown cohort");
  if (!item.source.empty() && !node.range.contains(item.source)) fail(node.range, "source leaves the item");
  if (!item.body) fail(node.range, "an item has no tree");
  if (!parent) return;
  bool nested = item.number.size() == parent->number.size() + 1 &&
                std::equal(parent->number.begin(), parent->number.end(), item.number.begin());
  if (!nested) fail(node.range, "a nested item's number does not extend its parent's");
}

// A node has a mark if and only if the document has the diagnostic on a range that touches it. Words
// outside of items have diagnostics but no nodes.
void Verification::verify_marks() {
  where_ = "document";
  items_.finish();
  for (size_t i = 0; i < marked_.size(); ++i) {
    marked_[i].finish();
    for (const Diagnostic& diagnostic : document_.diagnostics) {
      bool unmarked = diagnostic.kind == kMarkDiagnostics[i] && items_.touches(diagnostic.range) &&
                      !marked_[i].touches(diagnostic.range);
      if (unmarked) fail(diagnostic.range, "no node is marked for " + kebab_name(diagnostic.kind).str());
    }
  }
}

DiagnosticList verify(const Document& document, const Catalog& catalog) {
  Verification verification(document, catalog);
  verification.verify_document();
  verification.verify_marks();
  return verification.take_failures();
}

}  // namespace critc
