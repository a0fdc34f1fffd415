#include "frontend/outline/cohort_finder.h"

#include <algorithm>

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"

#include "frontend/outline/disease_groups.h"
#include "frontend/outline/heading_shape.h"

namespace critc {

namespace {

constexpr size_t kMostCohorts = 500;       // more are no cohorts
constexpr uint32_t kLongestTitle = 16;
constexpr uint32_t kLongestGroupName = 6;  // "Dose Expansion Cohort:"

class CohortFinder {
 public:
  CohortFinder(const TokenBuffer& buffer, const HeadingWords& words, std::vector<OutlineHeading>& headings,
               std::vector<Cohort>& cohorts)
      : buffer_(buffer), words_(words), shape_(buffer, words), headings_(headings), cohorts_(cohorts) {}

  void run(const std::vector<Paragraph>& paragraphs) {
    std::vector<OutlineHeading> found = find_disease_groups(paragraphs, buffer_, words_);
    if (found.empty()) {
      for (const Paragraph& paragraph : paragraphs) find_line(paragraph, found);
    }
    merge(found);
    llvm::StringSet<> keys;
    for (const OutlineHeading& heading : headings_) {
      if (is_named(heading)) keys.insert(key(heading));
    }
    bool some = keys.size() >= 2 && keys.size() <= kMostCohorts;
    if (!some) return drop_cohorts();
    assign();
  }

 private:
  const Token& token(uint32_t i) const { return buffer_.tokens[i]; }

  // A line that names a cohort and holds nothing else.
  void find_line(const Paragraph& paragraph, std::vector<OutlineHeading>& found) {
    uint32_t begin = paragraph.tok_begin, end = paragraph.tok_end;
    if (end - begin > kLongestTitle) return;
    uint32_t start = shape_.skip_marks(begin, end);
    if (start > begin && shape_.is_marked(begin, end)) return;
    bool colon = token(end - 1).kind == TokenKind::Colon;
    uint32_t title_end = colon ? end - 1 : end;
    if (title_end <= start || has_stop(start, title_end)) return;
    if (words_.contains(start, title_end, kInclusionHeading | kExclusionHeading | kTopicHeading)) return;
    bool named = designated(start, title_end) == start || population_line(start, title_end) ||
                 everyone_line(start, title_end) ||
                 (colon && group_line(start, title_end));
    if (!named) return;
    found.push_back({OutlineHeading::CohortStart, Section::Inclusion, begin, end, start, title_end});
  }

  // "All cohorts", "Both Cohorts 1 & 2".
  bool everyone_line(uint32_t begin, uint32_t end) const {
    const HeadingWords::Match match = words_.match(begin, end, kEveryone);
    return match && only_designators(match.tok_end, end);
  }

  // "1 & 2", "A, B and C"
  bool only_designators(uint32_t begin, uint32_t end) const {
    for (uint32_t i = begin; i < end; ++i) {
      const llvm::StringRef word = buffer_.spelling(token(i));
      const bool joins = token(i).kind == TokenKind::Comma || word.equals_insensitive("and") || word == "&";
      if (!joins && !is_designator(i)) return false;
    }
    return true;
  }

  bool has_stop(uint32_t begin, uint32_t end) const {
    for (uint32_t i = begin; i < end; ++i) {
      TokenKind kind = token(i).kind;
      if (kind == TokenKind::Period || kind == TokenKind::Semicolon || kind == TokenKind::Comparator) return true;
    }
    return false;
  }

  // "Cohort A", "Phase 1b": where a noun with its designator starts, `end` if nowhere.
  uint32_t designated(uint32_t begin, uint32_t end) const {
    for (uint32_t i = begin; i < end; ++i) {
      HeadingWords::Match match = words_.match(i, end, kCohortNoun);
      if (match && match.tok_end < end && is_designator(match.tok_end)) return i;
    }
    return end;
  }

  bool is_designator(uint32_t i) const {
    const Token& name = token(i);
    if (name.kind == TokenKind::Number) return true;
    if (name.kind != TokenKind::Word || name.norm().size() > 3) return false;
    return name.norm().size() == 1 || name.has(kAllCaps) || is_roman(buffer_.spelling(name));
  }

  static bool is_roman(llvm::StringRef text) {
    return text.find_first_not_of("IVXivx") == llvm::StringRef::npos ||
           text.drop_back().find_first_not_of("IVX") == llvm::StringRef::npos;
  }

  bool population_line(uint32_t begin, uint32_t end) const {
    HeadingWords::Match match = words_.match(begin, end, kPopulationNoun);
    if (!match) return false;
    return match.tok_end == end || token(match.tok_end).kind == TokenKind::Open;
  }

  bool group_line(uint32_t begin, uint32_t end) const {
    return end - begin <= kLongestGroupName && token(begin).has(kCapitalized) &&
           words_.match(end - 1, end, kCohortNoun) && end - begin >= 2;
  }

  void merge(const std::vector<OutlineHeading>& found) {
    std::vector<OutlineHeading> all;
    all.reserve(headings_.size() + found.size());
    size_t next = 0;
    uint32_t covered = 0;
    for (const OutlineHeading& heading : found) {
      while (next < headings_.size() && headings_[next].tok_begin < heading.tok_end) {
        covered = headings_[next].tok_end;
        all.push_back(headings_[next++]);
      }
      if (heading.tok_begin >= covered) all.push_back(heading);
    }
    all.insert(all.end(), headings_.begin() + static_cast<ptrdiff_t>(next), headings_.end());
    headings_ = std::move(all);
  }

