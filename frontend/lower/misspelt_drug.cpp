// Words that are no name of the catalogue but nearly one of a drug: "treated with rituxmab".
#include "llvm/ADT/SmallString.h"

#include "frontend/lower/thing_namer.h"
#include "ir/catalog/drug_speller.h"
#include "ir/text/scanner.h"

namespace critc {

namespace {

// What words may begin behind: nothing has been said yet.
bool opens(Part part) { return part == Part::Stop || part == Part::Colon || part == Part::Open; }

// "treatment with", "refractory to", "a dose of": a drug is expected behind it.
bool asks_for_drug(const Element& element) {
  if (element.part == Part::Dose) return true;
  return element.part == Part::Attribute &&
         (element.code == GrammarCode::Phase || element.code == GrammarCode::Response);
}

}  // namespace

// One unknown word at such a place. Which drug it is stays open here; resolve-drugs says it.
bool ThingNamer::is_misspelt_drug(uint32_t i) {
  const std::vector<Element>& elements = buffers_.elements;
  const Element& words = elements[i];
  if (words.chunk_end != words.chunk_begin + 1 || !opens_compound(words.chunk_begin)) return false;
  const Token& token = tokens_.tokens[chunk(words.chunk_begin).tok_begin];
  if (token.word != 0) return false;
  while (i > 0 && elements[i - 1].part == Part::Filler) --i;
  if (i > 0 && !opens(elements[i - 1].part) && !asks_for_drug(elements[i - 1])) return false;
  const llvm::StringRef spelling = tokens_.spelling(token);
  if (spelling.size() > DrugSpeller::kLongest || spelling_lookups_++ >= DrugSpeller::kMostLookups) return false;
  llvm::SmallString<32> key;
  fold_word(spelling, key);
  return DrugSpeller(catalog_).nearest(key) != 0;
}

}  // namespace critc
