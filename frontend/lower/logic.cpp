// Connectives: which elements belong together, and how.
//
// Precedence, loosest first: sentences and semicolons, header and definition, exception, example,
// guard, announced list, `or`, `and` with the commas of its list, negation, brackets.
#include "frontend/lower/parser.h"

namespace critc {

namespace {

constexpr unsigned kMaxDepth = 24;

bool is_connective(Part part) { return part == Part::And || part == Part::Or || part == Part::Comma; }

bool carries_nothing(Part part) {
  return is_connective(part) || part == Part::Stop || part == Part::Colon || part == Part::Filler;
}

bool carries_content(Part part) {
  return part == Part::Statement || part == Part::Entity || part == Part::Subject || part == Part::Announce;
}

// Where the thing's own words begin; attributes may stand before them.
uint32_t name_begin(const Node& node) {
  if (auto* has = node.as<Has>()) return has->subject.text.begin;
  if (auto* exposure = node.as<Exposure>()) return exposure->subject.text.begin;
  return node.range.begin;
}

bool same_sort(const Node& a, const Node& b) {
  auto* one = a.as<Has>();
  auto* other = b.as<Has>();
  return one && other && one->thing == other->thing;
}

}  // namespace

uint32_t Parser::find_top(uint32_t begin, uint32_t end, Part part) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == part) return i;
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
  }
  return end;
}

// find_top for every part.
void Parser::find_all_top(uint32_t begin, uint32_t end, std::array<uint32_t, kParts>& first) const {
  first.fill(end);
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    uint32_t& at = first[static_cast<size_t>(elements[i].part)];
    if (at == end) at = i;
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
  }
}

bool Parser::has_content(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i)
    if (carries_content(buffers_.elements[i].part)) return true;
  return false;
}

bool Parser::says_anything(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    Part part = buffers_.elements[i].part;
    if (carries_content(part) || part == Part::Words) return true;
  }
  return false;
}

bool Parser::has_statement(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i)
    if (buffers_.elements[i].part == Part::Statement) return true;
  return false;
}

ByteRange Parser::element_range(uint32_t begin, uint32_t end) const {
  if (begin >= end) return {};
  return range(buffers_.elements[begin].chunk_begin, buffers_.elements[end - 1].chunk_end);
}

Node Parser::group(bool any, NodeList children, ByteRange where) const {
  Node node;
  if (children.size() == 1) {
    node = std::move(children.front());
    node.range = hull(node.range, where);
    return node;
  }
  node.range = where;
  for (const Node& child : children) node.range = hull(node.range, child.range);
  if (any) {
    node.value = Any{std::move(children)};
  } else {
    node.value = All{std::move(children)};
  }
  return node;
}

Node Parser::opaque(uint32_t begin, uint32_t end, OpaqueReason reason) {
  Node node;
  node.range = element_range(begin, end);
  node.value = Opaque{{node.range.begin, node.range.end}, reason, {}};
  return node;
}

void Parser::assume_logic(Node& node, llvm::StringRef word) {
  node.add_mark(Mark::AssumedLogic);
  diagnose(DiagnosticKind::AssumedLogic, node.range, word);
}

// Sentences of one item: in inclusion all hold, in exclusion each excludes.
std::optional<Node> Parser::combine_sentences(uint32_t begin, uint32_t end, unsigned depth) {
  if (depth > kMaxDepth) return opaque(begin, end, OpaqueReason::NoRule);
  uint32_t first = find_top(begin, end, Part::Stop);
  bool one = first == end || (first + 1 == end && buffers_.elements[first].value == Chunk::kSentence);
  if (one) return begin < first ? combine_clause(begin, first, depth + 2) : std::nullopt;
  NodeList children;
  for (uint32_t at = begin; at < end;) {
    uint32_t stop = find_top(at, end, Part::Stop);
    while (stop < end && buffers_.elements[stop].value != Chunk::kSentence) stop = find_top(stop + 1, end, Part::Stop);
    if (std::optional<Node> node = combine_parts(at, stop, depth + 1)) children.push_back(std::move(*node));
    at = stop + 1;
  }
  return join_parts(std::move(children), ".");
}

