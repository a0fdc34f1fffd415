// Labels that say of whom, under what condition or to what end the rest is said: "Schizophrenia group:", "eligible if:", "Note:".
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/combiner.h"

namespace critc {

// What stands behind the colon, or the nested items.
std::optional<Node> Combiner::list_behind(uint32_t colon, uint32_t end, unsigned depth) {
  if (has_content(colon + 1, end)) return combine_parts(colon + 1, end, depth + 1);
  return context_.children && !children_placed_ ? children_node(GrammarCode::None, nullptr) : std::nullopt;
}

std::optional<Node> Combiner::ruling_label(uint32_t begin, uint32_t colon, uint32_t end, unsigned depth) {
  if (const uint32_t note = note_before(begin, colon); note < colon) return note_label(begin, note, colon, end, depth);
  const bool lists = has_content(colon + 1, end) || (context_.children && !children_placed_);
  if (!lists) return std::nullopt;
  if (names_cohort(begin, colon) || names_persons(begin, colon)) return label_case({}, begin, colon, end, depth);
  if (const ElementRange group = group_of_label(begin, colon); !group.empty()) return label_case(group, begin, colon, end, depth);
  if (const ElementRange group = some_of_label(begin, colon); !group.empty()) return label_case(group, begin, colon, end, depth);
  if (const ElementRange group = persons_of_label(begin, colon); !group.empty()) return label_case(group, begin, colon, end, depth);
  const uint32_t word = word_of_list(begin, colon);
  if (word < colon && buffers_.elements[word].code == GrammarCode::GuardIf && find_top(begin, colon, Part::Announce) == colon) {
    std::optional<Node> list = list_behind(colon, end, depth);  // "patients with HIV are eligible if:"
    if (list) return led_list(begin, colon, std::move(*list), depth);
  }
  return std::nullopt;
}

// `A. Note: B`, where the full stop got lost: B asks nothing, but may be an exception.
std::optional<Node> Combiner::note_label(uint32_t begin, uint32_t note, uint32_t colon, uint32_t end, unsigned depth) {
  std::optional<Node> before = combine_clause(begin, note, depth + 1);
  if (has_content(colon + 1, end)) {
    if (before && folds_into(*before, note, end, depth)) return before;
    return both_hold(std::move(before), combine_clause(note, end, depth + 1), element_range(begin, end));
  }
  std::optional<Node> list = list_behind(colon, end, depth);
  if (!list) return before;
  Node node;
  node.range = hull(element_range(note, end), list->range);
  Define define;
  define.term.text = text(buffers_.elements[note].chunk_begin, buffers_.elements[note].chunk_end);
  define.body = std::move(*list);
  node.value = Box<Define>(std::move(define));
  return both_hold(std::move(before), std::move(node), element_range(begin, end));
}

}  // namespace critc
