// critc: compiles clinical-trial eligibility criteria.

#include <csignal>
#include <cstdlib>

#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/WithColor.h"

#include "tools/compiler/catalogs.h"
#include "tools/critc/options.h"
#include "tools/critc/run.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of the write, not a death
  llvm::errs().SetBuffered();     // a diagnostic is many pieces; a terminal still shows each at once
  critc::ParsedOptions parsed = critc::parse_command_line(argc, argv);
  if (parsed.exit_code) return *parsed.exit_code;
  auto catalog = critc::LoadedCatalog::load(parsed.options.catalogs);
  if (!catalog) {
    llvm::WithColor::error(llvm::errs(), "critc") << llvm::toString(catalog.takeError()) << '\n';
    return 2;
  }
  if (std::string unknown = critc::unknown_tables(parsed.options.compile.passes.equivalence, catalog->get()); !unknown.empty()) {
    llvm::WithColor::error(llvm::errs(), "critc") << unknown << '\n';
    return 2;
  }
  critc::Run run(parsed.options, parsed.warnings, catalog->get());
  int exit_code = run.execute();
  llvm::errs().flush();
  if (run.output_closed()) std::_Exit(exit_code);  // without flushing to a pipe that nobody reads
  return exit_code;
}
