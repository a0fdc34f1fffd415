// Lists below or behind words that rule them: "for women:", "no history of the following:", "A, unless any of:".
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

constexpr uint32_t kFewWords = 2;  // chunks: "unless they meet all of the following"

}  // namespace

// The word of an exception or a case that takes the list announced at `at`: "A, unless all of the following"; `at` when
// there is none.
uint32_t Parser::word_of_list(uint32_t begin, uint32_t at) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = at; i-- > begin;) {
    const Element& element = elements[i];
    if (element.part == Part::Exception || element.part == Part::Guard) return i;
    const bool few = element.part == Part::Words && element.chunk_end - element.chunk_begin <= kFewWords;
    if (element.part != Part::Filler && element.part != Part::Attribute && !few) return at;
  }
  return at;
}

// Joins an announced list with what stands before it.
std::optional<Node> Parser::led_list(uint32_t begin, uint32_t at, Node list, unsigned depth) {
  const ByteRange where = element_range(begin, at);
  const uint32_t word = word_of_list(begin, at);
  if (word == at) {
    if (int verdict = bare_verdict(begin, at)) return ruled_by_verdict(verdict > 0, std::move(list), where);
    std::optional<Node> left = has_content(begin, at) ? combine_clause(begin, at, depth + 1) : std::nullopt;
    return both_hold(std::move(left), std::move(list), where);
  }
  if (buffers_.elements[word].part == Part::Exception) return except_for(begin, word, std::move(list), depth);
  if (int verdict = bare_verdict(begin, word)) return ruled_by_verdict(verdict > 0, std::move(list), where);
  const bool permitted = ends_in_permission(begin, word);  // "A is allowed provided all of the following"
  std::optional<Node> body = combine_clause(begin, permitted ? permission_before(word) : word, depth + 1);
  if (!body) {
    list.range = hull(list.range, where);
    return list;
  }
  return permitted ? allowed_where(std::move(*body), std::move(list), where) : case_of(std::move(list), std::move(*body), where);
}

// The elements of a label that name only those of whom the rest is asked: "For women of childbearing potential:",
// "Women:", "For patients with diabetes, the following applies:". Empty where it names anything else.
Parser::ElementRange Parser::group_of_label(uint32_t begin, uint32_t colon) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < colon && elements[at].part == Part::Filler && elements[at].code != GrammarCode::Persons) ++at;
  if (at >= colon || find_top(at, colon, Part::Definition) < colon) return {};
  const Element& first = elements[at];
  const bool prefix = (first.part == Part::Guard && first.code != GrammarCode::GuardThen) || is_for(first);
  uint32_t end = colon;
  const uint32_t announce = find_top(at, colon, Part::Announce);
  if (announce < colon) {
    end = find_top(at, announce, Part::Comma);
    if (!prefix || end == announce) return {};
  }
  at += prefix;
  bool names = false, group_only = true;
  for (uint32_t i = at; i < end; ++i) {
    const Element& element = elements[i];
    if (element.part == Part::Comma || element.part == Part::Subject || element.part == Part::Exception) return {};
    names |= element.part == Part::Entity || element.part == Part::Statement;
    const bool joins = element.part == Part::Filler || element.part == Part::And || element.part == Part::Or;
    group_only &= joins || names_some(element);
  }
  if (!prefix && std::any_of(elements.begin() + colon, elements.end(), [&](const Element& element) { return concept_of(element.node) == age_; }))
    return {};  // "Children: 6 to 9 years old"
  return names && (prefix || group_only) ? ElementRange{at, end} : ElementRange{};
}

// "for" that opens no time.
bool Parser::is_for(const Element& element) const {
  return element.part == Part::Words && element.chunk_end == element.chunk_begin + 1 && element.code == GrammarCode::TimeFor;
}

// `For women: S`, with S behind the colon or below it.
std::optional<Node> Parser::label_case(ElementRange group, uint32_t begin, uint32_t colon, uint32_t end, unsigned depth) {
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
  std::optional<Node> persons = combine_list(group.begin, group.end, depth + 1);
  if (!persons) return body;
  if (All* all = persons->as<All>(); all && llvm::all_of(all->children, is_group_or_sex)) persons->value = Any{std::move(all->children)};
  return case_of(std::move(*persons), std::move(*body), where);
}

// "A, excluding B, within N": the time behind the last comma is that of A; so is "within N" behind an exception where A
// has no time. Where it begins; `end` when there is none.
uint32_t Parser::time_of_whole(uint32_t begin, uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t time = end;
  while (time > at && (elements[time - 1].part == Part::Time || elements[time - 1].part == Part::Filler)) --time;
  while (time < end && elements[time].part != Part::Time) ++time;
  if (time == end || time <= at + 1 || !has_content(at + 1, time) || !has_content(begin, at)) return end;
  if (elements[time - 1].part == Part::Comma) return time;
  const bool timed = std::any_of(elements.begin() + begin, elements.begin() + at, [](const Element& element) {
    return element.part == Part::Time || element.part == Part::Statement;
  });
  const Time& said = elements[time].node.attrs->time;
  const bool within = said.windows.size() == 1 && said.windows.front().distance.high && !said.windows.front().distance.low;
  const bool conditional = elements[at].code == GrammarCode::ExceptionUnless;
  return within && !timed && !conditional && !has_statement(at, time) && lists_alike(at, time) ? time : end;
}

// The examples or exceptions in (at, end) may share a time: one thing, drugs, or an exception's list that `or` closes.
bool Parser::lists_alike(uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t last_word = at, last_comma = at, things = 0, drugs = 0;
  bool said_of_last = false;
  for (uint32_t i = at + 1; i < end; ++i) {
    const Element& element = elements[i];
    if (element.part == Part::Open && element.match > i) i = element.match;
    if (element.part == Part::Comma) last_comma = i;
    if (element.part == Part::And || element.part == Part::Or) last_word = i;
    if (is_connective(element.part)) said_of_last = false;
    said_of_last |= element.part == Part::Attribute;
    if (element.part != Part::Entity) continue;
    ++things;
    drugs += element.node.as<Exposure>() != nullptr;
  }
  const bool exception = elements[at].part == Part::Exception;
  return things == 1 || drugs == things || (exception && !said_of_last && last_comma <= last_word);
}

// Says the times of [begin, end) of each thing that has none.
void Parser::apply_time(uint32_t begin, uint32_t end, Node& node) const {
  if (NodeList* list = list_of(node)) {
    for (Node& child : *list) apply_time(begin, end, child);
    return;
  }
  if (Not* denial = node.as<Not>()) return apply_time(begin, end, *denial->body);
  if (node.time() && *node.time() != Time{}) return;
  const ByteRange where = node.range;
  for (uint32_t i = begin; i < end; ++i)
    if (buffers_.elements[i].part == Part::Time) apply(buffers_.elements[i], node);
  node.range = where;
}

}  // namespace critc
