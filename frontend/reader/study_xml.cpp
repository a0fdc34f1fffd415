// The classic <clinical_study> record. Reads the few elements it wants and skips the rest; takes what
// a strict XML parser refuses (bad bytes, stray ampersands), since none of it hurts the text.

#include <algorithm>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include "frontend/normalize/entity.h"
#include "frontend/reader/forms.h"
#include "ir/text/utf8.h"

namespace critc {

namespace {

constexpr llvm::StringLiteral kStudy = "clinical_study";

struct Markup {
  enum Kind : uint8_t { None, Open, Close, Empty, Data, Other } kind = None;
  llvm::StringRef name;   // of Open, Close, Empty
  llvm::StringRef text;   // of Data: the characters of a CDATA section
  size_t end = 0;         // behind it; npos: it does not end
};

Markup until(llvm::StringRef xml, size_t at, llvm::StringRef terminator) {
  size_t end = xml.find(terminator, at);
  return {Markup::Other, {}, xml.slice(at, end), end == llvm::StringRef::npos ? end : end + terminator.size()};
}

// What the < at `at` opens.
Markup read_markup(llvm::StringRef xml, size_t at) {
  llvm::StringRef rest = xml.substr(at);
  if (rest.starts_with("<!--")) return until(xml, at + 4, "-->");
  if (rest.starts_with("<![CDATA[")) {
    Markup data = until(xml, at + 9, "]]>");
    data.kind = Markup::Data;
    return data;
  }
  if (rest.starts_with("<?")) return until(xml, at + 2, "?>");
  Markup tag = until(xml, at, ">");
  llvm::StringRef inner = tag.text.drop_front();
  if (inner.starts_with("!")) return tag;
  tag.kind = inner.consume_front("/") ? Markup::Close : inner.ends_with("/") ? Markup::Empty : Markup::Open;
  tag.name = inner.take_while([](char c) { return llvm::isAlnum(c) || c == '_' || c == '-' || c == ':'; });
  tag.text = {};
  return tag;
}

// Character data as XML means it: entities decoded, line ends as LF.
void append_text(llvm::StringRef text, bool entities, std::string& out) {
  for (size_t at = 0; at < text.size();) {
    size_t stop = std::min(text.find_first_of(entities ? "&\r" : "\r", at), text.size());
    out.append(text.data() + at, stop - at);
    at = stop;
    if (at >= text.size()) return;
    if (text[at] == '\r') {
      out += '\n';
      at += text.substr(at).starts_with("\r\n") ? 2 : 1;
      continue;
    }
    // Of &amp;lt; the XML layer is &amp;; normalize sees to the rest.
    bool twice = text.substr(at).starts_with("&amp;");
    Entity entity = twice ? Entity{'&', 5} : read_entity(text, static_cast<uint32_t>(at));
    llvm::SmallString<4> utf8;
    append_utf8(entity.length ? entity.value : U'&', utf8);
    out.append(utf8.begin(), utf8.end());
    at += std::max(entity.length, 1u);
  }
}

class XmlReader {
 public:
  explicit XmlReader(llvm::StringRef xml) : xml_(xml) {}

  // False when the record is cut off.
  bool run() {
    size_t at = 0;
    bool closed = false;
    while (at < xml_.size() && !closed) {
      size_t open = std::min(xml_.find('<', at), xml_.size());
      if (target_) append_text(xml_.slice(at, open), true, *target_);
      if (open >= xml_.size()) break;
      Markup markup = read_markup(xml_, open);
      if (markup.end == llvm::StringRef::npos) break;
      closed = markup.kind == Markup::Close && markup.name == kStudy;
      handle(markup);
      at = markup.end;
    }
    return closed;
  }

  Posting posting;

 private:
  void handle(const Markup& markup) {
    if (markup.kind == Markup::Data && target_) append_text(markup.text, false, *target_);
    if (markup.kind == Markup::Open) open(markup.name);
    if (markup.kind == Markup::Close) close(markup.name);
  }

  void open(llvm::StringRef name) {
    if (target_) return;
    if (name == "criteria" || name == "study_pop") parent_ = name;
    target_ = target_of(name);
    if (target_) {
      target_->clear();
      target_name_ = name;
    }
  }

  void close(llvm::StringRef name) {
    if (target_ && name == target_name_) target_ = nullptr;
    if (name == parent_) parent_ = {};
  }

  std::string* target_of(llvm::StringRef name) {
    if (name == "textblock") {
      if (parent_ == "criteria") return &posting.buffer;
      return parent_ == "study_pop" ? &posting.study_population.value : nullptr;
    }
    if (name == "nct_id") return posting.id.empty() ? &posting.id : nullptr;
    return llvm::StringSwitch<std::string*>(name)
        .Case("minimum_age", &posting.minimum_age.value)
        .Case("maximum_age", &posting.maximum_age.value)
        .Cases("gender", "sex", &posting.sex.value)
        .Case("healthy_volunteers", &posting.healthy_volunteers.value)
        .Cases("gender_based", "gender_description", &posting.gender_basis.value)
        .Default(nullptr);
  }

  llvm::StringRef xml_;
  std::string* target_ = nullptr;   // where character data goes
  llvm::StringRef target_name_;
  llvm::StringRef parent_;          // criteria or study_pop
};

}  // namespace

void read_study_xml(const Input& input, ByteRange record, ReadResult& result) {
  XmlReader reader(input.bytes.slice(record.begin, record.end));
  if (!reader.run()) {
    result.diagnostics.push_back({DiagnosticKind::BadXml, {}, {place(record.begin)}, {}, {}});
    return;
  }
  result.posting = std::move(reader.posting);
}

SplitRecords split_studies_xml(const Input& input) {
  SplitRecords split;
  llvm::StringRef xml = input.bytes;
  auto size = static_cast<uint32_t>(xml.size());
  for (size_t at = xml.find("<clinical_study"); at < size;) {
    size_t end = xml.find("</clinical_study>", at);
    size_t stop = end == llvm::StringRef::npos ? size : end + kStudy.size() + 3;
    split.records.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(stop)});
    at = xml.find("<clinical_study", stop);
  }
  if (split.records.empty()) split.records.push_back({0, size});
  return split;
}

}  // namespace critc
