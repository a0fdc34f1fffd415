#include <iterator>

#include "ir/criterion/verifier.h"
#include "passes/pass.h"

namespace critc {

namespace {

struct PassRow {
  void (*function)(PassContext&);
  llvm::StringLiteral name;
  llvm::StringLiteral reason;
};

constexpr PassRow kPasses[] = {
#define PASS(Name, Function, Kebab, Reason) {Function, Kebab, Reason},
#include "passes/passes.def"
};

const PassRow& row(PassKind pass) { return kPasses[static_cast<size_t>(pass)]; }

void verify_after(PassKind pass, PassContext& context) {
  DiagnosticList failures = verify(context.document, context.catalog);
  for (Diagnostic& failure : failures) {
    if (!failure.args.empty())
      failure.args[0] = "after " + pass_name(pass).str() + ": " + failure.args[0];
    context.document.diagnostics.push_back(std::move(failure));
  }
}

}  // namespace

llvm::StringRef pass_name(PassKind pass) { return row(pass).name; }
llvm::StringRef pass_description(PassKind pass) { return row(pass).reason; }

std::vector<PassKind> default_pipeline() {
  std::vector<PassKind> pipeline;
  pipeline.reserve(std::size(kPasses));
  for (size_t i = 0; i < std::size(kPasses); ++i) pipeline.push_back(static_cast<PassKind>(i));
  return pipeline;
}

llvm::Expected<std::vector<PassKind>> parse_pipeline(llvm::StringRef text) {
  std::vector<PassKind> pipeline;
  while (!text.empty()) {
    auto [name, rest] = text.split(',');
    text = rest;
    name = name.trim();
    if (name.empty()) continue;
    size_t i = 0;
    while (i < std::size(kPasses) && kPasses[i].name != name) ++i;
    if (i == std::size(kPasses)) {
      return llvm::createStringError(std::errc::invalid_argument, "unknown pass '%s'",
                                     name.str().c_str());
    }
    pipeline.push_back(static_cast<PassKind>(i));
  }
  return pipeline;
}

std::string print_pipeline(llvm::ArrayRef<PassKind> pipeline) {
  std::string result;
  for (PassKind pass : pipeline) {
    if (!result.empty()) result += ',';
    result += pass_name(pass);
  }
  return result;
}

void run_passes(llvm::ArrayRef<PassKind> pipeline, PassContext context,
                const PassManagerOptions& options) {
  bool failed = false;
  for (PassKind pass : pipeline) {
    row(pass).function(context);
    if (options.verify_each && !failed) {
      const size_t before = context.document.diagnostics.size();
      verify_after(pass, context);
      failed = context.document.diagnostics.size() != before;
    }
    if (options.after_pass) options.after_pass(pass, context.document);
  }
}

}  // namespace critc
