#include "frontend/outline/marker_scanner.h"

#include "llvm/ADT/StringExtras.h"

namespace critc {

namespace {

bool is_roman_digit(char c) { return llvm::StringRef("ivxlc").contains(c); }

// The value of a lower-case roman numeral up to 99 in its usual spelling; 0 when it is none.
uint16_t roman_value(llvm::StringRef text) {
  static constexpr struct {
    llvm::StringLiteral digits;
    uint8_t value;
  } kParts[] = {{"xc", 90}, {"l", 50}, {"xl", 40}, {"x", 10}, {"x", 10}, {"x", 10}, {"ix", 9},
                {"v", 5},   {"iv", 4}, {"i", 1},   {"i", 1},  {"i", 1}};
  uint16_t value = 0;
  for (const auto& part : kParts) {
    if (text.consume_front(part.digits)) value = static_cast<uint16_t>(value + part.value);
  }
  return text.empty() ? value : 0;
}

// Works on the characters, since a marker may be one token or several.
class MarkerReader {
 public:
  MarkerReader(const TokenBuffer& buffer, uint32_t at, uint32_t limit)
      : buffer_(buffer), at_(at), limit_(limit), text_(buffer.text),
        begin_(buffer.tokens[at].norm_begin), end_of_text_(buffer.tokens[limit - 1].norm_end) {}

  std::optional<Marker> read() {
    switch (buffer_.tokens[at_].kind) {
      case TokenKind::Star:
        return bullet(MarkerClass::Star, 0);
      case TokenKind::Hyphen:
        return bullet(MarkerClass::Dash, static_cast<uint8_t>(buffer_.tokens[at_].norm().size() > 1));
      case TokenKind::Bullet:
        return bullet(MarkerClass::Bullet, static_cast<uint8_t>(text_[buffer_.tokens[at_].norm_end - 1]));
      case TokenKind::Number:
      case TokenKind::Dotted:
      case TokenKind::Open:
        return ordered();
      case TokenKind::Word:
        return stands_in_prose() ? std::nullopt : ordered();
      default:
        return std::nullopt;
    }
  }

 private:
  // A longer word, or one of several letters before a blank: no marker, as most are.
  bool stands_in_prose() const {
    const ByteRange word = buffer_.tokens[at_].norm();
    return word.size() > 6 || (word.size() > 1 && llvm::isSpace(at(word.end)));
  }

  char at(uint32_t i) const { return i < end_of_text_ ? text_[i] : '\0'; }

  bool spaced_after(uint32_t tok) const {
    return tok + 1 < limit_ && buffer_.tokens[tok + 1].has(kSpaceBefore);
  }

  std::optional<Marker> bullet(MarkerClass cls, uint8_t variant) {
    if (at_ + 1 >= limit_) return std::nullopt;
    if (cls == MarkerClass::Star && buffer_.tokens[at_ + 1].kind == TokenKind::Star &&
        !spaced_after(at_)) {
      return std::nullopt;  // bold
    }
    Marker marker{at_, at_ + 1};
    marker.readings[marker.reading_count++] = {cls, variant};
    return marker;
  }

  std::optional<Marker> letter_o() {
    if (text_.substr(begin_, 1) != "o" || buffer_.tokens[at_].norm().size() != 1) return std::nullopt;
    return spaced_after(at_) ? bullet(MarkerClass::LetterO, 0) : std::nullopt;
  }

  std::optional<Marker> ordered() {
    uint32_t i = begin_;
    bool open = at(i) == '(' || at(i) == '[';
    char close = at(i) == '[' ? ']' : ')';
    if (open) ++i;
    uint32_t body_end = llvm::isDigit(at(i)) ? digits(i) : letters(i);
    if (body_end == i) return letter_o();
    std::optional<MarkerDelimiter> delimiter = delimiter_at(body_end, open, close);
    if (!delimiter) return letter_o();
    return finish(*delimiter);
  }

