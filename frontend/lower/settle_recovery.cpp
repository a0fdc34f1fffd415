#include "frontend/lower/settle_recovery.h"

#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/element.h"

namespace critc {

void settle_recovery(Node& node, ConceptId harm, ConceptId grade) {
  for_each_child(node, [&](Node& child) {
    if (!child.as<Item>()) settle_recovery(child, harm, grade);
  });
  All* all = node.as<All>();
  if (!all || !harm || !grade) return;
  NodeList& list = all->children;
  auto is_grade = [&](const Node& child) {
    const Comparison* comparison = child.as<Comparison>();
    return comparison && comparison->subject.concept_id == grade && comparison->subject.phrase == 0 && comparison->bounds.high && !comparison->bounds.low;
  };
  auto is_harm = [&](const Node& child) {
    const Has* has = child.as<Has>();
    return has && has->subject.concept_id == harm && has->grade.empty();
  };
  const auto bound = llvm::find_if(list, is_grade), finding = llvm::find_if(list, is_harm);
  if (bound == list.end() || finding == list.end()) return;
  *bound = case_of(std::move(*finding), std::move(*bound), {});
  list.erase(finding);
  if (list.size() > 1) return;
  Node only = std::move(list.front());
  only.range = hull(only.range, node.range);
  node = std::move(only);
}

}  // namespace critc
