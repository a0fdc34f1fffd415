#include "frontend/lower/method_reader.h"

#include "llvm/ADT/STLExtras.h"

namespace critc {

// A test, an instrument or criteria by which something is measured.
bool MethodReader::is_method(const Element& element) const {
  const Has* has = element.part == Part::Entity || element.part == Part::Subject ? element.node.as<Has>() : nullptr;
  if (!has || has->status != Status::None || !has->grade.empty()) return false;
  const ConceptId id = has->subject.concept_id;
  const bool criteria = id && (id == criteria_ || id == guideline_ || llvm::is_contained(catalog_.classes(id), criteria_));
  return criteria || (id && catalog_.kind(id) == ConceptKind::Score) || llvm::binary_search(catalog_.members(diagnostic_test_), id);
}

// Words that lead to a method and nothing else: "as assessed by the". The element behind them.
uint32_t MethodReader::skip_method_words(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto leads = [&](const Element& element) {
    for (uint32_t k = element.chunk_begin; k < element.chunk_end; ++k)
      if (!(chunk(k).traits & kMethod)) return false;
    return true;
  };
  bool led = false;
  for (; i < elements.size(); ++i) {
    const Element& element = elements[i];
    const bool words = element.part == Part::Words || element.part == Part::Attribute || element.part == Part::Definition;
    const bool filler = element.part == Part::Filler && element.code != GrammarCode::Persons;
    if (!words && !filler) break;
    if (leads(element)) led = true;
    else if (words) return 0;
  }
  return led ? i : 0;
}

// The element behind "echocardiogram or MUGA" at element `i`, 0 when no method stands there.
uint32_t MethodReader::skip_methods(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t end = 0;
  for (uint32_t at = i; at < elements.size() && is_method(elements[at]);) {
    end = ++at;
    if (at == elements.size() || !is_connective(elements[at].part)) continue;  // "chest CT" and "scan"
    while (at < elements.size() && (is_connective(elements[at].part) || elements[at].part == Part::Filler)) ++at;
  }
  return end;
}

// "on CT or MRI per RECIST 1.1", 0 when there is none.
uint32_t MethodReader::skip_chain(uint32_t i) const {
  uint32_t end = 0;
  while (const uint32_t methods = skip_method_words(i)) {
    const uint32_t next = skip_methods(methods);
    if (!next) break;
    i = end = next;
  }
  return end;
}

// "gout confirmed according to A": said of the finding, not of the method.
bool MethodReader::says_status(const Element& element) const {
  const bool one_word = chunk(element.chunk_begin).tok_end == chunk(element.chunk_end - 1).tok_begin + 1;
  return element.part == Part::Attribute && element.code == GrammarCode::Status && one_word;
}

// Nothing goes on at element `i`: not "on ECG showing", "according to the ACR or the revised standard".
bool MethodReader::ends_at(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  while (i < elements.size() && (elements[i].part == Part::And || elements[i].part == Part::Or || elements[i].part == Part::Filler)) ++i;
  return i == elements.size() || (elements[i].part != Part::Words && !(elements[i].part == Part::Entity && is_method(elements[i])));
}

void MethodReader::fold(uint32_t begin, uint32_t end, Node& node) {
  TextSpan& method = node.attrs.ensure().method;
  const TextSpan found = text(buffers_.elements[begin].chunk_begin, buffers_.elements[end - 1].chunk_end);
  method = method.empty() ? found : TextSpan{std::min(method.begin, found.begin), std::max(method.end, found.end)};
  for (uint32_t k = begin; k < end; ++k) buffers_.elements[k].part = Part::Filler;
}

void MethodReader::read_methods() {
  std::vector<Element>& elements = buffers_.elements;
  if (!has_trait(kMethod)) return;
  for (uint32_t i = 0; i < elements.size(); ++i) {
    Element& measured = elements[i];
    const bool bound = measured.part == Part::Statement && (measured.node.as<Comparison>() || measured.node.as<Exists>());
    const Has* has = measured.part == Part::Entity ? measured.node.as<Has>() : nullptr;
    if (!bound && !(has && has->thing == ThingKind::Condition)) continue;
    uint32_t words = i + 1;
    for (uint32_t k = words; k < elements.size() && (elements[k].part == Part::Filler || says_status(elements[k])); ++k)
      if (says_status(elements[k])) words = k + 1;
    const uint32_t end = skip_chain(words);
    if (!end || !ends_at(end)) continue;
    if (!bound && end < elements.size() && elements[end].part == Part::Comma) continue;  // "ILD by HRCT, ground glass opacity"
    fold(words, end, measured.node);
  }
}

}  // namespace critc
