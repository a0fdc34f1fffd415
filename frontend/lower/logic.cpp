// Connectives: which elements belong together, and how.
//
// Precedence, loosest first: sentences and semicolons, header and definition, exception, example,
// guard, announced list, `or`, `and` with the commas of its list, negation, brackets.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

constexpr unsigned kMaxDepth = 24;

bool carries_nothing(Part part) {
  return is_connective(part) || part == Part::Stop || part == Part::Colon || part == Part::Filler;
}

}  // namespace

uint32_t Parser::search_top(uint32_t begin, uint32_t end, Part part) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == part) return i;
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
  }
  return end;
}

void Parser::note_parts() {
  static_assert(kParts <= 32);
  auto bit = [](Part part) { return 1u << static_cast<unsigned>(part); };
  held_parts_ = bit(Part::Words) | bit(Part::Entity) | bit(Part::Attribute) | bit(Part::Filler);  // others may become these
  for (const Element& element : buffers_.elements) held_parts_ |= bit(element.part);
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

bool Parser::has_content_outside(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    if (buffers_.elements[i].part == Part::Open && buffers_.elements[i].match > i) i = buffers_.elements[i].match;
    if (i < end && carries_content(buffers_.elements[i].part)) return true;
  }
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
  if (!any) {
    node.value = All{std::move(children)};
    return node;
  }
  auto defines = llvm::find_if(children, [](const Node& child) { return child.as<Define>(); });
  if (defines == children.end()) {
    node.value = Any{std::move(children)};
    return node;
  }
  Node definition = std::move(*defines);  // asks nothing: it is no alternative
  children.erase(defines);
  Node rest = group(true, std::move(children), {});
  node.value = All{pair(std::move(rest), std::move(definition))};
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
  if (one && unstopped_sentence(begin, end) == end) return begin < first ? combine_clause(begin, first, depth + 2) : std::nullopt;
  NodeList children;
  for (uint32_t at = begin; at < end;) {
    uint32_t stop = find_top(at, end, Part::Stop);
    while (stop < end && buffers_.elements[stop].value != Chunk::kSentence) stop = find_top(stop + 1, end, Part::Stop);
    uint32_t denial = unstopped_sentence(at, stop);
    if (children.empty() || !folds_into(children.back(), at, denial, depth))
      if (std::optional<Node> node = combine_parts(at, denial, depth + 1)) children.push_back(std::move(*node));
    at = denial < stop ? denial : stop + 1;
  }
  return join_parts(std::move(children), ".");
}

// "No heart failure requiring diuretics No ejection fraction < 50 %": a capital denial begins a sentence also
// where the full stop before it went lost; `end` when there is none.
uint32_t Parser::unstopped_sentence(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (!holds(Part::Negation)) return end;
  for (uint32_t i = begin + 1; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (i >= end || elements[i].part != Part::Negation) continue;
    const uint32_t token = chunk(elements[i].chunk_begin).tok_begin;
    const Part before = elements[i - 1].part;
    const bool said = before == Part::Statement || before == Part::Entity || before == Part::Subject || before == Part::Time;
    const bool capital = tokens_.tokens[token].has(kCapitalized) && !tokens_.tokens[token].has(kAllCaps);
    if (said && capital && !tokens_.tokens[token - 1].has(kCapitalized)) return i;
  }
  return end;
}

