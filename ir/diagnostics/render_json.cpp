#include "ir/diagnostics/render.h"

namespace critc {

DiagnosticJsonRenderer::DiagnosticJsonRenderer(const DiagnosticSource& source, llvm::raw_ostream& out)
    : source_(source), lines_(source.buffer), out_(out) {}

void DiagnosticJsonRenderer::render(const Diagnostic& diagnostic, DiagnosticLevel shown_level) {
  LineColumn at = lines_.position(diagnostic.range.begin);
  llvm::json::OStream json(out_);
  json.object([&] {
    json.attribute("file", source_.file);
    json.attribute("posting", source_.posting);
    json.attribute("record", source_.record);
    json.attribute("name", kebab_name(diagnostic.kind));
    json.attribute("level", level_name(shown_level));
    json.attribute("message", message(diagnostic));
    json.attribute("line", at.line);
    json.attribute("column", at.column);
    json.attribute("begin", diagnostic.range.begin);
    json.attribute("end", diagnostic.range.end);
    json.attributeArray("notes", [&] {
      for (const DiagnosticNote& note : diagnostic.notes) {
        json.object([&] {
          json.attribute("text", note.text);
          json.attribute("begin", note.range.begin);
          json.attribute("end", note.range.end);
        });
      }
    });
    if (!diagnostic.fix.empty()) json.attribute("fix", diagnostic.fix);
  });
  out_ << '\n';
}

}  // namespace critc
