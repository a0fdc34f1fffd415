// Connectives: which elements belong together, and how.
//
// Precedence, loosest first: sentences and semicolons, header and definition, exception, example,
// guard, announced list, `or`, `and` with the commas of its list, negation, brackets.

#include "frontend/lower/combiner.h"

namespace critc {

namespace {

constexpr unsigned kMaxDepth = 24;

bool carries_nothing(Part part) {
  return is_connective(part) || part == Part::Stop || part == Part::Colon || part == Part::Filler;
}

}  // namespace

// Sentences of one item: in inclusion all hold, in exclusion each excludes.
std::optional<Node> Combiner::combine_sentences(uint32_t begin, uint32_t end, unsigned depth) {
  if (depth > kMaxDepth) return opaque(begin, end, OpaqueReason::NoRule);
  uint32_t first = find_top(begin, end, Part::Stop);
  bool one = first == end || (first + 1 == end && buffers_.elements[first].value == Chunk::kSentence);
  if (one && unstopped_sentence(begin, end) == end) return begin < first ? combine_clause(begin, first, depth + 2) : std::nullopt;
  NodeList children;
  for (uint32_t at = begin; at < end;) {
    uint32_t stop = find_top(at, end, Part::Stop);
    while (stop < end && buffers_.elements[stop].value != Chunk::kSentence) stop = find_top(stop + 1, end, Part::Stop);
    uint32_t denial = unstopped_sentence(at, stop);
    uint32_t word = at;
    while (word < stop && buffers_.elements[word].part == Part::Filler) ++word;
    const bool alternative = !children.empty() && word < stop && buffers_.elements[word].part == Part::Or && context_.section != Section::Exclusion;
    const uint32_t first_part = find_top(at, denial, Part::Stop);  // a permission behind "B; A is allowed" is one of A
    const bool folds = !children.empty() && folds_into(children.back(), at, first_part, depth);
    const uint32_t begin_rest = folds ? std::min(first_part + 1, denial) : at;
    std::optional<Node> node = begin_rest < denial ? combine_parts(begin_rest, denial, depth + 1) : std::nullopt;
    if (node && alternative) {  // "A. Or B."
      *node = group(true, pair(std::move(children.back()), std::move(*node)), {});
      children.pop_back();
    }
    if (node) children.push_back(std::move(*node));
    at = denial < stop ? denial : stop + 1;
  }
  return join_parts(std::move(children), ".");
}

// The parts of a sentence between semicolons, unless a header rules them all.
std::optional<Node> Combiner::combine_parts(uint32_t begin, uint32_t end, unsigned depth) {
  if (rules_all_parts(begin, end)) return combine_clause(begin, end, depth + 1);
  NodeList children;
  bool or_last = false;  // "A; B; or C"
  for (uint32_t at = begin; at < end;) {
    uint32_t stop = find_top(at, end, Part::Stop);
    uint32_t first = at;
    while (first < stop && buffers_.elements[first].part == Part::Filler) ++first;
    or_last = !children.empty() && first < stop && buffers_.elements[first].part == Part::Or;
    if (children.empty() || !(excepts_too(children.back(), at, stop, depth) || folds_into(children.back(), at, stop, depth)))
      if (std::optional<Node> node = combine_clause(at, stop, depth + 1)) children.push_back(std::move(*node));
    at = stop + 1;
  }
  if (or_last && children.size() > 1) return group(true, std::move(children), {});
  return join_parts(std::move(children), ";");
}

std::optional<Node> Combiner::combine_clause(uint32_t begin, uint32_t end, unsigned depth) {
  const std::vector<Element>& elements = buffers_.elements;
  if (depth <= kMaxDepth)
    if (std::optional<Node> note = note_clause(begin, end, depth)) return note;
  while (begin < end && carries_nothing(elements[begin].part) && elements[begin].part != Part::Colon) ++begin;
  while (begin < end && carries_nothing(elements[end - 1].part) && elements[end - 1].part != Part::Colon &&
         !is(elements[end - 1].chunk_begin, ChunkKind::Anchor))
    --end;
  if (begin >= end) return std::nullopt;
  if (depth > kMaxDepth) return opaque(begin, end, OpaqueReason::NoRule);
  if (std::optional<Node> timed = timed_bounds(begin, end, depth)) return timed;
  if (is_prohibition(elements[end - 1])) return prohibited_clause(begin, end, depth);
  if (find_top(begin, end, Part::Colon) == end && ends_in_permission(begin, end)) return permitted_clause(begin, end, depth);
  using Clause = std::optional<Node> (Combiner::*)(uint32_t, uint32_t, uint32_t, unsigned);
  static constexpr std::pair<Part, Clause> kPrecedence[] = {
      {Part::Colon, &Combiner::header_clause},        {Part::Definition, &Combiner::definition_clause},
      {Part::Announce, &Combiner::announced},         {Part::Exception, &Combiner::exception_clause},
      {Part::Example, &Combiner::example_clause},     {Part::Includes, &Combiner::example_clause},
      {Part::Guard, &Combiner::guard_clause},
  };
  const bool ruled = holds_any(Part::Colon, Part::Definition, Part::Announce, Part::Exception, Part::Example, Part::Includes, Part::Guard);
  std::array<uint32_t, kParts> first;
  if (ruled) find_all_top(begin, end, first);
  bool duties = !ruled || (first[static_cast<size_t>(Part::Colon)] == end && first[static_cast<size_t>(Part::Definition)] == end &&
                           first[static_cast<size_t>(Part::Announce)] == end);
  if (duties && !in_duty_ && context_.section == Section::Exclusion) {
    if (std::optional<Node> forbidden = forbidden_to_all(begin, end, depth)) return forbidden;
  }
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

// "A and B are not allowed": neither may be, where criteria are to be met; in an exclusion list each excludes.
std::optional<Node> Combiner::prohibited_clause(uint32_t begin, uint32_t end, unsigned depth) {
  std::optional<Node> body = combine_clause(begin, end - 1, depth + 1);
  if (!body) return opaque(begin, end, OpaqueReason::NoRule);
  if (context_.section != Section::Exclusion) deny_words(*body, /*verbal=*/true);
  body->range = hull(body->range, element_range(begin, end));
  if (All* all = body->as<All>()) share_last_time(all->children);
  if (context_.section == Section::Exclusion) return body;
  return forbid(std::move(*body));
}

std::optional<Node> Combiner::combine_list(uint32_t begin, uint32_t end, unsigned depth) {
  if (depth > kMaxDepth) return opaque(begin, end, OpaqueReason::NoRule);
  if (holds(Part::Negation)) {
    if (std::optional<Node> node = negated_list(begin, end, depth)) return node;
    if (uint32_t at = end_of_denial(begin, end); at < end) {
      std::optional<Node> denied = combine_list(begin, at, depth + 1);
      return both_hold(std::move(denied), combine_list(at + 1, end, depth + 1), element_range(begin, end));
    }
  }
  if (!has_connective(begin, end)) return primary(begin, end, depth + 2);
  if (uint32_t at = age_of_persons(begin, end); at < end)
    return both_hold(combine_list(begin, at, depth + 1), combine_list(at, end, depth + 1), element_range(begin, end));
  if (uint32_t at = end_of_persons(begin, end); at < end)
    return both_hold(combine_list(begin, at, depth + 1), combine_list(at + 1, end, depth + 1), element_range(begin, end));
  if (uint32_t at = persons_before_list(begin, end); at < end)
    return both_hold(combine_list(begin, at, depth + 1), combine_list(at, end, depth + 1), element_range(begin, end));
  if (uint32_t at = negated_tail(begin, end); at < end) {
    std::optional<Node> left = combine_and(begin, at, depth + 1);
    return both_hold(std::move(left), negated_list(at, end, depth + 1), element_range(begin, end));
  }
  if (uint32_t at = closing_and(begin, end); at < end)
    return both_hold(combine_list(begin, at, depth + 1), combine_list(at + 2, end, depth + 1), element_range(begin, end));
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
  share_grade(children);
  share_trailing_time(children);
  share_trailing_place(end, children);
  return say_of_all(/*any=*/true, std::move(children), element_range(begin, end));
}

std::optional<Node> Combiner::combine_and(uint32_t begin, uint32_t end, unsigned depth) {
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
  if (children.size() > 1 && context_.section != Section::Exclusion)
    if (const size_t count = parts_persons(begin, cuts.front(), children)) return either_persons(count, std::move(children), element_range(begin, end));
  if (list_word(begin, end) != GrammarCode::None) {
    share_trailing_time(children);
    share_trailing_place(end, children);
  }
  Node node = say_of_all(any, std::move(children), element_range(begin, end));
  if (!any) return node;
  Node* list = &node;
  while (All* all = list->as<All>()) list = &all->children.front();
  assume_logic(*list, list_word(begin, end) == GrammarCode::And ? "and" : ",");
  return node;
}

// A line above others that only says whom they are asked of needs no colon: "For women of childbearing potential".
std::optional<Node> Combiner::combine_block() {
  const uint32_t end = static_cast<uint32_t>(buffers_.elements.size());
  if (context_.children && find_top(0, end, Part::Colon) == end) {
    const ElementRange group = group_of_label(0, end);
    if (!group.empty())
      if (std::optional<Node> node = label_case(group, 0, end, end, 0)) return node;
  }
  if (std::optional<Node> admitted = admitting_block(end)) return admitted;
  return combine_sentences(0, end, 0);
}

void Combiner::begin_block(size_t first_diagnostic) {
  children_placed_ = false;
  first_diagnostic_ = first_diagnostic;
  forget_parts();
}

std::optional<Node> Combiner::with_children(std::optional<Node> node) {
  if (!context_.children || children_placed_ || context_.children->empty()) return node;
  std::optional<Node> nested = children_node(GrammarCode::None, nullptr);
  if (!node) return nested;
  ByteRange where = hull(node->range, nested->range);
  return group(context_.or_children, pair(std::move(*node), std::move(*nested)), where);
}

}  // namespace critc
