// Diagnostic: one remark, warning or error about one place of one posting.
//
// Stages append Diagnostics to a DiagnosticList and never print. The message is rendered from the row
// in diagnostic_kind.def and the arguments only when somebody reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include "ir/source/byte_range.h"

namespace critc {

enum class DiagnosticKind : uint8_t {
#define DIAGNOSTIC(Name, Level, Kebab, Message, Explanation) Name,
#include "ir/diagnostics/diagnostic_kind.def"
};

enum class DiagnosticLevel : uint8_t { Remark, Warning, Error };

struct DiagnosticNote {
  ByteRange range;
  std::string text;
  bool operator==(const DiagnosticNote&) const = default;
};

struct Diagnostic {
  DiagnosticKind kind;
  ByteRange range;                    // in the criteria buffer
  llvm::SmallVector<std::string, 1> args;  // for {0}, {1}, ... ; valid UTF-8, cut to a readable length
  std::vector<DiagnosticNote> notes;  // never given alone
  std::string fix;                    // replacement for `range`, or empty
  bool operator==(const Diagnostic&) const = default;
};

using DiagnosticList = std::vector<Diagnostic>;

DiagnosticLevel level(DiagnosticKind kind);
llvm::StringRef level_name(DiagnosticLevel level);    // "warning"
llvm::StringRef kebab_name(DiagnosticKind kind);      // "missing-value"
llvm::StringRef explanation(DiagnosticKind kind);
std::optional<DiagnosticKind> diagnostic_kind(llvm::StringRef kebab_name);
llvm::SmallString<160> message(const Diagnostic& diagnostic);  // with the arguments put in

}  // namespace critc
