// check-completeness: what the text announces and does not deliver.
#include "passes/pass.h"
#include "passes/place.h"
#include "passes/report.h"

namespace critc {

namespace {

void report_once(Document& document, DiagnosticKind kind, ByteRange range,
                 std::initializer_list<std::string> args) {
  if (!is_reported(document, kind, range)) report(document, kind, range, args);
}

bool holds_items(const Node& node) {
  if (node.as<Item>()) return true;
  bool found = false;
  for_each_child(node, [&](const Node& child) { found = found || holds_items(child); });
  return found;
}

// "important organ functions:" and nothing below it.
void check_header(Document& document, const Node& node, const Item& item) {
  llvm::StringRef words = document.str(item.text).rtrim();
  if (!words.ends_with(":") && !words.ends_with("\xEF\xBC\x9A")) return;
  if (item.body && holds_items(*item.body)) return;
  report_once(document, DiagnosticKind::MissingItems, node.range, {});
}

void check_opaque(Document& document, const Node& node, const Opaque& opaque) {
  if (opaque.reason == OpaqueReason::MissingValue) {
    report_once(document, DiagnosticKind::MissingValue, node.range,
                {quoted_words(document.str(opaque.text))});
  } else if (opaque.reason == OpaqueReason::MissingItems) {
    report_once(document, DiagnosticKind::MissingItems, node.range, {});
  }
}

}  // namespace

void check_completeness(PassContext& context) {
  Document& document = context.document;
  walk(document, [&](Node& node, const Place&) {
    if (const auto* item = node.as<Item>()) {
      check_header(document, node, *item);
    } else if (const auto* at_least = node.as<AtLeast>()) {
      if (at_least->children.empty()) {
        report_once(document, DiagnosticKind::MissingItems, node.range, {});
      }
    } else if (const auto* comparison = node.as<Comparison>()) {
      if (comparison->bounds.empty()) {
        report_once(document, DiagnosticKind::MissingValue, node.range,
                    {quoted_words(document.str(comparison->subject.text))});
      }
    } else if (const auto* opaque = node.as<Opaque>()) {
      check_opaque(document, node, *opaque);
    }
  });
}

}  // namespace critc