// The parts of a sentence between semicolons, unless a header rules them all.
std::optional<Node> Parser::combine_parts(uint32_t begin, uint32_t end, unsigned depth) {
  if (rules_all_parts(begin, end)) return combine_clause(begin, end, depth + 1);
  NodeList children;
  for (uint32_t at = begin; at < end;) {
    uint32_t stop = find_top(at, end, Part::Stop);
    if (std::optional<Node> node = combine_clause(at, stop, depth + 1)) children.push_back(std::move(*node));
    at = stop + 1;
  }
  return join_parts(std::move(children), ";");
}

std::optional<Node> Parser::join_parts(NodeList children, llvm::StringRef word) {
  if (children.empty()) return std::nullopt;
  bool any = context_.section == Section::Exclusion && children.size() > 1;
  Node node = group(any, std::move(children), {});
  if (any) assume_logic(node, word);
  return node;
}

// "one of the following: A; B", "low-risk patients need to meet: A; B": the words before the colon
// rule what stands behind it up to the end of the sentence.
bool Parser::rules_all_parts(uint32_t begin, uint32_t end) const {
  uint32_t stop = find_top(begin, end, Part::Stop);
  uint32_t colon = find_top(begin, stop, Part::Colon);
  if (stop == end || colon == stop) return false;
  uint32_t announce = find_top(begin, colon, Part::Announce);
  if (announce < colon && !has_content(announce + 1, colon)) return true;
  return find_top(begin, colon, Part::Definition) < colon;
}

std::optional<Node> Parser::combine_clause(uint32_t begin, uint32_t end, unsigned depth) {
  const std::vector<Element>& elements = buffers_.elements;
  while (begin < end && carries_nothing(elements[begin].part) && elements[begin].part != Part::Colon) ++begin;
  while (begin < end && carries_nothing(elements[end - 1].part) && elements[end - 1].part != Part::Colon) --end;
  if (begin >= end) return std::nullopt;
  if (depth > kMaxDepth) return opaque(begin, end, OpaqueReason::NoRule);
  if (is_prohibition(elements[end - 1])) return prohibited_clause(begin, end, depth);
  if (find_top(begin, end, Part::Colon) == end && ends_in_permission(begin, end)) return permitted_clause(begin, end, depth);
  using Clause = std::optional<Node> (Parser::*)(uint32_t, uint32_t, uint32_t, unsigned);
  static constexpr std::pair<Part, Clause> kPrecedence[] = {
      {Part::Colon, &Parser::header_clause},        {Part::Definition, &Parser::definition_clause},
      {Part::Announce, &Parser::announced},         {Part::Exception, &Parser::exception_clause},
      {Part::Example, &Parser::example_clause},     {Part::Includes, &Parser::example_clause},
      {Part::Guard, &Parser::guard_clause},
  };
  std::array<uint32_t, kParts> first;
  find_all_top(begin, end, first);
  bool duties = first[static_cast<size_t>(Part::Colon)] == end && first[static_cast<size_t>(Part::Definition)] == end &&
                first[static_cast<size_t>(Part::Announce)] == end;
  if (uint32_t at = duties && !in_duty_ ? duty(begin, end) : end; at < end) return duty_clause(begin, at, end, depth + 1);
  for (auto [part, clause] : kPrecedence) {
    uint32_t at = first[static_cast<size_t>(part)];
    if (at == end || (part == Part::Guard && !guards(begin, at, end))) continue;
    return (this->*clause)(begin, at, end, depth + 1);
  }
  return combine_list(begin, end, depth + 1);
}

bool Parser::is_prohibition(const Element& element) {
  return element.part == Part::Attribute && element.code == GrammarCode::Phase &&
         static_cast<Phase>(element.value) == Phase::Prohibited;
}

// "A and B within 7 days": the time behind the last thing is that of all.
void Parser::share_last_time(NodeList& list) {
  if (list.empty() || !list.back().time() || list.back().time()->windows.empty()) return;
  for (Node& node : list) {
    if (!node.time() || *node.time() == Time{}) node.attrs.ensure().time = list.back().attrs->time;
  }
}

// "A and B are not allowed": neither may be, where criteria are to be met; in an exclusion list each excludes.
std::optional<Node> Parser::prohibited_clause(uint32_t begin, uint32_t end, unsigned depth) {
  std::optional<Node> body = combine_clause(begin, end - 1, depth + 1);
  if (!body) return opaque(begin, end, OpaqueReason::NoRule);
  if (context_.section != Section::Exclusion) deny_words(*body, /*verbal=*/true);
  body->range = hull(body->range, element_range(begin, end));
  if (All* all = body->as<All>()) share_last_time(all->children);
  if (context_.section == Section::Exclusion) return body;
  return forbid(std::move(*body));
}

