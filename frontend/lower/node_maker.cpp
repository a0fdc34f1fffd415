// Opaque nodes, words that no rule reads, and nodes of several parts.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/node_maker.h"

namespace critc {

// "vascular risk factors (hypertension, smoking, obesity)": each of the list is one of its kind.
bool NodeMaker::lists_kinds(const Node& node, const Node& list) const {
  auto thing = [](const Node& child) { return child.as<Has>() || child.as<Exposure>() || child.as<Opaque>(); };
  const All* all = list.as<All>();
  return (thing(node) || node.as<Exists>()) && all && !states_number(list) && !ends_in_remainder(list) && llvm::all_of(all->children, thing) &&
         llvm::any_of(all->children, [](const Node& child) { return !child.as<Opaque>(); });
}

std::optional<Node> NodeMaker::both_hold(std::optional<Node> left, std::optional<Node> right, ByteRange where) {
  if (left && left->as<Opaque>() && right && !names_medical(*left)) {  // "in order to participate in this study:"
    drop_opaque_diagnostic(left->range);
    left.reset();
  }
  if (!left && !right) return std::nullopt;
  if (!left || !right) {
    Node node = left ? std::move(*left) : std::move(*right);
    node.range = hull(node.range, where);
    return node;
  }
  return group(false, pair(std::move(*left), std::move(*right)), where);
}

// Each of several examples is one by itself, whatever word joins them, unless `is_one`.
NodeList NodeMaker::as_examples(Node list, bool is_one) const {
  NodeList one;
  if (is_one || ends_in_remainder(list)) {
    one.push_back(std::move(list));
    return one;
  }
  ByteRange where = list.range;
  one.push_back(group(true, take_children(std::move(list)), where));
  return one;
}

// "No A, such as B": B is denied with A.
Node NodeMaker::with_examples(Node body, NodeList examples, ByteRange where) const {
  where = hull(where, body.range);
  for (const Node& example : examples) where = hull(where, example.range);
  Node* owner = &body;
  while (owner->as<Not>() && !owner->attrs) {
    owner->range = where;
    owner = &*owner->as<Not>()->body;
  }
  Node list;
  list.range = where;
  list.value = Includes{std::move(*owner), std::move(examples)};
  *owner = std::move(list);
  return body;
}

// Puts what defines the last thing of `node` beside it; a term that no table knows stands for its definition.
void NodeMaker::define_last(Node& node, Node body) {
  if (Not* denial = node.as<Not>()) {
    define_last(*denial->body, std::move(body));
    node.range = hull(node.range, denial->body->range);
    return;
  }
  if (Includes* includes = node.as<Includes>()) {
    define_last(*includes->body, std::move(body));
    node.range = hull(node.range, includes->body->range);
    return;
  }
  const ByteRange where = hull(node.range, body.range);
  NodeList* list = list_of(node);
  const bool term = !names_medical(node) && !states_number(node);
  if (list && !term && (node.as<Any>() || (!names_medical(list->back()) && !list->back().as<Opaque>()))) {
    define_last(list->back(), std::move(body));
    node.range = where;
    return;
  }
  if (term) {
    drop_opaque_diagnostic(node.range);
    node = std::move(body);
    node.range = where;
    return;
  }
  if (lists_kinds(node, body)) {
    body = group(true, take_children(std::move(body)), body.range);
    assume_logic(body, ",");
  }
  node = group(false, pair(std::move(node), std::move(body)), where);
}

// The cohort that the words name.
Node NodeMaker::cohort(uint32_t begin, uint32_t end) const {
  Node node;
  node.range = element_range(begin, end);
  Has has;
  has.subject.text = {node.range.begin, node.range.end};
  node.value = Box<Has>(std::move(has));
  return node;
}

Node NodeMaker::opaque(uint32_t begin, uint32_t end, OpaqueReason reason) {
  Node node;
  node.range = element_range(begin, end);
  node.value = Opaque{{node.range.begin, node.range.end}, reason, {}};
  return node;
}

void NodeMaker::assume_logic(Node& node, llvm::StringRef word) {
  node.add_mark(Mark::AssumedLogic);
  diagnose(DiagnosticKind::AssumedLogic, node.range, word);
}

std::optional<Node> NodeMaker::join_parts(NodeList children, llvm::StringRef word) {
  if (children.empty()) return std::nullopt;
  bool any = context_.section == Section::Exclusion && children.size() > 1;
  Node node = group(any, std::move(children), {});
  if (any) assume_logic(node, word);
  return node;
}

// The remark on words that turned out to say nothing new; it is among the last ones.
void NodeMaker::drop_opaque_diagnostic(ByteRange where) {
  DiagnosticList& all = document_.diagnostics;
  auto block = all.begin() + static_cast<ptrdiff_t>(first_diagnostic_);
  auto dropped = [&](const Diagnostic& diagnostic) {
    return diagnostic.kind == DiagnosticKind::OpaqueText && where.contains(diagnostic.range);
  };
  all.erase(std::remove_if(block, all.end(), dropped), all.end());
}

// "A and B are not allowed": neither may be, where criteria are to be met; in an exclusion list each excludes.
Node NodeMaker::forbid(Node body) const {
  deny_each(body);
  return negation_of(std::move(body));
}

// The words that stand beside statements with numbers, so that nothing is lost.
void NodeMaker::keep_rest(llvm::ArrayRef<uint32_t> rest, NodeList& nodes) {
  if (rest.empty() && nodes.size() < 2) return;
  for (size_t i = 0; i < rest.size();) {
    size_t next = i + 1;
    while (next < rest.size() && rest[next] == rest[next - 1] + 1) ++next;
    Node node = opaque(rest[i], rest[next - 1] + 1, OpaqueReason::NoRule);
    diagnose_opaque(node);
    nodes.push_back(std::move(node));
    i = next;
  }
  auto before = [](const Node& a, const Node& b) { return a.range.begin < b.range.begin; };
  if (!llvm::is_sorted(nodes, before)) llvm::stable_sort(nodes, before);
}

// Things are named, but what the words ask of them is not known: claiming the bare things would be wrong. A list
// stays `joined`.
Node NodeMaker::not_understood(uint32_t begin, uint32_t end, NodeList things, Joined joined) {
  Node node = opaque(begin, end, OpaqueReason::NoRule);
  Time time;
  for (Node& thing : things) {
    node.range = hull(node.range, thing.range);
    collect_times(thing, time);
  }
  things = take_things(std::move(things));
  if (joined != Joined::No && things.size() > 1) {
    Node list = group(joined == Joined::Any, std::move(things), {});
    things.clear();
    things.push_back(std::move(list));
  }
  if (time != Time{}) node.attrs.ensure().time = std::move(time);
  node.as<Opaque>()->text = {node.range.begin, node.range.end};
  node.as<Opaque>()->about = std::move(things);
  diagnose_opaque(node);
  return node;
}

void NodeMaker::diagnose_opaque(const Node& node) {
  llvm::StringRef words = document_.str({node.range.begin, node.range.end});
  size_t end = std::min<size_t>(words.size(), 80);
  while (end > 0 && end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;  // whole characters
  diagnose(DiagnosticKind::OpaqueText, node.range, words.take_front(end));
}

}  // namespace critc
