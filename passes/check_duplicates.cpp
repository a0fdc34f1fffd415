// check-duplicates: criteria that stand in one list twice, in the same words.
#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "llvm/ADT/Hashing.h"

#include "passes/item_groups.h"
#include "passes/node_index.h"
#include "passes/report.h"

namespace critc {

namespace {

constexpr size_t kFewestLetters = 8;  // "Other:" may stand anywhere
constexpr size_t kMostCompared = 16;  // of those that begin alike

// What lists and line breaks put around the words of a criterion is blank, capitals are small.
constexpr char kBlank = 0, kStop = 1;  // a stop is blank before a blank and at the end
constexpr std::array<char, 256> kLetters = [] {
  std::array<char, 256> letters = {};
  for (size_t c = ' ' + 1; c < letters.size(); ++c) letters[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  for (uint8_t c : {'.', ',', ';', ':'}) letters[c] = kStop;
  letters['\\'] = letters['*'] = kBlank;
  return letters;
}();

char letter(char c) { return kLetters[static_cast<uint8_t>(c)]; }

// Reads the letters of a text from `at` on to `to`, `most` of them; returns how many there were.
size_t read_letters(llvm::StringRef text, size_t& at, char* to, size_t most) {
  size_t count = 0;
  for (; at < text.size() && count < most; ++at) {
    char c = letter(text[at]);
    if (c == kStop) c = at + 1 == text.size() || letter(text[at + 1]) == kBlank ? kBlank : text[at];
    to[count] = c;
    count += c != kBlank;  // no branch: blanks are hard to foresee
  }
  return count;
}

bool same_words(llvm::StringRef a, llvm::StringRef b) {
  char x[32], y[sizeof x];
  for (size_t at_a = 0, at_b = 0;;) {
    const size_t count = read_letters(a, at_a, x, sizeof x);
    if (read_letters(b, at_b, y, sizeof y) != count || std::memcmp(x, y, count) != 0) return false;
    if (count < sizeof x) return true;
  }
}

constexpr size_t kKeyLetters = 32;
constexpr size_t kRoughLetters = 12;  // enough to tell most criteria apart

// The `most` letters that a criterion begins with; 0 where it has too few.
uint64_t key_of(llvm::StringRef text, size_t most) {
  char begin[kKeyLetters];
  size_t at = 0;
  const size_t count = read_letters(text, at, begin, most);
  if (count < kFewestLetters) return 0;
  return llvm::hash_value(llvm::StringRef(begin, count));
}

struct KeyedItem {
  uint64_t key;
  const Item* item;
};

bool same_words(const Item& a, const Item& b, const Document& document) {
  return a.section == b.section && a.cohort == b.cohort && same_words(document.str(a.text), document.str(b.text));
}

// Two items of one section have the same words, as they have in few documents, or very many begin alike.
bool may_repeat(PassContext& context) {
  const Document& document = context.document;
  std::vector<KeyedItem> found;
  found.reserve(document.items.size());
  walk_nodes(context, [&](const Node& node, const Place&) {
    const Item* item = node.as<Item>();
    if (const uint64_t key = item ? key_of(document.str(item->text), kRoughLetters) : 0) found.push_back({key, item});
  });
  std::sort(found.begin(), found.end(), [](const KeyedItem& a, const KeyedItem& b) { return a.key < b.key; });
  for (size_t i = 1; i < found.size(); ++i) {
    for (size_t back = 1; back <= i && found[i - back].key == found[i].key; ++back)
      if (back > kMostCompared || same_words(*found[i].item, *found[i - back].item, document)) return true;
  }
  return false;
}

struct Criterion {
  uint64_t key = 0;
  GroupedItem item;

  const Item& get() const { return *item.node->as<Item>(); }
};

bool is_repeat(const Criterion& later, const Criterion& earlier, const Document& document) {
  return later.item.group == earlier.item.group && same_words(later.get(), earlier.get(), document);
}

}  // namespace

void check_duplicates(PassContext& context) {
  Document& document = context.document;
  if (!may_repeat(context)) return;
  std::vector<Criterion> criteria;
  for (const GroupedItem& item : grouped_items(document)) {
    const uint64_t key = key_of(document.str(item.node->as<Item>()->text), kKeyLetters);
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
