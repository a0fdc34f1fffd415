#include "frontend/frontend.h"

#include "frontend/lex/lexer.h"
#include "frontend/lower/lower.h"
#include "frontend/normalize/normalize.h"
#include "ir/source/sha256.h"

namespace critc {

Document begin_document(const Posting& posting, const Catalog& catalog) {
  Document document;
  document.stage = Stage::Raw;
  document.tool_version = CRITC_VERSION;
  document.catalog_version = catalog.version().str();
  document.id = posting.id;
  document.file = posting.file;
  document.record = posting.record;
  document.form = posting.form;
  document.buffer_length = static_cast<uint32_t>(posting.buffer.size());
  document.buffer_sha256 = sha256_hex(posting.buffer);
  document.minimum_age = posting.minimum_age;
  document.maximum_age = posting.maximum_age;
  document.sex = posting.sex;
  document.healthy_volunteers = posting.healthy_volunteers;
  document.gender_basis = posting.gender_basis;
  document.study_population = posting.study_population;
  document.text = posting.buffer;
  document.text_begins_with_buffer = true;
  return document;
}

FrontendResult run_frontend(const Posting& posting, const Catalog& catalog,
                            DiagnosticList reader_diagnostics) {
  FrontendResult result;
  result.document = begin_document(posting, catalog);
  DiagnosticList& diagnostics = result.document.diagnostics;
  diagnostics = std::move(reader_diagnostics);
  result.tokens = lex(normalize(posting.buffer, catalog, diagnostics), catalog, diagnostics);
  result.outline = build_outline(posting, result.tokens, catalog, diagnostics);
  result.document.cohorts = result.outline.cohorts;
  result.document.ranges = result.outline.ranges;
  lower(result.outline, result.tokens, catalog, result.document);
  return result;
}

}  // namespace critc
