#include "frontend/outline/candidate_scanner.h"

#include <algorithm>

namespace critc {

namespace {

constexpr uint32_t kLongestBrackets = 60;   // tokens after which an open bracket counts as forgotten
constexpr uint32_t kAnnouncementReach = 14; // tokens between "the following" and its list
constexpr uint32_t kRelatedReach = 5;       // first tokens of a paragraph that may take up a word
constexpr uint32_t kStemLength = 6;         // letters by which words count as related

}  // namespace

void CandidateScanner::start_segment(uint32_t tok_begin) {
  segment_begin_ = last_begin_ = tok_begin;
  announcer_ = {};
}

void CandidateScanner::scan(const Fragment& fragment, std::vector<PlacedCandidate>& out) {
  bracket_depth_ = 0;
  add_first(fragment, out);
  uint32_t i = out.back().words_begin;
  for (uint32_t j = fragment.tok_begin; j < i; ++j) track_brackets(j);
  bracket_depth_ = 0;
  for (; i < fragment.tok_end; ++i) {
    if (is_running_word(fragment, i)) continue;
    if (may_start_marker(fragment, i) && add_inline(fragment, i, out)) {
      i = out.back().words_begin - 1;
      continue;
    }
    track_brackets(i);
  }
  if (token(fragment.tok_end - 1).kind == TokenKind::Colon) announcer_ = fragment;
}

void CandidateScanner::track_brackets(uint32_t at) {
  if (token(at).kind == TokenKind::Open) {
    ++bracket_depth_;
    bracket_at_ = at;
  } else if (token(at).kind == TokenKind::Close) {
    if (bracket_depth_ > 0) --bracket_depth_;
  } else if (bracket_depth_ > 0 && at - bracket_at_ > kLongestBrackets) {
    bracket_depth_ = 0;
  }
}

void CandidateScanner::add_first(const Fragment& fragment, std::vector<PlacedCandidate>& out) {
  std::optional<Marker> marker = read_marker(buffer_, fragment.tok_begin, fragment.tok_end);
  if (!marker) return add_paragraph(fragment, out);
  PlacedCandidate placed;
  placed.tok_begin = marker->tok_begin;
  placed.words_begin = marker->tok_end;
  placed.fragment_end = fragment.tok_end;
  ListCandidate& candidate = placed.candidate;
  candidate.readings = marker->readings;
  candidate.reading_count = marker->reading_count;
  candidate.line_start = fragment.line_start;
  candidate.blank_before = fragment.blank_before;
  candidate.indent = fragment.indent;
  candidate.announced = is_announced(fragment.tok_begin);
  const MarkerReading& reading = candidate.readings[0];
  candidate.reject_cost = 40;
  // A decimal, an initial or a minus sign may begin a line too.
  if (reading.variant == kNoDelimiter && reading.cls == MarkerClass::Section) {
    bool capital = placed.words_begin < fragment.tok_end && token(placed.words_begin).has(kCapitalized);
    candidate.accept_cost = capital ? 2 : 10;
    candidate.reject_cost = 5;
  } else if (reading.cls == MarkerClass::UpperLetter && reading.variant == kPeriod) {
    candidate.reject_cost = 14;
  } else if (reading.cls == MarkerClass::Dash && !token(placed.words_begin).has(kSpaceBefore) &&
             token(placed.words_begin).kind == TokenKind::Number) {
    candidate.accept_cost = 3;
    candidate.reject_cost = 6;
  }
  out.push_back(placed);
  last_begin_ = placed.words_begin;
}

void CandidateScanner::add_paragraph(const Fragment& fragment, std::vector<PlacedCandidate>& out) {
  PlacedCandidate placed;
  placed.tok_begin = placed.words_begin = fragment.tok_begin;
  placed.fragment_end = fragment.tok_end;
  ListCandidate& candidate = placed.candidate;
  candidate.line_start = fragment.line_start;
  candidate.blank_before = fragment.blank_before;
  candidate.indent = fragment.indent;
  candidate.announced = is_announced_at_end(fragment.tok_begin);
  candidate.related = is_related(fragment);
  candidate.opens = token(fragment.tok_end - 1).kind == TokenKind::Colon;
  const Token& first = token(fragment.tok_begin);
  bool lower = first.kind == TokenKind::Word && !first.has(kCapitalized);
  candidate.lower = lower;
  bool open_before = fragment.tok_begin > segment_begin_ && !ends_in_stop(fragment.tok_begin) &&
                     token(fragment.tok_begin - 1).kind == TokenKind::Comma;
  candidate.goes_on = lower && open_before && !fragment.blank_before;
  out.push_back(placed);
  last_begin_ = fragment.tok_begin;
}

bool CandidateScanner::ends_in_stop(uint32_t at) const {
  switch (token(at - 1).kind) {
    case TokenKind::Period:
    case TokenKind::Semicolon:
    case TokenKind::Colon:
      return true;
    default:
      return false;
  }
}

bool CandidateScanner::is_announced(uint32_t at) const {
  if (at <= segment_begin_) return false;
  if (token(at - 1).kind == TokenKind::Colon) return true;
  uint32_t from = std::max(last_begin_, at > kAnnouncementReach ? at - kAnnouncementReach : 0);
  return words_.contains(std::max(from, segment_begin_), at, kAnnouncement);
}

bool CandidateScanner::is_announced_at_end(uint32_t at) const {
  if (at <= segment_begin_) return false;
  if (token(at - 1).kind == TokenKind::Colon) return true;
  uint32_t last = token(at - 1).kind == TokenKind::Period ? at - 2 : at - 1;
  return last >= segment_begin_ && words_.match(last, last + 1, kAnnouncement);
}

// Whether the paragraph's first words take up one of the announcer's last.
bool CandidateScanner::is_related(const Fragment& fragment) const {
  if (announcer_.tok_end == 0) return false;
  uint32_t from = announcer_.tok_end > announcer_.tok_begin + 10 ? announcer_.tok_end - 10 : announcer_.tok_begin;
  for (uint32_t i = fragment.tok_begin; i < std::min(fragment.tok_end, fragment.tok_begin + kRelatedReach); ++i) {
    if (token(i).kind != TokenKind::Word) continue;
    llvm::StringRef word = buffer_.spelling(token(i)).take_front(kStemLength);
    if (word.size() < kStemLength) continue;
    for (uint32_t j = from; j < announcer_.tok_end; ++j) {
      if (buffer_.spelling(token(j)).starts_with_insensitive(word)) return true;
    }
  }
  return false;
}

bool CandidateScanner::may_start_marker(const Fragment& fragment, uint32_t at) const {
  const Token& first = token(at);
  bool spaced = first.has(kSpaceBefore) || first.has(kLineStart);
  switch (first.kind) {
    case TokenKind::Star:
    case TokenKind::Hyphen:
      return spaced && bracket_depth_ == 0 && at + 1 < fragment.tok_end &&
             token(at + 1).has(kSpaceBefore);
    case TokenKind::Bullet:
      return true;
    case TokenKind::Number:
    case TokenKind::Dotted:
      return bracket_depth_ == 0 && (spaced || ends_in_stop(at));
    case TokenKind::Open:
      return bracket_depth_ == 0;
    case TokenKind::Word: {
      if (!spaced || bracket_depth_ > 0 || at + 1 >= fragment.tok_end) return false;
      const Token& next = token(at + 1);
      return first.norm().size() <= 6 && !next.has(kSpaceBefore) &&
             (next.kind == TokenKind::Period || next.kind == TokenKind::Close);
    }
    default:
      return false;
  }
}

bool CandidateScanner::add_inline(const Fragment& fragment, uint32_t at,
                                  std::vector<PlacedCandidate>& out) {
  std::optional<Marker> marker = read_marker(buffer_, at, fragment.tok_end);
  if (!marker || marker->tok_end >= fragment.tok_end) return false;
  if (marker->readings[0].cls == MarkerClass::LetterO) return false;
  PlacedCandidate placed;
  placed.tok_begin = marker->tok_begin;
  placed.words_begin = marker->tok_end;
  placed.fragment_end = fragment.tok_end;
  ListCandidate& candidate = placed.candidate;
  candidate.readings = marker->readings;
  candidate.reading_count = marker->reading_count;
  candidate.announced = is_announced(at);
  if (is_ordered(candidate.readings[0].cls)) {
    weigh_ordered(placed, at, fragment.tok_end);
  } else {
    weigh_bullet(placed, at, fragment.tok_end);
  }
  if (candidate.reject_cost == 0) return false;
  out.push_back(placed);
  last_begin_ = placed.words_begin;
  return true;
}

void CandidateScanner::weigh_bullet(PlacedCandidate& placed, uint32_t at, uint32_t end) const {
  ListCandidate& candidate = placed.candidate;
  const Token& next = token(placed.words_begin);
  const Token& before = token(at - 1);
  bool after_number = before.kind == TokenKind::Number;
  bool stop = ends_in_stop(at);
  switch (candidate.readings[0].cls) {
    case MarkerClass::Bullet:
      candidate.reject_cost = 24;
      return;
    case MarkerClass::Star:
      // 2.5 * ULN
      candidate.reject_cost = after_number && !stop ? 3 : 16;
      candidate.accept_cost = after_number && !next.has(kCapitalized) ? 3 : 0;
      if (after_number && next.kind == TokenKind::Number) candidate.reject_cost = 0;
      return;
    default:
      candidate.reject_cost = stop ? 5 : 3;
      candidate.accept_cost = stop ? 2 : 6;
      if (next.has(kCapitalized)) candidate.accept_cost = static_cast<uint8_t>(candidate.accept_cost - 2);
      if (next.kind == TokenKind::Number && after_number) candidate.reject_cost = 0;
      if (at + 1 >= end) candidate.reject_cost = 0;
      return;
  }
}

void CandidateScanner::weigh_ordered(PlacedCandidate& placed, uint32_t at, uint32_t end) const {
  ListCandidate& candidate = placed.candidate;
  const MarkerReading& reading = candidate.readings[0];
  const Token& before = token(at - 1);
  const Token& next = token(placed.words_begin);
  bool stop = ends_in_stop(at) || before.kind == TokenKind::Close;
  bool capital = next.has(kCapitalized);
  bool letter = reading.cls != MarkerClass::Number && reading.cls != MarkerClass::Section;
  bool line = token(at).has(kLineStart);
  bool named = before.kind == TokenKind::Comparator || before.kind == TokenKind::Slash ||
               before.kind == TokenKind::Hyphen || words_.match(at - 1, at, kNumberNoun);
  int accept = stop ? 0 : (line ? 2 : 3);
  int reject = (stop ? 7 : 5) + (capital ? 2 : 0) + (line ? 2 : 0);
  switch (reading.variant) {
    case kClose:
    case kBothSides:
    case kPeriodClose:
      accept = std::max(0, accept - 2);
      reject = stop ? 10 : 8;
      named = named && reading.variant == kClose;
      break;
    case kDashDelimiter:
      accept += 3;
      reject = stop ? 5 : 3;
      break;
    case kNoDelimiter:
      accept += capital ? 3 : 14;
      reject = stop ? 6 : 3;
      break;
    default:
      if (letter) accept += stop && capital ? 2 : 5, reject = stop ? 5 : 2;
      if (!letter && !capital) ++accept;
      break;
  }
  if (named) accept += 12, reject = 1;
  if (next.kind == TokenKind::Close || next.kind == TokenKind::Comma || end <= placed.words_begin) reject = 0;
  candidate.accept_cost = static_cast<uint8_t>(accept);
  candidate.reject_cost = static_cast<uint8_t>(reject);
}

}  // namespace critc
