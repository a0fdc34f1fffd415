#include "backends/cxx/cxx_text.h"

#include "llvm/ADT/StringExtras.h"

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

std::string cxx_comment(llvm::StringRef text, size_t most_bytes) {
  std::string comment;
  bool space = false;
  for (char c : text) {
    unsigned char byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F) {
      space = true;
      continue;
    }
    if (comment.size() >= most_bytes) {
      comment += " ...";
      break;
    }
    if (space && !comment.empty()) comment += ' ';
    space = false;
    comment += byte < 0x7F && c != '\\' && c != '?' ? c : '.';
  }
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
