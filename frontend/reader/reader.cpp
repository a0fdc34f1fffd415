#include "frontend/reader/reader.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"

#include "frontend/reader/forms.h"
#include "frontend/reader/json_cursor.h"
#include "ir/criterion/registry_age.h"

namespace critc {

std::string stem(llvm::StringRef name) {
  if (name == "-") return "stdin";
  llvm::StringRef base = name.substr(name.find_last_of('/') + 1);
  llvm::StringRef front = base.substr(0, base.rfind('.'));
  return (front.empty() ? base : front).str();
}

std::string place(uint32_t offset) { return "byte " + llvm::utostr(offset); }

uint32_t bom_length(llvm::StringRef bytes) { return bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

void add_bad_field(llvm::StringRef field, llvm::StringRef expected, DiagnosticList& diagnostics) {
  diagnostics.push_back({DiagnosticKind::BadField, {}, {field.str(), expected.str()}, {}, {}});
}

void check_ages(Posting& posting, DiagnosticList& diagnostics) {
  auto check = [&](PostingField& field, llvm::StringRef name) {
    llvm::StringRef value = llvm::StringRef(field.value).trim();
    if (value.empty() || value.starts_with_insensitive("n/a") || parse_registry_age(value)) return;
    diagnostics.push_back({DiagnosticKind::BadField, field.range, {name.str(), "age"}, {}, {}});
    field = {};
  };
  check(posting.minimum_age, "minimum age");
  check(posting.maximum_age, "maximum age");
}

void read_text(const Input& input, ByteRange record, ReadResult& result) {
  Posting posting;
  posting.id = stem(input.name);
  posting.buffer = input.bytes.slice(record.begin, record.end).str();
  result.posting = std::move(posting);
}

namespace {

// What a JSON input holds: critc's documents, records one a line, or studies of the API.
InputForm detect_json(llvm::StringRef bytes, uint32_t at) {
  JsonCursor json(bytes, {at, static_cast<uint32_t>(bytes.size())});
  if (json.peek() == JsonType::Array) return InputForm::ApiV2;
  std::string key;
  JsonCursor first = json;
  bool member = first.enter_object() && first.next_member(key);
  if (member && key == "schema") return InputForm::Json;
  bool flat = member && key != "protocolSection" && key != "studies" && key != "totalCount" &&
              key != "nextPageToken";
  uint32_t end = static_cast<uint32_t>(std::min(bytes.find('\n', at), bytes.size()));
  if (json.skip()) end = json.offset();
  llvm::StringRef rest = bytes.substr(end).ltrim();
  if (rest.starts_with("{")) return InputForm::Ndjson;
  return flat && !bytes.slice(at, end).contains('\n') ? InputForm::Ndjson : InputForm::ApiV2;
}

bool starts_json(llvm::StringRef text) {
  char open = text.front();
  if (open != '{' && open != '[') return false;
  llvm::StringRef rest = text.drop_front().ltrim();
  if (rest.empty()) return false;
  return open == '{' ? rest.front() == '"' || rest.front() == '}'
                     : rest.front() == '{' || rest.front() == ']';
}

bool only_blank(llvm::StringRef text) { return text.trim(llvm::StringRef(" \t\r\n\v\f\0", 7)).empty(); }

bool has_criteria(const Posting& posting) {
  llvm::StringRef buffer = posting.buffer;
  uint32_t at = bom_length(buffer);
  for (const ClassedRange& classed : posting.classed) {
    if (classed.range.begin > at && !only_blank(buffer.slice(at, classed.range.begin))) return true;
    at = std::max(at, classed.range.end);
  }
  return !only_blank(buffer.substr(at));
}

}  // namespace

InputForm detect_form(const Input& input, const Catalog& catalog) {
  constexpr size_t kXmlProlog = 4096;
  llvm::StringRef text = input.bytes.substr(bom_length(input.bytes)).ltrim();
  if (text.empty()) return InputForm::Text;
  if (starts_json(text)) {
    return detect_json(input.bytes, static_cast<uint32_t>(input.bytes.size() - text.size()));
  }
  if (text.front() == '<' && text.substr(0, kXmlProlog).contains("<clinical_study")) {
    return InputForm::LegacyXml;
  }
  if (text.starts_with("critir ")) return InputForm::CritIr;
  llvm::StringRef yaml = text;
  if (yaml.consume_front("---")) yaml = yaml.ltrim();
  if (yaml.starts_with("schema:")) return InputForm::Yaml;
  return looks_like_page(text, catalog) ? InputForm::Page : InputForm::Text;
}

SplitRecords split_records(const Input& input, InputForm form) {
  switch (form) {
    case InputForm::ApiV2: return split_studies_json(input);
    case InputForm::Ndjson: return split_lines(input);
    case InputForm::LegacyXml: return split_studies_xml(input);
    default: break;
  }
  SplitRecords split;
  split.records.push_back({0, static_cast<uint32_t>(input.bytes.size())});
  return split;
}

ReadResult read_record(const Input& input, InputForm form, ByteRange record, uint32_t number,
                       const Catalog& catalog) {
  ReadResult result;
  switch (form) {
    case InputForm::ApiV2:
    case InputForm::Ndjson:
      read_study_json(input, record, result);
      break;
    case InputForm::LegacyXml:
      read_study_xml(input, record, result);
      break;
    case InputForm::Page:
      read_page(input, record, catalog, result);
      break;
    default:
      read_text(input, record, result);
      break;
  }
  if (!result.posting) return result;
  result.posting->file = input.name.str();
  result.posting->record = number;
  result.posting->form = form;
  if (result.posting->id.empty()) result.posting->id = stem(input.name);
  check_ages(*result.posting, result.diagnostics);
  if (!has_criteria(*result.posting)) {
    result.diagnostics.push_back({DiagnosticKind::NoCriteria, {}, {}, {}, {}});
  }
  return result;
}

}  // namespace critc
