// What stands in brackets behind a thing or statement.
#include <utility>

#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"
#include "ir/text/abbreviation.h"

namespace critc {

namespace {

bool names_procedure(const Node& node) {
  auto* has = node.as<Has>();
  return has && has->thing == ThingKind::Procedure && !node.attrs;
}

bool only_time(const Node& node) {
  if (!node.attrs) return true;
  Attrs attrs;
  attrs.time = node.attrs->time;
  return attrs == *node.attrs;
}

}  // namespace

// "vascular risk factors (hypertension, smoking, obesity)": each of the list is one of its kind.
bool Parser::lists_kinds(const Node& node, const Node& list) const {
  auto thing = [](const Node& child) { return child.as<Has>() || child.as<Exposure>() || child.as<Opaque>(); };
  const All* all = list.as<All>();
  return (thing(node) || node.as<Exists>()) && all && !states_number(list) && !ends_in_remainder(list) && llvm::all_of(all->children, thing) &&
         llvm::any_of(all->children, [](const Node& child) { return !child.as<Opaque>(); });
}

// Whether brackets say for which ages a bound on something else counts.
bool Parser::is_age_range(const Node& node, const Node& inner) const {
  auto* has = node.as<Has>();
  const bool done = node.as<Exposure>() || (has && has->thing == ThingKind::Procedure);  // "HPV test (30-64 years old)"
  const bool bounded = node.as<Comparison>() || done || (has && is_consent(has->subject));
  return age_ && bounded && inner.as<Comparison>() && concept_of(inner) == age_ && concept_of(node) != age_;
}

// "obsessive-compulsive disorder (OCD)": the brackets hold nothing but a short form of the thing's name.
bool Parser::is_short_form(const Node& node, uint32_t open) const {
  const uint32_t close = buffers_.elements[open].match;
  if (close != open + 2 || !(node.as<Has>() || node.as<Exposure>())) return false;
  llvm::StringRef letters = document_.str(text(buffers_.elements[open + 1].chunk_begin, buffers_.elements[open + 1].chunk_end));
  const ByteRange before = {node.range.begin, buffers_.elements[open].node.range.begin};
  return looks_abbreviated(letters) && !letters.contains(' ') && abbreviates(letters, document_.str({before.begin, before.end}));
}

// What stands in brackets behind a node: its examples, exceptions, guarded or further statements.
void Parser::attach_bracket(Node& node, uint32_t open, unsigned depth) {
  uint32_t close = buffers_.elements[open].match;
  node.range = hull(node.range, element_range(open, close + 1));
  if (close <= open) return;
  if (Cases* cases = node.as<Cases>(); cases && !cases->otherwise && cases->arms.back().body.as<Comparison>())
    return attach_bracket(cases->arms.back().body, open, depth);  // "> 133 umol/L (1.5 mg/dL) in men"
  if (!says_anything(open + 1, close)) {  // (within 7 days of registration)
    for (uint32_t i = open + 1; i < close; ++i)
      if (buffers_.elements[i].part == Part::Time || buffers_.elements[i].part == Part::Attribute) apply(buffers_.elements[i], node);
    return;
  }
  if (is_short_form(node, open)) return;
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
    outer.value = Includes{std::move(node), as_examples(std::move(*inner))};
  } else if (carve) {
    outer.value = Except{std::move(node), std::move(*inner)};
  } else if (Cases* cases = inner->as<Cases>(); cases && !cases->otherwise && node.as<Comparison>()) {
    cases->otherwise = std::move(node);
    outer.value = std::move(*cases);
  } else {
    outer = group(lead == Part::Or, pair(std::move(node), std::move(*inner)), outer.range);
  }
  node = std::move(outer);
}

// What stands in brackets behind words that no rule reads: of several things each is one by itself.
std::optional<Node> Parser::examples_in_bracket(uint32_t open, unsigned depth) {
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

// Words in brackets that no rule reads: behind a bound how it is measured, else a condition of their own.
// An abbreviation of what stands before it says nothing new.
void Parser::keep_bracket(Node& node, uint32_t open, Node inner) {
  uint32_t close = buffers_.elements[open].match;
  TextSpan words = term_text(open + 1, close);
  bool abbreviation = close == open + 2 && looks_abbreviated(document_.str(words));
  if (abbreviation) return drop_opaque_diagnostic(inner.range);
  bool compares = false;  // "(>= 1000/mm3 for some)": no method
  for (uint32_t i = buffers_.elements[open].chunk_end; i < buffers_.elements[close].chunk_begin; ++i) compares |= is(i, ChunkKind::Comparator);
  const bool timed = inner.attrs && inner.attrs->time != Time{};
  if (node.as<Comparison>() && only_time(inner) && !states_number(inner) && (timed || !compares)) {
    if (inner.attrs) append(node.attrs.ensure().time, inner.attrs->time);
    node.attrs.ensure().method = words;
    return drop_opaque_diagnostic(inner.range);
  }
  ByteRange where = hull(node.range, inner.range);
  node = group(false, pair(std::move(node), std::move(inner)), where);
}

}  // namespace critc
