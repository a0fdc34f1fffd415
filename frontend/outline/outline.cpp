#include "frontend/outline/outline.h"

#include "frontend/outline/block_builder.h"
#include "frontend/outline/candidate_scanner.h"
#include "frontend/outline/cohort_finder.h"
#include "frontend/outline/heading_words.h"
#include "frontend/outline/line_scanner.h"
#include "frontend/outline/list_solver.h"
#include "frontend/outline/range_tiler.h"
#include "frontend/outline/repeat_finder.h"
#include "frontend/outline/run_on.h"
#include "frontend/outline/section_finder.h"

namespace critc {

namespace {

// Walks paragraphs and headings side by side and cuts the text into segments of lists.
class OutlineBuilder {
 public:
  OutlineBuilder(const Posting& posting, const TokenBuffer& buffer, const Catalog& catalog,
                 DiagnosticList& diagnostics)
      : posting_(posting), buffer_(buffer), words_(buffer, catalog), diagnostics_(diagnostics),
        scanner_(buffer, words_), run_on_(buffer, words_), blocks_(buffer, outline_) {
    context_.section_assumed = true;
  }

  Outline run() {
    std::vector<Paragraph> paragraphs = join_wrapped_lines(scan_lines(posting_, buffer_), buffer_);
    repeats_ = find_repeats(paragraphs, buffer_);
    report_repeats();
    headings_ = find_sections(paragraphs, buffer_, words_);
    find_cohorts(paragraphs, buffer_, words_, repeats_, headings_, outline_.cohorts);
    outline_.blocks.reserve(paragraphs.size() + headings_.size());
    candidates_.reserve(paragraphs.size());
    for (const Paragraph& paragraph : paragraphs) add_paragraph(paragraph);
    flush();
    note_empty_words();
    close_ranges(outline_);
    close_cohorts(outline_);
    outline_.ranges = tile_ranges(posting_, buffer_, outline_);
    report_assumed_section();
    return std::move(outline_);
  }

 private:
  void add_paragraph(const Paragraph& paragraph) {
    while (next_repeat_ < repeats_.size() && repeats_[next_repeat_].tok_end <= paragraph.tok_begin) ++next_repeat_;
    if (next_repeat_ < repeats_.size() && repeats_[next_repeat_].tok_begin <= paragraph.tok_begin) {
      flush();
      skip_headings(paragraph.tok_end);
      blocks_.add_plain(RangeClass::Repeat, context_, paragraph.tok_begin, paragraph.tok_end);
      return;
    }
    apply_hints(buffer_.tokens[paragraph.tok_begin].raw_begin);
    uint32_t at = paragraph.tok_begin;
    while (next_heading_ < headings_.size() && headings_[next_heading_].tok_begin < paragraph.tok_end) {
      const OutlineHeading& heading = headings_[next_heading_++];
      add_fragment(paragraph, at, heading.tok_begin);
      add_heading(heading);
      at = heading.tok_end;
    }
    add_fragment(paragraph, at, paragraph.tok_end);
  }

  void skip_headings(uint32_t tok_end) {
    while (next_heading_ < headings_.size() && headings_[next_heading_].tok_begin < tok_end) ++next_heading_;
  }

  void add_fragment(const Paragraph& paragraph, uint32_t begin, uint32_t end) {
    if (begin >= end) return;
    llvm::SmallVector<uint32_t, 16> starts;
    run_on_.find(begin, end, starts);
    if (!starts.empty()) return add_run_on(starts, end);
    bool line_start = begin == paragraph.tok_begin;
    auto indent = static_cast<uint16_t>(std::min<uint32_t>(line_start ? paragraph.indent : 0, UINT16_MAX));
    if (candidates_.empty()) scanner_.start_segment(begin);
    scanner_.scan({begin, end, indent, paragraph.blank_before, line_start}, candidates_);
  }

  // Each sentence is a criterion of its own.
  void add_run_on(llvm::ArrayRef<uint32_t> starts, uint32_t end) {
    for (size_t i = 0; i < starts.size(); ++i) {
      flush();
      const uint32_t next = i + 1 < starts.size() ? starts[i + 1] : end;
      if (run_on_.asks_nothing(starts[i], next)) {
        blocks_.add_plain(RangeClass::Note, context_, starts[i], next);
        continue;
      }
      scanner_.start_segment(starts[i]);
      scanner_.scan({starts[i], next, 0, true, true}, candidates_);
    }
  }

