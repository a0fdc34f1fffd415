// Renderers: diagnostics as text with carets for terminals, and as JSON for programs.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include "ir/diagnostics/diagnostic.h"
#include "ir/source/line_index.h"

namespace critc {

// Where a diagnostic's range lies.
struct DiagnosticSource {
  llvm::StringRef file;     // as given by the user
  llvm::StringRef posting;  // id, or empty when no posting could be read
  uint32_t record = 0;
  bool many_records = false;  // the place is named as file[record id] when a file holds several
  llvm::StringRef buffer;     // the criteria buffer (or the file, when no posting could be read)
};

// Renders one diagnostic after the other over one buffer:
//
//   file:3:7: warning: platelets has no value [missing-value]
//   with platelets lower ; no abnormal
//        ^~~~~~~~~~~~~~~
//
// Long lines are cut around the range; carets count terminal columns, so they are right under wide and
// multi-byte characters. Control characters of the source never reach the terminal.
class DiagnosticTextRenderer {
 public:
  DiagnosticTextRenderer(const DiagnosticSource& source, bool color, llvm::raw_ostream& out);
  void render(const Diagnostic& diagnostic, DiagnosticLevel shown_level);

 private:
  void place(uint32_t offset);
  void snippet(ByteRange range);

  DiagnosticSource source_;
  LineIndex lines_;
  bool color_;
  llvm::raw_ostream& out_;
};

// One JSON object on one line: file, posting, record, name, level, message, line, column, begin, end, notes, fix.
class DiagnosticJsonRenderer {
 public:
  DiagnosticJsonRenderer(const DiagnosticSource& source, llvm::raw_ostream& out);
  void render(const Diagnostic& diagnostic, DiagnosticLevel shown_level);

 private:
  DiagnosticSource source_;
  LineIndex lines_;
  llvm::raw_ostream& out_;
};

}  // namespace critc
