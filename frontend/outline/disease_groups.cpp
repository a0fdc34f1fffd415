#include "frontend/outline/disease_groups.h"

#include "frontend/outline/heading_shape.h"
#include "frontend/outline/marker_scanner.h"

namespace critc {

namespace {

constexpr uint32_t kLongestTitle = 24;
constexpr uint32_t kLongestDisease = 12;
constexpr size_t kAgeReach = 4;  // paragraphs behind a title in which its age may stand

class DiseaseGroupFinder {
 public:
  DiseaseGroupFinder(const std::vector<Paragraph>& paragraphs, const TokenBuffer& buffer,
                     const HeadingWords& words)
      : paragraphs_(paragraphs), buffer_(buffer), words_(words), shape_(buffer, words) {}

  std::vector<OutlineHeading> run() {
    for (size_t i = 0; i < paragraphs_.size(); ++i) find_numbered(i);
    if (with_age_ < 2) return {};
    return std::move(headings_);
  }

 private:
  const Token& token(uint32_t i) const { return buffer_.tokens[i]; }

  void find_numbered(size_t index) {
    const Paragraph& paragraph = paragraphs_[index];
    uint32_t first = paragraph.tok_end > paragraph.tok_begin + kLongestTitle + 4
                         ? paragraph.tok_end - kLongestTitle - 4
                         : paragraph.tok_begin;
    for (uint32_t i = first; i < paragraph.tok_end; ++i) {
      if (token(i).kind != TokenKind::Number && token(i).kind != TokenKind::Dotted) continue;
      std::optional<Marker> marker = read_marker(buffer_, i, paragraph.tok_end);
      if (!marker || !is_next(marker->readings[0])) continue;
      if (!is_group_title(marker->tok_end, paragraph.tok_end)) continue;
      last_ = marker->readings[0];
      add_disease(paragraph.tok_begin, i);
      headings_.push_back({OutlineHeading::CohortStart, Section::Inclusion, i, paragraph.tok_end,
                           marker->tok_end, paragraph.tok_end});
      with_age_ += states_age(index + 1);
      return;
    }
    if (last_.value != 0) find_unnumbered(paragraph);
  }

  bool is_next(const MarkerReading& reading) const {
    if (reading.cls != MarkerClass::Section || reading.prefix > 0xFF) return false;
    if (last_.value == 0) return reading.prefix == 1 && reading.value == 1;
    if (reading.prefix == last_.prefix) return reading.value == last_.value + 1;
    return reading.prefix == last_.prefix + 1 && reading.value == 1;
  }

  bool is_group_title(uint32_t begin, uint32_t end) const {
    if (begin >= end || end - begin > kLongestTitle || token(begin).kind != TokenKind::Word) return false;
    return !shape_.has_bound(begin, end) && !has_stop(begin, end);
  }

  // Periods, semicolons and colons outside brackets.
  bool has_stop(uint32_t begin, uint32_t end) const {
    uint32_t depth = 0;
    for (uint32_t i = begin; i < end; ++i) {
      if (token(i).kind == TokenKind::Open) ++depth;
      if (token(i).kind == TokenKind::Close && depth > 0) --depth;
      if (depth == 0 && shape_.is_stop(token(i))) return true;
    }
    return false;
  }

  // "Sjogrens Syndrome (SS) 2.1.SS-ITP": the words before the number are a title too.
  void add_disease(uint32_t begin, uint32_t end) {
    if (begin >= end || end - begin > kLongestDisease || shape_.is_marked(begin, end)) return;
    if (!token(begin).has(kCapitalized) || has_stop(begin, end) || shape_.has_bound(begin, end)) return;
    headings_.push_back({OutlineHeading::Topic, Section::Inclusion, begin, end});
  }

  // "Antiphospholipid syndrome (APS)": a line that ends in an abbreviation, without a number.
  void find_unnumbered(const Paragraph& paragraph) {
    uint32_t begin = paragraph.tok_begin, end = paragraph.tok_end;
    bool title = end - begin > 3 && is_group_title(begin, end) && token(begin).has(kCapitalized) &&
                 token(end - 1).kind == TokenKind::Close && !shape_.is_marked(begin, end);
    if (!title) return;
    headings_.push_back({OutlineHeading::CohortStart, Section::Inclusion, begin, end, begin, end});
  }

  bool states_age(size_t index) const {
    for (size_t i = index; i < std::min(paragraphs_.size(), index + kAgeReach); ++i) {
      uint32_t at = shape_.skip_marks(paragraphs_[i].tok_begin, paragraphs_[i].tok_end);
      for (uint32_t word = at; word < std::min(at + 2, paragraphs_[i].tok_end); ++word) {
        if (words_.is_age(word, paragraphs_[i].tok_end)) return true;
      }
    }
    return false;
  }

  const std::vector<Paragraph>& paragraphs_;
  const TokenBuffer& buffer_;
  const HeadingWords& words_;
  HeadingShape shape_;
  MarkerReading last_;
  uint32_t with_age_ = 0;
  std::vector<OutlineHeading> headings_;
};

}  // namespace

std::vector<OutlineHeading> find_disease_groups(const std::vector<Paragraph>& paragraphs,
                                                const TokenBuffer& buffer, const HeadingWords& words) {
  return DiseaseGroupFinder(paragraphs, buffer, words).run();
}

}  // namespace critc
