// Clauses: exception, examples, guard, announced list.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

ConceptId compared(const Element& element) {
  const Comparison* comparison = element.node.as<Comparison>();
  return comparison ? comparison->subject.concept_id : 0;
}

}  // namespace

NodeList Parser::pair(Node first, Node second) {
  NodeList both;
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
  const NodeList* list = node.as<All>() ? &node.as<All>()->children : node.as<Any>() ? &node.as<Any>()->children : nullptr;
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

std::optional<Node> Parser::exception_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  std::optional<Node> carve = combine_clause(at + 1, end, depth + 1);
  if (begin >= at) {
    if (!carve || context_.section == Section::Exclusion) return carve;
    Node node;
    node.range = hull(where, carve->range);
    node.value = Not{std::move(*carve)};
    return node;
  }
  std::optional<Node> body = combine_clause(begin, at, depth + 1);
  if (!carve || !body) return both_hold(std::move(body), std::move(carve), where);
  if (Cases* cases = carve->as<Cases>(); cases && !cases->otherwise && !states_number(cases->arms.front().body)) {
    Node either = std::move(cases->arms.front().guard);  // "except in patients with X or if Y"
    Node body_of_case = std::move(cases->arms.front().body);
    *carve = group(true, pair(std::move(body_of_case), std::move(either)), carve->range);
  }
  if (Cases* cases = carve->as<Cases>(); cases && !cases->otherwise) {  // unless G, in which case S
    cases->otherwise = std::move(*body);
    carve->range = hull(where, hull(carve->range, cases->otherwise->range));
    return carve;
  }
  Node node;
  node.range = hull(where, hull(body->range, carve->range));
  if (Not* denial = body->as<Not>(); denial && !body->attrs) {  // "no A except B": only other A are denied
    Node kept;
    kept.range = node.range;
    kept.value = Except{std::move(*denial->body), std::move(*carve)};
    node.value = Not{std::move(kept)};
    return node;
  }
  bool required = context_.section != Section::Exclusion && (in_duty_ || states_number(*body));
  bool unless = buffers_.elements[at].code == GrammarCode::ExceptionUnless;
  if (required && (unless || (bounds_measurement(*body) && !states_number(*carve)))) {  // "ANC >= 1 unless G": either will do
    node.value = Any{pair(std::move(*body), std::move(*carve))};
    return node;
  }
  node.value = Except{std::move(*body), std::move(*carve)};
  return node;
}

// Examples do not narrow a criterion; bounds after `including` are parts of it.
std::optional<Node> Parser::example_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  bool bounds = has_statement(at + 1, end);
  std::optional<Node> body = has_content(begin, at) || !bounds ? combine_clause(begin, at, depth + 1) : std::nullopt;
  std::optional<Node> examples = combine_clause(at + 1, end, depth + 1);
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

// `for` guards only a bound, and only by a condition or a person; `if` always does.
bool Parser::guards(uint32_t begin, uint32_t at, uint32_t end) const {
  bool for_persons = buffers_.elements[at].code == GrammarCode::GuardFor;
  if (!(for_persons && has_statement(begin, at) ? says_anything(at + 1, end) : has_content(at + 1, end))) return false;
  if (!for_persons) return true;
  bool one_bound = true;  // for those with creatinine > 1.5 x ULN
  for (Part part : {Part::And, Part::Or, Part::Comma}) one_bound &= find_top(at + 1, end, part) == end;
  bool before = has_statement(begin, at) && (one_bound || !has_statement(at + 1, end));
  bool opens = at == begin && find_top(at, end, Part::Comma) < end && has_statement(at + 1, end);
  return before || opens;
}

