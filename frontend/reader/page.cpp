// Pages of mirrors: finds the criteria between the furniture, by the rows of the furniture table.

#include <algorithm>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include "frontend/reader/forms.h"
#include "frontend/reader/furniture.h"

namespace critc {

namespace {

constexpr llvm::StringLiteral kIdField = "nct_id";
constexpr llvm::StringLiteral kCriteriaField = "criteria";

// The end of the line that starts at `at`, before its line end.
uint32_t line_end(llvm::StringRef text, uint32_t at) {
  return static_cast<uint32_t>(std::min(text.find_first_of("\r\n", at), text.size()));
}

uint32_t next_line(llvm::StringRef text, uint32_t end) {
  if (end >= text.size()) return end;
  return end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
}

// The one NCT number that the text holds; empty when there is none or several.
llvm::StringRef only_nct_number(llvm::StringRef text) {
  constexpr size_t kLength = 11;
  llvm::StringRef found;
  for (size_t at = text.find("NCT"); at != llvm::StringRef::npos; at = text.find("NCT", at + 3)) {
    llvm::StringRef id = text.substr(at, kLength);
    if (id.size() < kLength || !llvm::all_of(id.drop_front(3), llvm::isDigit)) continue;
    if (at + kLength < text.size() && llvm::isDigit(text[at + kLength])) continue;
    if (!found.empty() && found != id) return {};
    found = id;
  }
  return found;
}

class PageReader {
 public:
  PageReader(llvm::StringRef text, const Catalog& catalog)
      : text_(text), furniture_(FurnitureIndex::of(catalog, own_furniture_)) {}

  Posting run() && {
    for (uint32_t at = bom_length(text_); at < text_.size();) {
      uint32_t end = line_end(text_, at);
      read_line({at, end});
      at = next_line(text_, end);
    }
    finish();
    return std::move(posting_);
  }

 private:
  // Before: nothing said yet that criteria begin; Inside: criteria; Behind: what follows them.
  enum class State : uint8_t { Before, Inside, Behind };

  void read_line(ByteRange line) {
    llvm::StringRef content = text_.slice(line.begin, line.end);
    FurnitureIndex::Match match = furniture_.match(content);
    if (!match) {
      if (state_ != State::Inside && !content.trim().empty()) {
        add(line, state_ == State::Before ? RangeClass::Note : RangeClass::Furniture);
      }
      return;
    }
    switch (match.row->role) {
      case FurnitureRole::Skip:
        add(line, RangeClass::Furniture);
        break;
      case FurnitureRole::Stop:
        add(line, RangeClass::Furniture);
        if (state_ == State::Inside) state_ = State::Behind;
        break;
      case FurnitureRole::Heading:
        add(line, RangeClass::Heading);
        begin_criteria();
        break;
      case FurnitureRole::Section:
        begin_section(line, match.argument);
        break;
      case FurnitureRole::Field:
        read_field(line, match);
        break;
    }
  }

  void begin_criteria() {
    state_ = State::Inside;
    started_ = true;
  }

  void begin_section(ByteRange line, llvm::StringRef name) {
    add(line, RangeClass::Heading);
    Section section = Section::Inclusion;
    if (auto parsed = parse_vocabulary(name, &section)) section = *parsed;
    posting_.hints.push_back({line.begin, section});
    begin_criteria();
  }

  void read_field(ByteRange line, const FurnitureIndex::Match& match) {
    if (match.argument == kCriteriaField) {
      // The criteria begin behind the field's name, in the same line.
      uint32_t begin = offset_of(match.rest.empty() ? text_.substr(line.end) : match.rest);
      add({line.begin, begin}, RangeClass::Field);
      return begin_criteria();
    }
    add(line, RangeClass::Field);
    for (const FurnitureIndex::Capture& capture : match.captures) set(capture.field, capture.value);
    if (!match.captures.empty()) share_unit();
    if (match.captures.empty()) {
      llvm::StringRef whole = text_.slice(line.begin, line.end);
      set(match.argument, match.row->match == FurnitureMatch::Prefix ? match.rest : whole);
    }
    // A page lists its fields one after the other: the next one ends the criteria.
    if (state_ == State::Inside && match.row->match == FurnitureMatch::Prefix) state_ = State::Behind;
  }

  void set(llvm::StringRef name, llvm::StringRef value) {
    value = value.trim();
    if (name == kIdField) {
      if (posting_.id.empty()) posting_.id = value.str();
      return;
    }
    auto* field = llvm::StringSwitch<PostingField*>(name)
                      .Case("minimum_age", &posting_.minimum_age)
                      .Case("maximum_age", &posting_.maximum_age)
                      .Case("sex", &posting_.sex)
                      .Case("healthy_volunteers", &posting_.healthy_volunteers)
                      .Case("gender_basis", &posting_.gender_basis)
                      .Case("study_population", &posting_.study_population)
                      .Default(nullptr);
    if (!field || value.empty() || !field->value.empty()) return;
    uint32_t begin = offset_of(value);
    *field = {value.str(), {begin, begin + static_cast<uint32_t>(value.size())}};
  }

  // `6 - 12 months of age` says the unit once.
  void share_unit() {
    llvm::StringRef low = posting_.minimum_age.value, high = posting_.maximum_age.value;
    if (low.empty() || !llvm::all_of(low, llvm::isDigit)) return;
    posting_.minimum_age.value += high.drop_while(llvm::isDigit).str();
  }

  void add(ByteRange range, RangeClass cls) {
    if (!range.empty()) posting_.classed.push_back({range, cls});
  }

  uint32_t offset_of(llvm::StringRef part) const {
    return static_cast<uint32_t>(part.data() - text_.data());
  }

  void finish() {
    if (posting_.id.empty()) posting_.id = only_nct_number(text_).str();
    if (started_) return;
    // No row says where the criteria begin: what is no furniture is criteria.
    llvm::erase_if(posting_.classed, [](const ClassedRange& range) { return range.cls == RangeClass::Note; });
  }

  llvm::StringRef text_;
  std::optional<FurnitureIndex> own_furniture_;
  const FurnitureIndex& furniture_;
  Posting posting_;
  State state_ = State::Before;
  bool started_ = false;
};

}  // namespace

bool looks_like_page(llvm::StringRef text, const Catalog& catalog) {
  // Section headings stand in bare text too; three other rows do not stand there by chance.
  constexpr unsigned kEnough = 3;
  std::optional<FurnitureIndex> own;
  const FurnitureIndex& furniture = FurnitureIndex::of(catalog, own);
  unsigned hits = 0;
  for (uint32_t at = 0; at < text.size() && hits < kEnough;) {
    uint32_t end = line_end(text, at);
    FurnitureIndex::Match match = furniture.match(text.slice(at, end));
    if (match && match.row->role != FurnitureRole::Section && match.row->role != FurnitureRole::Heading) {
      ++hits;
    }
    at = next_line(text, end);
  }
  return hits >= kEnough;
}

void read_page(const Input& input, ByteRange record, const Catalog& catalog, ReadResult& result) {
  llvm::StringRef text = input.bytes.slice(record.begin, record.end);
  Posting posting = PageReader(text, catalog).run();
  posting.buffer = text.str();
  result.posting = std::move(posting);
}

}  // namespace critc
