#include "frontend/normalize/normalize.h"

#include <array>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "frontend/normalize/entity.h"
#include "frontend/normalize/rewrite_index.h"
#include "frontend/normalize/tag.h"
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

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

class Normalizer {
 public:
  Normalizer(llvm::StringRef raw, const Catalog& catalog) : raw_(raw), index_(catalog) {
    for (unsigned byte = 0; byte < 256; ++byte) {
      auto c = static_cast<char>(byte);
      bool control = byte < 0x20 && !is_space(c);
      bool special = byte >= 0x7F || control;
      handling_[byte] = special ? kSpecial : index_.starts_row(c) ? kMayStartRow : kPlain;
    }
    for (char c : {'\\', '&', '<', '=', '^'}) handling_[static_cast<uint8_t>(c)] = kSpecial;
    out_.text.reserve(raw.size() + raw.size() / 16 + 16);
  }

  NormalizedText run(DiagnosticList& diagnostics) {
    while (at_ < raw_.size()) {
      uint32_t begin = at_;
      while (at_ < raw_.size() && is_plain()) ++at_;
      out_.text.append(raw_.data() + begin, at_ - begin);
      if (at_ < raw_.size()) step();
    }
    report(diagnostics);
    return std::move(out_);
  }

 private:
  bool is_plain() const {
    Handling handling = handling_[static_cast<uint8_t>(raw_[at_])];
    return handling == kPlain || (handling == kMayStartRow && !index_.may_match(raw_, at_));
  }

  // What each kind of place becomes. Each returns whether it consumed anything.
  void step();
  bool step_row();
  bool step_ascii(char c);
  bool step_control(char c);
  void step_entity();
  bool step_tag();
  bool step_arrow_comparator();
  void step_caret(uint32_t length);
  void step_wide();
  void step_superscript();
  void write_char(char32_t c, uint32_t length);
  void write_line_end(uint32_t length);

  void copy(uint32_t length) {
    out_.text.append(raw_.data() + at_, length);
    at_ += length;
  }
  void rewrite(llvm::StringRef to, uint32_t length) {
    auto begin = static_cast<uint32_t>(out_.text.size());
    out_.text.append(to.data(), to.size());
    out_.map.add_rewrite({begin, begin + static_cast<uint32_t>(to.size())}, {at_, at_ + length});
    at_ += length;
  }

  char last() const { return out_.text.empty() ? '\n' : out_.text.back(); }
  bool unit_letters_before() const;
  bool power_base_before() const;
  bool number_follows(uint32_t at) const;
  bool latin1_follows(uint32_t at) const;
  void report(DiagnosticList& diagnostics) const;

  llvm::StringRef raw_;
  uint32_t at_ = 0;
  NormalizedText out_;
  RewriteIndex index_;
  enum Handling : uint8_t { kPlain, kMayStartRow, kSpecial };
  std::array<Handling, 256> handling_ = {};
  uint32_t invalid_bytes_ = 0;
  ByteRange first_invalid_, first_nul_;
};

// Whether the text so far ends in one to three letters, as units do: the 2 of m^2 belongs to the word.
bool Normalizer::unit_letters_before() const {
  size_t letters = 0;
  for (size_t i = out_.text.size(); i > 0 && letters < 4 && llvm::isAlpha(out_.text[i - 1]); --i) ++letters;
  return letters >= 1 && letters <= 3;
}

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

bool Normalizer::number_follows(uint32_t at) const {
  while (at < raw_.size() && raw_[at] == ' ') ++at;
  return at < raw_.size() && llvm::isDigit(raw_[at]);
}

void Normalizer::step() {
  char c = raw_[at_];
  if (static_cast<uint8_t>(c) >= 0x80) return step_wide();
  if (c == '<' && step_tag()) return;
  if (step_row() || step_control(c) || step_ascii(c)) return;
  copy(1);
}

bool Normalizer::step_row() {
  RewriteIndex::Match match = index_.match(raw_, at_);
  if (match.length == 0) return false;
  if (match.to == raw_.substr(at_, match.length)) {
    copy(match.length);
  } else {
    rewrite(match.to, match.length);
  }
  return true;
}

bool Normalizer::step_control(char c) {
  if (c == '\r') {
    bool pair = at_ + 1 < raw_.size() && raw_[at_ + 1] == '\n';
    rewrite("\n", pair ? 2 : 1);
    return true;
  }
  if (static_cast<uint8_t>(c) >= 0x20 && c != 0x7F) return false;
  if (c == '\0' && first_nul_.empty()) first_nul_ = {at_, at_ + 1};
  rewrite(" ", 1);
  return true;
}

