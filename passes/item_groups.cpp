#include "passes/item_groups.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"

namespace critc {

namespace {

constexpr size_t kLongestHeading = 60;  // bytes

class Grouper {
 public:
  explicit Grouper(const Document& document) : document_(document) {
    for (const ClassedRange& range : document.ranges) {
      if (range.cls == RangeClass::Heading) headings_.push_back(range.range.begin);
    }
  }

  std::vector<GroupedItem> group() {
    std::vector<const Node*> top;
    for (const Node& item : document_.items) top.push_back(&item);
    list(top, nullptr);
    return std::move(found_);
  }

 private:
  void list(const std::vector<const Node*>& items, const Node* parent) {
    const bool any_label = llvm::any_of(items, [](const Node* n) { return !n->as<Item>()->label.empty(); });
    uint32_t part = 0;
    size_t headings = 0;
    for (const Node* node : items) {
      const size_t before = headings_before(node->range.begin);
      if (before != headings || begins_group(*node, any_label)) ++part;
      headings = before;
      found_.push_back({node, {parent, part}});
      const Item& item = *node->as<Item>();
      if (!item.body || item.body->is_leaf()) continue;
      std::vector<const Node*> below;
      collect(*item.body, below);
      if (!below.empty()) list(below, node);
    }
  }

  static void collect(const Node& node, std::vector<const Node*>& items) {
    if (node.as<Item>()) {
      items.push_back(&node);
    } else if (!node.is_leaf()) {
      for_each_child(node, [&](const Node& child) { collect(child, items); });
    }
  }

  // "Healthy volunteers:", or a line without a marker between lines that have one.
  bool begins_group(const Node& node, bool any_label) const {
    const Item& item = *node.as<Item>();
    const llvm::StringRef words = document_.str(item.text).rtrim();
    if (words.rtrim(" .;").ends_with(":") && !holds_items(node)) return true;
    if (!item.label.empty()) return false;
    return any_label || (words.size() < kLongestHeading && !words.ends_with("."));
  }

  size_t headings_before(uint32_t at) const {
    return static_cast<size_t>(std::upper_bound(headings_.begin(), headings_.end(), at) - headings_.begin());
  }

  const Document& document_;
  std::vector<uint32_t> headings_;
  std::vector<GroupedItem> found_;
};

bool is_or_holds_item(const Node& node) { return node.as<Item>() || holds_items(node); }

}  // namespace

std::vector<GroupedItem> grouped_items(const Document& document) { return Grouper(document).group(); }

bool ItemLists::together(const Node& a, const Node& b) {
  if (groups_.empty()) {
    for (const GroupedItem& item : grouped_items(document_)) groups_.insert({item.node, item.group});
  }
  return groups_.lookup(&a) == groups_.lookup(&b);
}

bool holds_items(const Node& node) {
  bool found = false;
  if (!node.is_leaf()) for_each_child(node, [&](const Node& child) { found = found || is_or_holds_item(child); });
  return found;
}

}  // namespace critc
