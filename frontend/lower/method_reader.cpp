#include "frontend/lower/method_reader.h"

#include "llvm/ADT/STLExtras.h"

namespace critc {

// A test, an instrument or criteria by which something is measured.
bool MethodReader::is_method(const Element& element) const {
  const Has* has = element.part == Part::Entity || element.part == Part::Subject ? element.node.as<Has>() : nullptr;
  if (!has || has->status != Status::None || !has->grade.empty()) return false;
  const ConceptId id = has->subject.concept_id;
  const bool criteria = id && (id == criteria_ || id == guideline_);
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

void MethodReader::read_methods() {
  std::vector<Element>& elements = buffers_.elements;
  if (!has_trait(kMethod)) return;
  for (uint32_t i = 0; i + 1 < elements.size(); ++i) {
    Element& measured = elements[i];
    const bool bound = measured.part == Part::Statement && (measured.node.as<Comparison>() || measured.node.as<Exists>());
    const Has* has = measured.part == Part::Entity ? measured.node.as<Has>() : nullptr;
    if (!bound && !(has && has->thing == ThingKind::Condition)) continue;
    const uint32_t words = i + 1, methods = skip_method_words(words);
    const uint32_t end = methods ? skip_methods(methods) : 0;
    if (!end) continue;
    const Part next = end < elements.size() ? elements[end].part : Part::Stop;
    if (next == Part::Words || next == Part::Entity || carries_content(next)) continue;  // "on ECG showing"
    TextSpan& method = measured.node.attrs.ensure().method;
    const TextSpan found = text(elements[words].chunk_begin, elements[end - 1].chunk_end);
    method = method.empty() ? found : TextSpan{std::min(method.begin, found.begin), std::max(method.end, found.end)};
    for (uint32_t k = words; k < end; ++k) elements[k].part = Part::Filler;
  }
}

}  // namespace critc
