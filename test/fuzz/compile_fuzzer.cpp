// Any bytes, as any form of input: reading, compiling and printing never crash, every pass leaves a tree
// that verifies, and what is printed reads back. With coverage: preset fuzz; in the sanitizer build the
// mutations are blind and a few thousand runs are part of tools/check.
#include <cstdlib>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include "backends/backend.h"
#include "frontend/reader/reader.h"
#include "ir/criterion/model.h"
#include "ir/criterion/parser.h"
#include "ir/criterion/round_trip.h"
#include "ir/criterion/verifier.h"
#include "tools/compiler/compiler.h"

namespace critc {
namespace {

void demand(bool holds, llvm::StringRef what) {
  if (holds) return;
  llvm::errs() << what << '\n';
  std::abort();
}

void check_posting(const Posting& posting, const Catalog& catalog) {
  CompileOptions options;
  options.verify_each = true;
  const FrontendResult result = compile(posting, catalog, options);
  for (const Diagnostic& diagnostic : result.document.diagnostics) {
    demand(diagnostic.kind != DiagnosticKind::VerifierFailed, llvm::join(diagnostic.args, ": "));
  }
  std::string difference;
  demand(round_trips(result.document, catalog, &difference), difference);
}

// critc's own forms: bytes that are refused give an error and nothing else.
void read_back(llvm::StringRef bytes, const Catalog& catalog) {
  for (auto read : {parse_ir, read_json_model, read_yaml_model}) {
    llvm::Expected<std::vector<Document>> documents = read(bytes, catalog);
    if (!documents) llvm::consumeError(documents.takeError());
  }
}

}  // namespace
}  // namespace critc

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace critc;
  const Catalog& catalog = builtin_catalog();
  const llvm::StringRef bytes(reinterpret_cast<const char*>(data), size);
  const Input input{"fuzz", bytes};
  const InputForm form = detect_form(input, catalog);
  const SplitRecords split = split_records(input, form);
  for (size_t i = 0; i < split.records.size(); ++i) {
    const ReadResult read = read_record(input, form, split.records[i], static_cast<uint32_t>(i), catalog);
    if (read.posting) check_posting(*read.posting, catalog);
  }
  read_back(bytes, catalog);
  return 0;
}
