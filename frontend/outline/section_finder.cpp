#include "frontend/outline/section_finder.h"

#include "frontend/outline/heading_shape.h"

namespace critc {

namespace {

constexpr uint32_t kSectionRoles = kInclusionHeading | kExclusionHeading;
constexpr uint32_t kSentenceRoles = kInclusionSentence | kExclusionSentence;
constexpr uint32_t kExclusionRoles = kExclusionHeading | kExclusionSentence;
constexpr uint32_t kLongestPrefix = 12;     // words before "inclusion criteria" in a heading
constexpr uint32_t kLongestSentence = 45;   // tokens of a sentence that announces exclusions
constexpr uint32_t kLongestNote = 30;

class SectionFinder {
 public:
  SectionFinder(const TokenBuffer& buffer, const HeadingWords& words)
      : buffer_(buffer), words_(words), shape_(buffer, words) {}

  std::vector<OutlineHeading> run(const std::vector<Paragraph>& paragraphs) {
    for (const Paragraph& paragraph : paragraphs) {
      uint32_t begin = line_heading(paragraph);
      if (begin < paragraph.tok_end) inline_headings(paragraph.tok_begin, begin, paragraph.tok_end);
    }
    return std::move(headings_);
  }

 private:
  const Token& token(uint32_t i) const { return buffer_.tokens[i]; }

  void add(OutlineHeading::Kind kind, uint32_t roles, uint32_t begin, uint32_t end, uint32_t title_begin = 0,
           uint32_t title_end = 0) {
    OutlineHeading heading{kind, Section::Inclusion, begin, end, title_begin, title_end};
    if (kind == OutlineHeading::SectionStart) {
      heading.section = roles & kExclusionRoles ? Section::Exclusion : Section::Inclusion;
      in_exclusion_ = heading.section == Section::Exclusion;
    }
    headings_.push_back(heading);
  }

  // Tries to read a heading at the paragraph's start; returns where its body begins.
  uint32_t line_heading(const Paragraph& paragraph) {
    uint32_t begin = paragraph.tok_begin, end = paragraph.tok_end;
    uint32_t start = shape_.skip_marks(begin, end);
    if (start >= end) return begin;
    bool marked = start > begin && shape_.is_marked(begin, end);
    if (note(begin, start, end, marked)) return end;
    if (uint32_t body = plain_heading(begin, start, end)) return body;
    if (uint32_t body = qualified_heading(begin, start, end, marked)) return body;
    if (!marked) {
      if (uint32_t body = known_sentence(begin, start, end)) return body;
      if (uint32_t body = sentence_heading(begin, end)) return body;
    }
    return begin;
  }

  bool note(uint32_t begin, uint32_t start, uint32_t end, bool marked) {
    bool sentence = end - start <= kLongestNote && has_note_sentence(start, end);
    bool plain = !marked && words_.match(start, end, kNoteHeading) && !shape_.has_bound(start, end) &&
                 shape_.colon_follows(start, end);
    if (!sentence && !plain) return false;
    add(OutlineHeading::Note, 0, begin, end);
    return true;
  }

  // "Other protocol-defined criteria may apply", but not "if any of the following criteria apply:".
  bool has_note_sentence(uint32_t start, uint32_t end) const {
    if (!words_.may_have(kNoteSentence) || token(end - 1).kind == TokenKind::Colon) return false;
    for (uint32_t i = start; i < end; ++i) {
      if (words_.match(i, end, kNoteSentence)) return true;
      if (shape_.is_stop(token(i)) && token(i).kind != TokenKind::Colon) return false;
      if (words_.match(i, end, kAnnouncement)) return false;
    }
    return false;
  }

  // The heading's own words come first.
  uint32_t plain_heading(uint32_t begin, uint32_t start, uint32_t end) {
    HeadingWords::Match match = words_.match(start, end, kSectionRoles | kTopicHeading);
    if (!match) return 0;
    bool strong = match.tok_end - start >= 2;
    HeadingEnd tail = shape_.heading_end(match.tok_end, end, strong);
    if (!tail) tail = loose_end(match, strong, start, end);
    if (!tail) return 0;
    const bool states = !tail.colon && shape_.has_bound(match.tok_end, tail.tok_end);  // "Exclusion criteria include hematocrit < 25%"
    if (states) tail = {match.tok_end, 0, 0, true};
    if (!(match.roles & kSectionRoles)) {
      if (!tail.direct) return 0;
      add(OutlineHeading::Topic, 0, begin, tail.tok_end);
      return tail.tok_end;
    }
    uint32_t body = skip_repetition(tail.tok_end, end, match.roles);
    body = skip_announcement(body, end, match.roles);
    add(OutlineHeading::SectionStart, match.roles, begin, body, tail.title_begin, tail.title_end);
    return body;
  }

