// check-completeness: what the text announces and does not deliver.
#include "llvm/ADT/STLExtras.h"

#include "ir/criterion/verification.h"
#include "passes/item_groups.h"
#include "passes/pass.h"
#include "passes/place.h"
#include "passes/report.h"

namespace critc {

namespace {

class Checker {
 public:
  Checker(Document& document, const Catalog& catalog) : document_(document), catalog_(catalog), persons_(catalog.find("thing:person_group")) {
    for (const Diagnostic& diagnostic : document.diagnostics) {
      if (diagnostic.kind == DiagnosticKind::MissingItems) items_.said.add(diagnostic.range);
      if (diagnostic.kind == DiagnosticKind::MissingValue) values_.said.add(diagnostic.range);
    }
    items_.said.finish();
    values_.said.finish();
  }

  void visit(const Node& node) {
    if (const auto* item = node.as<Item>()) {
      visit_item(node, *item);
    } else if (const auto* at_least = node.as<AtLeast>()) {
      if (at_least->children.empty()) missing_items(node.range);
    } else if (const auto* comparison = node.as<Comparison>()) {
      if (comparison->bounds.empty()) missing_value(node.range, comparison->subject.text);
    } else if (const auto* opaque = node.as<Opaque>()) {
      if (opaque->reason == OpaqueReason::MissingItems) missing_items(node.range);
      if (opaque->reason == OpaqueReason::MissingValue) missing_value(node.range, opaque->text);
    }
    unknown_event(node);
  }

  void finish() {
    if (header_) missing_items(header_->range);
    header_.reset();
  }

 private:
  struct Header {
    ByteRange range;
    Section section = Section::Inclusion;
    CohortId cohort = 0;
    bool labelled = false;  // a topic on a line of its own, "Prior medication:", may stand before "Excluded:"
  };

  // Where a diagnostic of one kind stands already. Nodes come in tree order, so that of those given
  // here only the last can lie around another one.
  struct Said {
    RangeIndex said;
    std::optional<ByteRange> last;

    bool first_time(ByteRange range) {
      if (said.touches(range)) return false;
      if (last && (last->overlaps(range) || *last == range)) return false;
      last = range;
      return true;
    }
  };

  // "important organ functions:" and nothing below it. Many lists stand beside their header instead of
  // below it: only what is last of its section and cohort has none.
  void visit_item(const Node& node, const Item& item) {
    const bool elsewhere = header_ && (item.section != header_->section || item.cohort != header_->cohort);
    if (elsewhere && header_->labelled) finish();
    header_.reset();
    llvm::StringRef words = document_.str(item.text).rtrim();
    if (!words.ends_with(":") && !words.ends_with("\xEF\xBC\x9A")) return;
    if (holds_items(node)) return;
    header_ = Header{node.range, item.section, item.cohort, !item.label.empty()};
  }

  // A time, count, dose or grade of what no table knows; comparisons have had their remark from resolve-subjects.
  void unknown_event(const Node& node) {
    const Subject* subject = event_of(node);
    if (!subject) subject = person_of(node);
    else if (subject->concept_id) return;
    if (!subject || subject->text.empty()) return;
    ByteRange where;
    for_each_bounds(node, [&](const Bounds& bounds, BoundsRole) {
      if (where.empty() && !bounds.empty()) where = bounds_range(bounds, node);
    });
    if (where.empty()) return;
    report(document_, DiagnosticKind::UnknownSubject, where, {quoted_words(document_.str(subject->text))});
  }

  // "Women (40-74 years) who ... in the past year": persons do not happen.
  const Subject* person_of(const Node& node) const {
    const All* all = node.as<All>();
    const Has* has = all && !all->children.empty() ? all->children.front().as<Has>() : nullptr;
    const bool person = has && has->subject.concept_id && llvm::is_contained(catalog_.classes(has->subject.concept_id), persons_);
    return person ? &has->subject : nullptr;
  }

  static const Subject* event_of(const Node& node) {
    if (const auto* has = node.as<Has>()) return &has->subject;
    if (const auto* exists = node.as<Exists>()) return &exists->subject;
    const auto* exposure = node.as<Exposure>();
    return exposure && !exposure->equivalent.concept_id ? &exposure->subject : nullptr;
  }

  void missing_items(ByteRange range) {
    if (items_.first_time(range)) report(document_, DiagnosticKind::MissingItems, range, {});
  }

  void missing_value(ByteRange range, TextSpan words) {
    if (!values_.first_time(range)) return;
    report(document_, DiagnosticKind::MissingValue, range, {quoted_words(document_.str(words))});
  }

  Document& document_;
  const Catalog& catalog_;
  const ConceptId persons_;
  Said items_, values_;
  std::optional<Header> header_;  // a header without items below it, until what follows is known
};

}  // namespace

void check_completeness(PassContext& context) {
  Checker checker(context.document, context.catalog);
  walk(context.document, [&](Node& node, const Place&) { checker.visit(node); });
  checker.finish();
}

}  // namespace critc
