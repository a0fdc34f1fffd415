// The DrugBank open vocabulary: CSV with a header; fields may be quoted and then hold commas and line ends.
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include "tools/critc-tblgen/vocabulary.h"

namespace critc {

namespace {

constexpr llvm::StringLiteral kColumns[] = {"DrugBank ID", "Common name", "Synonyms"};
enum Column { kId, kName, kSynonyms, kColumnCount };

// Without white space around it, and single blanks in it.
std::string one_line(llvm::StringRef text) {
  std::string result;
  for (char c : text.trim()) {
    const bool space = llvm::isSpace(c);
    if (!space || result.back() != ' ') result += space ? ' ' : c;
  }
  return result;
}

// One record after another; each begins on the line that `place` gives.
class CsvRecords {
 public:
  CsvRecords(llvm::StringRef text, uint32_t file, Complaints& complaints)
      : text_(text), complaints_(complaints), place_{file, 1} {
    text_.consume_front("\xEF\xBB\xBF");
  }

  // False at the end, and where a quote is never closed.
  bool next(std::vector<std::string>& fields) {
    fields.clear();
    place_.line = line_;
    if (at_ >= text_.size()) return false;
    do {
      fields.emplace_back();
      if (!read_field(fields.back())) return false;
    } while (take(','));
    end_line();
    return true;
  }

  Place place() const { return place_; }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void end_line() {
    take('\r');
    if (take('\n')) ++line_;
  }

  bool read_field(std::string& field) {
    if (take('"')) return read_quoted(field);
    const size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    field = text_.slice(at_, end).str();
    at_ = end;
    if (at_ < text_.size() && text_[at_] == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n')) ++at_;
    return true;
  }

  bool read_quoted(std::string& field) {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') ++line_;
      if (c != '"') {
        field += c;
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        field += '"';
        ++at_;
      } else {
        ++at_;
        return skip_to_separator();
      }
    }
    complaints_.add(place_, "a quoted field of the record that begins here is never closed");
    return false;
  }

  // Behind a closing quote only a comma or the end of the line may stand.
  bool skip_to_separator() {
    const size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    if (end > at_) complaints_.add({place_.file, line_}, "text behind the quotes of a field");
    at_ = end;
    return true;
  }

  llvm::StringRef text_;
  Complaints& complaints_;
  Place place_;
  size_t at_ = 0;
  uint32_t line_ = 1;
};

class DrugBankReader {
 public:
  DrugBankReader(Vocabulary& vocabulary, Complaints& complaints) : vocabulary_(vocabulary), complaints_(complaints) {}

  void read(const CatalogTable& file) {
    constexpr uint32_t kMostComplaints = 100;
    CsvRecords records(file.text, complaints_.add_file(file.file), complaints_);
    std::vector<std::string> fields;
    while (records.next(fields) && is_blank(fields)) continue;
    if (!read_header(fields, records.place())) return;
    uint32_t complained = 0;
    while (complained < kMostComplaints && records.next(fields)) {
      if (is_blank(fields)) continue;
      if (!read_record(fields, records.place())) ++complained;
    }
    if (complained == kMostComplaints)
      complaints_.add(records.place(), "too much is wrong with this file; the rest is not read");
  }

 private:
  static bool is_blank(llvm::ArrayRef<std::string> fields) { return fields.size() == 1 && fields[0].empty(); }

  bool read_header(llvm::ArrayRef<std::string> fields, Place place) {
    width_ = fields.size();
    for (size_t column = 0; column < kColumnCount; ++column) {
      const auto* found = llvm::find(fields, kColumns[column]);
      if (found == fields.end()) {
        complaints_.add(place, "no column '" + kColumns[column] + "'");
        return false;
      }
      at_[column] = static_cast<size_t>(found - fields.begin());
    }
    return true;
  }

  bool read_record(llvm::ArrayRef<std::string> fields, Place place) {
    auto complain = [&](const llvm::Twine& message) {
      complaints_.add(place, message);
      return false;
    };
    if (fields.size() != width_)
      return complain("a record of " + llvm::Twine(fields.size()) + " fields under a header of " + llvm::Twine(width_));
    for (const std::string& field : fields) {
      if (std::string wrong = bad_bytes(field); !wrong.empty()) return complain(wrong);
    }
    Term term;
    term.place = place;
    term.title = one_line(fields[at_[kName]]);
    const llvm::StringRef id = llvm::StringRef(fields[at_[kId]]).trim();
    if (id.empty() || term.title.empty()) return complain("a record without DrugBank ID or common name");
    term.code = "DRUGBANK:" + id.str();
    llvm::SmallVector<llvm::StringRef, 8> synonyms;
    llvm::StringRef(fields[at_[kSynonyms]]).split(synonyms, '|', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef synonym : synonyms) term.synonyms.push_back(one_line(synonym));
    vocabulary_.terms.push_back(std::move(term));
    return true;
  }

  Vocabulary& vocabulary_;
  Complaints& complaints_;
  size_t width_ = 0;
  size_t at_[kColumnCount] = {};
};

}  // namespace

void read_drugbank(llvm::ArrayRef<CatalogTable> files, Vocabulary& vocabulary, Complaints& complaints) {
  vocabulary.space = "drug";
  vocabulary.source = "DrugBank open vocabulary (CC0)";
  DrugBankReader reader(vocabulary, complaints);
  for (const CatalogTable& file : files) reader.read(file);
}

}  // namespace critc
