// check-completeness: what the text announces and does not deliver.
#include <algorithm>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/criterion/verification.h"
#include "passes/item_groups.h"
#include "passes/node_index.h"
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
    const llvm::StringRef topic = words.split(':').first.rtrim();
    if (holds_items(node) || (!topic.empty() && llvm::isDigit(topic.back()) && topic.count(' ') < 2)) return;  // "Aim 2:" is a label
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

// Whether what a list could be follows its announcement: words of the same criterion, or another criterion, perhaps below
// a heading of its own. Behind the last of the inclusion criteria, or of all, nothing does for sure. "2 of the following items" asks for a
// list: no next number but the first, and no heading.
class Followers {
 public:
  explicit Followers(PassContext& context) : document_(context.document) {
    walk_nodes(context, [&](const Node& node, const Place&) {
      if (node.as<Item>()) items_.push_back(&node);
      if (const auto* count = node.as<AtLeast>(); count && count->children.empty()) counts_.push_back(node.range);
    });
    std::stable_sort(items_.begin(), items_.end(),
                     [](const Node* a, const Node* b) { return a->range.begin < b->range.begin; });
  }

  bool follow(ByteRange announcement) const {
    const auto next = std::upper_bound(items_.begin(), items_.end(), announcement.begin,
                                       [](uint32_t at, const Node* item) { return at < item->range.begin; });
    if (next == items_.begin()) return false;
    const Item& own = *(*(next - 1))->as<Item>();
    if (!document_.text_begins_with_buffer) return false;
    const bool counted = llvm::any_of(counts_, [&](ByteRange count) { return count.overlaps(announcement); });
    if (counted ? counts_other(announcement) || lists_behind(announcement, own.source) || goes_on(announcement, own.source)
                : words_behind(announcement, own.source) || holds_answer(announcement))
      return true;
    if (next == items_.end()) return false;
    const Item& item = *(*next)->as<Item>();
    if (own.section == Section::Inclusion && item.section == Section::Exclusion) return false;
    const llvm::StringRef number = document_.str(item.label).trim("().:- ");
    const bool numbered = llvm::any_of(number, llvm::isDigit) && number != "1";
    return !counted || (!numbered && !document_.str(item.text).rtrim().ends_with(":"));
  }

 private:
  bool words_behind(ByteRange announcement, ByteRange source) const {
    if (announcement.end >= source.end) return false;
    return llvm::any_of(document_.str({announcement.end, source.end}), llvm::isAlnum);
  }

  // "at least one of the following): hysterectomy, ...": the list stands behind the colon.
  bool lists_behind(ByteRange announcement, ByteRange source) const {
    if (announcement.end >= source.end) return false;
    const llvm::StringRef behind = document_.str({announcement.end, source.end}), list = behind.drop_until([](char c) { return c == ':'; });
    return llvm::any_of(list, llvm::isAlpha);
  }

  // "at least two of these four features are present - 1) slowness ...": a list in the same sentence.
  bool goes_on(ByteRange announcement, ByteRange source) const {
    return announcement.end < source.end && document_.str({announcement.end, source.end}).contains("1)");
  }

  // "At least 4 out of 7 nights": what is counted is no list.
  bool counts_other(ByteRange announcement) const {
    const llvm::StringRef behind = document_.str({announcement.end, document_.buffer_length}).ltrim();
    return !behind.empty() && llvm::isDigit(behind.front());
  }

  // "Surgery: not specified".
  bool holds_answer(ByteRange announcement) const {
    const llvm::StringRef words = document_.str({announcement.begin, announcement.end});
    const size_t colon = words.find(':');
    return colon != llvm::StringRef::npos && llvm::any_of(words.substr(colon), llvm::isAlpha);
  }

  Document& document_;
  std::vector<const Node*> items_;
  std::vector<ByteRange> counts_;  // of lists that are missing
};

}  // namespace

void check_completeness(PassContext& context) {
  Checker checker(context.document, context.catalog);
  walk_nodes(context, [&](const Node& node, const Place&) { checker.visit(node); });
  checker.finish();
  std::optional<Followers> followers;  // made where something may be missing
  for (Diagnostic& diagnostic : context.document.diagnostics) {
    if (diagnostic.kind != DiagnosticKind::MissingItems) continue;
    if (!followers) followers.emplace(context);
    if (!followers->follow(diagnostic.range)) continue;
    diagnostic.kind = DiagnosticKind::OpaqueText;
    diagnostic.args = {quoted_words(context.document.str({diagnostic.range.begin, diagnostic.range.end}))};
  }
}

}  // namespace critc