  // A heading without colon that runs into its body.
  HeadingEnd loose_end(HeadingWords::Match match, bool strong, uint32_t start, uint32_t end) const {
    if (!strong || match.tok_end >= end || !(match.roles & kSectionRoles)) return {};
    const Token& next = token(match.tok_end);
    bool body_starts = next.has(kCapitalized) || shape_.is_marked(match.tok_end, end);
    bool exclusion = match.roles & kExclusionHeading;
    if (!body_starts && !(exclusion && token(start).has(kCapitalized))) return {};
    return {match.tok_end, 0, 0, true};
  }

  // "exclusion criteria: exclusion criteria:"
  uint32_t skip_repetition(uint32_t at, uint32_t end, uint32_t roles) const {
    for (;;) {
      HeadingWords::Match again = words_.match(at, end, roles & kSectionRoles);
      if (!again) return at;
      HeadingEnd tail = shape_.heading_end(again.tok_end, end, again.tok_end - at >= 2);
      if (!tail || !tail.direct) return at;
      at = tail.tok_end;
    }
  }

  // "Exclusion criteria: Patients who meet any of the following will be excluded:"
  uint32_t skip_announcement(uint32_t at, uint32_t end, uint32_t roles) const {
    if (!(roles & kExclusionHeading) || at >= end) return at;
    uint32_t stop = shape_.sentence_end(at, std::min(end, at + kLongestSentence));
    bool announces = stop > at && token(stop - 1).kind == TokenKind::Colon &&
                     words_.contains(at, stop, kExcludes) && words_.contains(at, stop, kAnnouncement);
    return announces ? stop : at;
  }

  // Other words come first: "Study Eye Inclusion Criteria", "The main exclusion criteria include:".
  uint32_t qualified_heading(uint32_t begin, uint32_t start, uint32_t end, bool marked) {
    uint32_t last = std::min(end, start + kLongestPrefix);
    for (uint32_t i = start + 1; i < last; ++i) {
      bool stop = shape_.is_stop(token(i - 1)) && token(i - 1).kind != TokenKind::Colon;
      if (stop && token(i).has(kSpaceBefore)) return 0;
      HeadingWords::Match match = words_.match(i, end, kSectionRoles);
      if (!match || (match.tok_end - i < 2 && (marked || !closes_line(i, end)))) continue;
      HeadingEnd tail = shape_.heading_end(match.tok_end, end, true);
      if (!tail) return 0;
      bool certain = tail.colon && (match.roles & kExclusionHeading);
      if (!certain && words_.contains(start, i, kDenial)) return 0;
      bool inclusion = !(match.roles & kExclusionHeading);
      if (inclusion && in_exclusion_ && marked && !token(i).has(kCapitalized)) return 0;
      bool whole = match.tok_end == end && token(start).has(kCapitalized);
      bool title = (whole || token(i).has(kCapitalized)) && shape_.is_title(start, i);
      if ((marked || !tail.colon) && !title) return 0;
      uint32_t body = skip_repetition(tail.tok_end, end, match.roles);
      if (tail.title_begin == tail.title_end) tail.title_begin = start, tail.title_end = i;
      add(OutlineHeading::SectionStart, match.roles, begin, body, tail.title_begin, tail.title_end);
      return body;
    }
    return 0;
  }

  // "Registration exclusion:", "Safety Trial Exclusion": one word ends a short line.
  bool closes_line(uint32_t i, uint32_t end) const {
    bool colon = token(end - 1).kind == TokenKind::Colon;
    return i + (colon ? 2 : 1) == end && (colon || token(i).has(kCapitalized));
  }