// Which word joins the list that a comma stands in: the next `and` or `or` of the clause, at `found`.
GrammarCode Parser::list_word(uint32_t comma, uint32_t end, uint32_t& found) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = comma; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    found = i;
    if (elements[i].part == Part::And) return GrammarCode::And;
    if (elements[i].part == Part::Or) return GrammarCode::Or;
  }
  found = end;
  return GrammarCode::None;
}

GrammarCode Parser::list_word(uint32_t comma, uint32_t end) const {
  uint32_t found = 0;
  return list_word(comma, end, found);
}

// Splits at the connectives of `word` that have content on both sides. What lies before a connective is
// looked at once, and so is the word that a row of commas waits for: linear also in a list of nothing.
void Parser::split_list(uint32_t begin, uint32_t end, GrammarCode word,
                        llvm::SmallVectorImpl<uint32_t>& cuts) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t seen = begin, word_known = begin;
  bool content = false;
  GrammarCode comma = GrammarCode::None;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (!is_connective(elements[i].part)) continue;
    if (i >= word_known) comma = list_word(i, end, word_known);
    GrammarCode joins = elements[i].part == Part::And  ? GrammarCode::And
                        : elements[i].part == Part::Or ? GrammarCode::Or
                                                       : comma;
    if (joins == GrammarCode::None) joins = GrammarCode::And;
    if (joins != word) continue;
    content |= has_content(seen, i);
    seen = i + 1;
    uint32_t next = i + 1;
    while (next < end && !is_connective(elements[next].part)) {
      if (elements[next].part == Part::Open && elements[next].match > next) next = elements[next].match;
      ++next;
    }
    if (!content || !has_content(i + 1, std::min(next, end))) continue;
    cuts.push_back(i);
    content = false;
  }
}

// Outside brackets.
bool Parser::has_connective(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (is_connective(elements[i].part)) return true;
  }
  return false;
}

bool Parser::only_things(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    Part part = buffers_.elements[i].part;
    if (part == Part::Statement || part == Part::Negation) return false;
  }
  return true;
}

