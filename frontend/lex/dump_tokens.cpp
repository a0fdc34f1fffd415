#include <algorithm>

#include "llvm/Support/raw_ostream.h"

#include "frontend/lex/lexer.h"

namespace critc {

namespace {

void print_quoted(llvm::StringRef text, llvm::raw_ostream& out) {
  out << '"';
  for (char c : text) {
    if (c == '\n') {
      out << "\\n";
    } else if (c == '\t') {
      out << "\\t";
    } else if (c == '"' || c == '\\') {
      out << '\\' << c;
    } else {
      out << c;
    }
  }
  out << '"';
}

llvm::StringRef form_name(NumberToken::Form form) {
  switch (form) {
    case NumberToken::Plain: return "plain";
    case NumberToken::Grouped: return "grouped";
    case NumberToken::DecimalComma: return "decimal-comma";
    case NumberToken::Ambiguous: return "ambiguous";
    case NumberToken::Spelled: return "spelled";
    case NumberToken::Roman: return "roman";
    case NumberToken::Scientific: return "scientific";
    case NumberToken::Fraction: return "fraction";
  }
  return "";
}

void print_token(const TokenBuffer& buffer, const Token& token, llvm::raw_ostream& out) {
  out << token.raw_begin << '-' << token.raw_end << ' ' << token_kind_name(token.kind) << ' ';
  print_quoted(buffer.spelling(token), out);
  if (token.kind == TokenKind::Number) {
    const NumberToken& number = buffer.numbers[token.payload];
    out << " = ";
    number.value.print(out);
    out << ' ' << form_name(number.form);
  }
  if (token.kind == TokenKind::Comparator) {
    out << ' ' << comparator_spelling(static_cast<Comparator>(token.payload));
  }
  if (token.kind == TokenKind::Word && token.word == 0) out << " unknown";
  if (token.has(kRecovered)) out << " recovered";
  if (token.has(kAllCaps)) {
    out << " caps";
  } else if (token.has(kCapitalized)) {
    out << " capitalized";
  }
  if (token.has(kBlankBefore)) out << " blank-before";
  if (token.has(kLineStart)) out << " line indent=" << token.indent;
  out << '\n';
}

// Bytes without a token: from the end of the one before to the begin of the next.
void print_gap(const TokenBuffer& buffer, ByteRange raw, ByteRange norm, llvm::raw_ostream& out) {
  if (raw.empty()) return;
  out << raw.begin << '-' << raw.end << " gap ";
  print_quoted(llvm::StringRef(buffer.text).slice(norm.begin, norm.end), out);
  out << '\n';
}

}  // namespace

void dump_tokens(const TokenBuffer& tokens, llvm::raw_ostream& out) {
  ByteRange raw, norm;
  for (const Token& token : tokens.tokens) {
    raw.end = token.raw_begin;
    norm.end = token.norm_begin;
    print_gap(tokens, raw, norm, out);
    print_token(tokens, token, out);
    raw.begin = token.raw_end;
    norm.begin = token.norm_end;
  }
  norm.end = static_cast<uint32_t>(tokens.text.size());
  raw.end = std::max(raw.begin, tokens.map.raw_range({norm.end, norm.end}).end);
  print_gap(tokens, raw, norm, out);
}

}  // namespace critc
