#include "ir/text/scanner.h"

#include <array>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "ir/text/utf8.h"

namespace critc {

namespace {

enum ByteClass : uint8_t { kOther = 0, kSpace = 1, kLetter = 4, kDigit = 5, kHigh = 2 };
constexpr unsigned kPlainWord = 4;  // the bit that letters and digits have in common

constexpr std::array<ByteClass, 256> make_classes() {
  std::array<ByteClass, 256> classes = {};
  for (unsigned byte = 0x80; byte < 256; ++byte) classes[byte] = kHigh;
  for (unsigned letter = 'a'; letter <= 'z'; ++letter) {
    classes[letter] = kLetter;
    classes[letter - 'a' + 'A'] = kLetter;
  }
  for (unsigned digit = '0'; digit <= '9'; ++digit) classes[digit] = kDigit;
  for (char space : {' ', '\t', '\n', '\r', '\v', '\f'}) classes[static_cast<uint8_t>(space)] = kSpace;
  return classes;
}
constexpr std::array<ByteClass, 256> kClasses = make_classes();

// Of the ASCII characters that are a token by themselves.
constexpr std::array<TokenKind, 128> make_signs() {
  std::array<TokenKind, 128> signs = {};
  for (unsigned byte = 0x21; byte < 0x7F; ++byte) signs[byte] = TokenKind::Symbol;
  auto set = [&](std::initializer_list<char> chars, TokenKind kind) {
    for (char c : chars) signs[static_cast<uint8_t>(c)] = kind;
  };
  set({'<', '>', '='}, TokenKind::Comparator);
  set({'(', '[', '{'}, TokenKind::Open);
  set({')', ']', '}'}, TokenKind::Close);
  set({'"', '\'', '`'}, TokenKind::Quote);
  set({'-'}, TokenKind::Hyphen);
  set({'~'}, TokenKind::Tilde);
  set({','}, TokenKind::Comma);
  set({';'}, TokenKind::Semicolon);
  set({':'}, TokenKind::Colon);
  set({'.'}, TokenKind::Period);
  set({'/'}, TokenKind::Slash);
  set({'%'}, TokenKind::Percent);
  set({'+'}, TokenKind::Plus);
  set({'*'}, TokenKind::Star);
  set({'^'}, TokenKind::Caret);
  set({'?'}, TokenKind::Question);
  return signs;
}
constexpr std::array<TokenKind, 128> kSigns = make_signs();

// A reader of one text; positions past the end read as NUL.
class Scan {
 public:
  explicit Scan(llvm::StringRef text) : text_(text) {}