// What the negation at `at` rules: a list of things up to `end`; a further negation may open a member of it,
// "no A, no B or C", and a bound may be one where `or` joins them.
bool Parser::rules_list(uint32_t at, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  bool opens = false, joined = false;
  for (uint32_t i = at + 1; i < end; ++i) {
    Part part = elements[i].part;
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

// Of a list in which words say more about a thing, "no A on B, C or D", only what stands before them is denied.
void Parser::deny_front(Node& node) const {
  NodeList* list = node.as<Any>() ? &node.as<Any>()->children : node.as<All>() ? &node.as<All>()->children : nullptr;
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
  NodeList* list = node.as<Any>() ? &node.as<Any>()->children : node.as<All>() ? &node.as<All>()->children : nullptr;
  if (!list) return;
  bool rest = ends_in_remainder(node);
  for (size_t i = 0; i + rest < list->size(); ++i) deny_words((*list)[i], verbal);
}

// No table knows the words at the start of [begin, end).
bool Parser::starts_with_words(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto at = llvm::partition_point(elements, [&](const Element& element) { return element.node.range.begin < begin; });
  for (; at != elements.end() && at->node.range.begin < end; ++at)
    if (at->part == Part::Words || (at->part == Part::Attribute && relates(*at))) return true;
  return false;
}

// "no A, B or C": the negation rules the whole list.
std::optional<Node> Parser::negated_list(uint32_t begin, uint32_t end, unsigned depth) {
  std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < end && (elements[at].part == Part::Filler || elements[at].part == Part::Attribute)) ++at;
  if (at >= end || elements[at].part != Part::Negation || !rules_list(at, end)) return std::nullopt;
  for (uint32_t i = at + 1; i < end; ++i)
    if (elements[i].part == Part::Negation) elements[i].part = Part::Filler;
  std::optional<Node> body = combine_list(at + 1, end, depth + 1);
  if (!body) return opaque(begin, end, OpaqueReason::UnknownThing);
  deny_each(*body);
  deny_words(*body, elements[at].code == GrammarCode::Not);
  Node node;
  node.range = hull(element_range(begin, end), body->range);
  node.value = Not{std::move(*body)};
  return node;
}

// "A without B or C": the negation behind the thing rules the alternatives up to the end; `end` when there are none.
uint32_t Parser::negated_tail(uint32_t begin, uint32_t end) const {
  uint32_t at = find_top(begin, end, Part::Negation);
  if (at == end || !says_anything(begin, at)) return end;
  for (Part part : {Part::And, Part::Or, Part::Comma})
    if (find_top(begin, at, part) < at) return end;
  bool alternatives = find_top(at, end, Part::Or) < end && find_top(at, end, Part::Comma) == end;
  return alternatives && only_things(at + 1, end) ? at : end;
}

std::optional<Node> Parser::combine_list(uint32_t begin, uint32_t end, unsigned depth) {
  if (depth > kMaxDepth) return opaque(begin, end, OpaqueReason::NoRule);
  if (std::optional<Node> node = negated_list(begin, end, depth)) return node;
  if (!has_connective(begin, end)) return primary(begin, end, depth + 2);
  if (uint32_t at = negated_tail(begin, end); at < end) {
    std::optional<Node> left = combine_and(begin, at, depth + 1);
    return both_hold(std::move(left), negated_list(at, end, depth + 1), element_range(begin, end));
  }
  llvm::SmallVector<uint32_t, 8> cuts;
  split_list(begin, end, GrammarCode::Or, cuts);
  if (cuts.empty()) return combine_and(begin, end, depth + 1);
  NodeList children;
  uint32_t at = begin;
  cuts.push_back(end);
  for (uint32_t cut : cuts) {
    if (std::optional<Node> node = combine_and(at, cut, depth + 1)) children.push_back(std::move(*node));
    at = cut + 1;
  }
  if (children.empty()) return std::nullopt;
  share_attributes(begin, cuts.front(), children);
  if (shares_words(children)) return not_understood(begin, end, std::move(children), Joined::Any);
  return say_of_all(/*any=*/true, std::move(children), element_range(begin, end));
}

// A thing before the last one has a time of its own, or there are other nodes than things.
bool Parser::has_bounded_time(const NodeList& list) {
  return llvm::any_of(llvm::ArrayRef<Node>(list).drop_back(), [](const Node& node) {
    bool thing = node.as<Has>() || node.as<Exposure>();
    return !thing || (node.time() && !node.time()->windows.empty());
  });
}

// "history of A, B or C", "treatment with A or B": words that end in a preposition rule the whole list, but for
// the things that have such words of their own.
void Parser::share_attributes(uint32_t begin, uint32_t end, NodeList& list) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    if (carries_content(element.part) || element.part == Part::Words || element.part == Part::Open) return;
    if (element.part != Part::Attribute) continue;
    if (element.code == GrammarCode::Phase && !has_bounded_time(list)) share_last_time(list);  // "received A or B within a year"
    if (!ends_in_preposition(element)) continue;
    bool result = element.code == GrammarCode::Status && (static_cast<Status>(element.value) == Status::Positive ||
                                                          static_cast<Status>(element.value) == Status::Negative);
    for (size_t k = 1; k < list.size(); ++k)
      if (!result || same_sort(list[0], list[k])) share_attribute(element, list[k]);
  }
}

// As far as the thing says nothing of the kind itself.
void Parser::share_attribute(const Element& element, Node& node) const {
  ByteRange where = node.range;
  auto* has = node.as<Has>();
  auto* exposure = node.as<Exposure>();
  bool free = (has && has->status == Status::None) ||
              (exposure && exposure->phase == Phase::None && exposure->response == Response::None);
  if (element.code == GrammarCode::Modality) free = (has || exposure) && (!node.attrs || node.attrs->modality == Modality::None);
  if (free && element.code != GrammarCode::Whose) apply(element, node);
  node.range = where;
}

bool Parser::ends_in_preposition(const Element& element) const {
  const Token& last = tokens_.tokens[chunk(element.chunk_end - 1).tok_end - 1];
  Catalog::TrieState state = catalog_.step(Catalog::kRoot, last.word);
  PhraseId phrase = state == Catalog::kDead ? 0 : catalog_.phrase_at(state);
  for (uint32_t k = 0; phrase && k < catalog_.sense_count(phrase); ++k) {
    GrammarWord word = grammar_word(catalog_, catalog_.sense(phrase, k).concept_id);
    if (word.code == GrammarCode::RelationOf || word.code == GrammarCode::RelationAfter) return true;
  }
  return false;
}

