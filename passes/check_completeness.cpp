// check-completeness: what the text announces and does not deliver.
#include "passes/pass.h"
#include "passes/place.h"
#include "passes/report.h"

namespace critc {

namespace {

// Reports what no diagnostic of its kind on an overlapping range says already.
class Reporter {
 public:
  explicit Reporter(Document& document) : document_(document) {
    for (const Diagnostic& diagnostic : document.diagnostics) {
      if (diagnostic.kind == DiagnosticKind::MissingItems) items_.push_back(diagnostic.range);
      if (diagnostic.kind == DiagnosticKind::MissingValue) values_.push_back(diagnostic.range);
    }
  }

  void missing_items(ByteRange range) {
    if (is_new(items_, range)) report(document_, DiagnosticKind::MissingItems, range, {});
  }
  void missing_value(ByteRange range, TextSpan words) {
    if (!is_new(values_, range)) return;
    report(document_, DiagnosticKind::MissingValue, range, {quoted_words(document_.str(words))});
  }

 private:
  static bool is_new(std::vector<ByteRange>& reported, ByteRange range) {
    for (ByteRange other : reported) {
      if (other.overlaps(range) || other == range) return false;
    }
    reported.push_back(range);
    return true;
  }

  Document& document_;
  std::vector<ByteRange> items_, values_;
};

bool holds_items(const Node& node) {
  if (node.as<Item>()) return true;
  bool found = false;
  for_each_child(node, [&](const Node& child) { found = found || holds_items(child); });
  return found;
}

// "important organ functions:" and nothing below it.
void check_header(const Document& document, const Node& node, const Item& item, Reporter& reporter) {
  llvm::StringRef words = document.str(item.text).rtrim();
  if (!words.ends_with(":") && !words.ends_with("\xEF\xBC\x9A")) return;
  if (item.body && holds_items(*item.body)) return;
  reporter.missing_items(node.range);
}

void check_opaque(const Node& node, const Opaque& opaque, Reporter& reporter) {
  if (opaque.reason == OpaqueReason::MissingValue) {
    reporter.missing_value(node.range, opaque.text);
  } else if (opaque.reason == OpaqueReason::MissingItems) {
    reporter.missing_items(node.range);
  }
}

}  // namespace

void check_completeness(PassContext& context) {
  Document& document = context.document;
  Reporter reporter(document);
  walk(document, [&](Node& node, const Place&) {
    if (const auto* item = node.as<Item>()) {
      check_header(document, node, *item, reporter);
    } else if (const auto* at_least = node.as<AtLeast>()) {
      if (at_least->children.empty()) reporter.missing_items(node.range);
    } else if (const auto* comparison = node.as<Comparison>()) {
      if (comparison->bounds.empty()) reporter.missing_value(node.range, comparison->subject.text);
    } else if (const auto* opaque = node.as<Opaque>()) {
      check_opaque(node, *opaque, reporter);
    }
  });
}

}  // namespace critc
