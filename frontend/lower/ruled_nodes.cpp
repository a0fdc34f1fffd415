// Nodes that others rule: nested items, verdicts, what is the same or another bound.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/node_maker.h"

namespace critc {

namespace {

// "A, B and C, including D and E": D and E are examples of the last.
NodeList take_alternatives(Node list) {
  Includes* includes = list.as<Includes>();
  if (!includes || !includes->body || !includes->body->as<All>()) return take_children(std::move(list));
  NodeList children = take_children(std::move(*includes->body));
  Node last;
  last.range = {children.back().range.begin, list.range.end};
  last.value = Includes{std::move(children.back()), std::move(includes->examples)};
  children.back() = std::move(last);
  return children;
}

}  // namespace

// The patient's age is no measurement here: "adults, except those with X".
bool NodeMaker::bounds_measurement(const Node& node) const {
  if (auto* comparison = node.as<Comparison>())
    return comparison->subject.concept_id && catalog_.kind(comparison->subject.concept_id) != ConceptKind::Demographic;
  const NodeList* list = list_of(node);
  return list && llvm::all_of(*list, [&](const Node& child) { return bounds_measurement(child); });
}

// "bilirubin <= 1.5 x ULN, except patients with Gilbert's syndrome, < 3 mg/dL": another bound for those with a finding.
std::optional<Node> NodeMaker::other_bound(Node& body, Node& carve) {
  All* parts = carve.as<All>();
  if (!parts) return std::nullopt;
  const auto first = llvm::find_if(parts->children, states_number);
  const bool both = first != parts->children.begin() && first != parts->children.end();
  if (!both || !std::all_of(first, parts->children.end(), states_number)) return std::nullopt;
  const ByteRange where = hull(body.range, carve.range);
  NodeList finding(std::make_move_iterator(parts->children.begin()), std::make_move_iterator(first));
  NodeList bounds(std::make_move_iterator(first), std::make_move_iterator(parts->children.end()));
  Node node = case_of(group(false, std::move(finding), {}), group(false, std::move(bounds), {}), where);
  node.as<Cases>()->otherwise = std::move(body);
  return node;
}

// "none of the following may be met", above what excludes, tells that each of them does.
bool NodeMaker::denies(GrammarCode announce) const {
  return announce == GrammarCode::AnnounceNone ||
         (announce == GrammarCode::AnnounceNoneOf && context_.section != Section::Exclusion);
}

// Puts a list under the word that announces it.
Node NodeMaker::ruled_by(const Element& announce, Node list, ByteRange where) {
  Node node;
  ByteRange hull_range = hull(where, list.range);
  if (const AtLeast* count = announce.node.as<AtLeast>()) {
    AtLeast at_least = *count;
    at_least.children = take_alternatives(std::move(list));
    node.value = Box<AtLeast>(std::move(at_least));
    node.range = hull_range;
    return node;
  }
  if (denies(announce.code)) {
    node.range = hull_range;
    node.value = Not{list.as<All>() ? group(true, take_children(std::move(list)), {}) : std::move(list)};
    return node;
  }
  bool any = announce.code == GrammarCode::AnnounceAny || announce.code == GrammarCode::AnnounceAtLeast ||
             announce.code == GrammarCode::AnnounceNoneOf;
  if (announce.code == GrammarCode::AnnounceList || (!list.as<All>() && !list.as<Any>())) {
    list.range = hull_range;
    return list;
  }
  node = group(any, take_children(std::move(list)), hull_range);
  if (announce.code == GrammarCode::AnnounceNoneOf) assume_logic(node, ":");
  return node;
}

// The nested items, joined as the header says.
std::optional<Node> NodeMaker::children_node(GrammarCode how, const Element* announce) {
  children_placed_ = true;
  NodeList children = std::move(*context_.children);
  if (children.empty()) return std::nullopt;
  if (announce && announce->node.as<AtLeast>()) {
    Node node;
    for (const Node& child : children) node.range = hull(node.range, child.range);
    AtLeast at_least = *announce->node.as<AtLeast>();
    at_least.children = std::move(children);
    node.value = Box<AtLeast>(std::move(at_least));
    return node;
  }
  bool several = children.size() > 1;
  if (denies(how)) {
    Node body = group(true, std::move(children), {});
    Node node;
    node.range = body.range;
    node.value = Not{std::move(body)};
    return node;
  }
  bool any = how == GrammarCode::AnnounceAny || how == GrammarCode::AnnounceAtLeast;
  bool open = how == GrammarCode::None || how == GrammarCode::AnnounceList || how == GrammarCode::AnnounceNoneOf;
  bool assumed = open && several && !context_.children_and &&
                 (context_.section == Section::Exclusion || context_.children_alternatives);
  Node node = group(any || assumed || (open && (context_.children_or || context_.or_children)), std::move(children), {});
  if (assumed) assume_logic(node, ":");
  return node;
}

// What the persons receive, as [begin, end) says how.
std::optional<Node> NodeMaker::the_same(const Node& persons, uint32_t begin, uint32_t end) const {
  const NodeList* list = list_of(persons);
  const Node& last = list ? list->back() : persons;
  if (!last.as<Exposure>()) return std::nullopt;
  Node node = last;
  node.range = hull(last.range, element_range(begin, end));
  for (uint32_t i = begin; i < end; ++i)
    if (buffers_.elements[i].part != Part::Filler && buffers_.elements[i].part != Part::Dose) apply(buffers_.elements[i], node);
  return node;
}

Node NodeMaker::ruled_by_verdict(bool admits, Node condition, ByteRange where) const {
  const bool contrary = admits == (context_.section == Section::Exclusion);
  Node node = contrary ? negation_of(std::move(condition)) : std::move(condition);
  node.range = hull(node.range, where);
  return node;
}

Node NodeMaker::allowed_where(Node allowed, Node condition, ByteRange where) const {
  if (context_.section == Section::Exclusion) return except_of(std::move(allowed), std::move(condition), where);
  return case_of(std::move(allowed), std::move(condition), where);
}

// "Chronic cough: dry or productive": what was not understood is said of the things that the label names.
void NodeMaker::keep_label(uint32_t begin, uint32_t colon, Node& right) {
  Opaque& words = *right.as<Opaque>();
  NodeList things;
  for (uint32_t i = begin; i < colon; ++i)
    if (Element& element = buffers_.elements[i]; element.part == Part::Entity) things.push_back(std::move(element.node));
  if (things.empty()) return;
  drop_opaque_diagnostic(right.range);
  right.range = hull(element_range(begin, colon), right.range);
  words.text = {right.range.begin, right.range.end};
  std::move(words.about.begin(), words.about.end(), std::back_inserter(things));
  words.about = std::move(things);
  diagnose_opaque(right);
}

// Names what is allowed and asks nothing.
Node NodeMaker::permission(Node body, uint32_t begin, uint32_t end) const {
  Node node;
  node.range = hull(element_range(begin, end), body.range);
  Define define;
  const uint32_t at = permission_before(end);
  define.term.text = text(buffers_.elements[at].chunk_begin, buffers_.elements[at].chunk_end);
  define.body = std::move(body);
  node.value = Box<Define>(std::move(define));
  return node;
}

}  // namespace critc
