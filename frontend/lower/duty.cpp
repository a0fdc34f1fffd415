// "Women of childbearing potential must have a negative test": what is asked of some persons only.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/combiner.h"

namespace critc {

// `persons must S`: S is asked where they are meant. What excludes is no duty: there the words stay open.
std::optional<Node> Combiner::duty_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth) {
  ByteRange where = element_range(begin, end);
  uint32_t next = next_duty(at + 1, end);
  std::optional<Node> persons = combine_list(begin, at, depth + 1);
  bool outer = in_duty_;
  in_duty_ = true;
  std::optional<Node> body = persons && only_says_how(at, next) ? the_same(*persons, at, next) : std::nullopt;
  if (!body) body = combine_clause(at, next, depth + 1);
  in_duty_ = outer;
  std::optional<Node> others = next < end ? combine_clause(next + 1, end, depth + 1) : std::nullopt;
  if (!persons || !body) return both_hold(both_hold(std::move(persons), std::move(body), where), std::move(others), where);
  All* all = persons->as<All>();
  if (all && find_top(begin, at, Part::And) < at && !ends_in_remainder(*persons) && llvm::all_of(all->children, is_group_or_sex))
    persons->value = Any{std::move(all->children)};  // "men and women"
  if (context_.section == Section::Exclusion) {
    Node open = not_understood(begin, next, pair(std::move(*persons), std::move(*body)));
    return both_hold(std::move(open), std::move(others), where);
  }
  Node node = case_of(std::move(*persons), std::move(*body), element_range(begin, next));
  return both_hold(std::move(node), std::move(others), where);
}

// "Participants must not be pregnant", "patients may not have received A", among what excludes: who is or has is excluded.
std::optional<Node> Combiner::forbidden_to_all(uint32_t begin, uint32_t end, unsigned depth) {
  const std::vector<Element>& elements = buffers_.elements;
  auto everybody = [](const Element& element) { return is_patient(element) || element.part == Part::Filler; };
  uint32_t at = begin;
  while (at < end && everybody(elements[at])) ++at;
  if (at == begin || at >= end || elements[at].part != Part::Negation || !(chunk(elements[at].chunk_begin).traits & kObliges)) return std::nullopt;
  if (find_top(at + 1, end, Part::Negation) < end) return std::nullopt;  // "must not have A and not B"
  std::optional<Node> plain = combine_clause(at + 1, end, depth + 1);
  if (!plain) return std::nullopt;
  plain->range = hull(plain->range, element_range(begin, end));
  assume_logic(*plain, document_.str(text(elements[at].chunk_begin, elements[at].chunk_end)));
  return plain;
}

// "Participants on A must be on a stable dose", in a list of what excludes: no rule tells who is excluded.
std::optional<Node> Combiner::unread_duty(uint32_t begin, uint32_t end, unsigned depth) {
  for (uint32_t i = begin + 1; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    if (element.part == Part::Open && element.match > i) i = element.match;
    const bool obliges = (chunk(buffers_.elements[i].chunk_begin).traits & kObliges) && !is_relative(i);
    if (!obliges || !says_anything(begin, i) || is_prohibition(buffers_.elements[end - 1])) continue;
    in_duty_ = true;
    std::optional<Node> body = combine_clause(begin, end, depth + 1);
    in_duty_ = false;
    if (!body) return std::nullopt;
    NodeList about;
    about.push_back(std::move(*body));
    return not_understood(begin, end, std::move(about));
  }
  return std::nullopt;
}

}  // namespace critc
