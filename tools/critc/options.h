// The command line of critc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "ir/criterion/vocabulary.h"
#include "ir/diagnostics/diagnostic.h"
#include "tools/compiler/compiler.h"

namespace critc {

enum class DiagnosticsFormat : uint8_t { Automatic, Text, Json, Counts, None };
enum class Dump : uint8_t { None, Tokens, Outline, Chunks, Ir };

struct CritcOptions {
  std::vector<std::string> files;
  std::string output;                    // empty: standard output
  const Backend* backend = nullptr;
  EmitOptions emit;
  Dump dump = Dump::None;
  Stage dump_stage = Stage::Canonical;   // of Dump::Ir
  bool print_after_all = false;
  std::vector<PassKind> print_after;
  std::optional<InputForm> form;
  unsigned threads = 1;
  bool statistics = false;
  DiagnosticsFormat diagnostics = DiagnosticsFormat::Automatic;
  std::vector<std::string> catalogs;     // --catalog FILE
  CompileOptions compile;
};

// Which diagnostics are shown and which count as errors: -W, -Wno-, -Werror=, by name.
class WarningPolicy {
 public:
  // One of NAME, no-NAME, error, error=NAME, no-error=NAME; false: no such diagnostic.
  bool apply(llvm::StringRef setting);
  bool shown(DiagnosticKind kind) const { return shown_[static_cast<size_t>(kind)]; }
  DiagnosticLevel level(DiagnosticKind kind) const;

 private:
  static constexpr size_t kKinds = 256;
  bool shown_[kKinds];
  bool error_[kKinds] = {};
  bool all_warnings_are_errors_ = false;

 public:
  WarningPolicy() { std::fill(std::begin(shown_), std::end(shown_), true); }
};

struct ParsedOptions {
  CritcOptions options;
  WarningPolicy warnings;
  std::optional<int> exit_code;  // set: the command line was answered (--explain, a usage error)
};

ParsedOptions parse_command_line(int argc, char** argv);

}  // namespace critc
