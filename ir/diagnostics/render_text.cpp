#include <algorithm>

#include "llvm/Support/JSON.h"
#include "llvm/Support/Unicode.h"

#include "ir/diagnostics/render.h"

namespace critc {

namespace {

constexpr uint32_t kContext = 60;    // bytes shown on either side of a range in a long line
constexpr uint32_t kMaxCaret = 100;  // bytes of a range that are shown

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The next offset at or after `at` that does not split a character.
uint32_t char_start(llvm::StringRef text, uint32_t at, uint32_t limit) {
  while (at < limit && is_continuation(text[at])) ++at;
  return at;
}

// The bytes as a terminal may show them: valid UTF-8, no control characters.
std::string printable(llvm::StringRef bytes) {
  std::string text = llvm::json::isUTF8(bytes) ? bytes.str() : llvm::json::fixUTF8(bytes);
  std::string shown;
  for (size_t i = 0; i < text.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(text[i]);
    bool c1_control = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c < 0x20 || c == 0x7F) {
      shown += ' ';
    } else if (c1_control) {
      shown += ' ';
      ++i;
    } else {
      shown += text[i];
    }
  }
  return shown;
}

// Terminal columns; characters that the terminal may not know count as one.
uint32_t columns(llvm::StringRef text) {
  int width = llvm::sys::unicode::columnWidthUTF8(text);
  if (width >= 0) return static_cast<uint32_t>(width);
  uint32_t count = 0;
  for (size_t i = 0; i < text.size();) {
    size_t next = i + 1;
    while (next < text.size() && is_continuation(text[next])) ++next;
    int one = llvm::sys::unicode::columnWidthUTF8(text.slice(i, next));
    count += one >= 0 ? static_cast<uint32_t>(one) : 1;
    i = next;
  }
  return count;
}

}  // namespace

DiagnosticTextRenderer::DiagnosticTextRenderer(const DiagnosticSource& source, bool color,
                                               llvm::raw_ostream& out)
    : source_(source), lines_(source.buffer), color_(color), out_(out) {}

void DiagnosticTextRenderer::place(uint32_t offset) {
  LineColumn at = lines_.position(offset);
  out_ << printable(source_.file);
  if (source_.many_records) out_ << '[' << source_.record << ' ' << printable(source_.posting) << ']';
  out_ << ':' << at.line << ':' << at.column << ": ";
}

void DiagnosticTextRenderer::snippet(ByteRange range) {
  if (source_.buffer.empty()) return;
  ByteRange line = lines_.line(lines_.position(range.begin).line);
  uint32_t begin = std::min(range.begin, line.end);
  uint32_t end = std::clamp(range.end, begin, std::min(line.end, begin + kMaxCaret));
  uint32_t from = begin - line.begin > kContext ? begin - kContext : line.begin;
  uint32_t to = line.end - end > kContext ? end + kContext : line.end;
  from = char_start(source_.buffer, from, begin);
  to = char_start(source_.buffer, to, line.end);
  end = char_start(source_.buffer, end, to);
  std::string before = (from > line.begin ? "..." : "") + printable(source_.buffer.slice(from, begin));
  std::string marked = printable(source_.buffer.slice(begin, end));
  out_ << before << marked << printable(source_.buffer.slice(end, to));
  out_ << (to < line.end ? "...\n" : "\n");
  out_.indent(columns(before));
  if (color_) out_.changeColor(llvm::raw_ostream::GREEN, /*Bold=*/true);
  out_ << '^';
  uint32_t width = columns(marked);
  for (uint32_t i = 1; i < width; ++i) out_ << '~';
  if (color_) out_.resetColor();
  out_ << '\n';
}

void DiagnosticTextRenderer::render(const Diagnostic& diagnostic, DiagnosticLevel shown_level) {
  static constexpr llvm::raw_ostream::Colors kColors[] = {
      llvm::raw_ostream::BLUE, llvm::raw_ostream::MAGENTA, llvm::raw_ostream::RED};
  place(diagnostic.range.begin);
  if (color_) out_.changeColor(kColors[static_cast<size_t>(shown_level)], /*Bold=*/true);
  out_ << level_name(shown_level) << ": ";
  if (color_) out_.resetColor();
  out_ << printable(message(diagnostic)) << " [" << kebab_name(diagnostic.kind) << "]\n";
  snippet(diagnostic.range);
  for (const DiagnosticNote& note : diagnostic.notes) {
    place(note.range.begin);
    out_ << "note: " << printable(note.text) << '\n';
    if (!note.range.empty()) snippet(note.range);
  }
  if (!diagnostic.fix.empty()) out_ << "  fix: write " << printable(diagnostic.fix) << '\n';
}

}  // namespace critc
