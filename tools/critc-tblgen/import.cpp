#include "tools/critc-tblgen/import.h"

#include <map>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

#include "ir/catalog/row_readers.h"
#include "ir/catalog/spelling.h"
#include "tools/critc-tblgen/vocabulary.h"

namespace critc {

namespace {

using llvm::StringRef;

constexpr size_t kLongestSpelling = 100;  // bytes; longer ones are chemistry
constexpr size_t kMostWords = 12;
constexpr size_t kLongestAcronym = 5;     // counts only with its letters

struct ImportFormat {
  llvm::StringLiteral name;
  void (*read)(llvm::ArrayRef<CatalogTable>, Vocabulary&, Complaints&);
};
constexpr ImportFormat kFormats[] = {{"rxnorm", read_rxnorm}, {"drugbank", read_drugbank}, {"obo", read_obo}};

struct Space {
  llvm::StringLiteral name, table;
};
constexpr Space kSpaces[] = {{"condition", "conditions"}, {"procedure", "procedures"}, {"drug", "drugs"},
                             {"device", "devices"},       {"organism", "organisms"},   {"thing", "things"}};

std::string snake_case(StringRef text) {
  std::string result;
  for (char c : text) {
    if (llvm::isAlnum(c)) {
      result += llvm::toLower(c);
    } else if (!result.empty() && result.back() != '_') {
      result += '_';
    }
  }
  while (!result.empty() && result.back() == '_') result.pop_back();
  return result;
}

void write_text(StringRef text, llvm::raw_ostream& out) {
  out << '"';
  for (char c : text) {
    if (c == '"' || c == '\\') out << '\\';
    out << c;
  }
  out << '"';
}

void write_list(StringRef key, llvm::ArrayRef<std::string> texts, llvm::raw_ostream& out) {
  if (texts.empty()) return;
  out << "  " << key << ": [";
  for (size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out << ", ";
    write_text(texts[i], out);
  }
  out << "]\n";
}

class RowWriter {
 public:
  RowWriter(const Vocabulary& vocabulary, StringRef table, const Catalog* base)
      : vocabulary_(vocabulary), table_(table), base_(base) {}

  ImportedCatalog write() {
    for (const Term& term : vocabulary_.terms) name_term(term);
    for (size_t i = 0; i < vocabulary_.terms.size(); ++i) write_term(vocabulary_.terms[i], i);
    ImportedCatalog result;
    llvm::raw_string_ostream out(result.text);
    if (!rows_.empty()) write_table(table_, rows_, out);
    if (!rows_.empty() && !synonyms_.empty()) out << "---\n";
    if (!synonyms_.empty()) write_table("synonyms", synonyms_, out);
    llvm::raw_string_ostream(result.summary)
        << row_count_ << " rows, " << synonym_count_ << " rows of the catalogue with more spellings, " << left_out_
        << " spellings left out: they belong to another row, are everyday words, or no plain text";
    return result;
  }

 private:
  struct Spellings {
    std::vector<std::string> plain, exact, brands;
  };

  void write_table(StringRef table, StringRef rows, llvm::raw_ostream& out) const {
    out << "table: " << table << "\nsource: ";
    write_text(vocabulary_.source, out);
    out << "\nrows:\n" << rows;
  }

  // The concept that a term becomes: one of the catalogue where that has its title, else one of its own.
  void name_term(const Term& term) {
    std::string key = key_of(term.title);
    const ConceptId known = key.empty() ? 0 : owner_in_base(term.title);
    std::string name;
    bool is_new = false;
    if (known) {
      name = base_->name(known).str();
    } else if (auto claimed = key.empty() ? claims_.end() : claims_.find(key); claimed != claims_.end()) {
      name = claimed->second;  // two terms with one title are one row
    } else if (may_stand(term.title) || is_acronym(term.title)) {
      name = free_name(term);
      is_new = true;
    }
    if (!name.empty()) claims_.try_emplace(key, name);
    names_.push_back(name);
    is_new_.push_back(is_new);
    if (!term.code.empty() && !name.empty()) name_of_code_.try_emplace(term.code, name);
  }

