// "AST and ALT <= 2.5 x ULN (<= 5 x ULN if liver metastases)": the bound of the case stands instead of the
// plain bound on the same subject, and not beside it.
#include "frontend/lower/settle_cases.h"

#include "frontend/lower/element.h"

namespace critc {

namespace {

ConceptId compared_subject(const Node& node) {
  const Comparison* comparison = node.as<Comparison>();
  return comparison ? comparison->subject.concept_id : 0;
}

// The comparisons that a body consists of; none when it holds anything else.
NodeList take_comparisons(Node& body) {
  NodeList taken;
  NodeList* list = list_of(body);
  if (!list) {
    if (compared_subject(body)) taken.push_back(body);
    return taken;
  }
  for (const Node& child : *list)
    if (!compared_subject(child)) return {};
  return *list;
}

// Puts the case's bound on the plain one's subject before it; whether there was one.
bool stand_instead(Node& plain, const Node& guard, NodeList& bodies) {
  for (size_t i = 0; i < bodies.size(); ++i) {
    if (compared_subject(plain) == 0 || compared_subject(bodies[i]) != compared_subject(plain)) continue;
    Node node = case_of(guard, std::move(bodies[i]), plain.range);
    node.as<Cases>()->otherwise = std::move(plain);
    plain = std::move(node);
    bodies.erase(bodies.begin() + static_cast<ptrdiff_t>(i));
    return true;
  }
  return false;
}

void settle_before(NodeList& list, size_t at, const Node& guard, NodeList& bodies) {
  for (size_t i = 0; i < at && !bodies.empty(); ++i) {
    stand_instead(list[i], guard, bodies);
    NodeList* inner = list_of(list[i]);
    if (!inner) continue;
    for (Node& child : *inner)
      if (stand_instead(child, guard, bodies)) list[i].range = hull(list[i].range, child.range);
  }
}

// What is left of a case whose bounds went elsewhere.
Node rest_of(Cases cases, NodeList bodies, ByteRange where) {
  if (bodies.empty()) return std::move(*cases.otherwise);
  Node& body = cases.arms.front().body;
  if (bodies.size() == 1) {
    Node only = std::move(bodies.front());
    body = std::move(only);
  } else {
    *list_of(body) = std::move(bodies);
  }
  Node node;
  node.range = where;
  node.value = std::move(cases);
  return node;
}

void settle_list(NodeList& list) {
  for (size_t i = 1; i < list.size(); ++i) {
    Cases* cases = list[i].as<Cases>();
    if (!cases || cases->arms.size() != 1) continue;
    NodeList bodies = take_comparisons(cases->arms.front().body);
    size_t before = bodies.size();
    Node guard = cases->arms.front().guard;
    settle_before(list, i, guard, bodies);
    if (bodies.size() == before) continue;
    if (bodies.empty() && !cases->otherwise) {
      list.erase(list.begin() + static_cast<ptrdiff_t>(i--));
    } else {
      list[i] = rest_of(std::move(*cases), std::move(bodies), list[i].range);
    }
  }
}

}  // namespace

void settle_cases(Node& node) {
  for_each_child(node, [](Node& child) {
    if (!child.as<Item>()) settle_cases(child);
  });
  NodeList* list = list_of(node);
  if (!list) return;
  settle_list(*list);
  if (list->size() != 1) return;
  Node only = std::move(list->front());
  only.range = hull(only.range, node.range);
  node = std::move(only);
}

}  // namespace critc
