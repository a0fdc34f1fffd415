// Ontologies in OBO 1.2 and 1.4: the [Term] stanzas that are not obsolete, with their exact synonyms and is_a.
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include "tools/critc-tblgen/vocabulary.h"

namespace critc {

namespace {

// Up to a comment or trailing modifiers, neither of which counts inside quotes: "DOID:1 {source=\"x\"} ! name".
llvm::StringRef without_comment(llvm::StringRef value) {
  for (size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\') {
      ++i;
    } else if (value[i] == '!' || value[i] == '{') {
      return value.take_front(i).rtrim();
    }
  }
  return value.rtrim();
}

std::string unescaped(llvm::StringRef text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      result += text[i];
    } else {
      const char c = text[++i];
      result += c == 'n' || c == 't' || c == 'W' ? ' ' : c;
    }
  }
  return result;
}

class OboReader {
 public:
  OboReader(Vocabulary& vocabulary, Complaints& complaints) : vocabulary_(vocabulary), complaints_(complaints) {}

  void read(const CatalogTable& file) {
    VocabularyLines lines(file.text, complaints_.add_file(file.file), complaints_);
    bool in_term = false, in_header = true;
    for (llvm::StringRef line; lines.next(line);) {
      line = line.trim();
      if (line.empty() || line.starts_with("!")) continue;
      if (line.starts_with("[")) {
        if (in_term) close(lines);
        in_header = false;
        in_term = line == "[Term]";
        if (in_term) open(lines.place());
        continue;
      }
      auto [tag, value] = line.split(':');
      if (tag.size() == line.size()) {
        lines.complain("'" + line.take_front(60) + "' is no 'tag: value'");
      } else if (in_header && tag == "data-version") {
        vocabulary_.source += (vocabulary_.source.empty() ? "" : ", ") + value.trim().str();
      } else if (in_term) {
        read_tag(tag, value.trim(), lines);
      }
    }
    if (in_term) close(lines);
  }

  // is_a must not lead back to where it came from.
  void check_cycles() {
    llvm::StringMap<size_t> index;
    std::vector<Term>& terms = vocabulary_.terms;
    for (size_t i = 0; i < terms.size(); ++i) index.try_emplace(terms[i].code, i);
    std::vector<uint8_t> state(terms.size());  // 0 not seen, 1 on the way, 2 done
    std::vector<std::pair<size_t, size_t>> way;
    for (size_t start = 0; start < terms.size(); ++start) {
      if (state[start] != 0) continue;
      way.assign({{start, 0}});
      state[start] = 1;
      while (!way.empty()) {
        auto& [at, next] = way.back();
        if (next == terms[at].parents.size()) {
          state[at] = 2;
          way.pop_back();
          continue;
        }
        auto parent = index.find(terms[at].parents[next++]);
        if (parent == index.end() || state[parent->second] == 2) continue;
        if (state[parent->second] == 1) {
          complaints_.add(terms[at].place, "is_a of " + terms[at].code + " leads back to itself by way of " +
                                               terms[parent->second].code);
          continue;
        }
        state[parent->second] = 1;
        way.push_back({parent->second, 0});
      }
    }
  }

 private:
  void open(Place place) {
    term_ = {};
    term_.place = place;
    obsolete_ = false;
  }

  void close(VocabularyLines& lines) {
    if (obsolete_) return;
    if (term_.code.empty() || term_.title.empty()) {
      complaints_.add(term_.place, "a term without 'id' or 'name'");
      return;
    }
    if (!codes_.try_emplace(term_.code, 0).second) return lines.complain("term " + term_.code + " stands there twice");
    vocabulary_.terms.push_back(std::move(term_));
  }

  void read_tag(llvm::StringRef tag, llvm::StringRef value, VocabularyLines& lines) {
    if (tag == "id") {
      term_.code = without_comment(value).str();
    } else if (tag == "name") {
      term_.title = unescaped(without_comment(value));
    } else if (tag == "is_a") {
      term_.parents.push_back(without_comment(value).str());
    } else if (tag == "is_obsolete") {
      obsolete_ = without_comment(value) == "true";
    } else if (tag == "synonym") {
      read_synonym(value, lines);
    }
  }

  // "heart attack" EXACT [source]
  void read_synonym(llvm::StringRef value, VocabularyLines& lines) {
    size_t end = 1;
    while (end < value.size() && value[end] != '"') end += value[end] == '\\' ? 2 : 1;
    if (!value.starts_with("\"") || end >= value.size()) return lines.complain("the text of a synonym stands in quotes");
    if (!value.drop_front(end + 1).ltrim().starts_with("EXACT")) return;
    term_.synonyms.push_back(unescaped(value.slice(1, end)));
  }

  Vocabulary& vocabulary_;
  Complaints& complaints_;
  llvm::StringMap<int> codes_;
  Term term_;
  bool obsolete_ = false;
};

}  // namespace

void read_obo(llvm::ArrayRef<CatalogTable> files, Vocabulary& vocabulary, Complaints& complaints) {
  OboReader reader(vocabulary, complaints);
  for (const CatalogTable& file : files) reader.read(file);
  reader.check_cycles();
}

}  // namespace critc
