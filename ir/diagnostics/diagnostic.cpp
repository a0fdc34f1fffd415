#include "ir/diagnostics/diagnostic.h"

namespace critc {

namespace {

struct Row {
  DiagnosticLevel level;
  llvm::StringLiteral kebab, message, explanation;
};

constexpr Row kRows[] = {
#define DIAGNOSTIC(Name, Level, Kebab, Message, Explanation) \
  {DiagnosticLevel::Level, Kebab, Message, Explanation},
#include "ir/diagnostics/diagnostic_kind.def"
};

const Row& row(DiagnosticKind kind) { return kRows[static_cast<size_t>(kind)]; }

}  // namespace

DiagnosticLevel level(DiagnosticKind kind) { return row(kind).level; }

llvm::StringRef level_name(DiagnosticLevel level) {
  switch (level) {
    case DiagnosticLevel::Remark: return "remark";
    case DiagnosticLevel::Warning: return "warning";
    case DiagnosticLevel::Error: return "error";
  }
  return "";
}

llvm::StringRef kebab_name(DiagnosticKind kind) { return row(kind).kebab; }

llvm::StringRef explanation(DiagnosticKind kind) { return row(kind).explanation; }

std::optional<DiagnosticKind> diagnostic_kind(llvm::StringRef kebab_name) {
  for (size_t i = 0; i < std::size(kRows); ++i)
    if (kRows[i].kebab == kebab_name) return static_cast<DiagnosticKind>(i);
  return std::nullopt;
}

std::string message(const Diagnostic& diagnostic) {
  llvm::StringRef pattern = row(diagnostic.kind).message;
  std::string text;
  for (size_t i = 0; i < pattern.size(); ++i) {
    bool slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    if (!slot) {
      text += pattern[i];
      continue;
    }
    auto index = static_cast<size_t>(pattern[i + 1] - '0');
    if (index < diagnostic.args.size()) text += diagnostic.args[index];
    i += 2;
  }
  return text;
}

}  // namespace critc
