#include "backends/yaml/yaml_scalar.h"

#include "llvm/ADT/StringExtras.h"

#include "ir/text/utf8.h"

namespace critc {

namespace {

// Plain strings that YAML 1.1 readers take for null or a truth value.
bool is_reserved(llvm::StringRef words) {
  static constexpr llvm::StringLiteral kReserved[] = {"null", "true", "false", "yes", "no",
                                                      "on",   "off",  "y",     "n"};
  if (words.size() > 5) return false;
  for (llvm::StringRef each : kReserved)
    if (words.equals_insensitive(each)) return true;
  return false;
}

// Words of ASCII letters, digits and harmless signs that begin with a letter: no indicator, no number.
bool is_plain(llvm::StringRef words) {
  if (words.empty() || !llvm::isAlpha(words.front()) || words.back() == ' ') return false;
  for (size_t i = 0; i < words.size(); ++i) {
    char c = words[i];
    if (llvm::isAlnum(c)) continue;
    if (c == ':' && i + 1 < words.size() && llvm::isAlnum(words[i + 1])) continue;
    if (!llvm::StringRef(" _-./()*%^+;=<>").contains(c)) return false;
  }
  return !is_reserved(words);
}

// Characters that YAML does not print, and those that would end or hide a line.
bool needs_escape(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
         c == 0xFFFE || c == 0xFFFF;
}

void append_escape(TextBuffer& out, char32_t c) {
  switch (c) {
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  static constexpr char kHex[] = "0123456789abcdef";
  out += c < 0x100 ? "\\x" : "\\u";
  for (int shift = c < 0x100 ? 4 : 12; shift >= 0; shift -= 4) out += kHex[(c >> shift) & 15];
}

// Single quotes do for printable text that is all valid.
bool fits_single_quotes(llvm::StringRef words) {
  if (!words.contains('\\') && !words.contains('"')) return false;
  for (uint32_t at = 0; at < words.size();) {
    CodePoint point = decode_utf8(words, at);
    if (!point.valid || needs_escape(point.value)) return false;
    at += point.length;
  }
  return true;
}

void append_single_quoted(TextBuffer& out, llvm::StringRef words) {
  out += '\'';
  for (char c : words) out.fill(c == '\'' ? 2 : 1, c);
  out += '\'';
}

void append_double_quoted(TextBuffer& out, llvm::StringRef words) {
  out += '"';
  for (uint32_t at = 0; at < words.size();) {
    CodePoint point = decode_utf8(words, at);
    if (!point.valid)
      out += "\xEF\xBF\xBD";
    else if (needs_escape(point.value))
      append_escape(out, point.value);
    else if (point.value == '"' || point.value == '\\')
      (out += '\\') += words[at];
    else
      out += words.substr(at, point.length);
    at += point.length;
  }
  out += '"';
}

}  // namespace

void append_yaml_string(TextBuffer& out, llvm::StringRef words) {
  if (is_plain(words))
    out += words;
  else if (fits_single_quotes(words))
    append_single_quoted(out, words);
  else
    append_double_quoted(out, words);
}

}  // namespace critc
