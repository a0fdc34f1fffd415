#include "frontend/lex/lexer.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <unicode/uchar.h>

#include "llvm/ADT/StringExtras.h"

#include "frontend/lex/lexer_core.h"
#include "frontend/lex/word_splitter.h"
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

}  // namespace

Lexer::Lexer(NormalizedText text, const Catalog& catalog, DiagnosticList& diagnostics)
    : catalog_(catalog),
      diagnostics_(diagnostics),
      buffer_{std::move(text.text), std::move(text.map), {}, {}},
      text_(buffer_.text),
      cursor_(buffer_.map) {
  buffer_.tokens.reserve(text_.size() / 5 + 8);
  sign_words_.fill({kUnset, 0});
}

TokenBuffer Lexer::run() && {
  for (skip_gap(0); at_ < text_.size(); skip_gap(at_)) lex_token();
  return std::move(buffer_);
}

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
  const ByteRange raw = cursor_.raw_range({begin, end});
  // Two tokens of one rewrite: the first has its bytes, the others have none of their own.
  const uint32_t floor = buffer_.tokens.empty() ? 0 : buffer_.tokens.back().raw_end;
  const uint16_t indent = gap_flags_ & kLineStart ? indent_ : 0;
  const uint8_t flags = std::exchange(gap_flags_, 0);
  at_ = end;
  return buffer_.tokens.emplace_back(Token{.raw_begin = std::max(raw.begin, floor),
                                           .raw_end = std::max(raw.end, floor),
                                           .norm_begin = begin,
                                           .norm_end = end,
                                           .kind = kind,
                                           .flags = flags,
                                           .indent = indent});
}

void Lexer::lex_token() {
  if (llvm::isAlpha(text_[at_]) && lex_plain_word()) return;
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

bool Lexer::lex_plain_word() {
  const PlainWord& word = *ahead_;
  if (word.begin != at_ && !read_plain_word(text_, at_, *ahead_)) return false;
  ahead_ = &words_[ahead_ == words_];
  look_ahead(word.end);
  Catalog::Word found = catalog_.find_word(word.key, word.hash);
  catalog_.prefetch(found);
  if (found.id == 0) {
    fold_word(slice(word.begin, word.end), key_);
    if (split_word(word.begin, word.end, key_)) return true;
  }
  push_word(word.begin, word.end, found, word.flags);
  return true;
}

// Reads the word behind a single space, so that the catalogue's slot is fetched while the word before it is
// made a token.
void Lexer::look_ahead(uint32_t at) {
  if (at + 1 >= text_.size() || text_[at] != ' ' || !llvm::isAlpha(text_[at + 1])) return;
  if (read_plain_word(text_, at + 1, *ahead_)) catalog_.prefetch_word(ahead_->hash);
}

void Lexer::lex_word(const ScannedToken& scanned) {
  llvm::StringRef word = slice(scanned.begin, scanned.end);
  fold_word(word, key_);
  Catalog::Word found = catalog_.find_word(key_);
  if (found.id == 0 && split_word(scanned.begin, scanned.end, key_)) return;
  push_word(scanned.begin, scanned.end, found, case_flags(word));
}

void Lexer::push_word(uint32_t begin, uint32_t end, Catalog::Word word, uint8_t flags) {
  uint8_t gap = gap_flags_;
  Token& token = push(TokenKind::Word, begin, end);
  set_word(token, word);
  token.flags = static_cast<uint8_t>(token.flags | flags);
  if (gap == 0 && last(1)) join_word();
}

// A word glued to what stands before it may be the end of a number.
void Lexer::join_word() {
  TokenKind before = last(1)->kind;
  if (before == TokenKind::Number) join_scientific();
  if (before == TokenKind::Hyphen) join_spelled();
}

// Makes several tokens of an unknown word where the dictionary proves that it was glued from several.
bool Lexer::split_word(uint32_t begin, uint32_t end, llvm::StringRef folded) {
  llvm::StringRef word = slice(begin, end);
  auto lengths = split_glued(word, folded, catalog_);
  if (lengths.empty()) return false;
  std::string parts;
  size_t first = buffer_.tokens.size();
  for (uint32_t length : lengths) {
    llvm::StringRef part = slice(begin, begin + length);
    fold_word(part, key_);
    Token& token = push(TokenKind::Word, begin, begin + length);
    set_word(token, catalog_.find_word(key_));
    token.flags = static_cast<uint8_t>(token.flags | kRecovered | case_flags(part));
    if (!parts.empty()) parts += ' ';
    parts += part.str();
    begin += length;
  }
  ByteRange range = buffer_.raw_hull(static_cast<uint32_t>(first),
                                     static_cast<uint32_t>(buffer_.tokens.size()));
  diagnostics_.push_back({DiagnosticKind::SplitWord, range, {word.str(), parts}, {}, parts});
  return true;
}

void Lexer::lex_sign(const ScannedToken& scanned) {
  llvm::StringRef spelling = slice(scanned.begin, scanned.end);
  Token& token = push(scanned.kind, scanned.begin, scanned.end);
  set_word(token, sign_word(spelling));
  if (scanned.kind == TokenKind::Comparator) token.payload = static_cast<uint32_t>(read_comparator(spelling));
}

Catalog::Word Lexer::sign_word(llvm::StringRef spelling) {
  if (spelling.size() != 1 || static_cast<uint8_t>(spelling[0]) >= 0x80) return catalog_.find_word(spelling);
  Catalog::Word& word = sign_words_[static_cast<uint8_t>(spelling[0])];
  if (word.id == kUnset) word = catalog_.find_word(spelling);
  return word;
}

TokenBuffer lex(NormalizedText text, const Catalog& catalog, DiagnosticList& diagnostics) {
  return Lexer(std::move(text), catalog, diagnostics).run();
}

}  // namespace critc
