#include "frontend/lex/lexer.h"

#include <algorithm>
#include <array>
#include <limits>

#include <unicode/uchar.h>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "frontend/lex/number.h"
#include "frontend/lex/word_splitter.h"
#include "ir/text/scanner.h"
#include "ir/text/utf8.h"

namespace critc {

namespace {

Comparator read_comparator(llvm::StringRef spelling) {
  switch (spelling.front()) {
    case '<': return spelling.size() > 1 ? Comparator::LessEqual : Comparator::Less;
    case '>': return spelling.size() > 1 ? Comparator::GreaterEqual : Comparator::Greater;
    case '!': return Comparator::NotEqual;
    default: return Comparator::Equal;
  }
}

uint8_t case_flags(llvm::StringRef word) {
  if (llvm::isLower(word.front())) return 0;
  bool first_upper = false, letter_seen = false, all_upper = true;
  for (uint32_t at = 0; at < word.size();) {
    CodePoint point = static_cast<uint8_t>(word[at]) < 0x80
                          ? CodePoint{static_cast<uint8_t>(word[at]), 1, true}
                          : decode_utf8(word, at);
    auto c = static_cast<UChar32>(point.value);
    bool ascii = c < 0x80;
    bool upper = ascii ? c >= 'A' && c <= 'Z' : u_isupper(c) != 0;
    bool letter = ascii ? llvm::isAlpha(word[at]) : u_isalpha(c) != 0;
    if (at == 0) first_upper = upper;
    letter_seen = letter_seen || letter;
    if (letter && !upper) all_upper = false;
    if (!all_upper && at != 0) break;
    at += point.length;
  }
  return static_cast<uint8_t>((first_upper ? kCapitalized : 0) |
                              (letter_seen && all_upper ? kAllCaps : 0));
}

class Lexer {
 public:
  Lexer(NormalizedText text, const Catalog& catalog, DiagnosticList& diagnostics)
      : catalog_(catalog), diagnostics_(diagnostics) {
    buffer_.text = std::move(text.text);
    buffer_.map = std::move(text.map);
    text_ = buffer_.text;
    buffer_.tokens.reserve(text_.size() / 5 + 8);
    sign_words_.fill(kUnset);
  }

  TokenBuffer run() && {
    SourceMap::Cursor cursor(buffer_.map);
    cursor_ = &cursor;
    for (skip_gap(0); at_ < text_.size(); skip_gap(at_)) lex_token();
    return std::move(buffer_);
  }

 private:
  static constexpr WordId kUnset = UINT32_MAX;

  void skip_gap(uint32_t begin);
  void note_gap(llvm::StringRef gap);
  void lex_token();
  void lex_word(const ScannedToken& scanned);
  void lex_number(ScannedToken scanned);
  void lex_sign(const ScannedToken& scanned);
  void lex_point();
  void join_word();
  void join_scientific();
  bool join_fraction(const NumberToken& fraction, uint32_t end);
  void join_spelled();
  void split_word(const ScannedToken& scanned, llvm::ArrayRef<uint32_t> lengths);
  WordId sign_word(llvm::StringRef spelling);

