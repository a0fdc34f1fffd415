// Lists below or behind words that rule them: "for women:", "no history of the following:", "A, unless any of:".
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/combiner.h"

namespace critc {

// Joins an announced list with what stands before it.
std::optional<Node> Combiner::led_list(uint32_t begin, uint32_t at, Node list, unsigned depth) {
  const ByteRange where = element_range(begin, at);
  const uint32_t word = word_of_list(begin, at);
  if (word == at) {
    if (int verdict = bare_verdict(begin, at)) return ruled_by_verdict(verdict > 0, std::move(list), where);
    std::optional<Node> left = has_content(begin, at) ? combine_clause(begin, at, depth + 1) : std::nullopt;
    return beside_list(begin, at, std::move(left), std::move(list), where);
  }
  const bool unless = buffers_.elements[word].code == GrammarCode::ExceptionUnless;
  if (unless && bare_verdict(begin, word) < 0) return ruled_by_verdict(true, std::move(list), where);  // "not eligible unless:"
  if (buffers_.elements[word].part == Part::Exception) return except_for(begin, word, std::move(list), depth);
  if (int verdict = bare_verdict(begin, word)) return ruled_by_verdict(verdict > 0, std::move(list), where);
  const bool permitted = ends_in_permission(begin, word);  // "A is allowed provided all of the following"
  std::optional<Node> body = combine_clause(begin, permitted ? permission_before(word) : word, depth + 1);
  const bool says_nothing = body && body->as<Opaque>() && !names_medical(*body);  // "patients may take part in the study if:"
  if (says_nothing) drop_opaque_diagnostic(body->range);
  if (!body || says_nothing) {
    list.range = hull(list.range, where);
    return list;
  }
  const bool required = context_.section != Section::Exclusion;  // "patients aged 2 to 20 years are eligible if they:"
  if (required && (permitted ? of_some_persons(begin, permission_before(word)) : !bounds_measurement(*body)))
    return both_hold(std::move(body), std::move(list), where);
  return permitted ? allowed_where(std::move(*body), std::move(list), where) : case_of(std::move(list), std::move(*body), where);
}

// A list and what stands before it; a denial may reach the list.
Node Combiner::beside_list(uint32_t begin, uint32_t at, std::optional<Node> left, Node list, ByteRange where) {
  const Denied denied = left ? denies_list(begin, at, *left, list) : Denied::No;
  if (denied == Denied::No) return *both_hold(std::move(left), std::move(list), where);
  if (denied == Denied::Yes) {
    Node node = deny_with(std::move(*left), std::move(list));
    node.range = hull(node.range, where);
    return node;
  }
  NodeList about = pair(std::move(*left), std::move(list));
  Node node;
  node.range = hull(hull(where, about.front().range), about.back().range);
  node.value = Opaque{{node.range.begin, node.range.end}, OpaqueReason::NoRule, std::move(about)};
  diagnose_opaque(node);
  return node;
}

// `For women: S`, with S behind the colon or below it; without a group the label names a cohort.
std::optional<Node> Combiner::label_case(ElementRange group, uint32_t begin, uint32_t colon, uint32_t end, unsigned depth) {
  const ByteRange where = element_range(begin, end);
  std::optional<Node> body;
  if (has_content(colon + 1, end)) {
    body = combine_parts(colon + 1, end, depth + 1);
  } else if (context_.children && !children_placed_) {
    const uint32_t announce = find_top(begin, colon, Part::Announce);
    body = announce < colon ? children_node(buffers_.elements[announce].code, &buffers_.elements[announce])
                            : children_node(GrammarCode::None, nullptr);
  }
  if (!body) return std::nullopt;
  std::optional<Node> persons = group.empty() ? cohort(begin, colon) : combine_list(group.begin, group.end, depth + 1);
  if (!persons) return body;
  if (All* all = persons->as<All>(); all && llvm::all_of(all->children, is_group_or_sex)) persons->value = Any{std::move(all->children)};
  return case_of(std::move(*persons), std::move(*body), where);
}

// Says the times of [begin, end) of each thing that has none.
void Combiner::apply_time(uint32_t begin, uint32_t end, Node& node) const {
  if (NodeList* list = list_of(node)) {
    for (Node& child : *list) apply_time(begin, end, child);
    return;
  }
  if (Not* denial = node.as<Not>()) return apply_time(begin, end, *denial->body);
  if (Cases* cases = node.as<Cases>()) {
    for (CaseArm& arm : cases->arms) apply_time(begin, end, arm.body);
    if (cases->otherwise) apply_time(begin, end, *cases->otherwise);
    return;
  }
  if (node.time() && *node.time() != Time{}) return;
  const ByteRange where = node.range;
  for (uint32_t i = begin; i < end; ++i)
    if (buffers_.elements[i].part == Part::Time) apply(buffers_.elements[i], node);
  node.range = where;
}

}  // namespace critc