  // Reads 3 or 3.1.2 and returns its end, `i` when it is no marker's body.
  uint32_t digits(uint32_t i) {
    uint32_t begin = i;
    for (;;) {
      uint32_t value = 0, start = i;
      while (llvm::isDigit(at(i)) && i - start < 4) value = value * 10 + static_cast<uint32_t>(at(i++) - '0');
      if (i - start > 3 || value > 250 || (value == 0 && components_ == 0)) return begin;
      if (components_ > 0) prefix_ = (prefix_ << 8) | value_;
      value_ = static_cast<uint16_t>(value);
      ++components_;
      if (components_ > 4) return begin;
      if (at(i) != '.' || !llvm::isDigit(at(i + 1))) return i;
      ++i;
    }
  }

  uint32_t letters(uint32_t i) {
    uint32_t begin = i;
    while (llvm::isAlpha(at(i)) && i - begin < 6) ++i;
    if (llvm::isAlnum(at(i))) return begin;
    body_ = text_.substr(begin, i - begin);
    return i;
  }

  std::optional<MarkerDelimiter> delimiter_at(uint32_t i, bool open, char close) {
    end_ = i + 1;
    if (open) return at(i) == close ? std::optional(kBothSides) : std::nullopt;
    if (at(i) == '.' && at(i + 1) == ')') {
      end_ = i + 2;
      return kPeriodClose;
    }
    if (at(i) == ')') return kClose;
    if (at(i) == '-' && is_space(i + 1)) return kDashDelimiter;
    if (at(i) == '.') {
      bool glued_word = body_.empty() && (llvm::isAlpha(at(i + 1)) || at(i + 1) == '(');
      if (is_space(i + 1) || glued_word) return kPeriod;
      return std::nullopt;
    }
    end_ = i;
    if (components_ >= 2 && is_space(i)) return kNoDelimiter;
    return std::nullopt;
  }

  bool is_space(uint32_t i) const { return llvm::isSpace(at(i)) || static_cast<uint8_t>(at(i)) >= 0x80; }

  std::optional<Marker> finish(MarkerDelimiter delimiter) {
    uint32_t tok = at_;
    while (tok < limit_ && buffer_.tokens[tok].norm_end < end_) ++tok;
    if (tok >= limit_ || buffer_.tokens[tok].norm_end != end_) return std::nullopt;
    Marker marker{at_, tok + 1};
    auto add = [&](MarkerClass cls, uint16_t value, uint32_t prefix = 0) {
      if (value != 0 || cls == MarkerClass::Section) {
        marker.readings[marker.reading_count++] = {cls, static_cast<uint8_t>(delimiter), value, prefix};
      }
    };
    if (components_ == 1) add(MarkerClass::Number, value_);
    if (components_ > 1) add(MarkerClass::Section, value_, prefix_);
    if (components_ == 0) add_letters(add);
    if (marker.reading_count == 0) return std::nullopt;
    return marker;
  }

  template <typename Add>
  void add_letters(const Add& add) {
    bool upper = llvm::isUpper(body_.front());
    std::string lower = body_.lower();
    bool one_case = upper ? body_.upper() == body_ : lower == body_;
    if (!one_case) return;
    if (body_.size() == 1) {
      add(upper ? MarkerClass::UpperLetter : MarkerClass::LowerLetter,
          static_cast<uint16_t>(lower[0] - 'a' + 1));
    }
    if (llvm::all_of(lower, is_roman_digit)) {
      add(upper ? MarkerClass::UpperRoman : MarkerClass::LowerRoman, roman_value(lower));
    }
  }

  const TokenBuffer& buffer_;
  uint32_t at_;
  uint32_t limit_;
  llvm::StringRef text_;
  uint32_t begin_;
  uint32_t end_of_text_;
  uint32_t end_ = 0;
  uint32_t components_ = 0;
  uint32_t prefix_ = 0;
  uint16_t value_ = 0;
  llvm::StringRef body_;
};

}  // namespace

std::optional<Marker> read_marker(const TokenBuffer& buffer, uint32_t at, uint32_t limit) {
  return MarkerReader(buffer, at, limit).read();
}

}  // namespace critc
