// check-completeness: what the text announces and does not deliver.
#include "ir/criterion/verification.h"
#include "passes/pass.h"
#include "passes/place.h"
#include "passes/report.h"

namespace critc {

namespace {

bool holds_items(const Node& node) {
  if (node.as<Item>()) return true;
  bool found = false;
  for_each_child(node, [&](const Node& child) { found = found || holds_items(child); });
  return found;
}

class Checker {
 public:
  explicit Checker(Document& document) : document_(document) {
    for (const Diagnostic& diagnostic : document.diagnostics) {
      if (diagnostic.kind == DiagnosticKind::MissingItems) items_.said.add(diagnostic.range);
      if (diagnostic.kind == DiagnosticKind::MissingValue) values_.said.add(diagnostic.range);
    }
    items_.said.finish();
    values_.said.finish();
  }

  void visit(const Node& node) {
    if (const auto* item = node.as<Item>()) {
      visit_header(node, *item);
    } else if (const auto* at_least = node.as<AtLeast>()) {
      if (at_least->children.empty()) missing_items(node.range);
    } else if (const auto* comparison = node.as<Comparison>()) {
      if (comparison->bounds.empty()) missing_value(node.range, comparison->subject.text);
    } else if (const auto* opaque = node.as<Opaque>()) {
      if (opaque->reason == OpaqueReason::MissingItems) missing_items(node.range);
      if (opaque->reason == OpaqueReason::MissingValue) missing_value(node.range, opaque->text);
    }
  }

 private:
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

  // "important organ functions:" and nothing below it.
  void visit_header(const Node& node, const Item& item) {
    llvm::StringRef words = document_.str(item.text).rtrim();
    if (!words.ends_with(":") && !words.ends_with("\xEF\xBC\x9A")) return;
    if (item.body && holds_items(*item.body)) return;
    missing_items(node.range);
  }

  void missing_items(ByteRange range) {
    if (items_.first_time(range)) report(document_, DiagnosticKind::MissingItems, range, {});
  }

  void missing_value(ByteRange range, TextSpan words) {
    if (!values_.first_time(range)) return;
    report(document_, DiagnosticKind::MissingValue, range, {quoted_words(document_.str(words))});
  }

  Document& document_;
  Said items_, values_;
};

}  // namespace

void check_completeness(PassContext& context) {
  Checker checker(context.document);
  walk(context.document, [&](Node& node, const Place&) { checker.visit(node); });
}

}  // namespace critc
