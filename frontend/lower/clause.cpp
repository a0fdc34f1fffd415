// Clauses: exception, examples, announced list.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

NodeList Parser::pair(Node first, Node second) {
  NodeList both;
  both.reserve(2);
  both.push_back(std::move(first));
  both.push_back(std::move(second));
  return both;
}

// The parts of a list, or the node itself as the only part.
NodeList Parser::take_children(Node node) {
  if (node.attrs) node.attrs->marks.clear();
  if (All* all = node.as<All>()) return std::move(all->children);
  if (Any* any = node.as<Any>()) return std::move(any->children);
  NodeList one;
  one.push_back(std::move(node));
  return one;
}

// Some condition, drug or procedure stands in the node.
bool Parser::names_medical(const Node& node) const {
  auto medical = [&](ConceptId id) { return id == 0 || catalog_.kind(id) != ConceptKind::Thing; };
  if (auto* has = node.as<Has>())
    return (has->thing != ThingKind::Measurement || has->status != Status::None) && medical(has->subject.concept_id);
  if (node.as<Exposure>()) return true;
  bool names = false;
  for_each_child(node, [&](const Node& child) { names |= names_medical(child); });
  return names;
}

// The patient's age is no measurement here: "adults, except those with X".
bool Parser::bounds_measurement(const Node& node) const {
  if (auto* comparison = node.as<Comparison>())
    return comparison->subject.concept_id && catalog_.kind(comparison->subject.concept_id) != ConceptKind::Demographic;
  const NodeList* list = list_of(node);
  return list && llvm::all_of(*list, [&](const Node& child) { return bounds_measurement(child); });
}

std::optional<Node> Parser::both_hold(std::optional<Node> left, std::optional<Node> right, ByteRange where) {
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

// "A other than B, or C": a comma before the only connective closes the exception. Where; `end` when there is none.
uint32_t Parser::end_of_carve(uint32_t begin, uint32_t at, uint32_t end) const {
  const uint32_t comma = find_top(at + 1, end, Part::Comma);
  if (comma + 1 >= end || !has_content(begin, at) || !has_content(at + 1, comma) || !has_content(comma + 2, end)) return end;
  if (find_top(begin, at, Part::Negation) < at) return end;  // "no A except B, or C"
  const Part joint = buffers_.elements[comma + 1].part;
  if (joint != Part::Or && joint != Part::And) return end;
  for (Part part : {Part::And, Part::Or})
    if (find_top(at + 1, comma, part) < comma) return end;
  return comma;
}

// `A except B`; a time behind B may be said of A.
std::optional<Node> Parser::exception_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  for (uint32_t next = find_top(at + 1, end, Part::Exception); next < end; next = find_top(next + 1, end, Part::Exception)) {
    const bool unless = buffers_.elements[at].code == GrammarCode::ExceptionUnless;  // "unless B, other than C": of B
    if (!unless && next > at + 1 && buffers_.elements[next - 1].part == Part::Comma) at = next;  // "A, other than B, within N, except C"
  }
  if (const uint32_t next = end_of_carve(begin, at, end); next < end) {
    const bool any = buffers_.elements[next + 1].part == Part::Or || context_.section == Section::Exclusion;
    std::optional<Node> left = exception_clause(begin, at, next, depth + 1);
    std::optional<Node> right = combine_clause(next + 2, end, depth + 1);
    if (!left || !right) return both_hold(std::move(left), std::move(right), element_range(begin, end));
    return group(any, pair(std::move(*left), std::move(*right)), element_range(begin, end));
  }
  const uint32_t time = time_of_whole(begin, at, end);
  std::optional<Node> carve = combine_clause(at + 1, time, depth + 1);
  if (!carve) return begin < at ? combine_clause(begin, at, depth + 1) : std::nullopt;
  std::optional<Node> node = except_for(begin, at, std::move(*carve), depth);
  if (time == end || !node) return node;
  Node& whole = node->as<Not>() ? *node->as<Not>()->body : *node;
  apply_time(time, end, whole.as<Except>() ? *whole.as<Except>()->body : whole);
  node->range = hull(node->range, element_range(time, end));
  whole.range = hull(whole.range, node->range);
  return node;
}