  char at(uint32_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  ByteClass cls(uint32_t i) const { return kClasses[static_cast<uint8_t>(at(i))]; }
  bool digit(uint32_t i) const { return cls(i) == kDigit; }
  CodePoint decode(uint32_t i) const { return decode_utf8(text_, i); }

  uint32_t digits_end(uint32_t i) const {
    while (digit(i)) ++i;
    return i;
  }

  // Behind ASCII letters and digits.
  uint32_t plain_word_end(uint32_t i) const {
    const char* data = text_.data();
    auto size = static_cast<uint32_t>(text_.size());
    while (i < size && (kClasses[static_cast<uint8_t>(data[i])] & kPlainWord)) ++i;
    return i;
  }

  uint32_t run_end(uint32_t i, char c) const {
    while (at(i) == c && i < text_.size()) ++i;
    return i;
  }

 private:
  llvm::StringRef text_;
};

bool continues_word(char32_t c) {
  auto point = static_cast<UChar32>(c);
  if (u_isalnum(point)) return point != 0xBA && point != 0xAA;
  int8_t type = u_charType(point);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

uint32_t word_end(const Scan& scan, uint32_t begin) {
  uint32_t i = scan.plain_word_end(begin);
  if (i > begin + 1 && (scan.at(begin) | 0x20) == 'x' && scan.digit(begin + 1)) return begin + 1;
  for (;; i = scan.plain_word_end(i)) {
    if (scan.cls(i) == kHigh) {
      CodePoint point = scan.decode(i);
      if (!point.valid || !continues_word(point.value)) return i;
      i += point.length;
    } else if (scan.at(i) == '\'' && i > begin && scan.cls(i + 1) == kLetter) {
      ++i;
    } else {
      return i;
    }
  }
}

// Whether exactly three digits follow the separator at `i`.
bool group_at(const Scan& scan, uint32_t i) {
  return scan.digit(i + 1) && scan.digit(i + 2) && scan.digit(i + 3) && !scan.digit(i + 4);
}

uint32_t dotted_end(const Scan& scan, uint32_t i, bool& groups) {
  while (scan.at(i) == '.' && scan.digit(i + 1)) {
    groups = groups && group_at(scan, i);
    i = scan.digits_end(i + 1);
  }
  return i;
}

// What follows the first digits and a point: a decimal, a section number or 1.000.000.
ScannedToken scan_point(const Scan& scan, uint32_t begin, uint32_t point) {
  uint32_t end = scan.digits_end(point + 1);
  if (scan.at(end) != '.' || !scan.digit(end + 1)) return {TokenKind::Number, begin, end};
  bool groups = point - begin <= 3;
  end = dotted_end(scan, point, groups);
  if (!groups) return {TokenKind::Dotted, begin, end};
  if (scan.at(end) == ',' && scan.digit(end + 1)) end = scan.digits_end(end + 1);
  return {TokenKind::Number, begin, end};
}

ScannedToken scan_number(const Scan& scan, uint32_t begin) {
  uint32_t end = scan.digits_end(begin);
  if (scan.at(end) == '.' && scan.digit(end + 1)) return scan_point(scan, begin, end);
  if (scan.at(end) != ',' || !scan.digit(end + 1)) return {TokenKind::Number, begin, end};
  if (end - begin <= 3 && group_at(scan, end)) {
    while (scan.at(end) == ',' && group_at(scan, end)) end += 4;
    if (scan.at(end) == '.' && scan.digit(end + 1)) end = scan.digits_end(end + 1);
    return {TokenKind::Number, begin, end};
  }
  // 1,5 and 36,75 are decimals; 1,2,3 and 1,20000 are lists.
  uint32_t fraction = end + 1;
  uint32_t stop = fraction + (scan.digit(fraction + 1) ? 2 : 1);
  bool list = scan.digit(stop) || ((scan.at(stop) == ',' || scan.at(stop) == '.') && scan.digit(stop + 1));
  return {TokenKind::Number, begin, list ? end : stop};
}

ScannedToken scan_sign(const Scan& scan, uint32_t begin) {
  char c = scan.at(begin);
  char next = scan.at(begin + 1);
  auto token = [&](TokenKind kind, uint32_t length) {
    return ScannedToken{kind, begin, begin + length};
  };
  if ((c == '<' || c == '>' || c == '!' || c == '=') && next == '=') {
    return token(TokenKind::Comparator, 2);
  }
  if (c == '+' && next == '/' && scan.at(begin + 2) == '-') return token(TokenKind::PlusMinus, 3);
  if (c == '-') {
    uint32_t end = scan.run_end(begin, '-');
    if (scan.at(end) == '>') return token(TokenKind::Symbol, end + 1 - begin);
    return {TokenKind::Hyphen, begin, end};
  }
  return token(kSigns[static_cast<uint8_t>(c) & 0x7F], 1);
}

TokenKind wide_kind(char32_t c) {
  switch (c) {
    case 0xAA: case 0xB0: case 0xBA: case 0x2DA:
      return TokenKind::Degree;
    case 0xB7: case 0xD7: case 0x2219: case 0x22C5:
      return TokenKind::Times;
    case 0xB1:
      return TokenKind::PlusMinus;
    case 0x2030: case 0x2031:
      return TokenKind::Percent;
    case 0xBC: case 0xBD: case 0xBE:
      return TokenKind::Number;
    case 0xFFFD:
      return TokenKind::Question;
    case 0x2022: case 0x2023: case 0x2043: case 0x2B1B: case 0x2B1C:
      return TokenKind::Bullet;
    default:
      break;
  }
  if (c >= 0x2155 && c <= 0x215E) return TokenKind::Number;  // fraction characters
  // Geometric shapes, dingbats, and the private use characters of symbol fonts.
  if ((c >= 0x25A0 && c <= 0x25FF) || (c >= 0x2700 && c <= 0x27BF) || (c >= 0xE000 && c <= 0xF8FF)) {
    return TokenKind::Bullet;
  }
  int8_t type = u_charType(static_cast<UChar32>(c));
  if (type == U_DASH_PUNCTUATION) return TokenKind::Hyphen;
  if (type == U_INITIAL_PUNCTUATION || type == U_FINAL_PUNCTUATION) return TokenKind::Quote;
  return TokenKind::Unknown;
}

ScannedToken scan_wide(const Scan& scan, uint32_t begin) {
  CodePoint point = scan.decode(begin);
  uint32_t end = begin + point.length;
  if (!point.valid) return {TokenKind::Unknown, begin, end};
  TokenKind kind = wide_kind(point.value);
  if (kind == TokenKind::Unknown && continues_word(point.value)) {
    return {TokenKind::Word, begin, word_end(scan, begin)};
  }
  return {kind, begin, end};
}

constexpr std::array<char, 256> make_lower() {
  std::array<char, 256> lower = {};
  for (unsigned byte = 0; byte < 256; ++byte) {
    lower[byte] = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
  }
  return lower;
}
constexpr std::array<char, 256> kLower = make_lower();

// Case folding and composition by ICU, for words that are not plain ASCII.
void fold_wide(llvm::StringRef word, llvm::SmallVectorImpl<char>& key) {
  llvm::SmallVector<UChar, 64> units;
  for (uint32_t at = 0; at < word.size();) {
    CodePoint point = decode_utf8(word, at);
    at += point.length;
    for (uint32_t c = point.value; c != 0;) {
      bool pair = c > 0xFFFF;
      units.push_back(static_cast<UChar>(pair ? 0xD7C0 + (c >> 10) : c));
      c = pair ? (0xDC00 | (c & 0x3FF)) : 0;
    }
  }
  auto count = static_cast<int32_t>(units.size());
  llvm::SmallVector<UChar, 128> folded(3 * units.size() + 1), composed(6 * units.size() + 1);
  UErrorCode error = U_ZERO_ERROR;
  count = u_strFoldCase(folded.data(), static_cast<int32_t>(folded.size()), units.data(), count,
                        U_FOLD_CASE_DEFAULT, &error);
  const UNormalizer2* nfc = unorm2_getNFCInstance(&error);
  count = unorm2_normalize(nfc, folded.data(), count, composed.data(),
                           static_cast<int32_t>(composed.size()), &error);
  if (U_FAILURE(error)) {
    key.append(word.begin(), word.end());
    return;
  }
  for (int32_t i = 0; i < count; ++i) {
    char32_t c = composed[static_cast<size_t>(i)];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < count) {
      c = 0x10000 + ((c & 0x3FF) << 10) + (composed[static_cast<size_t>(++i)] & 0x3FFu);
    }
    append_utf8(c, key);
  }
}

}  // namespace

uint32_t skip_space(llvm::StringRef text, uint32_t at) {
  while (at < text.size()) {
    ByteClass cls = kClasses[static_cast<uint8_t>(text[at])];
    if (cls == kSpace) {
      ++at;
    } else if (cls == kHigh) {
      CodePoint point = decode_utf8(text, at);
      if (!u_isUWhiteSpace(static_cast<UChar32>(point.value))) return at;
      at += point.length;
    } else {
      return at;
    }
  }
  return at;
}

ScannedToken scan_token(llvm::StringRef text, uint32_t at) {
  Scan scan(text);
  switch (scan.cls(at)) {
    case kLetter:
      return {TokenKind::Word, at, word_end(scan, at)};
    case kDigit:
      return scan_number(scan, at);
    case kHigh:
      return scan_wide(scan, at);
    default:
      return scan_sign(scan, at);
  }
}

void fold_word(llvm::StringRef word, llvm::SmallVectorImpl<char>& key) {
  key.clear();
  if (word.size() > 2 && word[word.size() - 2] == '\'' && (word.back() | 0x20) == 's') {
    word = word.drop_back(2);
  }
  key.resize_for_overwrite(word.size());
  char* out = key.data();
  uint8_t bits = 0;
  for (char c : word) {
    bits |= static_cast<uint8_t>(c);
    *out++ = kLower[static_cast<uint8_t>(c)];
  }
  if (bits < 0x80) return;
  key.clear();
  fold_wide(word, key);
}

}  // namespace critc