// The parts of a sentence between semicolons, unless a header rules them all.
std::optional<Node> Parser::combine_parts(uint32_t begin, uint32_t end, unsigned depth) {
  if (rules_all_parts(begin, end)) return combine_clause(begin, end, depth + 1);
  NodeList children;
  for (uint32_t at = begin; at < end;) {
    uint32_t stop = find_top(at, end, Part::Stop);
    if (children.empty() || !folds_into(children.back(), at, stop, depth))
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
  if (depth <= kMaxDepth)
    if (std::optional<Node> note = note_clause(begin, end, depth)) return note;
  while (begin < end && carries_nothing(elements[begin].part) && elements[begin].part != Part::Colon) ++begin;
  while (begin < end && carries_nothing(elements[end - 1].part) && elements[end - 1].part != Part::Colon &&
         !is(elements[end - 1].chunk_begin, ChunkKind::Anchor))
    --end;
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
  const bool ruled = holds_any(Part::Colon, Part::Definition, Part::Announce, Part::Exception, Part::Example, Part::Includes, Part::Guard);
  std::array<uint32_t, kParts> first;
  if (ruled) find_all_top(begin, end, first);
  bool duties = !ruled || (first[static_cast<size_t>(Part::Colon)] == end && first[static_cast<size_t>(Part::Definition)] == end &&
                           first[static_cast<size_t>(Part::Announce)] == end);
  if (uint32_t at = duties && !in_duty_ ? duty(begin, end) : end; at < end) return duty_clause(begin, at, end, depth + 1);
  if (duties && !in_duty_ && context_.section == Section::Exclusion) {
    if (std::optional<Node> duty = unread_duty(begin, end, depth)) return duty;
  }
  if (!ruled) return combine_list(begin, end, depth + 1);
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

std::optional<Node> Parser::combine_list(uint32_t begin, uint32_t end, unsigned depth) {
  if (depth > kMaxDepth) return opaque(begin, end, OpaqueReason::NoRule);
  if (holds(Part::Negation)) {
    if (std::optional<Node> node = negated_list(begin, end, depth)) return node;
    if (uint32_t at = end_of_denial(begin, end); at < end) {
      std::optional<Node> denied = combine_list(begin, at, depth + 1);
      return both_hold(std::move(denied), combine_list(at + 1, end, depth + 1), element_range(begin, end));
    }
  }
  if (!has_connective(begin, end)) return primary(begin, end, depth + 2);
  if (uint32_t at = end_of_persons(begin, end); at < end)
    return both_hold(combine_list(begin, at, depth + 1), combine_list(at + 1, end, depth + 1), element_range(begin, end));
  if (uint32_t at = negated_tail(begin, end); at < end) {
    std::optional<Node> left = combine_and(begin, at, depth + 1);
    return both_hold(std::move(left), negated_list(at, end, depth + 1), element_range(begin, end));
  }
  if (uint32_t at = tail_of_both(begin, end); at < end) {
    std::optional<Node> left = primary(begin, at, depth + 1);
    return both_hold(std::move(left), combine_list(at, end, depth + 1), element_range(begin, end));
  }
  llvm::SmallVector<uint32_t, 8> cuts;
  split_list(begin, end, GrammarCode::Or, cuts);
  if (cuts.empty()) return combine_and(begin, end, depth + 1);
  NodeList children;
  children.reserve(cuts.size() + 1);
  uint32_t at = begin;
  cuts.push_back(end);
  for (uint32_t cut : cuts) {
    if (std::optional<Node> node = combine_and(at, cut, depth + 1)) children.push_back(std::move(*node));
    at = cut + 1;
  }
  if (children.empty()) return std::nullopt;
  share_attributes(begin, cuts.front(), children);
  if (children.size() == 2) share_adjective(begin, cuts.front(), children);
  if (shares_words(children)) return not_understood(begin, end, std::move(children), Joined::Any);
  share_trailing_time(children);
  return say_of_all(/*any=*/true, std::move(children), element_range(begin, end));
}

// "Males and non-pregnant females": nobody is both.
bool Parser::parts_persons(uint32_t begin, uint32_t cut, const NodeList& children) const {
  const Has* group = children[0].as<Has>();
  const bool some = group && !children[0].attrs && is_person_group(group->subject.concept_id) && group->subject.concept_id != everybody_;
  const Not* denial = children[1].as<Not>();
  const Has* denied = denial ? denial->body->as<Has>() : nullptr;
  const bool prefixed = cut + 1 < buffers_.elements.size() && (chunk(buffers_.elements[cut + 1].chunk_begin).traits & kDenies);
  return some && denied && prefixed && find_top(begin, cut, Part::Comma) == cut;
}

// "Men and women, with asthma or gout", "adults, 18 to 65 years, with A or B": the last comma behind nothing but persons
// and their age, who are no alternative to what follows; `end` when there is none.
uint32_t Parser::end_of_persons(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t last = end;
  if (context_.section == Section::Exclusion || find_top(begin, end, Part::Or) == end) return last;
  for (uint32_t comma = find_top(begin, end, Part::Comma); comma < end; comma = find_top(comma + 1, end, Part::Comma)) {
    if (!of_some_persons(last < end ? last + 1 : begin, comma)) break;
    last = comma;
  }
  const bool joined = last + 1 < end && (is_connective(elements[last + 1].part) || find_top(last, end, Part::Or) == end);
  return last < end && !joined && has_content(last + 1, end) && !of_some_persons(last + 1, end) ? last : end;
}

// "asthma, creatinine > 2 mg/dL", "A, B and C > 2": a list of what each excludes.
bool Parser::commas_join(uint32_t begin, uint32_t end, const NodeList& children) const {
  const uint32_t comma = find_top(begin, end, Part::Comma);  // "does not speak English, deafness"
  if (find_top(comma, end, Part::Negation) < end) return false;
  if (comma < end && children.size() >= 3) return true;
  if (find_top(begin, end, Part::And) < end) return false;
  auto named = [](const Node& node) { return node.as<Has>() || node.as<Exposure>() || node.as<Comparison>() || node.as<Cases>(); };
  return (named(children.front()) || children.front().as<Not>()) && llvm::all_of(llvm::drop_begin(children), named);
}

std::optional<Node> Parser::combine_and(uint32_t begin, uint32_t end, unsigned depth) {
  llvm::SmallVector<uint32_t, 8> cuts;
  split_list(begin, end, GrammarCode::And, cuts);
  if (cuts.empty()) return primary(begin, end, depth + 1);
  bool things = only_things(begin, end);
  NodeList children;
  children.reserve(cuts.size() + 1);
  uint32_t at = begin;
  cuts.push_back(end);
  for (uint32_t cut : cuts) {
    if (std::optional<Node> node = primary(at, cut, depth + 1)) children.push_back(std::move(*node));
    at = cut + 1;
  }
  if (children.empty()) return std::nullopt;
  share_attributes(begin, cuts.front(), children);
  bool any = context_.section == Section::Exclusion && children.size() > 1 && (things || commas_join(begin, end, children)) &&
             !joins_both(begin, end);
  if (shares_words(children)) return not_understood(begin, end, std::move(children), any ? Joined::Any : Joined::All);
  if (children.size() == 2 && context_.section != Section::Exclusion && parts_persons(begin, cuts.front(), children)) {
    Node either = group(true, std::move(children), element_range(begin, end));
    assume_logic(either, "and");
    return either;
  }
  if (list_word(begin, end) != GrammarCode::None) share_trailing_time(children);
  Node node = say_of_all(any, std::move(children), element_range(begin, end));
  if (!any) return node;
  Node* list = &node;
  while (All* all = list->as<All>()) list = &all->children.front();
  assume_logic(*list, list_word(begin, end) == GrammarCode::And ? "and" : ",");
  return node;
}

}  // namespace critc