  std::string free_name(const Term& term) {
    std::string name = vocabulary_.space + ":" + snake_case(term.title);
    const std::string code = snake_case(term.code.empty() ? term.rxnorm : term.code);
    for (unsigned n = 1; used_.contains(name) || (base_ && base_->find(name)) || StringRef(name).ends_with(":"); ++n) {
      name = vocabulary_.space + ":" + snake_case(term.title) + "_" + code + (n > 1 ? "_" + std::to_string(n) : "");
    }
    used_.insert(name);
    return name;
  }

  void write_term(const Term& term, size_t index) {
    const std::string& name = names_[index];
    if (name.empty()) {
      ++left_out_;
      return;
    }
    Spellings spellings;
    for (const std::string& text : term.synonyms) add(text, name, spellings.plain, spellings.exact);
    for (const std::string& text : term.brands) add(text, name, spellings.brands, spellings.exact);
    if (is_new_[index]) return write_row(term, name, spellings);
    llvm::append_range(spellings.plain, spellings.brands);
    if (spellings.plain.empty() && spellings.exact.empty()) return;
    ++synonym_count_;
    llvm::raw_string_ostream out(synonyms_);
    out << "- name: " << name << '\n';
    write_list("spellings", spellings.plain, out);
    write_list("exact", spellings.exact, out);
  }

  void write_row(const Term& term, const std::string& name, const Spellings& spellings) {
    ++row_count_;
    llvm::raw_string_ostream out(rows_);
    out << "- name: " << name << "\n  title: ";
    write_text(term.title, out);
    out << '\n';
    write_list("spellings", spellings.plain, out);
    write_list("exact", spellings.exact, out);
    write_list("brands", spellings.brands, out);
    if (!term.rxnorm.empty()) out << "  rxnorm: \"" << term.rxnorm << "\"\n";
    if (!term.code.empty()) write_list("codes", {term.code}, out);
    if (vocabulary_.space != "drug") write_list("is_a", parents_of(term, name), out);
  }

  std::vector<std::string> parents_of(const Term& term, const std::string& name) const {
    std::vector<std::string> parents;
    for (const std::string& code : term.parents) {
      auto found = name_of_code_.find(code);
      if (found == name_of_code_.end() || found->second == name || llvm::is_contained(parents, found->second)) continue;
      if (used_.contains(found->second)) parents.push_back(found->second);
    }
    return parents;
  }

  void add(StringRef text, const std::string& name, std::vector<std::string>& plain, std::vector<std::string>& exact) {
    text = text.trim();
    const bool acronym = is_acronym(text);
    const std::string key = key_of(text);
    auto claimed = claims_.find(key);
    if (!key.empty() && claimed != claims_.end() && claimed->second == name) return;  // said already
    const ConceptId known = key.empty() ? 0 : owner_in_base(text);
    if (known && base_->name(known) == name) return;
    if (key.empty() || known || claimed != claims_.end() || !(acronym || may_stand(text))) {
      ++left_out_;
      return;
    }
    claims_[key] = name;
    (acronym ? exact : plain).push_back(text.str());
  }

  static bool is_acronym(StringRef text) {
    return text.size() >= 2 && text.size() <= kLongestAcronym && llvm::all_of(text, llvm::isUpper);
  }

  // The words by which texts are compared; "" where there are none, or more than names have.
  static std::string key_of(StringRef text) {
    if (text.size() > kLongestSpelling || !llvm::all_of(text, llvm::isPrint)) return "";
    std::string key;
    const auto words = spelling_words(text);
    if (words.empty() || words.size() > kMostWords) return "";
    for (const SpellingWord& word : words) key += word.key + ' ';
    return key;
  }

