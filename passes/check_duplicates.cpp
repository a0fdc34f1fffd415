// check-duplicates: criteria that stand in one list twice, in the same words.
#include <algorithm>
#include <vector>

#include "llvm/ADT/Hashing.h"

#include "passes/item_groups.h"
#include "passes/pass.h"
#include "passes/report.h"

namespace critc {

namespace {

constexpr size_t kFewestLetters = 8;  // "Other:" may stand anywhere
constexpr size_t kMostCompared = 16;  // of those that begin alike

// The words of a criterion without what lists and line breaks put around them.
class Words {
 public:
  explicit Words(llvm::StringRef text) : text_(text) { skip(); }

  bool done() const { return at_ == text_.size(); }
  char take() {
    const char c = text_[at_++];
    skip();
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }

 private:
  static bool is_blank(char c) { return static_cast<uint8_t>(c) <= ' ' || c == '\\' || c == '*'; }
  static bool is_stop(char c) { return c == '.' || c == ',' || c == ';' || c == ':'; }

  void skip() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      const bool ends = is_stop(c) && (at_ + 1 == text_.size() || is_blank(text_[at_ + 1]));
      if (!ends && !is_blank(c)) return;
    }
  }

  llvm::StringRef text_;
  size_t at_ = 0;
};

bool same_words(llvm::StringRef a, llvm::StringRef b) {
  Words x(a), y(b);
  while (!x.done() && !y.done()) {
    if (x.take() != y.take()) return false;
  }
  return x.done() && y.done();
}

// The words that a criterion begins with; 0 where it has too few.
uint64_t key_of(llvm::StringRef text) {
  char begin[32];
  size_t count = 0;
  for (Words words(text); !words.done() && count < sizeof begin;) begin[count++] = words.take();
  if (count < kFewestLetters) return 0;
  return llvm::hash_value(llvm::StringRef(begin, count));
}

struct KeyedWords {
  uint64_t key;
  llvm::StringRef words;
};

void collect_words(const Node& node, const Document& document, std::vector<KeyedWords>& found) {
  if (node.is_leaf()) return;
  if (const Item* item = node.as<Item>()) {
    const llvm::StringRef words = document.str(item->text);
    if (const uint64_t key = key_of(words)) found.push_back({key, words});
  }
  for_each_child(node, [&](const Node& child) { collect_words(child, document, found); });
}

// Two items have the same words, as they have in few documents, or very many begin alike.
bool may_repeat(const Document& document) {
  std::vector<KeyedWords> found;
  found.reserve(document.items.size());
  for (const Node& item : document.items) collect_words(item, document, found);
  std::sort(found.begin(), found.end(), [](const KeyedWords& a, const KeyedWords& b) { return a.key < b.key; });
  for (size_t i = 1; i < found.size(); ++i) {
    for (size_t back = 1; back <= i && found[i - back].key == found[i].key; ++back)
      if (back > kMostCompared || same_words(found[i].words, found[i - back].words)) return true;
  }
  return false;
}

struct Criterion {
  uint64_t key = 0;
  GroupedItem item;

  const Item& get() const { return *item.node->as<Item>(); }
};

bool is_repeat(const Criterion& later, const Criterion& earlier, const Document& document) {
  const Item &a = later.get(), &b = earlier.get();
  return a.section == b.section && a.cohort == b.cohort && later.item.group == earlier.item.group &&
         same_words(document.str(a.text), document.str(b.text));
}

}  // namespace

void check_duplicates(PassContext& context) {
  Document& document = context.document;
  if (!may_repeat(document)) return;
  std::vector<Criterion> criteria;
  for (const GroupedItem& item : grouped_items(document)) {
    const uint64_t key = key_of(document.str(item.node->as<Item>()->text));
    if (key && !holds_items(*item.node)) criteria.push_back({key, item});
  }
  std::stable_sort(criteria.begin(), criteria.end(), [](const Criterion& a, const Criterion& b) { return a.key < b.key; });
  for (size_t i = 1; i < criteria.size(); ++i) {
    const Criterion& later = criteria[i];
    for (size_t back = 1; back <= std::min(i, kMostCompared); ++back) {
      const Criterion& earlier = criteria[i - back];
      if (earlier.key != later.key) break;
      if (!is_repeat(later, earlier, document)) continue;
      report(document, DiagnosticKind::RepeatedCriterion, later.item.node->range,
             {item_id(later.get()), item_id(earlier.get())});
      document.diagnostics.back().notes.push_back({earlier.item.node->range, "the other one"});
      break;
    }
  }
}

}  // namespace critc