// What stands before the exception at `at`, and what it lets through.
std::optional<Node> Parser::except_for(uint32_t begin, uint32_t at, Node carve, unsigned depth) {
  ByteRange where = element_range(begin, at);
  if (begin >= at) {
    if (context_.section == Section::Exclusion) return carve;
    Node node;
    node.range = carve.range;
    node.value = Not{std::move(carve)};
    return node;
  }
  std::optional<Node> body = combine_clause(begin, at, depth + 1);
  if (!body) {
    carve.range = hull(carve.range, where);
    return carve;
  }
  if (Cases* cases = carve.as<Cases>(); cases && !cases->otherwise && !states_number(cases->arms.front().body)) {
    Node either = std::move(cases->arms.front().guard);  // "except in patients with X or if Y"
    Node body_of_case = std::move(cases->arms.front().body);
    carve = group(true, pair(std::move(body_of_case), std::move(either)), carve.range);
  }
  if (Cases* cases = carve.as<Cases>(); cases && !cases->otherwise) {  // unless G, in which case S
    cases->otherwise = std::move(*body);
    carve.range = hull(where, hull(carve.range, cases->otherwise->range));
    return carve;
  }
  if (context_.section != Section::Exclusion && bounds_measurement(*body)) {
    if (std::optional<Node> cases = other_bound(*body, carve)) {
      cases->range = hull(cases->range, where);
      return cases;
    }
  }
  Node node;
  node.range = hull(where, hull(body->range, carve.range));
  if (Not* denial = body->as<Not>(); denial && !body->attrs) {  // "no A except B": only other A are denied
    Node kept;
    kept.range = node.range;
    kept.value = Except{std::move(*denial->body), std::move(carve)};
    node.value = Not{std::move(kept)};
    return node;
  }
  bool required = context_.section != Section::Exclusion && (in_duty_ || states_number(*body));
  bool unless = buffers_.elements[at].code == GrammarCode::ExceptionUnless;
  if (required && (unless || (bounds_measurement(*body) && !states_number(carve)))) {  // "ANC >= 1 unless G": either will do
    node.value = Any{pair(std::move(*body), std::move(carve))};
    return node;
  }
  node.value = Except{std::move(*body), std::move(carve)};
  return node;
}

// "bilirubin <= 1.5 x ULN, except patients with Gilbert's syndrome, < 3 mg/dL": another bound for those with a finding.
std::optional<Node> Parser::other_bound(Node& body, Node& carve) {
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

// What stands behind "including" is asked for as well where it states bounds: "including ANC >= 1.5, platelets >= 100",
// but not in a list of things "such as" these, or of what excludes.
bool Parser::asks_examples(Part lead, uint32_t begin, uint32_t end) const {
  if (!has_statement(begin, end)) return false;
  if (lead == Part::Includes && context_.section != Section::Exclusion) return true;
  auto thing = [](const Element& element) {
    return element.part == Part::Entity || (element.part == Part::Statement && element.node.as<Exposure>());
  };
  const llvm::ArrayRef<Element> examples = llvm::ArrayRef<Element>(buffers_.elements).slice(begin, end - begin);
  return !has_connective(begin, end) || llvm::none_of(examples, thing);
}

// "A such as B, and C such as D": the connective before a second thing with examples of its own; `end` when there is none.
uint32_t Parser::next_example(uint32_t at, uint32_t end) const {
  const Part part = buffers_.elements[at].part;
  const uint32_t second = find_top(at + 1, end, part);
  if (second == end || !has_content(second + 1, end)) return end;
  for (uint32_t i = second; i-- > at + 1;) {
    const Part joint = buffers_.elements[i].part;
    if (joint == Part::And || joint == Part::Or) return has_content(at + 1, i) && has_content(i + 1, second) ? i : end;
    if (joint == Part::Comma || joint == Part::Close) return end;
  }
  return end;
}

// Examples do not narrow a criterion; bounds after `including` are parts of it.
std::optional<Node> Parser::example_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  if (const uint32_t joint = next_example(at, end); joint < end) {
    const bool any = buffers_.elements[joint].part == Part::Or || context_.section == Section::Exclusion;
    std::optional<Node> left = example_clause(begin, at, joint, depth + 1);
    std::optional<Node> right = combine_clause(joint + 1, end, depth + 1);
    if (!left || !right) return both_hold(std::move(left), std::move(right), where);
    return group(any, pair(std::move(*left), std::move(*right)), where);
  }
  bool bounds = asks_examples(buffers_.elements[at].part, at + 1, end);
  const uint32_t time = bounds ? end : time_of_whole(begin, at, end);
  std::optional<Node> body = has_content(begin, at) || !bounds ? combine_clause(begin, at, depth + 1) : std::nullopt;
  std::optional<Node> examples = combine_clause(at + 1, time, depth + 1);
  if (body && time < end) apply_time(time, end, *body);
  if (!body || !examples || bounds) return both_hold(std::move(body), std::move(examples), where);
  Node node;
  node.range = hull(where, hull(body->range, examples->range));
  node.value = Includes{std::move(*body), as_examples(std::move(*examples))};
  return node;
}

