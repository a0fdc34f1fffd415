// Numbers, and the tokens that are joined to them: 1.5E9, 1 and one half, twenty-one.
#include <algorithm>

#include "llvm/ADT/StringExtras.h"

#include "frontend/lex/lexer_core.h"
#include "frontend/lex/number.h"

namespace critc {

// Makes the last token reach on to `end`.
void Lexer::widen(Token& token, uint32_t end) {
  token.raw_end = std::max(token.raw_end, buffer_.map.raw_range({token.norm_begin, end}).end);
  token.norm_end = end;
  set_word(token, catalog_.find_word(buffer_.spelling(token)));
  at_ = end;
}

void Lexer::push_number(const NumberToken& number, uint32_t begin, uint32_t end) {
  Token& token = push(TokenKind::Number, begin, end);
  set_word(token, catalog_.find_word(slice(begin, end)));
  token.payload = static_cast<uint32_t>(buffer_.numbers.size());
  buffer_.numbers.push_back(number);
}

void Lexer::lex_number(ScannedToken scanned) {
  llvm::StringRef spelling = slice(scanned.begin, scanned.end);
  // 1,2,3 is a list: what is left of it after "1," is no decimal.
  Token* comma = last();
  Token* before = last(1);
  bool in_list = comma && before && comma->kind == TokenKind::Comma && before->kind == TokenKind::Number &&
                 before->norm_end == comma->norm_begin && comma->norm_end == scanned.begin;
  if (size_t cut = spelling.find(','); in_list && cut != llvm::StringRef::npos && spelling.size() - cut < 4) {
    scanned.end = scanned.begin + static_cast<uint32_t>(cut);
    spelling = slice(scanned.begin, scanned.end);
  }
  std::optional<NumberToken> number = read_number(spelling);
  if (!number) {
    set_word(push(TokenKind::Dotted, scanned.begin, scanned.end), catalog_.find_word(spelling));
    return;
  }
  if (number->form == NumberToken::Fraction && join_fraction(*number, scanned.end)) return;
  bool signed_before = gap_flags_ == 0 && comma &&
                       (comma->kind == TokenKind::Hyphen || comma->kind == TokenKind::Plus);
  push_number(*number, scanned.begin, scanned.end);
  if (signed_before) join_scientific();
}

// ".5" is a number unless the point ends a word.
void Lexer::lex_point() {
  Token* previous = last();
  bool open = !previous || (gap_flags_ & kSpaceBefore) || previous->kind == TokenKind::Comparator ||
              previous->kind == TokenKind::Open || previous->kind == TokenKind::Hyphen;
  uint32_t digit = at_ + 1;
  if (open && digit < text_.size() && llvm::isDigit(text_[digit])) {
    ScannedToken rest = scan_token(text_, digit);
    llvm::SmallString<32> digits("0.");
    digits += slice(rest.begin, rest.end);
    std::optional<NumberToken> number;
    if (llvm::StringRef(digits).count('.') == 1) number = read_number(digits);
    if (number && number->form != NumberToken::Grouped) return push_number(*number, at_, rest.end);
  }
  lex_sign({TokenKind::Period, at_, at_ + 1});
}

// 1.5E9 arrives as 1.5 and E9, 2.0E-3 as 2.0, E, - and 3. A mantissa of 10 is left alone: the
// 10E9 of 10E9/L belongs to the unit.
void Lexer::join_scientific() {
  auto& tokens = buffer_.tokens;
  auto exponent_of = [&](const Token& word) {
    llvm::StringRef spelling = buffer_.spelling(word);
    return word.kind == TokenKind::Word && spelling.consume_front_insensitive("e") ? spelling
                                                                                   : llvm::StringRef("?");
  };
  size_t length = 0;
  if (tokens.size() >= 2 && tokens.back().kind == TokenKind::Word) length = 2;
  if (tokens.size() >= 4 && tokens.back().kind == TokenKind::Number) length = 4;
  if (length == 0) return;
  size_t begin = tokens.size() - length;
  for (size_t i = begin + 1; i < tokens.size(); ++i) {
    if (tokens[i].norm_begin != tokens[i - 1].norm_end) return;
  }
  Token& mantissa = tokens[begin];
  if (mantissa.kind != TokenKind::Number || buffer_.spelling(mantissa) == "10") return;
  llvm::StringRef exponent = exponent_of(tokens[begin + 1]);
  bool negative = false;
  if (length == 4) {
    TokenKind sign = tokens[begin + 2].kind;
    negative = sign == TokenKind::Hyphen;
    if (!exponent.empty() || (!negative && sign != TokenKind::Plus)) return;
    exponent = buffer_.spelling(tokens.back());
  }
  auto number = read_scientific(number_of(mantissa).value, exponent, negative);
  if (!number) return;
  uint32_t end = tokens.back().norm_end;
  if (length == 4) buffer_.numbers.pop_back();
  tokens.resize(begin + 1);
  number_of(tokens.back()) = *number;
  widen(tokens.back(), end);
}

// 1 and one half, with or without a space between.
bool Lexer::join_fraction(const NumberToken& fraction, uint32_t end) {
  Token* whole = last();
  if (!whole || whole->kind != TokenKind::Number || (gap_flags_ & kLineStart)) return false;
  NumberToken& number = number_of(*whole);
  if (number.form != NumberToken::Plain || number.value.exponent != 0) return false;
  std::optional<Decimal> sum = add(number.value, fraction.value);
  if (!sum) return false;
  number = {*sum, NumberToken::Fraction};
  widen(*whole, end);
  gap_flags_ = 0;
  return true;
}

// twenty-one is one number; single number words are the catalogue's to read.
void Lexer::join_spelled() {
  Token *ones = last(), *hyphen = last(1), *tens = last(2);
  if (!tens || hyphen->kind != TokenKind::Hyphen || tens->kind != TokenKind::Word) return;
  if (tens->norm_end != hyphen->norm_begin || hyphen->norm_end != ones->norm_begin) return;
  std::optional<Decimal> high = number_word(tens->word, catalog_);
  if (!high || high->exponent != 0 || high->mantissa % 10 != 0) return;
  if (high->mantissa < 20 || high->mantissa > 90) return;
  std::optional<Decimal> low = number_word(ones->word, catalog_);
  if (!low || low->exponent != 0 || low->mantissa < 1 || low->mantissa > 9) return;
  uint32_t end = ones->norm_end;
  tens->kind = TokenKind::Number;
  tens->payload = static_cast<uint32_t>(buffer_.numbers.size());
  buffer_.numbers.push_back({Decimal::from_int(high->mantissa + low->mantissa), NumberToken::Spelled});
  buffer_.tokens.resize(buffer_.tokens.size() - 2);
  widen(buffer_.tokens.back(), end);
}

}  // namespace critc