// `S if G`, `if G, S`, `S1, or S2 if G`.
std::optional<Node> Parser::guard_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  const std::vector<Element>& elements = buffers_.elements;
  ByteRange where = element_range(begin, end);
  if (int verdict = bare_verdict(begin, at)) return verdict_if(verdict > 0, begin, at, end, depth);
  if (ends_in_permission(begin, at)) return allowed_if(begin, at, end, depth);
  uint32_t comma = find_then(at + 1, end);
  bool opens = comma < end && has_content(comma + 1, end) && says_anything(at + 1, comma) &&
               (!has_content(begin, at) || has_statement(comma + 1, end));
  bool then = elements[at].code == GrammarCode::GuardThen;
  if (then) return case_clause(begin, at, end, depth);
  std::optional<Node> guard = combine_list(at + 1, opens ? comma : end, depth + 1);
  uint32_t body_begin = opens ? comma + 1 : begin, body_end = opens ? end : at;
  std::optional<Node> otherwise;
  if (opens && has_content(begin, at)) otherwise = combine_clause(begin, at, depth + 1);
  if (!opens) {
    uint32_t cut = last_alternative(begin, at);
    if (cut != at && compared(elements[cut - 1]) != 0) {
      otherwise = combine_clause(begin, cut, depth + 1);
      body_begin = cut + 1;
    }
  }
  uint32_t either = body_end;  // "A or B for those with G": only B is for them
  if (!opens && !otherwise && has_statement(at + 1, end)) either = last_or(begin, at);
  std::optional<Node> plain;
  if (either < body_end) {
    plain = combine_clause(begin, either, depth + 1);
    body_begin = either + 1;
  }
  std::optional<Node> body = combine_clause(body_begin, body_end, depth + 1);
  if (!guard || !body) {
    std::optional<Node> rest = both_hold(std::move(body), std::move(otherwise), where);
    return rest ? std::move(rest) : std::move(guard);
  }
  Node node;
  node.range = hull(where, hull(guard->range, body->range));
  Cases cases;
  cases.arms.push_back({std::move(*guard), std::move(*body)});
  if (otherwise) cases.otherwise = std::move(*otherwise);
  node.value = std::move(cases);
  if (plain) return group(true, pair(std::move(*plain), std::move(node)), where);
  return node;
}

uint32_t Parser::last_or(uint32_t begin, uint32_t end) const {
  uint32_t last = end;
  for (uint32_t at = find_top(begin, end, Part::Or); at < end; at = find_top(at + 1, end, Part::Or)) last = at;
  return last;
}

// "A and B are allowed" asks nothing of A and B; what cannot be said so stays open.
std::optional<Node> Parser::permitted_clause(uint32_t begin, uint32_t end, unsigned depth) {
  uint32_t permission = end - 1;
  while (buffers_.elements[permission].part != Part::Attribute) --permission;
  std::optional<Node> body = combine_clause(begin, permission, depth + 1);
  if (!body) return opaque(begin, end, OpaqueReason::NoRule);
  if (!permit(*body)) {
    NodeList about;
    about.push_back(std::move(*body));
    return not_understood(begin, end, std::move(about));
  }
  body->range = hull(body->range, element_range(begin, end));
  return body;
}

// Whether the node is made of exposures alone, which may then be allowed.
bool Parser::permit(Node& node) {
  if (Exposure* exposure = node.as<Exposure>()) {
    exposure->phase = Phase::Allowed;
    return true;
  }
  NodeList* list = node.as<Any>() ? &node.as<Any>()->children : node.as<All>() ? &node.as<All>()->children : nullptr;
  return list && llvm::all_of(*list, permit);
}

// Where the case ends in "if G, S" and "if G then S".
uint32_t Parser::find_then(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (elements[i].part == Part::Comma || elements[i].code == GrammarCode::Then) return i;
  }
  return end;
}

// "patients are eligible", "subjects will be excluded": 1 or -1; 0 where a thing is named or it is neither.
int Parser::bare_verdict(uint32_t begin, uint32_t end) const {
  int verdict = 0;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    if (element.part == Part::Words) {
      if (verdict == 0 || element.chunk_end - element.chunk_begin > 3) return 0;  // "eligible for the study"
      continue;
    }
    if (element.part == Part::Filler || element.part == Part::Comma) continue;
    bool rules = element.part == Part::Attribute && element.code == GrammarCode::Phase && verdict == 0;
    Phase phase = static_cast<Phase>(element.value);
    verdict = rules && phase == Phase::Allowed ? 1 : rules && phase == Phase::Prohibited ? -1 : 0;
    if (verdict == 0) return 0;
  }
  return verdict;
}

// "patients are excluded if G": G itself, turned round where the list asks for the contrary.
std::optional<Node> Parser::verdict_if(bool admits, uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  std::optional<Node> condition = combine_clause(at + 1, end, depth + 1);
  if (!condition) return opaque(begin, end, OpaqueReason::NoRule);
  bool contrary = admits == (context_.section == Section::Exclusion);
  if (!contrary) {
    condition->range = hull(condition->range, where);
    return condition;
  }
  Node node = negation_of(std::move(*condition));
  node.range = hull(node.range, where);
  return node;
}

