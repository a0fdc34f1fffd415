// Denials of nodes that are there: each of a list, what stands in front, what words name that no rule reads.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/node_maker.h"

namespace critc {

// A list in a denial: "no A and B" denies each of them.
void NodeMaker::deny_each(Node& list) const {
  Node* node = &list;
  while (ends_in_remainder(*node)) node = &node->as<All>()->children.front();
  if (All* all = node->as<All>()) node->value = Any{std::move(all->children)};
}

// "No A, including any of: B, C": B and C are denied with A.
Node NodeMaker::deny_with(Node denial, Node list) const {
  Node& body = *denial.as<Not>()->body;
  deny_each(body);
  NodeList each;
  for (Node* part : {&body, &list}) {
    if (!list_of(*part) || part->attrs || ends_in_remainder(*part)) {
      each.push_back(std::move(*part));
      continue;
    }
    for (Node& child : *list_of(*part)) each.push_back(std::move(child));
  }
  Node any = group(true, std::move(each), {});
  denial.range = hull(denial.range, any.range);
  body = std::move(any);
  return denial;
}

// Of a list in which words say more about a thing, "no A on B, C or D", only what stands before them is denied.
void NodeMaker::deny_front(Node& node) const {
  NodeList* list = list_of(node);
  auto remainder = [&](const Node& child) { return ends_in_remainder(child); };
  auto last = list ? llvm::find_if(*list, remainder) : NodeList::iterator();
  if (!list || last == list->end()) {
    node = negation_of(std::move(node));
    return;
  }
  for (auto child = list->begin(); child != last; ++child) *child = negation_of(std::move(*child));
  deny_front(last->as<All>()->children.front());
}

// What the words under a denial name first is denied as well; but "no need for A" denies the need.
void NodeMaker::deny_words(Node& node, bool verbal) {
  if (Opaque* words = node.as<Opaque>()) {
    if (words->about.empty() || (!verbal && starts_with_words(node.range.begin, name_begin(words->about.front())))) return;
    size_t head = 0;  // of a compound name: "lung cancer surgery"
    while (head + 1 < words->about.size() && words->about[head + 1].range.begin <= words->about[head].range.end + 1) ++head;
    deny_front(words->about[head]);
    return;
  }
  NodeList* list = list_of(node);
  if (!list) return;
  bool rest = ends_in_remainder(node);
  for (size_t i = 0; i + rest < list->size(); ++i) deny_words((*list)[i], verbal);
}

}  // namespace critc