  Token& push(TokenKind kind, uint32_t begin, uint32_t end);
  void push_number(const NumberToken& number, uint32_t begin, uint32_t end);
  void widen(Token& token, uint32_t end);
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
  SourceMap::Cursor* cursor_ = nullptr;
  uint32_t at_ = 0;
  uint8_t gap_flags_ = 0;  // of the next token
  uint16_t indent_ = 0;
  std::array<WordId, 128> sign_words_;
  llvm::SmallString<64> key_;
};

void Lexer::skip_gap(uint32_t begin) {
  // Most gaps are one space.
  if (begin != 0 && begin + 1 < text_.size() && text_[begin] == ' ' && llvm::isAlnum(text_[begin + 1])) {
    at_ = begin + 1;
    gap_flags_ = kSpaceBefore;
    return;
  }
  at_ = skip_space(text_, begin);
  gap_flags_ = at_ > begin ? kSpaceBefore : 0;
  if (at_ > begin || begin == 0) note_gap(slice(begin, at_));
}

void Lexer::note_gap(llvm::StringRef gap) {
  constexpr uint32_t kTabStop = 8;
  constexpr uint32_t kMostColumns = std::numeric_limits<uint16_t>::max();
  uint32_t lines = buffer_.tokens.empty() ? 1 : 0;
  uint32_t column = 0;
  for (char c : gap) {
    if (c == '\n') {
      ++lines;
      column = 0;
    } else if (c == '\t') {
      column += kTabStop - column % kTabStop;
    } else if ((static_cast<uint8_t>(c) & 0xC0) != 0x80) {
      ++column;
    }
  }
  if (lines == 0) return;
  gap_flags_ |= kLineStart;
  if (lines > 1) gap_flags_ |= kBlankBefore;
  indent_ = static_cast<uint16_t>(std::min(column, kMostColumns));
}

Token& Lexer::push(TokenKind kind, uint32_t begin, uint32_t end) {
  Token token;
  ByteRange raw = cursor_->raw_range({begin, end});
  // Two tokens of one rewrite: the first has its bytes, the others have none of their own.
  uint32_t floor = buffer_.tokens.empty() ? 0 : buffer_.tokens.back().raw_end;
  token.raw_begin = std::max(raw.begin, floor);
  token.raw_end = std::max(raw.end, floor);
  token.norm_begin = begin;
  token.norm_end = end;
  token.kind = kind;
  token.flags = gap_flags_;
  if (gap_flags_ & kLineStart) token.indent = indent_;
  gap_flags_ = 0;
  at_ = end;
  buffer_.tokens.push_back(token);
  return buffer_.tokens.back();
}

// Makes the last token reach on to `end`.
void Lexer::widen(Token& token, uint32_t end) {
  token.raw_end = std::max(token.raw_end, buffer_.map.raw_range({token.norm_begin, end}).end);
  token.norm_end = end;
  token.word = catalog_.word(buffer_.spelling(token));
  at_ = end;
}

void Lexer::push_number(const NumberToken& number, uint32_t begin, uint32_t end) {
  Token& token = push(TokenKind::Number, begin, end);
  token.word = catalog_.word(slice(begin, end));
  token.payload = static_cast<uint32_t>(buffer_.numbers.size());
  buffer_.numbers.push_back(number);
}

void Lexer::lex_token() {
  ScannedToken scanned = scan_token(text_, at_);
  switch (scanned.kind) {
    case TokenKind::Word:
      return lex_word(scanned);
    case TokenKind::Number:
      return lex_number(scanned);
    case TokenKind::Period:
      return lex_point();
    default:
      return lex_sign(scanned);
  }
}

void Lexer::lex_word(const ScannedToken& scanned) {
  llvm::StringRef word = slice(scanned.begin, scanned.end);
  fold_word(word, key_);
  WordId id = catalog_.word(key_);
  if (id == 0) {
    auto lengths = split_glued(word, key_, catalog_);
    if (!lengths.empty()) return split_word(scanned, lengths);
  }
  uint8_t gap = gap_flags_;
  Token& token = push(TokenKind::Word, scanned.begin, scanned.end);
  token.word = id;
  token.flags = static_cast<uint8_t>(token.flags | case_flags(word));
  if (gap == 0 && last(1)) join_word();
}

// A word glued to what stands before it may be the end of a number.
void Lexer::join_word() {
  TokenKind before = last(1)->kind;
  if (before == TokenKind::Number) join_scientific();
  if (before == TokenKind::Hyphen) join_spelled();
}

void Lexer::split_word(const ScannedToken& scanned, llvm::ArrayRef<uint32_t> lengths) {
  llvm::StringRef word = slice(scanned.begin, scanned.end);
  std::string parts;
  size_t first = buffer_.tokens.size();
  uint32_t begin = scanned.begin;
  for (uint32_t length : lengths) {
    llvm::StringRef part = slice(begin, begin + length);
    fold_word(part, key_);
    Token& token = push(TokenKind::Word, begin, begin + length);
    token.word = catalog_.word(key_);
    token.flags = static_cast<uint8_t>(token.flags | kRecovered | case_flags(part));
    if (!parts.empty()) parts += ' ';
    parts += part.str();
    begin += length;
  }
  ByteRange range = buffer_.raw_hull(static_cast<uint32_t>(first),
                                     static_cast<uint32_t>(buffer_.tokens.size()));
  diagnostics_.push_back({DiagnosticKind::SplitWord, range, {word.str(), parts}, {}, parts});
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
    push(TokenKind::Dotted, scanned.begin, scanned.end).word = catalog_.word(spelling);
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

void Lexer::lex_sign(const ScannedToken& scanned) {
  llvm::StringRef spelling = slice(scanned.begin, scanned.end);
  Token& token = push(scanned.kind, scanned.begin, scanned.end);
  token.word = sign_word(spelling);
  if (scanned.kind == TokenKind::Comparator) token.payload = static_cast<uint32_t>(read_comparator(spelling));
}

WordId Lexer::sign_word(llvm::StringRef spelling) {
  if (spelling.size() != 1 || static_cast<uint8_t>(spelling[0]) >= 0x80) return catalog_.word(spelling);
  WordId& id = sign_words_[static_cast<uint8_t>(spelling[0])];
  if (id == kUnset) id = catalog_.word(spelling);
  return id;
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

}  // namespace

TokenBuffer lex(NormalizedText text, const Catalog& catalog, DiagnosticList& diagnostics) {
  return Lexer(std::move(text), catalog, diagnostics).run();
}

}  // namespace critc