  void add_heading(const OutlineHeading& heading) {
    flush();
    switch (heading.kind) {
      case OutlineHeading::SectionStart:
        context_.section = heading.section;
        context_.section_assumed = false;
        break;
      case OutlineHeading::Note:
        blocks_.add_plain(RangeClass::Note, context_, heading.tok_begin, heading.tok_end);
        return;
      default:
        break;
    }
    context_.cohort = heading.cohort;
    blocks_.add_plain(RangeClass::Heading, context_, heading.tok_begin, heading.tok_end);
  }

  void apply_hints(uint32_t raw_begin) {
    while (next_hint_ < posting_.hints.size() && posting_.hints[next_hint_].begin <= raw_begin) {
      flush();
      context_.section = posting_.hints[next_hint_++].section;
      context_.section_assumed = false;
      context_.cohort = 0;
    }
  }

  void flush() {
    if (candidates_.empty()) return;
    plain_.clear();
    plain_.reserve(candidates_.size());
    for (const PlacedCandidate& placed : candidates_) plain_.push_back(placed.candidate);
    blocks_.build(context_, candidates_, solver_.solve(plain_));
    candidates_.clear();
  }

  // "None." below a heading is no criterion, and no more is a label of the older layouts with nothing below it.
  void note_empty_words() {
    std::vector<OutlineBlock>& blocks = outline_.blocks;
    for (size_t i = blocks.size(); i-- > 0;) {
      OutlineBlock& block = blocks[i];
      if (block.cls != RangeClass::Criterion) continue;
      const bool parent = i + 1 < blocks.size() && blocks[i + 1].parent == i;
      if (!parent && run_on_.says_nothing(block.tok_begin, block.tok_end)) block.cls = RangeClass::Note;
      const bool label = block.tail_begin == block.tail_end && run_on_.is_label(block.tok_begin, block.tok_end);
      if (label && !asks_below(i)) block.cls = RangeClass::Heading;
    }
  }

  // Some block nested in block `i` is a criterion.
  bool asks_below(size_t i) const {
    const std::vector<OutlineBlock>& blocks = outline_.blocks;
    for (size_t k = i + 1; k < blocks.size() && blocks[k].parent != OutlineBlock::kNoParent && blocks[k].parent >= i; ++k)
      if (blocks[k].cls == RangeClass::Criterion) return true;
    return false;
  }

  void report_repeats() {
    for (const TokenRange& repeat : repeats_) {
      Diagnostic diagnostic = {DiagnosticKind::RepeatedBlock, {}, {}, {}, {}};
      diagnostic.range = buffer_.raw_hull(repeat.tok_begin, repeat.tok_end);
      diagnostics_.push_back(std::move(diagnostic));
    }
  }

  // One remark for all text without a heading; it touches every item that is marked, also those of signs
  // that were written with no bytes.
  void report_assumed_section() {
    std::optional<ByteRange> assumed;
    for (const OutlineBlock& block : outline_.blocks) {
      if (block.cls != RangeClass::Criterion || !block.section_assumed) continue;
      const ByteRange words = block.range.empty() ? buffer_.raw_hull(block.tok_begin, block.tok_end) : block.range;
      if (!assumed) assumed = words;
      assumed->begin = std::min(assumed->begin, words.begin);
      assumed->end = std::max(assumed->end, words.end);
    }
    if (assumed) diagnostics_.push_back({DiagnosticKind::AssumedSection, *assumed, {}, {}, {}});
  }

  const Posting& posting_;
  const TokenBuffer& buffer_;
  HeadingWords words_;
  DiagnosticList& diagnostics_;
  Outline outline_;
  CandidateScanner scanner_;
  RunOnFinder run_on_;
  BlockBuilder blocks_;
  SegmentContext context_;
  std::vector<TokenRange> repeats_;
  std::vector<OutlineHeading> headings_;
  std::vector<PlacedCandidate> candidates_;
  std::vector<ListCandidate> plain_;  // the same, as the solver sees them
  ListSolver solver_;
  size_t next_repeat_ = 0;
  size_t next_heading_ = 0;
  size_t next_hint_ = 0;
};

}  // namespace

Outline build_outline(const Posting& posting, const TokenBuffer& tokens, const Catalog& catalog,
                      DiagnosticList& diagnostics) {
  return OutlineBuilder(posting, tokens, catalog, diagnostics).run();
}

}  // namespace critc
