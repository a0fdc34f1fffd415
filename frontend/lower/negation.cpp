// What a denial rules: lists, what stands before it, what words name that no rule reads.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

// A list in a denial: "no A and B" denies each of them.
void Parser::deny_each(Node& list) const {
  Node* node = &list;
  while (ends_in_remainder(*node)) node = &node->as<All>()->children.front();
  if (All* all = node->as<All>()) node->value = Any{std::move(all->children)};
}

// Of a list in which words say more about a thing, "no A on B, C or D", only what stands before them is denied.
void Parser::deny_front(Node& node) const {
  NodeList* list = list_of(node);
  auto remainder = [&](const Node& child) { return ends_in_remainder(child); };
  auto last = list ? llvm::find_if(*list, remainder) : NodeList::iterator();
  if (!list || last == list->end()) {
    node = negation_of(std::move(node));
    return;
  }
  for (auto child = list->begin(); child != last; ++child) *child = negation_of(std::move(*child));
  deny_front(last->as<All>()->children.front());
}

// What the words under a denial name first is denied as well; but "no need for A" denies the need.
void Parser::deny_words(Node& node, bool verbal) {
  if (Opaque* words = node.as<Opaque>()) {
    if (words->about.empty() || (!verbal && starts_with_words(node.range.begin, name_begin(words->about.front())))) return;
    size_t head = 0;  // of a compound name: "lung cancer surgery"
    while (head + 1 < words->about.size() && words->about[head + 1].range.begin <= words->about[head].range.end + 1) ++head;
    deny_front(words->about[head]);
    return;
  }
  NodeList* list = list_of(node);
  if (!list) return;
  bool rest = ends_in_remainder(node);
  for (size_t i = 0; i + rest < list->size(); ++i) deny_words((*list)[i], verbal);
}

// No table knows the words at the start of [begin, end).
bool Parser::starts_with_words(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto at = llvm::partition_point(elements, [&](const Element& element) { return element.node.range.begin < begin; });
  for (; at != elements.end() && at->node.range.begin < end; ++at) {
    if (at->part == Part::Attribute && relates(*at)) return true;
    const bool adjoins = at + 1 != elements.end() && (at + 1)->node.range.begin >= end && (at + 1)->chunk_begin == at->chunk_end &&
                         !(chunk(at->chunk_end - 1).traits & (kRelates | kRelatesOf));  // "no replacement therapy"
    if (at->part == Part::Words && !adjoins) return true;
  }
  return false;
}

// What the negation at `at` rules: a list of things up to `end`; a further negation may open a member of it,
// "no A, no B or C", and a bound may be one where `or` joins them.
bool Parser::rules_list(uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  bool opens = false, joined = false;
  const bool verb = elements[at].code == GrammarCode::Not && list_word(at, end) == GrammarCode::None;
  std::optional<ThingKind> sort;  // "do not speak English, deafness": another sort of thing behind a comma
  for (uint32_t i = at + 1; i < end; ++i) {
    Part part = elements[i].part;
    if (const Has* has = verb && part == Part::Entity ? elements[i].node.as<Has>() : nullptr) {
      if (sort && *sort != has->thing) return false;
      sort = has->thing;
    }
    if (part == Part::Negation && !opens) return false;
    if (part == Part::Statement && (!joined || list_word(at, end) != GrammarCode::Or)) return false;
    if (part == Part::Open && elements[i].match > i) {
      if (!only_things(i + 1, elements[i].match)) return false;
      i = elements[i].match;
    }
    joined |= is_connective(part);
    bool between = part == Part::Filler || part == Part::Attribute;
    opens = part == Part::And || part == Part::Comma || (opens && between);
  }
  return true;
}

// "no A, B or C": the negation rules the whole list.
std::optional<Node> Parser::negated_list(uint32_t begin, uint32_t end, unsigned depth) {
  std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < end && (elements[at].part == Part::Filler || elements[at].part == Part::Attribute)) ++at;
  if (at >= end || elements[at].part != Part::Negation || !rules_list(at, end)) return std::nullopt;
  const bool duty = context_.section == Section::Exclusion && (chunk(elements[at].chunk_begin).traits & kObliges);
  if (duty && at == 0 && depth <= 4) {  // "must not have glaucoma" among what excludes: who has it is excluded
    std::optional<Node> plain = combine_list(at + 1, end, depth + 1);
    if (plain) assume_logic(*plain, document_.str(text(elements[at].chunk_begin, elements[at].chunk_end)));
    return plain;
  }
  for (uint32_t i = at + 1; i < end; ++i)
    if (elements[i].part == Part::Negation) elements[i].part = Part::Filler;
  const bool list = has_connective(at + 1, end);  // "no treatment of A" denies the two together
  std::optional<Node> body = combine_list(at + 1, end, depth + 1);
  if (!body) return opaque(begin, end, OpaqueReason::UnknownThing);
  if (list) deny_each(*body);
  deny_words(*body, elements[at].code == GrammarCode::Not);
  Node node;
  node.range = hull(element_range(begin, end), body->range);
  node.value = Not{std::move(*body)};
  return node;
}

// "No stroke, seizures, platelets > 100": where only commas join, a bound begins what is asked again. The comma before
// it; `end` when there is none.
uint32_t Parser::end_of_denial(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin, comma = end;
  while (at < end && (elements[at].part == Part::Filler || elements[at].part == Part::Attribute)) ++at;
  if (at >= end || elements[at].part != Part::Negation || list_word(at, end) != GrammarCode::None) return end;
  for (uint32_t i = at + 1; i < end && elements[i].part != Part::Statement; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (elements[i].part == Part::Comma) comma = i;
  }
  const bool things = comma < end && has_content(at + 1, comma) && !has_statement(at + 1, comma);
  return things && has_statement(comma + 1, end) ? comma : end;
}

// "A without B or C", "A but no B or C": the negation behind the thing rules the alternatives up to the end; `end`
// when there are none.
uint32_t Parser::negated_tail(uint32_t begin, uint32_t end) const {
  uint32_t at = find_top(begin, end, Part::Negation);
  if (at == end || !says_anything(begin, at)) return end;
  uint32_t joint = at;
  while (joint > begin && buffers_.elements[joint - 1].part == Part::Filler) --joint;
  const bool excludes = context_.section == Section::Exclusion;
  const Part before = joint > begin ? buffers_.elements[joint - 1].part : Part::Stop;
  if (before == Part::And || (before == Part::Comma && !excludes)) --joint;
  for (Part part : {Part::And, Part::Or, Part::Comma})
    if (find_top(begin, joint, part) < joint) return end;
  const bool list = buffers_.elements[at].code == GrammarCode::No && !excludes && list_word(at, end) == GrammarCode::Or;
  bool alternatives = find_top(at, end, Part::Or) < end && (list || find_top(at, end, Part::Comma) == end);
  return alternatives && only_things(at + 1, end) ? at : end;
}

}  // namespace critc