bool Parser::ends_in_permission(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  while (end > begin && (elements[end - 1].part == Part::Filler || elements[end - 1].part == Part::Comma)) --end;
  if (end == begin || !has_content(begin, end - 1)) return false;
  const Element& last = elements[end - 1];
  return last.part == Part::Attribute && last.code == GrammarCode::Phase && static_cast<Phase>(last.value) == Phase::Allowed;
}

// `S is allowed if G`: where S, G is asked; what excludes is S without G.
std::optional<Node> Parser::allowed_if(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  uint32_t permission = at;
  while (buffers_.elements[permission].part != Part::Attribute) --permission;
  std::optional<Node> allowed = combine_clause(begin, permission, depth + 1);
  std::optional<Node> condition = combine_clause(at + 1, end, depth + 1);
  if (!allowed || !condition) return both_hold(std::move(allowed), std::move(condition), where);
  Node node;
  node.range = hull(where, hull(allowed->range, condition->range));
  if (context_.section == Section::Exclusion) {
    node.value = Except{std::move(*allowed), std::move(*condition)};
    return node;
  }
  Cases cases;
  cases.arms.push_back({std::move(*allowed), std::move(*condition)});
  node.value = std::move(cases);
  return node;
}

// `G, in which case S`.
std::optional<Node> Parser::case_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  std::optional<Node> guard = combine_list(begin, at, depth + 1);
  std::optional<Node> body = combine_clause(at + 1, end, depth + 1);
  if (!guard || !body) return both_hold(std::move(guard), std::move(body), where);
  Node node;
  node.range = hull(where, hull(guard->range, body->range));
  Cases cases;
  cases.arms.push_back({std::move(*guard), std::move(*body)});
  node.value = std::move(cases);
  return node;
}

// The connective between two bounds on one subject at the end of [begin, end): "<= 2.5, or <= 5".
uint32_t Parser::last_alternative(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = end; i-- > begin + 1;) {
    Part part = elements[i].part;
    if (part != Part::Or && part != Part::Comma) continue;
    uint32_t left = i, right = i + 1;
    while (left > begin && elements[left - 1].part == Part::Comma) --left;
    while (right < end && elements[right].part == Part::Filler) ++right;
    if (left == begin || right >= end) return end;
    ConceptId one = compared(elements[left - 1]);
    return one && one == compared(elements[right]) ? left : end;
  }
  return end;
}

// "none of the following may be met", above what excludes, tells that each of them does.
bool Parser::denies(GrammarCode announce) const {
  return announce == GrammarCode::AnnounceNone ||
         (announce == GrammarCode::AnnounceNoneOf && context_.section != Section::Exclusion);
}

// Puts a list under the word that announces it.
Node Parser::ruled_by(const Element& announce, Node list, ByteRange where) {
  Node node;
  ByteRange hull_range = hull(where, list.range);
  if (const AtLeast* count = announce.node.as<AtLeast>()) {
    AtLeast at_least = *count;
    at_least.children = take_children(std::move(list));
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
  if (!list.as<All>() && !list.as<Any>()) {
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
  ByteRange where = element_range(begin, end);
  std::optional<Node> left = has_content(begin, at) ? combine_clause(begin, at, depth + 1) : std::nullopt;
  if (has_content(at + 1, end)) {
    std::optional<Node> list = combine_sentences(at + 1, end, depth + 1);
    if (list) return both_hold(std::move(left), ruled_by(announce, std::move(*list), where), where);
  }
  if (context_.children && !children_placed_)
    return both_hold(std::move(left), children_node(announce.code, &announce), where);
  diagnose(DiagnosticKind::MissingItems, announce.node.range);
  Node missing;
  if (const AtLeast* count = announce.node.as<AtLeast>()) {
    missing.range = announce.node.range;
    missing.value = Box<AtLeast>(*count);
  } else {
    missing = opaque(at, end, OpaqueReason::MissingItems);
  }
  return both_hold(std::move(left), std::move(missing), where);
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
  bool open = how == GrammarCode::None || how == GrammarCode::AnnounceNoneOf;
  bool assumed = open && several &&
                 (context_.section == Section::Exclusion || context_.children_alternatives);
  Node node = group(any || assumed, std::move(children), {});
  if (assumed) assume_logic(node, ":");
  return node;
}

}  // namespace critc
