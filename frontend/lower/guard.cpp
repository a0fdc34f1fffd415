// Cases: what is asked only if something holds, and what is merely allowed.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/bound_match.h"
#include "frontend/lower/combiner.h"

namespace critc {

namespace {

// Whether the node is made of exposures alone, which may then be allowed.
bool permit(Node& node) {
  if (const Has* has = node.as<Has>(); has && has->thing == ThingKind::Procedure && has->status == Status::None) as_exposure(node);
  if (Exposure* exposure = node.as<Exposure>()) {
    exposure->phase = Phase::Allowed;
    return true;
  }
  NodeList* list = list_of(node);
  return list && llvm::all_of(*list, permit);
}

// "AST and ALT <= 3 x ULN, or <= 5 x ULN if G": the other bound is of each that the first one is of.
void repeat_for_each(const Node& first, Node& other) {
  const NodeList* list = list_of(first);
  const Comparison* one = other.as<Comparison>();
  const Comparison* last = list ? list->back().as<Comparison>() : nullptr;
  if (!one || !last || !has_limit(one->bounds) || one->subject.concept_id != last->subject.concept_id) return;
  NodeList bounds;
  for (const Node& child : *list) {
    const Comparison* comparison = child.as<Comparison>();
    if (!comparison || comparison->bounds.range.end != last->bounds.range.end) return;
    Node each = other;
    each.as<Comparison>()->subject = comparison->subject;
    bounds.push_back(std::move(each));
  }
  other = group(first.as<Any>() != nullptr, std::move(bounds), other.range);
}

}  // namespace

// "Progressed when treated with A", where criteria are to be met: both have been.
bool Combiner::happens_under(uint32_t at, const Node& body, const Node& guard) const {
  const Element& word = buffers_.elements[at];
  const bool when = word.code == GrammarCode::GuardIf && document_.str(text(word.chunk_begin, word.chunk_end)).equals_insensitive("when");
  return when && context_.section != Section::Exclusion && !in_duty_ && !states_number(body) && guard.as<Exposure>();
}

// `S if G`, `if G, S`, `S1, or S2 if G`.
std::optional<Node> Combiner::guard_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
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
  uint32_t guard_end = opens ? comma : end;
  const uint32_t times = !opens && has_statement(begin, at) ? timing_bracket(at + 1, end) : end;
  if (times < end) guard_end = times;  // "direct bilirubin <= ULN for those with B (collected within 10 days)": when both are measured
  std::optional<Node> guard = combine_list(at + 1, guard_end, depth + 1);
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
  for (std::optional<Node>* part : {&body, &otherwise, &plain, &guard})
    if (*part && times < end) apply_time(times, end, **part);
  if (!guard || !body) {
    std::optional<Node> rest = both_hold(std::move(body), std::move(otherwise), where);
    const bool unread = comma < end && begin == at && find_top(comma, end, Part::Time) < end && !has_content(comma + 1, end);
    if (rest || !guard || !unread) return rest ? std::move(rest) : std::move(guard);
    NodeList about;  // "if no longer smoking, no more than 15 years since last use": what is asked then was not read
    about.push_back(std::move(*guard));
    return not_understood(begin, end, std::move(about));
  }
  if (!otherwise && !besides && happens_under(at, *body, *guard)) return group(false, pair(std::move(*body), std::move(*guard)), where);
  if (otherwise) repeat_for_each(*otherwise, *body);
  Node node = case_of(std::move(*guard), std::move(*body), where);
  if (otherwise) node.as<Cases>()->otherwise = std::move(*otherwise);
  if (plain) return group(true, pair(std::move(*plain), std::move(node)), where);
  return both_hold(std::move(besides), std::move(node), where);
}

// "A and B are allowed" asks nothing of A and B; what cannot be said so stays open.
std::optional<Node> Combiner::permitted_clause(uint32_t begin, uint32_t end, unsigned depth) {
  if (const uint32_t cut = permission_begin(begin, end); cut < end) {
    if (std::optional<Node> before = combine_clause(begin, cut, depth + 1)) return except_admitted(std::move(*before), cut + 1, end, depth);
  }
  std::optional<Node> body = combine_clause(begin, permission_before(end), depth + 1);
  if (!body) return opaque(begin, end, OpaqueReason::NoRule);
  if (!permit(*body)) {
    if (lets_in(*body, begin, end)) return permission(std::move(*body), begin, end);
    NodeList about;
    about.push_back(std::move(*body));
    return not_understood(begin, end, std::move(about));
  }
  body->range = hull(body->range, element_range(begin, end));
  return body;
}

// "patients are excluded if G": G itself, turned round where the list asks for the contrary.
std::optional<Node> Combiner::verdict_if(bool admits, uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  std::optional<Node> condition = combine_clause(at + 1, end, depth + 1);
  if (!condition) return opaque(begin, end, OpaqueReason::NoRule);
  return ruled_by_verdict(admits, std::move(*condition), where);
}

// `S is allowed if G`: where S, G is asked; what excludes is S without G.
std::optional<Node> Combiner::allowed_if(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  std::optional<Node> allowed = combine_clause(begin, permission_before(at), depth + 1);
  std::optional<Node> condition = combine_clause(at + 1, end, depth + 1);
  if (!allowed || !condition) return both_hold(std::move(allowed), std::move(condition), where);
  return allowed_where(std::move(*allowed), std::move(*condition), where);
}

// `G, in which case S`.
std::optional<Node> Combiner::case_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  std::optional<Node> guard = combine_list(begin, at, depth + 1);
  std::optional<Node> body = combine_clause(at + 1, end, depth + 1);
  if (!guard || !body) return both_hold(std::move(guard), std::move(body), where);
  return case_of(std::move(*guard), std::move(*body), where);
}

}  // namespace critc
