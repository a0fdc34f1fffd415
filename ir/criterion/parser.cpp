#include "ir/criterion/parser.h"

#include <algorithm>

#include "ir/criterion/node_parser.h"

namespace critc {

namespace {

// Placed words need a pool as large as the buffer. So that a short text cannot ask for gigabytes, all
// documents of a text together may ask for so much.
constexpr uint64_t kPoolAllowance = 16 << 20;
constexpr uint64_t kPoolPerByte = 256;

class DocumentParser : public NodeParser {
 public:
  DocumentParser(llvm::StringRef text, const Catalog& catalog)
      : NodeParser(text, catalog), pool_left_(kPoolAllowance + kPoolPerByte * text.size()) {}

  bool documents(std::vector<Document>& documents);

 private:
  bool document();
  bool header();
  bool posting();
  bool posting_attribute(llvm::StringRef name);
  bool field();
  bool population(Population& population);
  bool cohort();
  bool ranges();
  bool diagnostic();
  bool coverage();
  bool entry();
  bool begin_pool();
  bool attribute_string(llvm::StringRef name, std::string& value);

  uint64_t pool_left_;
};

// name("value"), or nothing.
bool DocumentParser::attribute_string(llvm::StringRef name, std::string& value) {
  if (!accept_word(name)) return true;
  return expect('(') && string(value) && expect(')');
}

bool DocumentParser::header() {
  if (!accept_word("critir")) return fail("'critir'");
  if (token_.kind != IrTokenKind::Number || token_.text != std::to_string(kSchemaVersion))
    return fail("schema " + llvm::Twine(kSchemaVersion));
  advance();
  return vocabulary(document_.stage) && attribute_string("tool", document_.tool_version) &&
         attribute_string("catalog", document_.catalog_version);
}

bool DocumentParser::posting_attribute(llvm::StringRef name) {
  if (name == "file") return string(document_.file);
  if (name == "record") return integer(document_.record);
  if (name == "form") return vocabulary(document_.form);
  if (name == "bytes") return integer(document_.buffer_length);
  if (name == "sha256") return string(document_.buffer_sha256);
  if (name != "words" || !accept_word("placed")) return fail("an attribute of a posting");
  document_.text_begins_with_buffer = true;
  return true;
}

bool DocumentParser::posting() {
  if (!string(document_.id)) return false;
  while (at_attribute()) {
    llvm::StringRef name = token_.text;
    advance();
    if (!expect('(') || !posting_attribute(name) || !expect(')')) return false;
  }
  return !document_.text_begins_with_buffer || begin_pool();
}

bool DocumentParser::begin_pool() {
  if (document_.buffer_length > pool_left_) return fail("a buffer in proportion to this text before");
  pool_left_ -= document_.buffer_length;
  document_.text.assign(document_.buffer_length, ' ');
  return true;
}

bool DocumentParser::field() {
  struct Field {
    llvm::StringLiteral name;
    PostingField Document::*member;
  };
  static constexpr Field kFields[] = {
      {"minimum_age", &Document::minimum_age},
      {"maximum_age", &Document::maximum_age},
      {"sex", &Document::sex},
      {"healthy_volunteers", &Document::healthy_volunteers},
      {"gender_basis", &Document::gender_basis},
      {"study_population", &Document::study_population},
  };
  for (const Field& row : kFields) {
    if (!accept_word(row.name)) continue;
    PostingField& field = document_.*row.member;
    return string(field.value) && location(field.range);
  }
  return fail("the name of a field");
}

bool DocumentParser::population(Population& population) {
  if (accept_word("age")) {
    if (!expect('(') || !bounds(population.age) || !expect(')')) return false;
    settle(population.age, {});
  }
  return !accept_word("sex") || (expect('(') && vocabulary(population.sex) && expect(')'));
}

bool DocumentParser::cohort() {
  Cohort& cohort = document_.cohorts.emplace_back();
  cohort.id = "C" + std::to_string(document_.cohorts.size());
  if (!accept_word(cohort.id)) return fail("'" + llvm::Twine(cohort.id) + "'");
  return string(cohort.title) && attribute_string("id", cohort.id) && population(cohort.population) &&
         location(cohort.range);
}

bool DocumentParser::ranges() {
  if (!expect('{')) return false;
  while (!accept('}')) {
    ClassedRange& classed = document_.ranges.emplace_back();
    if (!vocabulary(classed.cls) || !range(classed.range)) return false;
  }
  return true;
}

bool DocumentParser::diagnostic() {
  auto kind = diagnostic_kind(token_.text);
  if (!kind) return fail("the name of a diagnostic");
  advance();
  Diagnostic& diagnostic = document_.diagnostics.emplace_back();
  diagnostic.kind = *kind;
  if (accept('(')) {
    do {
      if (!string(diagnostic.args.emplace_back())) return false;
    } while (accept(','));
    if (!expect(')')) return false;
  }
  if (!location(diagnostic.range) || !attribute_string("fix", diagnostic.fix)) return false;
  while (accept_word("note")) {
    DiagnosticNote& note = diagnostic.notes.emplace_back();
    if (!string(note.text) || !location(note.range)) return false;
  }
  return true;
}

bool DocumentParser::coverage() {
  auto count = [&](llvm::StringRef name, uint32_t& bytes) {
    if (!accept_word(name)) return fail("'" + llvm::Twine(name) + "'");
    return expect('(') && integer(bytes) && expect(')');
  };
  Coverage& coverage = document_.coverage;
  return count("criterion", coverage.criterion_bytes) && count("understood", coverage.understood_bytes) &&
         count("opaque", coverage.opaque_bytes);
}

bool DocumentParser::entry() {
  if (accept_word("field")) return field();
  if (accept_word("population")) return population(document_.population);
  if (accept_word("cohort")) return cohort();
  if (accept_word("ranges")) return ranges();
  if (accept_word("diagnostic")) return diagnostic();
  if (accept_word("coverage")) return coverage();
  return node(document_.items.emplace_back());
}

bool DocumentParser::document() {
  begin_document();
  if (!header()) return false;
  if (!accept_word("posting")) return fail("'posting'");
  if (!posting()) return false;
  while (token_.kind != IrTokenKind::End && !token_.is_word("critir"))
    if (!entry()) return false;
  return true;
}

bool DocumentParser::documents(std::vector<Document>& documents) {
  while (token_.kind != IrTokenKind::End) {
    if (!document()) return false;
    documents.push_back(std::move(document_));
  }
  return true;
}

}  // namespace

llvm::Expected<std::vector<Document>> parse_ir(llvm::StringRef text, const Catalog& catalog) {
  auto error = [](const std::string& message) {
    return llvm::createStringError(std::errc::invalid_argument, "%s", message.c_str());
  };
  if (text.size() >= UINT32_MAX) return error("1:1: expected less than 4 GiB");
  DocumentParser parser(text, catalog);
  std::vector<Document> documents;
  if (!parser.documents(documents)) return error(parser.error());
  return documents;
}

}  // namespace critc
