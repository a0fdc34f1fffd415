// Normalizer: walks the raw bytes once; plain runs are copied, what may be rewritten is looked at. ASCII is in
// normalize.cpp, other characters in wide.cpp.
#pragma once

#include <array>
#include <optional>
#include <utility>

#include "llvm/ADT/StringRef.h"

#include "frontend/normalize/entity.h"
#include "frontend/normalize/normalize.h"
#include "frontend/normalize/rewrite_index.h"

namespace critc {

inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

// How each byte is to be looked at.
class ByteTable {
 public:
  explicit ByteTable(const Catalog& catalog);

  enum Handling : uint8_t { kPlain, kMayStartRow, kSpecial };
  Handling handling(char c) const { return handling_[static_cast<uint8_t>(c)]; }
  bool quiet(char c) const { return quiet_[static_cast<uint8_t>(c)]; }
  uint32_t reach() const { return reach_; }

 private:
  void note_start(char start, const Catalog& catalog);

  std::array<Handling, 256> handling_ = {};
  std::array<bool, 256> quiet_ = {};  // plain, or starts rows that all hold a byte that is not quiet
  uint32_t reach_ = 0;                // how far from the start of such a row that byte may stand
};

class Normalizer {
 public:
  Normalizer(llvm::StringRef raw, const Catalog& catalog);
  NormalizedText run(DiagnosticList& diagnostics);

 private:
  // Moves over bytes that are rewritten by themselves never, and by rows only where a loud byte stands among the
  // next few.
  void skip_quiet() {
    auto size = static_cast<uint32_t>(raw_.size());
    uint32_t end = at_;
    while (end < size && bytes_.quiet(raw_[end])) ++end;
    if (end >= at_ + bytes_.reach()) at_ = end - bytes_.reach();
  }

  bool is_plain() const {
    ByteTable::Handling handling = bytes_.handling(raw_[at_]);
    return handling == ByteTable::kPlain || (handling == ByteTable::kMayStartRow && !index_.may_match(raw_, at_));
  }

  // What each kind of place becomes. Each returns whether it consumed anything.
  void step();
  bool step_row();
  bool step_ascii(char c);
  bool step_control(char c);
  void step_entity();
  Entity escaped_entity() const;
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
  bool goes_on_raised() const { return at_ != 0 && raised_end_ == at_; }  // ^1^2, spelled in two ways, is ^12
  bool number_follows(uint32_t at) const;
  bool latin1_follows(uint32_t at) const;
  void report(DiagnosticList& diagnostics) const;

  llvm::StringRef raw_;
  uint32_t at_ = 0;
  NormalizedText out_;
  RewriteIndex index_;
  std::optional<ByteTable> own_bytes_;
  const ByteTable& bytes_;
  uint32_t raised_end_ = 0;  // raw end of the last superscript
  uint32_t invalid_bytes_ = 0;
  ByteRange first_invalid_, first_nul_;
};

}  // namespace critc
