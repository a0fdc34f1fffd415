// ItemGroups: which criteria stand in one list, with nothing between them that could begin a list for
// other patients.
//
// Groups of patients whose headings name no cohort still ask their own: what two such lists say is not
// said twice, and does not conflict.
#pragma once

#include <vector>

#include "llvm/ADT/DenseMap.h"

#include "ir/criterion/document.h"

namespace critc {

// Criteria with one value of this stand in one list.
struct ItemGroup {
  const Node* parent = nullptr;  // the criterion above; null for those of the top
  uint32_t part = 0;             // of its list
  bool operator==(const ItemGroup&) const = default;
};

struct GroupedItem {
  const Node* node;
  ItemGroup group;
};

// Every item with its group, parents first.
std::vector<GroupedItem> grouped_items(const Document& document);

// Tells of single items whether they stand in one list; the groups are made when it is first asked.
class ItemLists {
 public:
  explicit ItemLists(const Document& document) : document_(document) {}
  bool together(const Node& a, const Node& b);

 private:
  const Document& document_;
  llvm::DenseMap<const Node*, ItemGroup> groups_;
};

// Whether other items stand below the node.
bool holds_items(const Node& node);

}  // namespace critc
