// critc-opt [FILE]: reads IR text, verifies it, runs passes over it, prints IR text.
//
//   critc --dump-ir=raw posting.txt | critc-opt --passes=resolve-subjects,resolve-units
//
// Exit codes: 0 done, 1 the IR does not parse or does not verify, 2 usage or file errors.
#include <cstdlib>

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include "ir/criterion/parser.h"
#include "ir/criterion/printer.h"
#include "ir/criterion/round_trip.h"
#include "ir/criterion/verifier.h"
#include "passes/pass.h"
#include "tools/compiler/catalogs.h"

namespace critc {
namespace {

namespace cl = llvm::cl;

cl::OptionCategory category("critc-opt options");
cl::opt<std::string> file(cl::Positional, cl::desc("[FILE]"), cl::init("-"), cl::cat(category));
cl::opt<std::string> passes("passes", cl::value_desc("PASS,..."), cl::cat(category),
                            cl::desc("what to run, in order; `default` is the whole pipeline"));
cl::opt<bool> print_pipeline_only("print-pipeline", cl::desc("print the passes that would run, and stop"),
                                  cl::cat(category));
cl::list<std::string> print_after("print-ir-after", cl::value_desc("PASS"), cl::cat(category),
                                  cl::desc("print the IR after this pass, on standard error"));
cl::opt<bool> print_after_all("print-ir-after-all", cl::cat(category),
                              cl::desc("print the IR after every pass, on standard error"));
cl::opt<bool> no_recover("no-recover", cl::desc("leave lost symbols as ??"), cl::cat(category));
cl::opt<std::string> equivalence("equivalence", cl::value_desc("TABLE"), cl::cat(category),
                                 cl::desc("dose equivalence table to use instead of the default ones"));
cl::opt<bool> no_verify("no-verify", cl::desc("do not check the invariants of IR"), cl::cat(category));
cl::list<std::string> catalogs("catalog", cl::desc("extend the catalogues by a table"), cl::value_desc("FILE"),
                               cl::cat(category));

constexpr int kFailed = 1;
constexpr int kUsage = 2;

int complain(int code, llvm::StringRef where, const llvm::Twine& text) {
  llvm::errs() << "critc-opt: " << (where.empty() ? "" : where.str() + ":") << (where.empty() ? "" : " ")
               << "error: " << text << '\n';
  return code;
}

// Whether the document holds to the invariants; says where it does not.
bool holds(const Document& document, const Catalog& catalog) {
  if (no_verify) return true;
  DiagnosticList failures = verify(document, catalog);
  for (const Diagnostic& failure : failures) complain(kFailed, document.id, message(failure));
  std::string difference;
  if (std::getenv("CRITC_ROUNDTRIP") && !round_trips(document, catalog, &difference)) {
    complain(kFailed, document.id, "round trip: " + difference);
    return false;
  }
  return failures.empty();
}

bool process(Document& document, llvm::ArrayRef<PassKind> pipeline, llvm::ArrayRef<PassKind> shown,
             const Catalog& catalog) {
  if (!holds(document, catalog)) return false;
  bool ok = true;
  auto after_pass = [&](PassKind pass, const Document& after) {
    if (ok && !holds(after, catalog)) {
      ok = false;
      llvm::errs() << "critc-opt: note: after " << pass_name(pass) << '\n';
    }
    if (!print_after_all && !llvm::is_contained(shown, pass)) return;
    llvm::errs() << "// after " << pass_name(pass) << '\n';
    print_ir(after, catalog, llvm::errs());
  };
  PassOptions options;
  options.recover = !no_recover;
  options.equivalence = equivalence;
  PassManagerOptions manager;
  manager.after_pass = after_pass;
  run_passes(pipeline, {document, catalog, nullptr, options}, manager);
  print_ir(document, catalog, llvm::outs());
  return ok;
}

int run(llvm::ArrayRef<PassKind> pipeline, llvm::ArrayRef<PassKind> shown) {
  auto loaded = LoadedCatalog::load(catalogs);
  if (!loaded) return complain(kUsage, "", llvm::toString(loaded.takeError()));
  const Catalog& catalog = loaded->get();
  auto bytes = llvm::MemoryBuffer::getFileOrSTDIN(file);
  if (!bytes) return complain(kUsage, file, bytes.getError().message());
  auto documents = parse_ir((*bytes)->getBuffer(), catalog);
  if (!documents) return complain(kFailed, file == "-" ? llvm::StringRef("<stdin>") : llvm::StringRef(file), llvm::toString(documents.takeError()));
  int code = 0;
  for (Document& document : *documents)
    if (!process(document, pipeline, shown, catalog)) code = kFailed;
  return code;
}

}  // namespace
}  // namespace critc

int main(int argc, char** argv) {
  using namespace critc;
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(argc, argv, "critc-opt: runs passes over IR text\n");
  auto pipeline = passes == "default" ? default_pipeline() : parse_pipeline(passes);
  if (!pipeline) return complain(kUsage, "", llvm::toString(pipeline.takeError()));
  if (print_pipeline_only) {
    llvm::outs() << print_pipeline(passes.getNumOccurrences() ? *pipeline : default_pipeline()) << '\n';
    return 0;
  }
  std::vector<PassKind> shown;
  for (const std::string& name : print_after) {
    auto named = parse_pipeline(name);
    if (!named) return complain(kUsage, "", llvm::toString(named.takeError()));
    shown.insert(shown.end(), named->begin(), named->end());
  }
  return run(*pipeline, shown);
}
