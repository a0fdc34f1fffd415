// "Corticosteroids at a dose equivalent to > 10 mg/day prednisone": the drug that is taken stands before the words that
// count its dose in another.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/statement_scanner.h"

namespace critc {

// Chunks that only lead on from a drug to its dose: "at a dose equivalent to", "intake equivalent to".
bool StatementScanner::leads_to_dose(const Element& words) const {
  uint32_t others = 0;
  for (uint32_t i = words.chunk_begin; i < words.chunk_end; ++i) {
    const bool dose = is(i, ChunkKind::Equivalent) || is(i, ChunkKind::Dose) || is(i, ChunkKind::Filler) || is(i, ChunkKind::Time);
    if (!dose && !(chunk(i).traits & (kRelates | kRelatesOf)) && ++others > 1) return false;
  }
  return true;
}

// 1 + the element of that drug, at the end of what was read; what stands between says nothing more. 0 when there is none.
uint32_t StatementScanner::drug_before_equivalent() {
  std::vector<Element>& elements = buffers_.elements;
  uint32_t at = static_cast<uint32_t>(elements.size());
  auto between = [&](const Element& element) {
    const bool says_dose = element.part == Part::Dose || element.part == Part::Filler || (element.part == Part::Words && leads_to_dose(element));
    return says_dose || (element.part == Part::Attribute && element.code == GrammarCode::Response);
  };
  while (at > 0 && between(elements[at - 1])) --at;
  const bool drug = at > 0 && elements[at - 1].part == Part::Entity && elements[at - 1].node.as<Exposure>();
  const bool opens = at == 0 || elements[at - 1].part == Part::Stop || is_connective(elements[at - 1].part);
  for (uint32_t i = at; (drug || opens) && i < elements.size(); ++i)
    if (elements[i].part == Part::Words || elements[i].part == Part::Dose) elements[i].part = Part::Filler;
  return drug ? at : 0;
}

}  // namespace critc