  uint32_t known_sentence(uint32_t begin, uint32_t start, uint32_t end) {
    HeadingWords::Match match = words_.match(start, end, kSentenceRoles);
    if (!match) return 0;
    HeadingEnd tail = shape_.heading_end(match.tok_end, end, false);
    if (!tail || !tail.direct) return 0;
    add(OutlineHeading::SectionStart, match.roles, begin, tail.tok_end);
    return tail.tok_end;
  }

  uint32_t sentence_heading(uint32_t begin, uint32_t end) {
    if (!shape_.announces_list(begin, end)) return 0;
    uint32_t start = shape_.last_sentence(begin, end);
    if (end - start > kLongestSentence || !words_.contains(start, end, kExcludes)) return 0;
    add(OutlineHeading::SectionStart, kExclusionHeading, start, end);
    return start == begin ? end : 0;
  }

  // Headings in running text.
  void inline_headings(uint32_t line_begin, uint32_t begin, uint32_t end) {
    if (!headings_.empty() && headings_.back().tok_end == end) return;
    for (uint32_t i = std::max(begin, line_begin + 1); i < end; ++i) {
      if (token(i).word == 0) continue;
      HeadingWords::Match match = words_.match(i, end, kSectionRoles | kSentenceRoles | kTopicHeading);
      if (!match) continue;
      HeadingEnd tail = inline_end(i, begin, match, end);
      if (!tail) continue;
      uint32_t start = shape_.heading_begin(i, begin);
      if (match.roles & (kSectionRoles | kSentenceRoles)) {
        uint32_t body = skip_repetition(tail.tok_end, end, match.roles);
        body = skip_announcement(body, end, match.roles);
        add(OutlineHeading::SectionStart, match.roles, start, body, tail.title_begin, tail.title_end);
        i = body - 1;
      } else {
        add(OutlineHeading::Topic, 0, start, tail.tok_end);
        i = tail.tok_end - 1;
      }
    }
  }

  HeadingEnd inline_end(uint32_t i, uint32_t begin, HeadingWords::Match match, uint32_t end) const {
    bool capital = token(i).has(kCapitalized);
    bool after_stop = i == begin || shape_.is_stop(token(i - 1));
    bool strong = match.tok_end - i >= 2;
    if (is_denied(i, begin)) return {};
    HeadingEnd tail = shape_.colon_end(match.tok_end, end);
    if (match.roles == kTopicHeading) {
      bool all_caps = token(i).has(kAllCaps);
      return tail && tail.direct && (all_caps || (capital && after_stop)) ? tail : HeadingEnd();
    }
    bool sentence = !(match.roles & kSectionRoles);
    if (!strong || sentence) return tail && tail.direct && capital && after_stop ? tail : HeadingEnd();
    bool exclusion = match.roles & kExclusionHeading;
    if (tail && tail.direct && (capital || after_stop || exclusion)) return tail;
    if (tail && capital && after_stop) return tail;
    if (match.tok_end == end && exclusion && capital && token(i - 1).kind == TokenKind::Word) {
      return {end, 0, 0, false, true};
    }
    if (!shape_.is_capitalized(i, match.tok_end) || match.tok_end >= end) return {};
    bool list_follows = shape_.is_marked(match.tok_end, end);
    bool sentence_follows = after_stop && token(match.tok_end).has(kCapitalized);
    if (list_follows || sentence_follows) return {match.tok_end, 0, 0, true};
    return {};
  }

  // "... does not meet the Inclusion Criteria"
  bool is_denied(uint32_t i, uint32_t begin) const {
    while (i > begin && words_.match(i - 1, i, kQualifier)) --i;
    for (uint32_t start = i >= begin + 3 ? i - 3 : begin; start < i; ++start) {
      if (words_.match(start, i, kDenial).tok_end == i) return true;
    }
    return false;
  }

  const TokenBuffer& buffer_;
  const HeadingWords& words_;
  HeadingShape shape_;
  bool in_exclusion_ = false;
  std::vector<OutlineHeading> headings_;
};

}  // namespace

std::vector<OutlineHeading> find_sections(const std::vector<Paragraph>& paragraphs,
                                          const TokenBuffer& buffer, const HeadingWords& words) {
  return SectionFinder(buffer, words).run(paragraphs);
}

}  // namespace critc
