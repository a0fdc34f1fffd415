#include "ir/criterion/quoting.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/text/utf8.h"

namespace critc {

namespace {

constexpr llvm::StringLiteral kHexEscape = "\\x{";

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

void write_hex(char c, llvm::raw_ostream& out) {
  out << kHexEscape << llvm::utohexstr(static_cast<unsigned char>(c)) << '}';
}

// Reads the escape \x{..} at the front of `rest`.
bool consume_hex(llvm::StringRef& rest, std::string& bytes) {
  auto [digits, after] = rest.drop_front(kHexEscape.size()).split('}');
  uint8_t value;
  if (digits.size() + kHexEscape.size() == rest.size() || digits.getAsInteger(16, value) || value > 0x7F)
    return false;
  bytes += static_cast<char>(value);
  rest = after;
  return true;
}

// The letter behind the backslash of a short escape, or 0.
char short_escape(char c) {
  switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 0;
  }
}

char unescape(char letter) {
  switch (letter) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '"':
    case '\\': return letter;
    default: return 0;
  }
}

}  // namespace

bool is_valid_utf8(llvm::StringRef bytes) {
  for (uint32_t at = 0; at < bytes.size();) {
    CodePoint point = decode_utf8(bytes, at);
    if (!point.valid) return false;
    at += point.length;
  }
  return true;
}

std::string valid_utf8(llvm::StringRef bytes) {
  if (is_valid_utf8(bytes)) return bytes.str();
  llvm::SmallString<256> text;
  for (uint32_t at = 0; at < bytes.size();) {
    CodePoint point = decode_utf8(bytes, at);
    append_utf8(point.value, text);
    at += point.length;
  }
  return text.str().str();
}

void write_quoted(llvm::StringRef valid, llvm::raw_ostream& out) {
  out << '"';
  for (char c : valid) {
    if (char letter = short_escape(c)) {
      out << '\\' << letter;
    } else if (is_control(c)) {
      write_hex(c, out);
    } else {
      out << c;
    }
  }
  out << '"';
}

void write_source_line(llvm::StringRef valid, llvm::raw_ostream& out) {
  for (size_t i = 0; i < valid.size(); ++i) {
    char c = valid[i];
    bool last_blank = i + 1 == valid.size() && (c == ' ' || c == '\t');
    bool like_escape = c == '\\' && valid.substr(i).starts_with(kHexEscape);
    if (last_blank || like_escape || (is_control(c) && c != '\t')) {
      write_hex(c, out);
    } else {
      out << c;
    }
  }
}

bool read_quoted(llvm::StringRef inner, std::string& bytes) {
  while (!inner.empty()) {
    size_t plain = inner.find('\\');
    bytes += inner.take_front(plain);
    inner = inner.substr(plain);
    if (inner.empty()) return true;
    if (inner.starts_with(kHexEscape)) {
      if (!consume_hex(inner, bytes)) return false;
      continue;
    }
    char c = inner.size() > 1 ? unescape(inner[1]) : '\0';
    if (c == 0) return false;
    bytes += c;
    inner = inner.drop_front(2);
  }
  return true;
}

bool read_source_line(llvm::StringRef line, std::string& bytes) {
  while (!line.empty()) {
    size_t plain = line.find(kHexEscape);
    bytes += line.take_front(plain);
    line = line.substr(plain);
    if (!line.empty() && !consume_hex(line, bytes)) return false;
  }
  return true;
}

}  // namespace critc
