#include "ir/criterion/ir_lexer.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"

namespace critc {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ';'; }
bool starts_word(char c) { return llvm::isAlpha(c); }
bool in_word(char c) { return llvm::isAlnum(c) || c == '_' || c == ':' || c == '-'; }

}  // namespace

bool IrLexer::at_line_start() const {
  for (size_t i = at_; i > 0; --i) {
    char c = text_[i - 1];
    if (c == '\n') return true;
    if (!is_blank(c)) return false;
  }
  return true;
}

bool IrLexer::skip_blank() {
  size_t begin = at_;
  while (at_ < text_.size()) {
    if (is_blank(text_[at_])) {
      ++at_;
    } else if (text_.substr(at_).starts_with("//") && at_line_start()) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else {
      break;
    }
  }
  return at_ != begin || at_ == 0;
}

IrToken IrLexer::take(IrTokenKind kind, size_t length) {
  IrToken token{kind, false, text_.substr(at_, length)};
  at_ += token.text.size();
  return token;
}

IrToken IrLexer::string() {
  for (size_t i = at_ + 1; i < text_.size(); ++i) {
    if (text_[i] == '\n') break;
    if (text_[i] == '\\') {
      ++i;
      continue;
    }
    if (text_[i] != '"') continue;
    IrToken token = take(IrTokenKind::String, i + 1 - at_);
    token.text = token.text.drop_front().drop_back();
    return token;
  }
  return take(IrTokenKind::Bad, 1);
}

IrToken IrLexer::number(size_t digits_begin) {
  size_t end = digits_begin;
  auto digit = [&](size_t i) { return i < text_.size() && llvm::isDigit(text_[i]); };
  while (digit(end)) ++end;
  if (end < text_.size() && text_[end] == '.' && digit(end + 1)) {
    ++end;
    while (digit(end)) ++end;
  }
  return take(IrTokenKind::Number, end - at_);
}

IrToken IrLexer::word() {
  size_t end = at_;
  while (end < text_.size()) {
    bool inner_point = text_[end] == '.' && end + 1 < text_.size() && llvm::isAlnum(text_[end + 1]);
    if (!in_word(text_[end]) && !inner_point) break;
    ++end;
  }
  return take(IrTokenKind::Word, end - at_);
}

IrToken IrLexer::line_rest() {
  ++at_;
  if (at_ < text_.size() && text_[at_] == ' ') ++at_;
  IrToken token = take(IrTokenKind::SourceLine, std::min(text_.find('\n', at_), text_.size()) - at_);
  token.text.consume_back("\r");
  return token;
}

IrToken IrLexer::sign() {
  llvm::StringRef rest = text_.substr(at_);
  char c = rest.front();
  if (rest.starts_with("<=") || rest.starts_with(">=")) return take(IrTokenKind::Comparator, 2);
  if (c == '<' || c == '>' || c == '=') return take(IrTokenKind::Comparator, 1);
  if (rest.starts_with("??")) return take(IrTokenKind::Lost, 2);
  if (rest.starts_with("..")) return take(IrTokenKind::Dots, 2);
  return take(llvm::StringRef("{}()[],@~-_").contains(c) ? IrTokenKind::Sign : IrTokenKind::Bad, 1);
}

IrToken IrLexer::token() {
  if (at_ >= text_.size()) return take(IrTokenKind::End, 0);
  char c = text_[at_];
  bool digit_follows = at_ + 1 < text_.size() && llvm::isDigit(text_[at_ + 1]);
  if (starts_word(c)) return word();
  if (llvm::isDigit(c)) return number(at_);
  if (c == '-' && digit_follows) return number(at_ + 1);
  if (c == '"') return string();
  if (c == '|' && at_line_start()) return line_rest();
  return sign();
}

IrToken IrLexer::next() {
  bool space = skip_blank();
  IrToken result = token();
  result.space_before = space;
  return result;
}

}  // namespace critc
