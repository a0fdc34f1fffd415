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

llvm::SmallString<160> message(const Diagnostic& diagnostic) {
  llvm::StringRef pattern = row(diagnostic.kind).message;
  llvm::SmallString<160> text;
  while (!pattern.empty()) {
    size_t slot = pattern.find('{');
    while (slot != llvm::StringRef::npos && (slot + 2 >= pattern.size() || pattern[slot + 2] != '}'))
      slot = pattern.find('{', slot + 1);
    text += pattern.take_front(slot);
    if (slot == llvm::StringRef::npos) break;
    auto index = static_cast<size_t>(pattern[slot + 1] - '0');
    if (index < diagnostic.args.size()) text += diagnostic.args[index];
    pattern = pattern.drop_front(slot + 3);
  }
  return text;
}

}  // namespace critc
