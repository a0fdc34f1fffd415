// Lexer: cuts the normalized text into tokens, one pass. Words, gaps and signs are in lexer.cpp, numbers and
// the tokens that are joined to them in number_lexer.cpp.
#pragma once

#include <array>

#include "llvm/ADT/SmallString.h"

#include "frontend/lex/lexer.h"
#include "frontend/lex/plain_word.h"
#include "ir/text/scanner.h"

namespace critc {

class Lexer {
 public:
  Lexer(NormalizedText text, const Catalog& catalog, DiagnosticList& diagnostics);
  TokenBuffer run() &&;

 private:
  static constexpr WordId kUnset = UINT32_MAX;

  void skip_gap(uint32_t begin);
  void note_gap(llvm::StringRef gap);
  void lex_token();
  bool lex_plain_word();
  void look_ahead(uint32_t at);
  void lex_word(const ScannedToken& scanned);
  void push_word(uint32_t begin, uint32_t end, Catalog::Word word, uint8_t flags);
  void lex_number(ScannedToken scanned);
  void lex_sign(const ScannedToken& scanned);
  void lex_point();
  void join_word();
  void join_scientific();
  bool join_fraction(const NumberToken& fraction, uint32_t end);
  void join_spelled();
  bool split_word(uint32_t begin, uint32_t end, llvm::StringRef folded);
  Catalog::Word sign_word(llvm::StringRef spelling);

  Token& push(TokenKind kind, uint32_t begin, uint32_t end);
  void push_number(const NumberToken& number, uint32_t begin, uint32_t end);
  void widen(Token& token, uint32_t end);
  static void set_word(Token& token, Catalog::Word word) {
    token.word = word.id;
    token.starts = word.starts;
  }
  Token* last(size_t back = 0) {
    auto& tokens = buffer_.tokens;
    return tokens.size() > back ? &tokens[tokens.size() - 1 - back] : nullptr;
  }
  NumberToken& number_of(const Token& token) { return buffer_.numbers[token.payload]; }
  llvm::StringRef slice(uint32_t begin, uint32_t end) const { return text_.slice(begin, end); }

  const Catalog& catalog_;
  DiagnosticList& diagnostics_;
  TokenBuffer buffer_;
  llvm::StringRef text_;  // buffer_.text
  SourceMap::Cursor cursor_;
  uint32_t at_ = 0;
  uint8_t gap_flags_ = 0;  // of the next token
  uint16_t indent_ = 0;
  PlainWord words_[2];     // the last one and
  PlainWord* ahead_ = words_;  // the one that probably comes next; its slot is on its way to the cache
  std::array<Catalog::Word, 128> sign_words_;
  llvm::SmallString<64> key_;
};

}  // namespace critc
