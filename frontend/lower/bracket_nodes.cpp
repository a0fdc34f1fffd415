// What brackets behind a thing or statement may be: an age range, a short form, a remark that is kept.
#include "frontend/lower/node_maker.h"
#include "ir/text/abbreviation.h"

namespace critc {

namespace {

bool only_time(const Node& node) {
  if (!node.attrs) return true;
  Attrs attrs;
  attrs.time = node.attrs->time;
  return attrs == *node.attrs;
}

}  // namespace

// Whether brackets say for which ages a bound on something else counts.
bool NodeMaker::is_age_range(const Node& node, const Node& inner) const {
  auto* has = node.as<Has>();
  const bool done = node.as<Exposure>() || (has && has->thing == ThingKind::Procedure);  // "HPV test (30-64 years old)"
  const bool bounded = node.as<Comparison>() || done || (has && is_consent(has->subject));
  return age_ && bounded && inner.as<Comparison>() && concept_of(inner) == age_ && concept_of(node) != age_;
}

// "obsessive-compulsive disorder (OCD)": the brackets hold nothing but a short form of the thing's name.
bool NodeMaker::is_short_form(const Node& node, uint32_t open) const {
  const uint32_t close = buffers_.elements[open].match;
  if (close != open + 2 || !(node.as<Has>() || node.as<Exposure>())) return false;
  llvm::StringRef letters = document_.str(text(buffers_.elements[open + 1].chunk_begin, buffers_.elements[open + 1].chunk_end));
  const ByteRange before = {node.range.begin, buffers_.elements[open].node.range.begin};
  return looks_abbreviated(letters) && !letters.contains(' ') && abbreviates(letters, document_.str({before.begin, before.end}));
}

// "(< 3 times if Gilbert's)", "(>= 1000/mm3 for some)", but not "(one test more if in doubt)".
bool NodeMaker::compares(uint32_t open, uint32_t close) const {
  for (uint32_t i = buffers_.elements[open].chunk_end; i < buffers_.elements[close].chunk_begin; ++i)
    if (is(i, ChunkKind::Comparator)) return true;
  return false;
}

// "(two values 30 minutes to 4 hours apart)", but not "(of 51 points)".
bool NodeMaker::holds_numbers(uint32_t open, uint32_t close) const {
  uint32_t numbers = 0;
  for (uint32_t i = buffers_.elements[open].chunk_end; i < buffers_.elements[close].chunk_begin; ++i)
    numbers += is(i, ChunkKind::Number) && tokens_.tokens[chunk(i).tok_begin].kind == TokenKind::Number;
  return numbers > 1;
}

// "(5 times ULN if Gilbert's)": another bound, if it was not read.
bool NodeMaker::bounds_again(uint32_t open, uint32_t close) const {
  for (uint32_t i = buffers_.elements[open].chunk_end; i < buffers_.elements[close].chunk_begin; ++i)
    if (is(i, ChunkKind::Times) || is(i, ChunkKind::Reference)) return true;
  return compares(open, close);
}

// Words in brackets that no rule reads: behind a bound how it is measured, else a condition of their own.
// An abbreviation of what stands before it says nothing new.
void NodeMaker::keep_bracket(Node& node, uint32_t open, Node inner) {
  uint32_t close = buffers_.elements[open].match;
  TextSpan words = term_text(open + 1, close);
  bool abbreviation = close == open + 2 && looks_abbreviated(document_.str(words));
  if (abbreviation) return drop_opaque_diagnostic(inner.range);
  const bool timed = inner.attrs && inner.attrs->time != Time{};
  if (node.as<Comparison>() && only_time(inner) && !states_number(inner) && (timed || !(compares(open, close) || holds_numbers(open, close)))) {
    if (inner.attrs) append(node.attrs.ensure().time, inner.attrs->time);
    node.attrs.ensure().method = words;
    return drop_opaque_diagnostic(inner.range);
  }
  ByteRange where = hull(node.range, inner.range);
  node = group(false, pair(std::move(node), std::move(inner)), where);
}

// "neuropathy (a condition affecting the nervous system)": the brackets say what sort of thing that is.
bool NodeMaker::is_gloss(const Node& node, uint32_t open) const {
  const std::vector<Element>& elements = buffers_.elements;
  const uint32_t close = elements[open].match;
  if (!node.as<Has>() || node.as<Has>()->thing != ThingKind::Condition || close < open + 3 || has_statement(open + 1, close)) return false;
  for (Part part : {Part::Time, Part::Negation, Part::Or})
    if (find_top(open + 1, close, part) < close) return false;
  const bool article = elements[open + 1].part == Part::Filler && elements[open + 1].chunk_end == elements[open + 1].chunk_begin + 1;
  const uint32_t kind = elements[open + 2].chunk_begin;
  return article && (chunk(kind).traits & kGeneric) && (chunk(kind + 1).traits & (kRelates | kRelatesOf));
}

}  // namespace critc
