// Cases: what is asked only if something holds, and what is merely allowed.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

ConceptId compared(const Element& element) {
  const Comparison* comparison = element.node.as<Comparison>();
  return comparison ? comparison->subject.concept_id : 0;
}

}  // namespace

// `for` guards only a bound, and only by a condition or a person; `if` always does.
bool Parser::guards(uint32_t begin, uint32_t at, uint32_t end) const {
  bool for_persons = buffers_.elements[at].code == GrammarCode::GuardFor;
  if (!(for_persons && has_statement(begin, at) ? says_anything(at + 1, end) : has_content(at + 1, end))) return false;
  if (!for_persons) return true;
  if (has_content(begin, at) && of_some_persons(at + 1, end)) return true;  // "assent for those < 18 years"
  bool one_bound = true;  // for those with creatinine > 1.5 x ULN
  for (Part part : {Part::And, Part::Or, Part::Comma}) one_bound &= find_top(at + 1, end, part) == end;
  bool before = has_statement(begin, at) && (one_bound || !has_statement(at + 1, end));
  bool opens = at == begin && find_top(at, end, Part::Comma) < end && has_statement(at + 1, end);
  return before || opens;
}

// Nothing stands in [begin, end) but an age or a group of persons.
bool Parser::of_some_persons(uint32_t begin, uint32_t end) const {
  bool some = false;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    if (element.part == Part::Filler || is_connective(element.part) || element.code == GrammarCode::Whose) continue;
    const bool of_age = element.part == Part::Statement && compared(element) == age_;
    if (!of_age && !names_group(element)) return false;
    some = true;
  }
  return some;
}

// `S if G`, `if G, S`, `S1, or S2 if G`.
std::optional<Node> Parser::guard_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  const std::vector<Element>& elements = buffers_.elements;
  ByteRange where = element_range(begin, end);
  if (int verdict = bare_verdict(begin, at)) return verdict_if(verdict > 0, begin, at, end, depth);
  if (ends_in_permission(begin, at)) return allowed_if(begin, at, end, depth);
  uint32_t comma = find_then(at + 1, end);
  const bool obliged = comma < end && obliges(elements[comma].part == Part::Comma ? comma + 1 : comma, end);
  bool opens = comma < end && says_anything(at + 1, comma) &&
               (obliged || (guards_persons(at, comma) && says_anything(comma + 1, end)) ||
                (has_content(comma + 1, end) && (!has_content(begin, at) || has_statement(comma + 1, end))));
  bool then = elements[at].code == GrammarCode::GuardThen;
  if (then) return case_clause(begin, at, end, depth);
  std::optional<Node> guard = combine_list(at + 1, opens ? comma : end, depth + 1);
  uint32_t body_begin = opens ? comma + (elements[comma].part == Part::Comma || elements[comma].code == GrammarCode::Then) : begin;
  uint32_t body_end = opens ? end : at;
  std::optional<Node> otherwise, besides;
  if (opens && has_content(begin, at)) {
    const bool replaces = elements[at - 1].part == Part::Or || compares_alike(begin, at, end);
    (replaces ? otherwise : besides) = combine_clause(begin, at, depth + 1);
  }
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
  Node node = case_of(std::move(*guard), std::move(*body), where);
  if (otherwise) node.as<Cases>()->otherwise = std::move(*otherwise);
  if (plain) return group(true, pair(std::move(*plain), std::move(node)), where);
  return both_hold(std::move(besides), std::move(node), where);
}

bool Parser::obliges(uint32_t i, uint32_t end) const {
  return i < end && (chunk(buffers_.elements[i].chunk_begin).traits & kObliges) && says_anything(i, end);
}

// "if female, ..."
bool Parser::guards_persons(uint32_t at, uint32_t comma) const {
  if (buffers_.elements[at].code != GrammarCode::GuardIf) return false;
  const auto begin = buffers_.elements.begin();
  return std::any_of(begin + at + 1, begin + comma, [&](const Element& element) { return names_group(element); });
}

// "bilirubin <= 1.5 x ULN, if Gilbert syndrome, <= 3 x ULN": what stands before the case is about the same.
bool Parser::compares_alike(uint32_t begin, uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  llvm::SmallVector<ConceptId, 8> before;
  for (uint32_t i = begin; i < at; ++i)
    if (ConceptId id = compared(elements[i]); id && before.size() < 32) before.push_back(id);
  for (uint32_t i = at; i < end; ++i)
    if (ConceptId id = compared(elements[i]); id && llvm::is_contained(before, id)) return true;
  return false;
}

uint32_t Parser::last_or(uint32_t begin, uint32_t end) const {
  uint32_t last = end;
  for (uint32_t at = find_top(begin, end, Part::Or); at < end; at = find_top(at + 1, end, Part::Or)) last = at;
  return last;
}

// "A and B are allowed" asks nothing of A and B; what cannot be said so stays open.
std::optional<Node> Parser::permitted_clause(uint32_t begin, uint32_t end, unsigned depth) {
  if (const uint32_t cut = permission_begin(begin, end); cut < end) {
    if (std::optional<Node> before = combine_clause(begin, cut, depth + 1)) return except_admitted(std::move(*before), cut + 1, end, depth);
  }
  std::optional<Node> body = combine_clause(begin, permission_before(end), depth + 1);
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
  NodeList* list = list_of(node);
  return list && llvm::all_of(*list, permit);
}

// Where the case ends in "if G, S" and "if G then S".
uint32_t Parser::find_then(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (elements[i].part == Part::Comma || elements[i].code == GrammarCode::Then) return i;
    if (i > begin && obliges(i, end)) return i;  // "if diabetic must"
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
  return ruled_by_verdict(admits, std::move(*condition), where);
}

Node Parser::ruled_by_verdict(bool admits, Node condition, ByteRange where) const {
  const bool contrary = admits == (context_.section == Section::Exclusion);
  Node node = contrary ? negation_of(std::move(condition)) : std::move(condition);
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
  std::optional<Node> allowed = combine_clause(begin, permission_before(at), depth + 1);
  std::optional<Node> condition = combine_clause(at + 1, end, depth + 1);
  if (!allowed || !condition) return both_hold(std::move(allowed), std::move(condition), where);
  return allowed_where(std::move(*allowed), std::move(*condition), where);
}

Node Parser::allowed_where(Node allowed, Node condition, ByteRange where) const {
  if (context_.section == Section::Exclusion) return except_of(std::move(allowed), std::move(condition), where);
  return case_of(std::move(allowed), std::move(condition), where);
}

// The word that allows, before element `end`: ends_in_permission has found one.
uint32_t Parser::permission_before(uint32_t end) const {
  do --end;
  while (buffers_.elements[end].part != Part::Attribute);
  return end;
}

// `G, in which case S`.
std::optional<Node> Parser::case_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  std::optional<Node> guard = combine_list(begin, at, depth + 1);
  std::optional<Node> body = combine_clause(at + 1, end, depth + 1);
  if (!guard || !body) return both_hold(std::move(guard), std::move(body), where);
  return case_of(std::move(*guard), std::move(*body), where);
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

}  // namespace critc