  bool is_named(const OutlineHeading& heading) const {
    if (words_.contains(heading.title_begin, heading.title_end, kEveryone)) return false;
    if (heading.kind == OutlineHeading::CohortStart) return true;
    if (heading.kind != OutlineHeading::SectionStart || heading.title_begin >= heading.title_end) return false;
    return designated(heading.title_begin, heading.title_end) < heading.title_end ||
           words_.contains(heading.title_begin, heading.title_end, kPopulationNoun);
  }

  // The part of the title that tells cohorts apart, folded.
  std::string key(const OutlineHeading& heading) const {
    auto [begin, end] = name_tokens(heading);
    std::string folded;
    for (uint32_t i = begin; i < end; ++i) {
      if (token(i).kind != TokenKind::Word && token(i).kind != TokenKind::Number) continue;
      std::string word = buffer_.spelling(token(i)).lower();
      if (word.size() > 2 && word.back() == 's') word.pop_back();
      folded += word;
      folded += ' ';
    }
    return folded;
  }

  std::pair<uint32_t, uint32_t> name_tokens(const OutlineHeading& heading) const {
    uint32_t begin = heading.title_begin, end = heading.title_end;
    uint32_t noun = designated(begin, end);
    if (noun < end && heading.kind == OutlineHeading::SectionStart) {
      return {noun, std::min(end, words_.match(noun, end, kCohortNoun).tok_end + 1)};
    }
    if (noun == begin) return {noun, std::min(end, words_.match(noun, end, kCohortNoun).tok_end + 1)};
    for (uint32_t i = begin; i < end && heading.kind == OutlineHeading::SectionStart; ++i) {
      if (HeadingWords::Match match = words_.match(i, end, kPopulationNoun)) return {i, match.tok_end};
    }
    return {begin, end};
  }

  void drop_cohorts() {
    llvm::erase_if(headings_, [](const OutlineHeading& h) { return h.kind == OutlineHeading::CohortStart; });
  }

  void assign() {
    CohortId current = 0;
    bool outer = false;  // the cohort has sections of its own
    for (size_t i = 0; i < headings_.size(); ++i) {
      OutlineHeading& heading = headings_[i];
      if (is_named(heading)) {
        current = cohort(heading);
        outer = heading.kind == OutlineHeading::CohortStart && section_follows(i);
      } else if (heading.kind == OutlineHeading::CohortStart) {
        current = 0;
        outer = section_follows(i);
      } else if (heading.kind == OutlineHeading::SectionStart && !outer) {
        current = 0;
      }
      heading.cohort = current;
    }
  }

  bool section_follows(size_t i) const {
    return i + 1 < headings_.size() && headings_[i + 1].kind == OutlineHeading::SectionStart &&
           headings_[i + 1].tok_begin == headings_[i].tok_end;
  }

  CohortId cohort(const OutlineHeading& heading) {
    auto [entry, added] = ids_.try_emplace(key(heading), static_cast<CohortId>(cohorts_.size() + 1));
    if (added) {
      Cohort made;
      made.id = ("C" + llvm::Twine(cohorts_.size() + 1)).str();
      made.title = title(heading);
      cohorts_.push_back(std::move(made));
    }
    return entry->second;
  }

  std::string title(const OutlineHeading& heading) const {
    uint32_t begin = heading.title_begin, end = heading.title_end;
    if (heading.kind == OutlineHeading::SectionStart) std::tie(begin, end) = name_tokens(heading);
    return buffer_.text.substr(token(begin).norm_begin, token(end - 1).norm_end - token(begin).norm_begin);
  }

  const TokenBuffer& buffer_;
  const HeadingWords& words_;
  HeadingShape shape_;
  std::vector<OutlineHeading>& headings_;
  std::vector<Cohort>& cohorts_;
  llvm::StringMap<CohortId> ids_;
};

}  // namespace

void find_cohorts(const std::vector<Paragraph>& paragraphs, const TokenBuffer& buffer,
                  const HeadingWords& words, const std::vector<TokenRange>& repeats,
                  std::vector<OutlineHeading>& headings, std::vector<Cohort>& cohorts) {
  std::vector<Paragraph> compiled;
  compiled.reserve(paragraphs.size());
  size_t next = 0;
  for (const Paragraph& paragraph : paragraphs) {
    while (next < repeats.size() && repeats[next].tok_end <= paragraph.tok_begin) ++next;
    bool repeated = next < repeats.size() && repeats[next].tok_begin <= paragraph.tok_begin;
    if (!repeated) compiled.push_back(paragraph);
  }
  CohortFinder(buffer, words, headings, cohorts).run(compiled);
}

void close_cohorts(Outline& outline) {
  for (const OutlineBlock& block : outline.blocks) {
    if (block.cohort == 0 || block.cls == RangeClass::Repeat) continue;
    ByteRange& range = outline.cohorts[block.cohort - 1].range;
    range = hull(range, block.range);
  }
}

}  // namespace critc
