// What stands in brackets behind a thing or statement.
#include <utility>

#include "frontend/lower/combiner.h"

namespace critc {

namespace {

bool names_procedure(const Node& node) {
  auto* has = node.as<Has>();
  return has && has->thing == ThingKind::Procedure && !node.attrs;
}

}  // namespace

// What stands in brackets behind a node: its examples, exceptions, guarded or further statements.
void Combiner::attach_bracket(Node& node, uint32_t open, unsigned depth) {
  uint32_t close = buffers_.elements[open].match;
  node.range = hull(node.range, element_range(open, close + 1));
  if (close <= open) return;
  if (Cases* cases = node.as<Cases>(); cases && !cases->otherwise && cases->arms.back().body.as<Comparison>())
    return attach_bracket(cases->arms.back().body, open, depth);  // "> 133 umol/L (1.5 mg/dL) in men"
  if (node.as<Cases>() && timing_bracket(open, close + 1) == open) return apply_time(open + 1, close, node);
  if (names_cohort(open + 1, close)) {  // "(Part B only)"
    node = case_of(cohort(open + 1, close), std::move(node), {});
    return;
  }
  if (!says_anything(open + 1, close)) {  // (within 7 days of registration)
    for (uint32_t i = open + 1; i < close; ++i)
      if (buffers_.elements[i].part == Part::Time || buffers_.elements[i].part == Part::Attribute) apply(buffers_.elements[i], node);
    return;
  }
  if (is_short_form(node, open) || is_gloss(node, open)) return;
  if (admits(open + 1, close)) {  // "(patients with HBV DNA < 500 IU/mL are eligible)"
    node = except_admitted(std::move(node), open + 1, close, depth);
    return;
  }
  uint32_t first = open + 1;
  while (first < close && buffers_.elements[first].part == Part::Filler) ++first;
  Part lead = buffers_.elements[first].part;
  bool examples = (lead == Part::Example || lead == Part::Includes) && !asks_examples(lead, first, close);
  bool carve = lead == Part::Exception;
  if (examples && node.as<Comparison>()) return;  // (including 18 and 65 years): says that the ends are closed
  std::optional<Node> inner = examples || carve ? combine_clause(first + 1, close, depth + 1)
                                                : combine_sentences(open + 1, close, depth + 1);
  if (!inner) return;
  if (is_age_range(node, *inner)) {  // 0.8 mg/dL (2 to < 6 years of age)
    node = case_of(std::move(*inner), std::move(node), {});
    return;
  }
  bool how_measured = node.as<Comparison>() && names_procedure(*inner);
  if ((inner->as<Opaque>() || how_measured) && !examples && !carve) return keep_bracket(node, open, std::move(*inner));
  if (concept_of(*inner) && concept_of(*inner) == concept_of(node) && !inner->as<Comparison>()) return;
  if (lists_kinds(node, *inner)) {
    *inner = group(true, take_children(std::move(*inner)), inner->range);
    assume_logic(*inner, ",");
  }
  Node outer;
  outer.range = hull(node.range, inner->range);
  if (examples) {
    outer = with_examples(std::move(node), as_examples(std::move(*inner), side_by_side(first + 1, close)), {});
  } else if (carve) {
    outer.value = Except{std::move(node), std::move(*inner)};
  } else if (Cases* cases = inner->as<Cases>(); cases && !cases->otherwise && node.as<Comparison>() && (states_number(*inner) || bounds_again(open, close))) {
    cases->otherwise = std::move(node);
    outer.value = std::move(*cases);
  } else {
    outer = group(lead == Part::Or, pair(std::move(node), std::move(*inner)), outer.range);
  }
  node = std::move(outer);
}

// What stands in brackets behind words that no rule reads: of several things each is one by itself.
std::optional<Node> Combiner::examples_in_bracket(uint32_t open, unsigned depth) {
  const uint32_t close = buffers_.elements[open].match;
  uint32_t first = open + 1;
  while (first < close && buffers_.elements[first].part == Part::Filler) ++first;
  const Part lead = first < close ? buffers_.elements[first].part : Part::Filler;
  const bool examples = lead == Part::Example || lead == Part::Includes;
  NodeList* children = std::exchange(context_.children, nullptr);  // "(PMID: 123)" above a list is no header of it
  std::optional<Node> inner = combine_clause(examples ? first + 1 : open + 1, close, depth);
  context_.children = children;
  if (Opaque* words = inner ? inner->as<Opaque>() : nullptr; words && words->about.empty()) {  // the words around hold these
    drop_opaque_diagnostic(inner->range);
    return std::nullopt;
  }
  if (!inner || !inner->as<All>() || ends_in_remainder(*inner)) return inner;
  const ByteRange where = inner->range;
  return group(true, take_children(std::move(*inner)), where);
}

}  // namespace critc
