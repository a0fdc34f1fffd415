// check-duplicates: criteria that stand in one list twice, in the same words.
//
// Lists for several groups of patients often stand below one heading, each with criteria of its own and some of all: what is
// required twice is diagnosed only where the two follow one another, and a run of criteria that is said again never.
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
  size_t place = 0;  // in reading order

  const Item& get() const { return *item.node->as<Item>(); }
};

struct Repeat {
  const Criterion *later, *earlier;
};

constexpr size_t kShortestRun = 3;

bool is_repeat(const Criterion& later, const Criterion& earlier, const Document& document) {
  return later.item.group == earlier.item.group && same_words(later.get(), earlier.get(), document);
}

// The criteria that say what an earlier one says, in reading order.
std::vector<Repeat> find_repeats(std::vector<Criterion>& criteria, const Document& document) {
  std::stable_sort(criteria.begin(), criteria.end(), [](const Criterion& a, const Criterion& b) { return a.key < b.key; });
  std::vector<Repeat> repeats;
  for (size_t i = 1; i < criteria.size(); ++i) {
    for (size_t back = 1; back <= std::min(i, kMostCompared); ++back) {
      const Criterion& earlier = criteria[i - back];
      if (earlier.key != criteria[i].key) break;
      if (!is_repeat(criteria[i], earlier, document)) continue;
      repeats.push_back({&criteria[i], &earlier});
      break;
    }
  }
  std::sort(repeats.begin(), repeats.end(), [](const Repeat& a, const Repeat& b) { return a.later->place < b.later->place; });
  return repeats;
}

// How many repeats from `at` on stand one behind the other, as what they repeat does.
size_t run_length(const std::vector<Repeat>& repeats, size_t at) {
  size_t end = at + 1;
  while (end < repeats.size() && repeats[end].later->place == repeats[end - 1].later->place + 1 &&
         repeats[end].earlier->place == repeats[end - 1].earlier->place + 1)
    ++end;
  return end - at;
}

}  // namespace

void check_duplicates(PassContext& context) {
  Document& document = context.document;
  if (!may_repeat(context)) return;
  std::vector<Criterion> criteria;
  size_t place = 0;
  for (const GroupedItem& item : grouped_items(document)) {
    const uint64_t key = key_of(document.str(item.node->as<Item>()->text), kKeyLetters);
    ++place;
    if (key && !holds_items(*item.node)) criteria.push_back({key, item, place});
  }
  const std::vector<Repeat> repeats = find_repeats(criteria, document);
  for (size_t at = 0, length = 0; at < repeats.size(); at += length) {
    length = run_length(repeats, at);
    if (length >= kShortestRun) continue;
    for (size_t i = at; i < at + length; ++i) {
      const Item &later = repeats[i].later->get(), &earlier = repeats[i].earlier->get();
      if (later.section == Section::Inclusion && repeats[i].later->place != repeats[i].earlier->place + 1) continue;
      report(document, DiagnosticKind::RepeatedCriterion, repeats[i].later->item.node->range, {item_id(later), item_id(earlier)});
      document.diagnostics.back().notes.push_back({repeats[i].earlier->item.node->range, "the other one"});
    }
  }
}

}  // namespace critc
