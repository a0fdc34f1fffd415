// ItemGroups: which criteria stand in one list, with nothing between them that could begin a list for
// other patients.
//
// Groups of patients whose headings name no cohort still ask their own: what two such lists say is not
// said twice, and does not conflict.
#pragma once

#include <vector>

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

// Whether other items stand below the node.
bool holds_items(const Node& node);

}  // namespace critc
