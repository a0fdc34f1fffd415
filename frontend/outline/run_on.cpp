#include "frontend/outline/run_on.h"

namespace critc {

namespace {

constexpr uint32_t kLabelsOfLayout = 2;    // labels in the line that tell the layout
constexpr uint32_t kLabels = kInlineLabel | kLayoutLabel | kTopicHeading;
constexpr uint32_t kLongestReference = 6;  // tokens behind the label in "Surgery: See Disease Characteristics"
constexpr size_t kLongestUnit = 4;         // letters: "dL", "mm3", "ULN"

// Roles of words that end no sentence.
constexpr uint32_t kEndsNothing = kJoinsOnward | kQualifier | kDenial | kAnnouncement | kNumberNoun | kCohortNoun | kExcludes;

}  // namespace

RunOnFinder::RunOnFinder(const TokenBuffer& buffer, const HeadingWords& words) : buffer_(buffer), words_(words) {
  if (!words.may_have(kLayoutLabel)) return;
  const auto count = static_cast<uint32_t>(buffer.tokens.size());
  uint32_t labels = 0;
  for (uint32_t i = 1; i < count && labels < kLabelsOfLayout; ++i)
    if (!buffer.tokens[i].has(kLineStart) && label_end(i, count, kLayoutLabel)) ++labels;
  run_on_ = labels >= kLabelsOfLayout;
}

// The colon behind a label that starts at `at`; 0 when none does.
uint32_t RunOnFinder::label_end(uint32_t at, uint32_t end, uint32_t roles) const {
  if (!buffer_.tokens[at].has(kCapitalized)) return 0;
  HeadingWords::Match label = words_.match(at, end, roles);
  return label && label.tok_end < end && buffer_.tokens[label.tok_end].kind == TokenKind::Colon ? label.tok_end : 0;
}

// A word that may end a clause: no preposition, no adjective; before capitals only a unit, a number or brackets.
bool RunOnFinder::ends_clause(const Token& before, bool all_caps) const {
  switch (before.kind) {
    case TokenKind::Number:
    case TokenKind::Close: return true;
    case TokenKind::Word: break;
    default: return false;
  }
  const bool unit = buffer_.spelling(before).size() <= kLongestUnit;
  if (before.has(kAllCaps)) return !all_caps;
  return !before.has(kCapitalized) && (!all_caps || unit);
}

bool RunOnFinder::begins_sentence(uint32_t at) const {
  const Token& token = buffer_.tokens[at];
  if (token.kind != TokenKind::Word || !token.has(kCapitalized) || buffer_.spelling(token).size() < 2) return false;
  if (words_.match(at - 1, at, kEndsNothing) || words_.match(at, static_cast<uint32_t>(buffer_.tokens.size()), kProperName | kCohortNoun)) return false;
  if (token.has(kAllCaps) && words_.match(at, at + 1, kJoinsOnward)) return false;  // "OR"
  return ends_clause(buffer_.tokens[at - 1], token.has(kAllCaps));
}

void RunOnFinder::find(uint32_t begin, uint32_t end, llvm::SmallVectorImpl<uint32_t>& starts) const {
  if (!run_on_ || begin + 1 >= end) return;
  const bool dashes = buffer_.tokens[begin].kind == TokenKind::Hyphen && !buffer_.tokens[begin + 1].has(kSpaceBefore);  // "--Label--"
  if (buffer_.tokens[begin].kind != TokenKind::Word && !dashes) return;  // a list
  uint32_t depth = 0;
  bool listed = false;  // behind the colon of an announced list, up to the next label
  starts.push_back(begin);
  for (uint32_t i = begin; i < end; ++i) {
    const Token& token = buffer_.tokens[i];
    if (token.kind == TokenKind::Open) ++depth;
    if (token.kind == TokenKind::Close && depth > 0) --depth;
    if (depth > 0) continue;
    if (uint32_t colon = label_end(i, end, kLabels)) {
      if (i > begin) starts.push_back(i);
      listed = false;
      i = colon;
    } else if (token.kind == TokenKind::Colon) {
      listed = true;
    } else if (i > begin && !listed && begins_sentence(i)) {
      starts.push_back(i);
    }
  }
  if (starts.size() == 1) starts.clear();
}

bool RunOnFinder::says_nothing(uint32_t begin, uint32_t end) const {
  while (end > begin && buffer_.tokens[end - 1].kind == TokenKind::Period) --end;
  return end > begin && words_.match(begin, end, kNothingAsked | kDenial).tok_end == end;
}

bool RunOnFinder::is_label(uint32_t begin, uint32_t end) const {
  const uint32_t colon = begin < end ? label_end(begin, end, kLabels) : 0;
  return colon && colon + 1 == end;
}

bool RunOnFinder::asks_nothing(uint32_t begin, uint32_t end) const {
  uint32_t colon = label_end(begin, end, kLabels);
  if (!colon || colon + 1 >= end || end - colon > kLongestReference) return false;
  HeadingWords::Match nothing = words_.match(colon + 1, end, kNothingAsked);
  return static_cast<bool>(nothing);
}

}  // namespace critc
