#include "ir/catalog/drug_names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/catalog/drug_speller.h"

namespace critc {

namespace {

constexpr size_t kShortestBrand = 7;

// Whether the word is one of those in the concept's own name: drug:mycophenolate_mofetil.
bool names_ingredient(llvm::StringRef word, llvm::StringRef concept_name) {
  llvm::SmallVector<llvm::StringRef, 4> parts;
  concept_name.split(':').second.split(parts, '_');
  return llvm::is_contained(parts, word);
}

// The drug that the word is a right name of, if it is one.
const PhraseSense* drug_sense(const std::vector<PhraseSense>& senses, const CatalogModel& model) {
  auto found = llvm::find_if(senses, [&](const PhraseSense& sense) {
    return model.concepts[sense.concept_id].kind == ConceptKind::Drug && sense.exact.empty() && !sense.misspelt;
  });
  return found == senses.end() ? nullptr : &*found;
}

}  // namespace

DrugNames collect_drug_names(const PhraseTable& table, const CatalogModel& model, StringPool& strings) {
  DrugNames names;
  for (const auto& [words, senses] : table.phrases) {
    if (words.size() != 1) continue;
    const llvm::StringRef text = table.words[words.front()];
    if (text.size() < DrugSpeller::kShortest - 1 || text.size() > DrugSpeller::kLongest || !llvm::all_of(text, llvm::isAlpha))
      continue;
    const PhraseSense* sense = drug_sense(senses, model);
    if (!sense) continue;
    const bool ingredient = names_ingredient(text, model.concepts[sense->concept_id].name);
    if (!ingredient && text.size() < kShortestBrand) continue;
    names.rows.push_back({letters_of(text), strings.add(text).offset, sense->concept_id, static_cast<uint8_t>(text.size()),
                          ingredient, text.front(), text.back()});
  }
  llvm::stable_sort(names.rows, [](const DrugNameRow& a, const DrugNameRow& b) { return a.size < b.size; });
  for (size_t size = 0; size <= DrugSpeller::kLongest + 1; ++size) {
    auto first = llvm::partition_point(names.rows, [&](const DrugNameRow& row) { return row.size < size; });
    names.begins.push_back(static_cast<uint32_t>(first - names.rows.begin()));
  }
  return names;
}

}  // namespace critc
