// What a denial rules: lists, what stands before it, what words name that no rule reads.
#include "frontend/lower/combiner.h"

namespace critc {

// "no A, B or C": the negation rules the whole list.
std::optional<Node> Combiner::negated_list(uint32_t begin, uint32_t end, unsigned depth) {
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

}  // namespace critc
