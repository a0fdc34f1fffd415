// Time phrases: windows, durations, `until`.
#include "frontend/lower/parser.h"

namespace critc {

namespace {

void keep_at_most(Bounds& bounds) {
  bounds.high = bounds.low;
  bounds.low.reset();
}

}  // namespace

// "leukapheresis", "the first dose of study drug": what the window is counted from.
uint32_t Parser::read_anchor(uint32_t i, Window& window) const {
  uint32_t begin = skip_filler(i);
  uint32_t at = begin;
  uint32_t named = 0;
  while (at < begin + 8 && at < size()) {
    ChunkKind kind = chunk(at).kind;
    bool entity = kind == ChunkKind::Anchor || kind == ChunkKind::Procedure || kind == ChunkKind::Drug ||
                  kind == ChunkKind::Thing || kind == ChunkKind::Condition || kind == ChunkKind::Subject;
    if (entity && named && chunk(named - 1).kind == ChunkKind::Anchor && kind != ChunkKind::Anchor &&
        kind != ChunkKind::Drug)
      break;
    if (entity && (!named || kind == ChunkKind::Anchor)) named = at + 1;
    if (!entity && kind != ChunkKind::Word && kind != ChunkKind::Filler &&
        !(kind == ChunkKind::Time && chunk(at).is(GrammarCode::TimeOf)) && kind != ChunkKind::Hyphen)
      break;
    ++at;
    if (entity && !is(at, ChunkKind::Time) && !is(at, ChunkKind::Anchor) && !is(at, ChunkKind::Drug) &&
        !is(at, ChunkKind::Filler))
      break;
  }
  while (at > begin && is(at - 1, ChunkKind::Filler)) --at;
  if (at == begin) return i;
  window.anchor.text = text(begin, at);
  if (named) {
    window.anchor.phrase = chunk(named - 1).phrase;
    window.anchor.concept_id = chunk(named - 1).concept_id;
  }
  return at;
}

// Behind a distance: "before leukapheresis", "prior to", "of screening", "ago".
uint32_t Parser::read_window(uint32_t i, Time& time) const {
  Window& window = time.windows.back();
  uint32_t at = skip_filler(i);
  if (!is(at, ChunkKind::Time)) {
    bool filler_anchor = at > i && window.direction == Direction::None &&
                         (is(at, ChunkKind::Anchor) || is(at, ChunkKind::Procedure));
    if (!filler_anchor && !(is(at, ChunkKind::Anchor) && window.direction == Direction::None)) return i;
    window.direction = Direction::Around;
    return read_anchor(at, window);
  }
  const Chunk& word = chunk(at);
  if (word.is(GrammarCode::TimeBefore) || word.is(GrammarCode::TimePriorTo)) {
    window.direction = Direction::Before;
  } else if (word.is(GrammarCode::TimeAfter) || word.is(GrammarCode::TimeSince)) {
    window.direction = Direction::After;
  } else if (word.is(GrammarCode::TimeOf)) {
    if (window.direction == Direction::None) window.direction = Direction::Around;
  } else if (word.is(GrammarCode::TimeAgo)) {
    window.direction = Direction::Before;
    return at + 1;
  } else if (word.is(GrammarCode::TimePast)) {  // "of the last administration"
    if (window.direction == Direction::None) window.direction = Direction::Around;
  } else {
    return i;
  }
  return read_anchor(at + 1, window);
}

// At a word of time, or where a bound may start.
uint32_t Parser::time_phrase(uint32_t i) {
  GrammarCode lead = GrammarCode::None;
  uint32_t at = i;
  bool past = false;
  if (is(i, ChunkKind::Time)) {
    lead = chunk(i).code;
    at = skip_filler(i + 1);
    if (is(at, ChunkKind::Time) && chunk(at).is(GrammarCode::TimePast)) {
      past = true;
      at = skip_filler(at + 1);
    }
    past |= chunk(i).is(GrammarCode::TimePast);
  }
  BoundMatch match;
  if (lead == GrammarCode::TimeOf || lead == GrammarCode::TimeAt) lead = GrammarCode::None;
  if (is(i, ChunkKind::Time) && lead == GrammarCode::None) return 0;
  bool measured = read_bound(at, match) && match.unit == UnitClass::Time && !match.age_word;
  if (!measured) return lead == GrammarCode::None ? 0 : bare_time(i);
  bool duration = lead == GrammarCode::TimeFor ||
                  (lead != GrammarCode::None && chunk(i).is(GrammarCode::TimeFor) && !past);
  Time time;
  Window& window = time.windows.emplace_back();
  window.distance = match.bounds;
  if (past) window.direction = Direction::Before;
  uint32_t next = duration ? match.next : read_window(match.next, time);
  bool anchored = next != match.next;
  if (!duration && lead == GrammarCode::None && !anchored) {
    if (match.plain || match.range) return 0;
    duration = true;
  }
  if (match.plain && !duration) keep_at_most(time.windows.back().distance);
  uint32_t other = second_window(next, time);
  if (other) next = other;
  mark_windows(i, next, time);
  if (duration) {
    for (Window& each : time.windows) time.durations.push_back(each.distance);
    time.windows.clear();
  }
  Element& element = push(Part::Time, i, next);
  element.node.attrs.ensure().time = std::move(time);
  return next;
}

// "30 days or 5 half-lives, whichever is longer": the second distance and the choice.
uint32_t Parser::second_window(uint32_t i, Time& time) const {
  uint32_t at = i;
  if (is(at, ChunkKind::Comma)) ++at;
  if (!is(at, ChunkKind::Or)) return read_pick(i, time);
  BoundMatch match;
  if (!read_bound(skip_filler(at + 1), match) || match.unit != UnitClass::Time) return read_pick(i, time);
  Window window = time.windows.front();
  window.distance = match.bounds;
  if (match.plain && !time.windows.front().distance.low) keep_at_most(window.distance);
  time.windows.push_back(window);
  uint32_t next = read_window(match.next, time);
  uint32_t pick = read_pick(next, time);
  if (!pick) return next;
  Window& last = time.windows.back();
  uint32_t behind = is(pick, ChunkKind::Comma) && is(pick + 1, ChunkKind::Time) ? pick + 1 : pick;
  uint32_t anchored = last.anchor.text.empty() ? read_window(behind, time) : pick;
  if (anchored == behind) anchored = pick;
  if (time.windows.front().anchor.text.empty()) {
    time.windows.front().anchor = last.anchor;
    time.windows.front().direction = last.direction;
  }
  return anchored;
}

uint32_t Parser::read_pick(uint32_t i, Time& time) const {
  uint32_t at = is(i, ChunkKind::Comma) || is(i, ChunkKind::Open) ? i + 1 : i;
  at = skip_filler(at);
  if (!is(at, ChunkKind::Pick)) return 0;
  time.pick = chunk(at).is(GrammarCode::PickLongest) ? Pick::Longest : Pick::Shortest;
  ++at;
  if (is(i, ChunkKind::Open) && is(at, ChunkKind::Close)) ++at;
  return at;
}

// The range of a window is the whole phrase: where several stand in it, the anchor belongs to all.
void Parser::mark_windows(uint32_t begin, uint32_t end, Time& time) const {
  for (Window& window : time.windows) window.distance.range = range(begin, end);
}

// Without a distance: "prior to enrollment", "until 2 years after the end of the study".
uint32_t Parser::bare_time(uint32_t i) {
  const Chunk& word = chunk(i);
  Time time;
  uint32_t next = i + 1;
  if (word.is(GrammarCode::TimeUntil)) {
    while (next < size() && !is(next, ChunkKind::Stop) && !is(next, ChunkKind::Close) &&
           !is(next, ChunkKind::Comma) && next < i + 14)
      ++next;
    time.until = text(i, next);
    BoundMatch match;
    uint32_t at = skip_filler(i + 1);
    if (read_bound(at, match) && match.unit == UnitClass::Time) {
      Window& window = time.windows.emplace_back();
      window.distance = match.bounds;
      if (match.plain) keep_at_most(window.distance);
      uint32_t behind = read_window(match.next, time);
      window.distance.range = range(at, behind);
      if (behind == match.next) time.windows.clear();
    }
  } else {
    bool before = word.is(GrammarCode::TimeBefore) || word.is(GrammarCode::TimePriorTo);
    bool after = word.is(GrammarCode::TimeAfter) || word.is(GrammarCode::TimeSince);
    if ((!before && !after) || !is(skip_filler(i + 1), ChunkKind::Anchor)) return 0;
    Window& window = time.windows.emplace_back();
    window.direction = before ? Direction::Before : Direction::After;
    next = read_anchor(i + 1, window);
  }
  Element& element = push(Part::Time, i, next);
  element.node.attrs.ensure().time = std::move(time);
  return next;
}

}  // namespace critc
