#include "tools/critc/job.h"

#include "llvm/Support/raw_ostream.h"

#include "frontend/lex/lexer.h"
#include "frontend/lower/lower.h"
#include "ir/criterion/printer.h"
#include "ir/criterion/round_trip.h"

namespace critc {

namespace {

const bool kRoundTrip = std::getenv("CRITC_ROUNDTRIP") != nullptr;

void check_round_trip(Document& document, const Catalog& catalog) {
  std::string difference;
  if (round_trips(document, catalog, &difference)) return;
  document.diagnostics.push_back({DiagnosticKind::VerifierFailed, {}, {"round trip", difference}, {}, ""});
}

// The number of facts of a document, as the facts backend counts them.
uint32_t count_facts(const Document& document, const Catalog& catalog) {
  std::string text;
  llvm::raw_string_ostream out(text);
  emit_facts(document, catalog, {}, out);
  return static_cast<uint32_t>(llvm::StringRef(text).count('\n'));
}

// Takes the diagnostics of the document.
void emit_document(Document& document, const CritcOptions& options, const Catalog& catalog, Outcome& outcome) {
  llvm::raw_string_ostream out(outcome.output);
  if (options.dump == Dump::Ir) {
    print_ir(document, catalog, out);
  } else if (options.dump == Dump::None) {
    options.backend->emit(document, catalog, options.emit, out);
  }
  outcome.criteria = static_cast<uint32_t>(document.items.size());
  outcome.coverage = document.coverage;
  if (options.statistics) outcome.facts = count_facts(document, catalog);
  if (kRoundTrip) check_round_trip(document, catalog);
  outcome.diagnostics = std::move(document.diagnostics);
}

// Passes that --dump-ir=STAGE needs: none for raw, up to the last resolving one for resolved.
std::vector<PassKind> pipeline_for(const CritcOptions& options) {
  std::vector<PassKind> pipeline = options.compile.pipeline;
  if (options.dump != Dump::Ir || options.dump_stage == Stage::Canonical) return pipeline;
  auto last = llvm::find(pipeline, PassKind::ResolveDrugs);
  if (options.dump_stage == Stage::Raw || last == pipeline.end()) return {};
  pipeline.erase(last + 1, pipeline.end());
  return pipeline;
}

CompileOptions compile_options(const CritcOptions& options, const Catalog& catalog, std::string& trace) {
  CompileOptions compile = options.compile;
  compile.pipeline = pipeline_for(options);
  if (!options.print_after_all && options.print_after.empty()) return compile;
  compile.observe = [&](std::optional<PassKind> pass, const Document& document) {
    bool wanted = pass ? options.print_after_all || llvm::is_contained(options.print_after, *pass) : options.print_after_all;
    if (!wanted) return;
    llvm::raw_string_ostream out(trace);
    out << "// after " << (pass ? pass_name(*pass) : "lowering") << '\n';
    print_ir(document, catalog, out);
  };
  return compile;
}

void dump_frontend(const FrontendResult& result, const Posting& posting, const CritcOptions& options,
                   const Catalog& catalog, Outcome& outcome) {
  llvm::raw_string_ostream out(outcome.output);
  if (options.dump == Dump::Tokens) dump_tokens(result.tokens, out);
  if (options.dump == Dump::Outline) dump_outline(result.outline, posting, result.tokens, out);
  if (options.dump == Dump::Chunks) dump_chunks(result.outline, result.tokens, catalog, out);
}

}  // namespace

Outcome run_job(const Job& job, const CritcOptions& options, const Catalog& catalog, bool keep_buffer) {
  Outcome outcome;
  if (job.document) {
    outcome.id = job.document->id;
    emit_document(*job.document, options, catalog, outcome);
    return outcome;
  }
  ReadResult read = read_record(job.input->view(), job.input->form, job.record, job.number, catalog);
  if (!read.posting) {
    outcome.diagnostics = std::move(read.diagnostics);
    if (keep_buffer) outcome.buffer = job.input->bytes->getBuffer().str();
    return outcome;
  }
  outcome.id = read.posting->id;
  CompileOptions compile_with = compile_options(options, catalog, outcome.trace);
  FrontendResult result = compile(*read.posting, catalog, compile_with, std::move(read.diagnostics));
  emit_document(result.document, options, catalog, outcome);
  dump_frontend(result, *read.posting, options, catalog, outcome);
  if (keep_buffer) outcome.buffer = std::move(read.posting->buffer);
  return outcome;
}

}  // namespace critc
