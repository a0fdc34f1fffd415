// Clauses: exception, examples, announced list.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/combiner.h"

namespace critc {

// `A except B`; a time behind B may be said of A.
std::optional<Node> Combiner::exception_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
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
std::optional<Node> Combiner::except_for(uint32_t begin, uint32_t at, Node carve, unsigned depth) {
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

// Examples do not narrow a criterion; bounds after `including` are parts of it.
std::optional<Node> Combiner::example_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  if (const uint32_t joint = next_example(at, end); joint < end) {
    const bool any = buffers_.elements[joint].part == Part::Or || context_.section == Section::Exclusion;
    std::optional<Node> left = example_clause(begin, at, joint, depth + 1);
    std::optional<Node> right = combine_clause(joint + 1, end, depth + 1);
    if (!left || !right) return both_hold(std::move(left), std::move(right), where);
    return group(any, pair(std::move(*left), std::move(*right)), where);
  }
  if (explains(begin, at)) {
    std::optional<Node> meaning = combine_clause(at + 1, end, depth + 1);
    if (meaning) return explained(begin, at, std::move(*meaning));
  }
  bool bounds = asks_examples(buffers_.elements[at].part, at + 1, end);
  const uint32_t time = bounds ? end : time_of_whole(begin, at, end);
  std::optional<Node> body = has_content(begin, at) || !bounds ? combine_clause(begin, at, depth + 1) : std::nullopt;
  std::optional<Node> examples = combine_clause(at + 1, time, depth + 1);
  if (body && time < end) apply_time(time, end, *body);
  if (!body || !examples || bounds) return both_hold(std::move(body), std::move(examples), where);
  NodeList list = as_examples(std::move(*examples), side_by_side(at + 1, time));
  if (denies_examples(begin, at)) return with_examples(std::move(*body), std::move(list), where);
  Node node;
  node.range = hull(where, hull(body->range, list.front().range));
  node.value = Includes{std::move(*body), std::move(list)};
  return node;
}

// `one or more of the following: A; B; C`.
std::optional<Node> Combiner::announced(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  const Element announce = buffers_.elements[at];
  const bool children_first = context_.children && !children_placed_ && at + 1 < end && buffers_.elements[at + 1].part == Part::And;
  if (children_first) {  // "any of the following and eligible for surgery"
    std::optional<Node> list = children_node(announce.code, &announce);
    std::optional<Node> rest = combine_clause(at + 2, end, depth + 1);
    if (list) return both_hold(led_list(begin, at, std::move(*list), depth), std::move(rest), element_range(begin, end));
  }
  const bool time_first = context_.children && !children_placed_ && at + 1 < end && buffers_.elements[at + 1].part == Part::Time &&
                          find_top(at + 1, end, Part::Stop) == end;
  if (!time_first && describes_list(at, end)) return described_list(begin, at, end, depth);
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

// What stands behind the announcement up to the end of the block, "one of the following malignancies:", tells of the nested items.
bool Combiner::describes_list(uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (!context_.children || children_placed_ || !has_content(at + 1, end)) return false;
  const Element& announce = elements[at];
  const bool chooses = announce.node.as<AtLeast>() || announce.code == GrammarCode::AnnounceAny || announce.code == GrammarCode::AnnounceAtLeast;
  if (!chooses || find_top(at, end, Part::Stop) < end || find_top(at, end, Part::Colon) < end) return false;
  return std::all_of(elements.begin() + end, elements.end(), [](const Element& element) {
    return element.part == Part::Colon || element.part == Part::Stop || element.part == Part::Filler;
  });
}

// "One of the following malignancies that failed therapy:" above a list: of what sort its members are, and when.
std::optional<Node> Combiner::described_list(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  const Element announce = buffers_.elements[at];
  std::optional<Node> list = children_node(announce.code, &announce);
  if (!list) return combine_clause(begin, at, depth + 1);
  const auto words = llvm::ArrayRef<Element>(buffers_.elements).slice(at + 1, end - at - 1);
  const bool of_others = llvm::any_of(words, [](const Element& element) { return element.code == GrammarCode::Whose; });
  if (!of_others) say_of_items(at + 1, end, list->as<Not>() ? *list->as<Not>()->body : *list);
  std::optional<Node> sort = denies(announce.code) ? std::nullopt : combine_clause(at + 1, end, depth + 1);
  return led_list(begin, at, *both_hold(std::move(sort), std::move(list), element_range(at, end)), depth);
}

}  // namespace critc
