// RxNorm in RRF: RXNCONSO.RRF holds names (a row each, 18 fields), RXNREL.RRF relations (16 fields). The prescribable
// content has the same files.
#include <map>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

#include "tools/critc-tblgen/vocabulary.h"

namespace critc {

namespace {

enum NameField { kNameRxcui = 0, kLanguage = 1, kNameSource = 11, kTermType = 12, kString = 14, kSuppress = 16, kNameFields = 18 };
enum RelationField { kFirst = 0, kSecond = 4, kRelation = 7, kRelationSource = 10, kRelationSuppress = 14, kRelationFields = 16 };

struct Ingredient {
  std::string title;
  std::vector<std::string> synonyms;
  Place place;
};

class RxNormReader {
 public:
  explicit RxNormReader(Complaints& complaints) : complaints_(complaints) {}

  void read(const CatalogTable& file) {
    VocabularyLines lines(file.text, complaints_.add_file(file.file), complaints_);
    llvm::SmallVector<llvm::StringRef, 20> fields;
    for (llvm::StringRef line; lines.next(line);) {
      if (line.empty()) continue;
      fields.clear();
      line.split(fields, '|');
      const bool closed = fields.back().empty();
      if (closed && fields.size() == kNameFields + 1) {
        read_name(fields, lines);
      } else if (closed && fields.size() == kRelationFields + 1) {
        read_relation(fields);
      } else {
        lines.complain("a row of RXNCONSO.RRF has 18 fields and one of RXNREL.RRF 16, each closed by '|'; this one has " +
                       llvm::Twine(fields.size() - (closed ? 1 : 0)));
      }
    }
  }

  void finish(Vocabulary& vocabulary) {
    for (const auto& [rxcui, ingredient] : ingredients_) {
      if (ingredient.title.empty()) continue;  // synonyms of something else
      Term term;
      term.rxnorm = rxcui;
      term.title = ingredient.title;
      term.synonyms = ingredient.synonyms;
      term.place = ingredient.place;
      auto brands = brands_of_.find(rxcui);
      if (brands != brands_of_.end()) add_brands(brands->second, term);
      vocabulary.terms.push_back(std::move(term));
    }
  }

 private:
  static bool is_current(llvm::StringRef suppress) { return suppress.empty() || suppress == "N"; }

  void read_name(llvm::ArrayRef<llvm::StringRef> fields, VocabularyLines& lines) {
    if (fields[kNameSource] != "RXNORM" || fields[kLanguage] != "ENG" || !is_current(fields[kSuppress])) return;
    const std::string rxcui = fields[kNameRxcui].str(), text = fields[kString].trim().str();
    if (rxcui.empty() || text.empty()) return lines.complain("a name without RXCUI or string");
    const llvm::StringRef type = fields[kTermType];
    if (type == "BN") {
      brand_names_[rxcui] = text;
    } else if (type == "IN" || type == "PIN") {
      Ingredient& ingredient = ingredients_[rxcui];
      ingredient.place = lines.place();
      if (ingredient.title.empty()) ingredient.title = text;
      else ingredient.synonyms.push_back(text);
    } else if (type == "SY" || type == "TMSY") {
      ingredients_[rxcui].synonyms.push_back(text);
    }
  }

  // Either direction: "has_tradename" and "tradename_of" both join a brand with an ingredient.
  void read_relation(llvm::ArrayRef<llvm::StringRef> fields) {
    const llvm::StringRef relation = fields[kRelation];
    if (fields[kRelationSource] != "RXNORM" || !is_current(fields[kRelationSuppress])) return;
    if (relation != "tradename_of" && relation != "has_tradename") return;
    brands_of_[fields[kFirst].str()].push_back(fields[kSecond].str());
    brands_of_[fields[kSecond].str()].push_back(fields[kFirst].str());
  }

  // A brand of several ingredients is the name of none of them.
  void add_brands(llvm::ArrayRef<std::string> others, Term& term) const {
    for (const std::string& other : others) {
      auto brand = brand_names_.find(other);
      if (brand == brand_names_.end() || owners(other) != 1) continue;
      if (!llvm::is_contained(term.brands, brand->second)) term.brands.push_back(brand->second);
    }
  }

  size_t owners(const std::string& brand) const {
    auto found = brands_of_.find(brand);
    if (found == brands_of_.end()) return 0;
    llvm::SmallVector<llvm::StringRef, 4> distinct;
    for (const std::string& other : found->second) {
      auto ingredient = ingredients_.find(other);
      if (ingredient == ingredients_.end() || ingredient->second.title.empty()) continue;
      if (!llvm::is_contained(distinct, other)) distinct.push_back(other);
    }
    return distinct.size();
  }

  Complaints& complaints_;
  std::map<std::string, Ingredient> ingredients_;  // by RXCUI
  std::map<std::string, std::string> brand_names_;
  std::map<std::string, std::vector<std::string>> brands_of_;  // both directions
};

}  // namespace

void read_rxnorm(llvm::ArrayRef<CatalogTable> files, Vocabulary& vocabulary, Complaints& complaints) {
  vocabulary.space = "drug";
  vocabulary.source = "RxNorm, courtesy of the U.S. National Library of Medicine";
  RxNormReader reader(complaints);
  for (const CatalogTable& file : files) reader.read(file);
  reader.finish(vocabulary);
}

}  // namespace critc