// A list whose last thing has words behind it that say more: they may be said of all its things, so that none
// of them holds for certain. "A, B or C that would interfere".
Node Parser::say_of_all(bool any, NodeList list, ByteRange where) {
  bool bare = list.size() > 1 && ends_in_remainder(list.back());
  for (size_t i = 0; bare && i + 1 < list.size(); ++i) bare = list[i].as<Has>() || list[i].as<Exposure>() || list[i].as<Opaque>();
  if (!bare) return group(any, std::move(list), where);
  NodeList parts = std::move(list.back().as<All>()->children);
  Node rest = std::move(parts.back());
  parts.pop_back();
  list.back() = group(false, std::move(parts), {});
  return group(false, pair(group(any, std::move(list), {}), std::move(rest)), where);
}

bool Parser::ends_in_remainder(const Node& node) const {
  const All* all = node.as<All>();
  if (!all || all->children.size() < 2 || !all->children.back().as<Opaque>() || all->children.front().as<Opaque>()) return false;
  uint32_t begin = all->children.back().range.begin;
  const std::vector<Element>& elements = buffers_.elements;
  auto at = llvm::partition_point(elements, [&](const Element& element) { return element.node.range.begin < begin; });
  return at != elements.end() && (chunk(at->chunk_begin).traits & (kRelates | kRelatesOf));
}

// A list in a denial: "no A and B" denies each of them.
void Parser::deny_each(Node& list) const {
  Node* node = &list;
  while (ends_in_remainder(*node)) node = &node->as<All>()->children.front();
  if (All* all = node->as<All>()) node->value = Any{std::move(all->children)};
}

// "severe reaction to A or B", "A, B or C must be negative": what was not understood beside the first or the
// last thing of a list is said of all of them.
//
// "surgery for A or B": what stands behind words that say more about a thing may belong to them.
bool Parser::shares_words(const NodeList& list) const {
  if (list.size() < 2) return false;
  bool bare = llvm::any_of(list, [](const Node& node) { return node.as<Has>() || node.as<Exposure>(); });
  bool numbers = llvm::any_of(list, states_number);
  auto* first = list.front().as<Opaque>();
  auto* last = list.back().as<Opaque>();
  bool before = first && !first->about.empty() && first->about.front().range.begin > list.front().range.begin;
  bool behind = last && !last->about.empty() && last->about.back().range.end < list.back().range.end;
  bool within = llvm::any_of(llvm::ArrayRef<Node>(list).drop_back(), [&](const Node& node) { return ends_in_remainder(node); });
  return ((bare && (before || behind)) || within) && !numbers;
}

// The things of a list, those of its parts that were not understood among them.
NodeList Parser::take_things(NodeList list) {
  NodeList things;
  for (Node& node : list) {
    if (Opaque* opaque = node.as<Opaque>()) {
      drop_opaque_diagnostic(node.range);
      std::move(opaque->about.begin(), opaque->about.end(), std::back_inserter(things));
    } else {
      things.push_back(std::move(node));
    }
  }
  return things;
}

std::optional<Node> Parser::combine_and(uint32_t begin, uint32_t end, unsigned depth) {
  llvm::SmallVector<uint32_t, 8> cuts;
  split_list(begin, end, GrammarCode::And, cuts);
  if (cuts.empty()) return primary(begin, end, depth + 1);
  bool things = only_things(begin, end);
  NodeList children;
  uint32_t at = begin;
  cuts.push_back(end);
  for (uint32_t cut : cuts) {
    if (std::optional<Node> node = primary(at, cut, depth + 1)) children.push_back(std::move(*node));
    at = cut + 1;
  }
  if (children.empty()) return std::nullopt;
  share_attributes(begin, cuts.front(), children);
  bool any = things && context_.section == Section::Exclusion && children.size() > 1;
  if (shares_words(children)) return not_understood(begin, end, std::move(children), any ? Joined::Any : Joined::All);
  Node node = say_of_all(any, std::move(children), element_range(begin, end));
  if (!any) return node;
  Node* list = &node;
  while (All* all = list->as<All>()) list = &all->children.front();
  assume_logic(*list, list_word(begin, end) == GrammarCode::And ? "and" : ",");
  return node;
}

}  // namespace critc
