#include "frontend/outline/heading_shape.h"

#include <algorithm>

#include "frontend/outline/marker_scanner.h"

namespace critc {

namespace {

constexpr uint32_t kLongestTitle = 14;     // tokens of a title before a colon
constexpr uint32_t kLongestOpenTitle = 9;  // and without one
constexpr uint32_t kLongestBrackets = 24;

}  // namespace

uint32_t HeadingShape::skip_marks(uint32_t begin, uint32_t end) const {
  uint32_t i = begin;
  if (std::optional<Marker> marker = read_marker(buffer_, i, end)) i = marker->tok_end;
  while (i < end && (token(i).kind == TokenKind::Star || token(i).kind == TokenKind::Quote ||
                     token(i).kind == TokenKind::Hyphen)) {
    ++i;
  }
  return i;
}

bool HeadingShape::is_marked(uint32_t begin, uint32_t end) const {
  return begin < end && read_marker(buffer_, begin, end).has_value();
}

uint32_t HeadingShape::skip_brackets(uint32_t at, uint32_t end) const {
  if (at >= end || token(at).kind != TokenKind::Open) return at;
  uint32_t depth = 0;
  for (uint32_t i = at; i < std::min(end, at + kLongestBrackets); ++i) {
    if (token(i).kind == TokenKind::Open) ++depth;
    if (token(i).kind == TokenKind::Close && --depth == 0) return i + 1;
  }
  return at;
}

uint32_t HeadingShape::skip_bold(uint32_t at, uint32_t end) const {
  while (at < end && !token(at).has(kSpaceBefore) &&
         (token(at).kind == TokenKind::Star || token(at).kind == TokenKind::Quote ||
          token(at).kind == TokenKind::Hyphen)) {
    ++at;
  }
  return at;
}

HeadingEnd HeadingShape::colon_end(uint32_t at, uint32_t end) const {
  uint32_t own = skip_bold(at, end);
  uint32_t i = skip_brackets(own, end);
  for (uint32_t stop = std::min(end, i + kLongestTitle); i < stop; ++i) {
    switch (token(i).kind) {
      case TokenKind::Colon:
        return {skip_bold(i + 1, end), own, i, true, i == own};
      case TokenKind::Period:
      case TokenKind::Semicolon:
      case TokenKind::Comparator:
        return {};
      default:
        break;
    }
  }
  return {};
}

HeadingEnd HeadingShape::heading_end(uint32_t at, uint32_t end, bool strong) const {
  uint32_t own = skip_bold(at, end);
  uint32_t i = skip_brackets(own, end);
  if (i == end) return {end, own, i, false, own == end};
  TokenKind next = token(i).kind;
  bool last = i + 1 == end;
  if (next == TokenKind::Colon) return {skip_bold(i + 1, end), own, i, true, i == own};
  if (last && (next == TokenKind::Period || next == TokenKind::Semicolon || next == TokenKind::Hyphen ||
               next == TokenKind::Comma)) {
    return {end, own, i, true, i == own};
  }
  if (!strong) return {};
  if (next == TokenKind::Period || next == TokenKind::Hyphen) {
    bool body = is_marked(i + 1, end) || token(i + 1).has(kCapitalized);
    if (next == TokenKind::Period && body) return {i + 1, own, i, true, i == own};
  }
  if (HeadingEnd found = colon_end(at, end)) return found;
  if (end - i > kLongestOpenTitle || is_stop(token(end - 1))) return {};
  for (uint32_t k = i; k < end; ++k)
    if (token(k).kind == TokenKind::Comparator) return {};  // "Inclusion criteria - adults aged >= 40 years"
  return {end, own, end, false, false};
}

uint32_t HeadingShape::heading_begin(uint32_t at, uint32_t begin) const {
  uint32_t i = at;
  while (i > begin && words_.match(i - 1, i, kQualifier)) --i;
  while (i > begin && (token(i - 1).kind == TokenKind::Star || token(i - 1).kind == TokenKind::Bullet ||
                       token(i - 1).kind == TokenKind::Hyphen)) {
    --i;
  }
  for (uint32_t back = 3; back >= 2; --back) {
    if (i < begin + back) continue;
    std::optional<Marker> marker = read_marker(buffer_, i - back, i + 1);
    if (marker && marker->tok_end == i && token(i - back).has(kSpaceBefore)) return i - back;
  }
  return i;
}

bool HeadingShape::is_stop(const Token& token) const {
  switch (token.kind) {
    case TokenKind::Period:
    case TokenKind::Semicolon:
    case TokenKind::Colon:
    case TokenKind::Star:
    case TokenKind::Bullet:
      return true;
    default:
      return false;
  }
}

bool HeadingShape::colon_follows(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < std::min(end, begin + 4); ++i) {
    if (token(i).kind == TokenKind::Colon) return true;
  }
  return false;
}

bool HeadingShape::has_bound(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    if (token(i).kind == TokenKind::Number || token(i).kind == TokenKind::Comparator) return true;
  }
  return false;
}

bool HeadingShape::is_title(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    const Token& word = token(i);
    if (word.kind != TokenKind::Word) {
      if (word.kind == TokenKind::Comma) return false;
      continue;
    }
    if (word.has(kCapitalized) || words_.match(i, i + 1, kQualifier)) continue;
    return words_.match(i, end, kPopulationNoun) && token(begin).has(kCapitalized);
  }
  return true;
}

bool HeadingShape::is_capitalized(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    if (token(i).kind == TokenKind::Word && !token(i).has(kCapitalized)) return false;
  }
  return true;
}

uint32_t HeadingShape::sentence_end(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    if (token(i).kind == TokenKind::Period || token(i).kind == TokenKind::Colon) return i + 1;
  }
  return end;
}

uint32_t HeadingShape::last_sentence(uint32_t begin, uint32_t end) const {
  for (uint32_t i = end - 1; i > begin; --i) {
    bool stop = token(i - 1).kind == TokenKind::Period && token(i).has(kSpaceBefore);
    if (stop && token(i).has(kCapitalized)) return i;
  }
  return begin;
}

bool HeadingShape::announces_list(uint32_t begin, uint32_t end) const {
  if (token(end - 1).kind == TokenKind::Colon) return true;
  uint32_t last = token(end - 1).kind == TokenKind::Period ? end - 1 : end;
  return last > begin && words_.match(last - 1, last, kAnnouncement);
}

}  // namespace critc