// Each of several examples is one by itself, whatever word joins them.
NodeList Parser::as_examples(Node list) const {
  NodeList one;
  if (ends_in_remainder(list)) {
    one.push_back(std::move(list));
    return one;
  }
  ByteRange where = list.range;
  one.push_back(group(true, take_children(std::move(list)), where));
  return one;
}

// "none of the following may be met", above what excludes, tells that each of them does.
bool Parser::denies(GrammarCode announce) const {
  return announce == GrammarCode::AnnounceNone ||
         (announce == GrammarCode::AnnounceNoneOf && context_.section != Section::Exclusion);
}

// "A, B and C, including D and E": D and E are examples of the last.
NodeList Parser::take_alternatives(Node list) {
  Includes* includes = list.as<Includes>();
  if (!includes || !includes->body || !includes->body->as<All>()) return take_children(std::move(list));
  NodeList children = take_children(std::move(*includes->body));
  Node last;
  last.range = {children.back().range.begin, list.range.end};
  last.value = Includes{std::move(children.back()), std::move(includes->examples)};
  children.back() = std::move(last);
  return children;
}

// Puts a list under the word that announces it.
Node Parser::ruled_by(const Element& announce, Node list, ByteRange where) {
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

// `one or more of the following: A; B; C`.
std::optional<Node> Parser::announced(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  const Element announce = buffers_.elements[at];
  const bool children_first = context_.children && !children_placed_ && at + 1 < end && buffers_.elements[at + 1].part == Part::And;
  if (children_first) {  // "any of the following and eligible for surgery"
    std::optional<Node> list = children_node(announce.code, &announce);
    std::optional<Node> rest = combine_clause(at + 2, end, depth + 1);
    if (list) return both_hold(led_list(begin, at, std::move(*list), depth), std::move(rest), element_range(begin, end));
  }
  const bool time_first = context_.children && !children_placed_ && at + 1 < end && buffers_.elements[at + 1].part == Part::Time &&
                          find_top(at + 1, end, Part::Stop) == end;
  if (has_content(at + 1, end) && !time_first) {  // "within 6 months before the first dose of the drug"
    std::optional<Node> list = combine_sentences(at + 1, end, depth + 1);
    if (list && word_of_list(begin, at) == at) say_of_items(begin, at, *list);
    if (list) return led_list(begin, at, ruled_by(announce, std::move(*list), element_range(begin, end)), depth);
  }
  if (context_.children && !children_placed_) {
    const bool denied = denies_items(begin, at);  // "no history of the following"
    std::optional<Node> list = children_node(denied ? GrammarCode::AnnounceNoneOf : announce.code, &announce);
    if (list && word_of_list(begin, at) == at) {
      Node& items = list->as<Not>() ? *list->as<Not>()->body : *list;
      say_of_items(begin, at, items);
      say_of_items(at + 1, time_first ? at + 2 : end, items);
    }
    if (list) return led_list(begin, at, std::move(*list), depth);
  }
  diagnose(DiagnosticKind::MissingItems, announce.node.range);
  Node missing;
  if (const AtLeast* count = announce.node.as<AtLeast>()) {
    missing.range = announce.node.range;
    missing.value = Box<AtLeast>(*count);
  } else {
    missing = opaque(at, end, OpaqueReason::MissingItems);
  }
  return led_list(begin, at, std::move(missing), depth);
}

// The nested items, joined as the header says.
std::optional<Node> Parser::children_node(GrammarCode how, const Element* announce) {
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
  bool assumed = open && several &&
                 (context_.section == Section::Exclusion || context_.children_alternatives);
  Node node = group(any || assumed || (open && (context_.children_or || context_.or_children)), std::move(children), {});
  if (assumed) assume_logic(node, ":");
  return node;
}

}  // namespace critc