  // Whether the text may be a spelling that counts with any letters.
  bool may_stand(StringRef text) const {
    if (key_of(text).empty() || text.find_first_of("<>=&\\~^*|\"") != StringRef::npos) return false;
    const auto words = spelling_words(text);
    if (llvm::none_of(words, [](const SpellingWord& word) { return word.kind == TokenKind::Word && word.key.size() > 1; }))
      return false;
    if (words.size() > 1) return !is_rewritten(text);
    return words[0].key.size() > 3 && !(base_ && base_->word(words[0].key)) && !is_rewritten(text);
  }

  bool is_rewritten(StringRef text) const {
    if (!base_) return false;
    for (size_t at = 0; at < text.size(); ++at) {
      for (const RewriteRow& row : base_->rewrites_from(static_cast<unsigned char>(text[at]))) {
        if (text.substr(at).starts_with(base_->string(row.from))) return true;
      }
    }
    return false;
  }

  // The concept of the same namespace that has the text as a spelling of its own.
  ConceptId owner_in_base(StringRef text) const {
    if (!base_) return 0;
    Catalog::TrieState state = Catalog::kRoot;
    for (const SpellingWord& word : spelling_words(text)) {
      const WordId id = base_->word(word.key);
      state = id ? base_->step(state, id) : Catalog::kDead;
      if (state == Catalog::kDead) return 0;
    }
    const PhraseId phrase = base_->phrase_at(state);
    for (uint32_t i = 0; phrase && i < base_->sense_count(phrase); ++i) {
      const Sense sense = base_->sense(phrase, i);
      if (!sense.derived && concept_namespace(sense.kind) == vocabulary_.space) return sense.concept_id;
    }
    return 0;
  }

  const Vocabulary& vocabulary_;
  StringRef table_;
  const Catalog* base_;
  std::vector<std::string> names_;  // by term; "" where its title cannot stand
  std::vector<bool> is_new_;
  llvm::StringSet<> used_;
  std::map<std::string, std::string> claims_;        // words of a spelling: whose it is
  std::map<std::string, std::string> name_of_code_;
  std::string rows_, synonyms_;
  size_t row_count_ = 0, synonym_count_ = 0, left_out_ = 0;
};

llvm::Error usage(const llvm::Twine& text) { return llvm::createStringError(text); }

// What is written must be accepted where it will be read.
llvm::Error check(const ImportedCatalog& imported, const Catalog* base) {
  const CatalogTable table{"the imported rows", imported.text};
  auto image = base ? extend_catalog_image(*base, {table}) : build_catalog_image({table});
  return image ? llvm::Error::success() : image.takeError();
}

}  // namespace

llvm::Expected<ImportedCatalog> import_vocabulary(const ImportRequest& request) {
  const auto* format = llvm::find_if(kFormats, [&](const ImportFormat& known) { return known.name == request.format; });
  if (format == std::end(kFormats)) return usage("--import takes rxnorm, drugbank or obo, not '" + request.format + "'");
  Vocabulary vocabulary;
  vocabulary.space = request.space;
  Complaints complaints;
  format->read(request.files, vocabulary, complaints);
  if (!complaints.empty()) return llvm::createStringError(complaints.text());
  if (!request.source.empty()) vocabulary.source = request.source;
  if (vocabulary.source.empty()) return usage("the file does not say where it comes from: add --source");
  const auto* space = llvm::find_if(kSpaces, [&](const Space& known) { return known.name == vocabulary.space; });
  if (space == std::end(kSpaces))
    return usage("--kind takes condition, procedure, drug, device, organism or thing, not '" + vocabulary.space + "'");
  ImportedCatalog imported = RowWriter(vocabulary, space->table, request.base).write();
  if (imported.text.empty()) return usage("nothing to import: " + imported.summary);
  if (llvm::Error error = check(imported, request.base)) return error;
  return imported;
}

}  // namespace critc
