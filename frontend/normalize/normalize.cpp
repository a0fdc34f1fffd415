#include "frontend/normalize/normalize.h"

#include <algorithm>
#include <array>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "frontend/normalize/entity.h"
#include "frontend/normalize/normalizer.h"
#include "frontend/normalize/tag.h"
#include "ir/catalog/derived.h"

namespace critc {

ByteTable::ByteTable(const Catalog& catalog) {
  RewriteIndex index(catalog);
  for (unsigned byte = 0; byte < 256; ++byte) {
    auto c = static_cast<char>(byte);
    bool control = byte < 0x20 && !is_blank(c);
    bool special = byte >= 0x7F || control;
    handling_[byte] = special ? kSpecial : index.starts_row(c) ? kMayStartRow : kPlain;
  }
  for (char c : {'\\', '&', '<', '=', '^'}) handling_[static_cast<uint8_t>(c)] = kSpecial;
  for (unsigned byte = 0; byte < 256; ++byte) quiet_[byte] = handling_[byte] == kPlain;
  for (unsigned byte = 0; byte < 128; ++byte) {
    if (handling_[byte] == kMayStartRow) note_start(static_cast<char>(byte), catalog);
  }
}

Normalizer::Normalizer(llvm::StringRef raw, const Catalog& catalog)
    : raw_(raw), index_(catalog), bytes_(derived_from(catalog, own_bytes_)) {
  out_.text.reserve(raw.size() + raw.size() / 16 + 16);
}

NormalizedText Normalizer::run(DiagnosticList& diagnostics) {
  while (at_ < raw_.size()) {
    uint32_t begin = at_;
    skip_quiet();
    while (at_ < raw_.size() && is_plain()) ++at_;
    out_.text.append(raw_.data() + begin, at_ - begin);
    if (at_ < raw_.size()) step();
  }
  report(diagnostics);
  return std::move(out_);
}

// A byte that starts rows is quiet where each of them holds a character that is not ASCII.
void ByteTable::note_start(char start, const Catalog& catalog) {
  uint32_t reach = 0;
  for (const RewriteRow& row : catalog.rewrites_from(static_cast<char32_t>(start))) {
    llvm::StringRef from = catalog.string(row.from);
    const char* wide = llvm::find_if(from, [](char c) { return static_cast<uint8_t>(c) >= 0x80; });
    if (wide == from.end()) return;
    reach = std::max(reach, static_cast<uint32_t>(wide - from.begin()));
  }
  quiet_[static_cast<uint8_t>(start)] = true;
  reach_ = std::max(reach_, reach);
}

// Whether the text so far ends in one to three letters, as units do: the 2 of m^2 belongs to the word.
bool Normalizer::unit_letters_before() const {
  size_t letters = 0;
  for (size_t i = out_.text.size(); i > 0 && letters < 4 && llvm::isAlpha(out_.text[i - 1]); --i) ++letters;
  return letters >= 1 && letters <= 3;
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
  if (Entity entity = escaped_entity(); entity.length != 0) {
    write_char(entity.value, entity.length + 1);
  } else if (raw_[at_ + 1] == '^') {
    step_caret(2);
  } else {
    rewrite(raw_.substr(at_ + 1, 1), 2);
  }
  return true;
}

// "\&gt;": an entity whose ampersand was escaped.
Entity Normalizer::escaped_entity() const { return raw_[at_ + 1] == '&' ? read_entity(raw_, at_ + 1) : Entity{}; }

void Normalizer::step_entity() {
  Entity entity = read_entity(raw_, at_);
  if (entity.length == 0) return copy(1);
  write_char(entity.value, entity.length);
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

void Normalizer::report(DiagnosticList& diagnostics) const {
  if (invalid_bytes_ != 0) {
    diagnostics.push_back(
        {DiagnosticKind::InvalidUtf8, first_invalid_, {llvm::utostr(invalid_bytes_)}, {}, {}});
  }
  if (!first_nul_.empty()) diagnostics.push_back({DiagnosticKind::NulByte, first_nul_, {}, {}, {}});
}

NormalizedText normalize(llvm::StringRef raw, const Catalog& catalog, DiagnosticList& diagnostics) {
  return Normalizer(raw, catalog).run(diagnostics);
}

}  // namespace critc
