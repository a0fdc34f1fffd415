#include "tools/compiler/compiler.h"

namespace critc {

FrontendResult compile(const Posting& posting, const Catalog& catalog, const CompileOptions& options,
                       DiagnosticList reader_diagnostics) {
  FrontendResult result = run_frontend(posting, catalog, std::move(reader_diagnostics));
  if (options.observe) options.observe(std::nullopt, result.document);
  auto after_pass = [&](PassKind pass, const Document& document) { options.observe(pass, document); };
  PassManagerOptions manager;
  manager.verify_each = options.verify_each;
  if (options.observe) manager.after_pass = after_pass;
  run_passes(options.pipeline, {result.document, catalog, &result.tokens, options.passes}, manager);
  return result;
}

}  // namespace critc
