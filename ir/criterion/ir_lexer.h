// Tokens of the IR text form. White space and `;` separate and mean nothing; a line that begins with
// // is a comment; a line that begins with | is one token with the words behind it.
#pragma once

#include <cstdint>

#include "llvm/ADT/StringRef.h"

namespace critc {

enum class IrTokenKind : uint8_t {
  End,
  Bad,         // a character that starts no token, or a string without its end
  Word,        // compare  lab:platelets  I7.3  api-v2
  Number,      // 18  -3.0
  String,      // text: what stands between the quotes, escapes and all
  SourceLine,  // text: the words behind `|` and one blank
  Comparator,  // < <= > >= =
  Lost,        // ??
  Dots,        // ..
  Sign,        // one of { } ( ) [ ] , @ ~ - _
};

struct IrToken {
  IrTokenKind kind = IrTokenKind::End;
  bool space_before = false;
  llvm::StringRef text;

  bool is(char sign) const { return kind == IrTokenKind::Sign && text.front() == sign; }
  bool is_word(llvm::StringRef word) const { return kind == IrTokenKind::Word && text == word; }
};

class IrLexer {
 public:
  explicit IrLexer(llvm::StringRef text) : text_(text) {}
  IrToken next();  // End again and again at the end

 private:
  bool skip_blank();  // whether anything was skipped
  IrToken take(IrTokenKind kind, size_t length);
  IrToken token();
  IrToken sign();
  IrToken string();
  IrToken number(size_t digits_begin);
  IrToken word();
  IrToken line_rest();
  bool at_line_start() const;

  llvm::StringRef text_;
  size_t at_ = 0;
};

}  // namespace critc
