// Bounds that ask nothing: "50 to 90 years of age, but almost all are 60 and older".
#include "frontend/lower/statement_scanner.h"

namespace critc {

// Behind words for most of the participants a bound describes what the bound before it asks for: an example of it.
bool StatementScanner::comment(uint32_t i, BoundMatch& match) {
  uint32_t hedge = i;
  while (hedge > 0 && is_link(hedge - 1)) --hedge;
  if (hedge == 0 || !(chunk(hedge - 1).traits & kHedges)) return false;
  std::vector<Element>& elements = buffers_.elements;
  while (hedge > 0 && (chunk(hedge - 1).traits & kHedges)) --hedge;
  uint32_t at = static_cast<uint32_t>(elements.size());
  while (at > 0 && elements[at - 1].part != Part::Statement && elements[at - 1].chunk_begin >= hedge) --at;
  while (at > 0 && (is_connective(elements[at - 1].part) || elements[at - 1].part == Part::Filler)) --at;
  const Comparison* described = at > 0 && elements[at - 1].part == Part::Statement ? elements[at - 1].node.as<Comparison>() : nullptr;
  if (!described || match.plain || !may_share(described->subject, match)) {
    push(Part::Words, i, match.next);
    return true;
  }
  Comparison comparison;
  comparison.subject = described->subject;
  comparison.bounds = match.bounds;
  comparison.change = match.change;
  settle_limit(comparison);
  Node example;
  example.range = range(hedge, match.next);
  example.value = Box<Comparison>(std::move(comparison));
  Node node;
  node.range = hull(elements[at - 1].node.range, example.range);
  Includes includes;
  includes.body = std::move(elements[at - 1].node);
  includes.examples.push_back(std::move(example));
  node.value = std::move(includes);
  elements[at - 1].node = std::move(node);
  elements.resize(at);
  push(Part::Filler, hedge, match.next);
  return true;
}

}  // namespace critc
