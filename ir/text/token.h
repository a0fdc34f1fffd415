// Token: what the lexer makes of the normalized text.
//
// Tokens are 32 bytes and own nothing. White space and dropped markup have no token: they are the
// gaps between raw ranges, so tokens and gaps tile the raw buffer byte for byte.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include "ir/catalog/ids.h"
#include "ir/number/decimal.h"
#include "ir/source/byte_range.h"
#include "ir/source/source_map.h"

namespace critc {

enum class TokenKind : uint8_t {
#define TOKEN(Name, Description) Name,
#include "ir/text/token_kind.def"
};

llvm::StringRef token_kind_name(TokenKind kind);

enum class Comparator : uint8_t { Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual };

llvm::StringRef comparator_spelling(Comparator comparator);  // "<=", ...

enum TokenFlags : uint8_t {
  kSpaceBefore = 1,    // white space stands before it in the normalized text; markup is none
  kLineStart = 2,      // first token of its line
  kBlankBefore = 4,    // at least one blank line before it
  kRecovered = 8,      // made by splitting glued words (see Mark word_split)
  kCapitalized = 16,   // word: first letter is upper case
  kAllCaps = 32,       // word: every letter is upper case
};

struct Token {
  uint32_t raw_begin = 0;
  uint32_t raw_end = 0;
  uint32_t norm_begin = 0;
  uint32_t norm_end = 0;
  WordId word = 0;       // key into the catalogue's tries: words folded, digits and signs as spelled;
                         // 0: the catalogue does not know it
  KindSet starts = 0;    // the kinds of the catalogue's phrases that start with it
  uint32_t payload = 0;  // see token_kind.def
  TokenKind kind = TokenKind::Unknown;
  uint8_t flags = 0;
  uint16_t indent = 0;   // of a kLineStart token: columns of white space before it

  ByteRange raw() const { return {raw_begin, raw_end}; }
  ByteRange norm() const { return {norm_begin, norm_end}; }
  bool has(TokenFlags flag) const { return flags & flag; }
};

// How a number was written, for those who must judge it.
struct NumberToken {
  Decimal value;
  enum Form : uint8_t {
    Plain,           // 12  12.5
    Grouped,         // 100,000
    DecimalComma,    // 1,5
    Ambiguous,       // 1,125 could be 1.125, and 1.500 or 100.000 is mostly 1500 and 100000: value is
                     // the grouped reading, a thousand times the other
    Spelled,         // twenty-one; single number words stay Word tokens: see grammar:number
    Roman,           // IV; not made by the lexer, which leaves the word
    Scientific,      // 1.5E9; 10^9 and 10E9 stay apart, as units write them
    Fraction,        // a fraction character: one half is 0.5, also behind a whole number
  } form = Plain;
};

// Everything the later stages may ask about the text of one posting.
struct TokenBuffer {
  std::string text;  // normalized, always valid UTF-8
  SourceMap map;     // text -> raw buffer
  std::vector<Token> tokens;
  std::vector<NumberToken> numbers;

  llvm::StringRef spelling(const Token& token) const {
    return llvm::StringRef(text).substr(token.norm_begin, token.norm_end - token.norm_begin);
  }
  ByteRange raw_hull(uint32_t tok_begin, uint32_t tok_end) const {  // empty token range: empty
    if (tok_begin >= tok_end) return {};
    return {tokens[tok_begin].raw_begin, tokens[tok_end - 1].raw_end};
  }
};

}  // namespace critc
