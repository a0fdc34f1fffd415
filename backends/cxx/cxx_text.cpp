#include "backends/cxx/cxx_text.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

namespace critc {

std::string cxx_literal(llvm::StringRef text) {
  std::string literal = "\"";
  for (char c : text) {
    unsigned char byte = static_cast<unsigned char>(c);
    bool plain = byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\' && c != '?';
    if (plain) {
      literal += c;
    } else {
      literal += '\\';
      for (int shift : {6, 3, 0}) literal += static_cast<char>('0' + ((byte >> shift) & 7));
    }
  }
  return literal + '"';
}

// Line, paragraph and direction controls (U+2028..U+202E, U+2066..U+2069) could show other code than is there.
static bool is_hidden_control(llvm::StringRef text, size_t at) {
  if (text.size() - at < 3 || text[at] != '\xE2') return false;
  unsigned char second = static_cast<unsigned char>(text[at + 1]), third = static_cast<unsigned char>(text[at + 2]);
  return (second == 0x80 && third >= 0xA8 && third <= 0xAE) || (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

std::string cxx_comment(llvm::StringRef text, size_t most_bytes) {
  std::string valid = llvm::json::isUTF8(text) ? text.str() : llvm::json::fixUTF8(text);
  std::string comment;
  bool space = false;
  for (size_t i = 0; i < valid.size(); ++i) {
    unsigned char byte = static_cast<unsigned char>(valid[i]);
    bool starts_character = (byte & 0xC0) != 0x80;
    if (byte <= 0x20 || byte == 0x7F || is_hidden_control(valid, i)) {
      if (byte == 0xE2) i += 2;
      space = true;
      continue;
    }
    if (starts_character && comment.size() >= most_bytes) {
      comment += " ...";
      break;
    }
    if (space && !comment.empty()) comment += ' ';
    space = false;
    comment += valid[i];
  }
  // A backslash, or the trigraph for one, would carry the comment on to the next line.
  if (!comment.empty() && (comment.back() == '\\' || comment.back() == '/')) comment += " .";
  return comment;
}

std::string cxx_identifier(llvm::StringRef id) {
  std::string name;
  for (char c : id) {
    if (llvm::isAlnum(c)) name += c;
    else name += "_" + llvm::toHex(llvm::StringRef(&c, 1), /*LowerCase=*/true);
  }
  return name;
}

}  // namespace critc