bool Normalizer::step_ascii(char c) {
  if (c == '&') {
    step_entity();
    return true;
  }
  if (c == '=') return step_arrow_comparator();
  if (c == '^') {
    step_caret(1);
    return true;
  }
  if (!is_escape(raw_, at_)) return false;
  if (raw_[at_ + 1] == '^') {
    step_caret(2);
  } else {
    rewrite(raw_.substr(at_ + 1, 1), 2);
  }
  return true;
}

void Normalizer::step_entity() {
  Entity entity = read_entity(raw_, at_);
  if (entity.length == 0) return copy(1);
  write_char(entity.value, entity.length);
}

// A character that the raw bytes name, rewritten as if it stood there itself.
void Normalizer::write_char(char32_t c, uint32_t length) {
  if (char digit = raised(c)) {
    char text[] = {'^', digit};
    bool plain = unit_letters_before() || last() == '^' || !power_base_before();
    return rewrite(llvm::StringRef(text, 2).drop_front(plain ? 1 : 0), length);
  }
  if (c == '\r' || c == '\n') return write_line_end(length);
  if (c < 0x20) return rewrite(" ", length);
  llvm::SmallString<4> utf8;
  append_utf8(c, utf8);
  RewriteIndex::Match match = index_.match(utf8, 0);
  rewrite(match.length == utf8.size() ? match.to : llvm::StringRef(utf8), length);
}

// Markup that ends a line. Beside a line end of the text itself the two are one.
void Normalizer::write_line_end(uint32_t length) {
  auto is_end = [&](uint32_t at) { return at < raw_.size() && (raw_[at] == '\n' || raw_[at] == '\r'); };
  bool double_end = (at_ > 0 && is_end(at_ - 1)) || is_end(at_ + length);
  rewrite(double_end ? "" : "\n", length);
}

bool Normalizer::step_tag() {
  Tag tag = read_tag(raw_, at_);
  switch (tag.effect) {
    case TagEffect::None:
      return false;
    case TagEffect::Drop:
      rewrite("", tag.length);
      break;
    case TagEffect::Space:
      rewrite(" ", tag.length);
      break;
    case TagEffect::Line:
      write_line_end(tag.length);
      break;
    case TagEffect::Item:
      rewrite("\n* ", tag.length);
      break;
    case TagEffect::Superscript:
      rewrite(llvm::isDigit(last()) ? "^" : "", tag.length);
      break;
  }
  return true;
}

// `=<` and, before a number, `=>` compare; elsewhere `=>` is an arrow.
bool Normalizer::step_arrow_comparator() {
  uint32_t sign = at_ + 1;
  if (sign < raw_.size() && is_escape(raw_, sign)) ++sign;
  if (sign >= raw_.size() || (raw_[sign] != '<' && raw_[sign] != '>')) return false;
  if (raw_[sign] == '>' && !number_follows(sign + 1)) return false;
  if (!out_.text.empty() && (last() == '<' || last() == '>' || last() == '=')) return false;
  rewrite(raw_[sign] == '<' ? "<=" : ">=", sign + 1 - at_);
  return true;
}

// m^2 is the word m2; 10^9 keeps its caret.
void Normalizer::step_caret(uint32_t length) {
  uint32_t next = at_ + length;
  if (next < raw_.size() && raw_[next] == '-') ++next;
  bool digit = next < raw_.size() && llvm::isDigit(raw_[next]);
  if (digit && unit_letters_before()) return rewrite("", length);
  if (length == 1) return copy(1);
  rewrite("^", length);
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
  if (digits == "^3" && (is_space(last()) || last() == '(') && number_follows(end) && !power_base_before()) {
    return rewrite(">=", end - at_);
  }
  llvm::StringRef text(digits);
  rewrite(unit_letters_before() ? text.drop_front() : text, end - at_);
}

void Normalizer::report(DiagnosticList& diagnostics) const {
  if (invalid_bytes_ != 0) {
    diagnostics.push_back(
        {DiagnosticKind::InvalidUtf8, first_invalid_, {llvm::utostr(invalid_bytes_)}, {}, {}});
  }
  if (!first_nul_.empty()) diagnostics.push_back({DiagnosticKind::NulByte, first_nul_, {}, {}, {}});
}

}  // namespace

NormalizedText normalize(llvm::StringRef raw, const Catalog& catalog, DiagnosticList& diagnostics) {
  return Normalizer(raw, catalog).run(diagnostics);
}

}  // namespace critc
