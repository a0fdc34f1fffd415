// Characters that are not ASCII: superscripts, subscripts, mojibake, and those that entities name.
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "frontend/normalize/normalizer.h"
#include "ir/text/utf8.h"

namespace critc {

namespace {

// The digit or sign that a superscript or subscript character shows; 0 when it is none.
char raised(char32_t c) {
  switch (c) {
    case 0xB9: return '1';
    case 0xB2: return '2';
    case 0xB3: return '3';
    case 0x207A: return '+';
    case 0x207B: return '-';
    default: break;
  }
  if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079)) return static_cast<char>('0' + (c - 0x2070));
  return 0;
}

char lowered(char32_t c) {
  return c >= 0x2080 && c <= 0x2089 ? static_cast<char>('0' + (c - 0x2080)) : '\0';
}

// Halves, quarters, fifths and eighths: the lexer reads them together with a whole number before them.
bool is_fraction(char32_t c) {
  return (c >= 0xBC && c <= 0xBE) || (c >= 0x2155 && c <= 0x2158) || (c >= 0x215B && c <= 0x215E);
}

}  // namespace

// "10" or "10 ": a superscript behind it is its exponent.
bool Normalizer::power_base_before() const {
  llvm::StringRef text = llvm::StringRef(out_.text).rtrim(' ');
  return text.size() == out_.text.size() ? !text.empty() && llvm::isDigit(text.back())
                                         : text.ends_with("10");
}

// UTF-8 that was read as Latin-1 and encoded again shows U+00C2 before the character that was meant.
bool Normalizer::latin1_follows(uint32_t at) const {
  if (at >= raw_.size()) return false;
  CodePoint point = decode_utf8(raw_, at);
  return point.valid && point.value >= 0x80 && point.value <= 0xBF;
}

// A character that the raw bytes name, rewritten as if it stood there itself.
void Normalizer::write_char(char32_t c, uint32_t length) {
  if (char digit = raised(c)) {
    char text[] = {'^', digit};
    bool plain = goes_on_raised() || unit_letters_before() || last() == '^' || !power_base_before();
    rewrite(llvm::StringRef(text, 2).drop_front(plain ? 1 : 0), length);
    raised_end_ = at_;
    return;
  }
  if (c == '\r' || c == '\n') return write_line_end(length);
  if (c < 0x20) return rewrite(" ", length);
  llvm::SmallString<4> utf8;
  append_utf8(c, utf8);
  RewriteIndex::Match match = index_.match(utf8, 0);
  rewrite(match.length == utf8.size() ? match.to : llvm::StringRef(utf8), length);
}

void Normalizer::step_wide() {
  CodePoint point = decode_utf8(raw_, at_);
  if (!point.valid) {
    if (first_invalid_.empty()) first_invalid_ = {at_, at_ + point.length};
    invalid_bytes_ += point.length;
    return rewrite("\xEF\xBF\xBD", point.length);
  }
  if (point.value == 0xC2 && latin1_follows(at_ + point.length)) return rewrite("", point.length);
  if (raised(point.value) != 0) return step_superscript();
  if (char digit = lowered(point.value)) return rewrite(llvm::StringRef(&digit, 1), point.length);
  if (point.value == 0xFEFF) return rewrite("", point.length);
  if (is_fraction(point.value)) return copy(point.length);
  if (!step_row()) copy(point.length);
}

// A run of superscripts is the power of a number, or part of a unit's name: m2, min-1. A lone U+00B3
// before a number is a >= whose symbol font was lost.
void Normalizer::step_superscript() {
  llvm::SmallString<16> digits("^");
  uint32_t end = at_;
  while (end < raw_.size() && static_cast<uint8_t>(raw_[end]) >= 0x80) {
    CodePoint point = decode_utf8(raw_, end);
    char digit = point.valid ? raised(point.value) : '\0';
    if (digit == 0) break;
    digits.push_back(digit);
    end += point.length;
  }
  if (digits == "^3" && (is_blank(last()) || last() == '(') && number_follows(end) && !power_base_before()) {
    return rewrite(">=", end - at_);
  }
  llvm::StringRef text(digits);
  rewrite(goes_on_raised() || unit_letters_before() ? text.drop_front() : text, end - at_);
  raised_end_ = at_;
}

}  // namespace critc
