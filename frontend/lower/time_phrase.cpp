// Time phrases: windows, durations, `until`.
#include "frontend/lower/scanner.h"

namespace critc {

namespace {

void keep_at_most(Bounds& bounds) {
  bounds.high = bounds.low;
  bounds.low.reset();
}

// "less than 30 days or 5 half-lives": a second number alone goes the way of the first.
void follow(const Bounds& first, Bounds& second) {
  if (!first.low) keep_at_most(second);
  (first.low ? second.low : second.high)->closed = (first.low ? first.low : first.high)->closed;
}

}  // namespace

// "leukapheresis", "the first dose of study drug": what the window is counted from.
uint32_t Scanner::read_anchor(uint32_t i, Window& window) const {
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
uint32_t Scanner::read_window(uint32_t i, Time& time) const {
  Window& window = time.windows.back();
  uint32_t at = skip_filler(i);
  if (says_prior(at)) {
    window.direction = Direction::Before;
    return at + 1;
  }
  const bool following = is(at, ChunkKind::Announce) && chunk(at).is(GrammarCode::TimeAfter) && !is(at + 1, ChunkKind::Colon);
  if (!is(at, ChunkKind::Time) && !following) {
    bool filler_anchor = at > i && window.direction == Direction::None &&
                         (is(at, ChunkKind::Anchor) || is(at, ChunkKind::Procedure));
    if (!filler_anchor && !(is(at, ChunkKind::Anchor) && window.direction == Direction::None)) return i;
    window.direction = Direction::Around;
    return read_anchor(at, window);
  }
  const Chunk& word = chunk(at);
  if (word.is(GrammarCode::TimeBefore) || word.is(GrammarCode::TimePriorTo) || word.is(GrammarCode::TimePreceding)) {
    window.direction = Direction::Before;
  } else if (word.is(GrammarCode::TimeAfter) || word.is(GrammarCode::TimeSince)) {
    window.direction = Direction::After;
  } else if (word.is(GrammarCode::TimeAround)) {
    window.direction = Direction::Around;
  } else if (word.is(GrammarCode::TimeFrom) && window.direction == Direction::None && !window.distance.high) {
    window.direction = Direction::After;  // at least 4 weeks from the last dose
  } else if (word.is(GrammarCode::TimeOf) || word.is(GrammarCode::TimeFrom)) {
    if (window.direction == Direction::None) window.direction = Direction::Around;
  } else if (word.is(GrammarCode::TimeAgo)) {
    window.direction = Direction::Before;
    return at + 1;
  } else if (word.is(GrammarCode::TimePast)) {  // "of the last administration"
    if (window.direction == Direction::None) window.direction = Direction::Around;
  } else {
    return i;
  }
  const uint32_t next = read_anchor(at + 1, window);
  if (word.is(GrammarCode::TimeSince) && next == at + 1) window.direction = Direction::Before;  // "> 7 days since prior steroids"
  return next;
}

// At a word of time, or where a bound may start.
uint32_t Scanner::time_phrase(uint32_t i) {
  if (uint32_t next = restated_time(i)) return next;
  GrammarCode lead = stands_for(i) ? GrammarCode::TimeFor : GrammarCode::None;
  const bool stated_for = lead != GrammarCode::None;
  uint32_t at = i;
  bool past = false;
  if (is(i, ChunkKind::Time)) {
    lead = chunk(i).code;
    at = skip_filler(i + 1);
    if (looks_back(at)) {
      past = true;
      at = skip_filler(at + 1);
    }
    if (is(at, ChunkKind::Time) && chunk(at).is(GrammarCode::TimeNext)) at = skip_filler(at + 1);  // for the next 6 months
    past |= looks_back(i);
  }
  BoundMatch match;
  if (lead == GrammarCode::TimeOf || lead == GrammarCode::TimeFrom || lead == GrammarCode::TimeAt) lead = GrammarCode::None;
  const bool of = is(i, ChunkKind::Time) && lead == GrammarCode::None;
  if (of && !chunk(i).is(GrammarCode::TimeOf)) return 0;
  bool measured = read_bound(at, match) && match.unit == UnitClass::Time && !match.age_word;
  if (!measured && past && at > i + (chunk(i).tok_end - chunk(i).tok_begin > 1 ? 0 : 1)) measured = one_unit(at, match);
  const uint32_t lasting = measured ? skip_lasting(match.next) : match.next;  // "of 3 months' duration or longer"
  if (lasting > match.next) {
    lead = GrammarCode::TimeFor;
    match.next = lasting;
  } else if (of) {
    return 0;
  }
  if (!measured) return lead == GrammarCode::None || stated_for ? 0 : bare_time(i);
  if (uint32_t apart = skip_filler(match.next); is(apart, ChunkKind::Time) && chunk(apart).is(GrammarCode::TimeApart))
    return interval(i, apart + 1, match);
  const bool ahead = (lead == GrammarCode::None || lead == GrammarCode::TimeAfter) && lasts(match);
  bool duration = ahead || (lead != GrammarCode::None && (stated_for || lead == GrammarCode::TimeFor || chunk(i).is(GrammarCode::TimeFor)) && !past);
  Time time;
  Window& window = time.windows.emplace_back();
  window.distance = match.bounds;
  if (past) window.direction = Direction::Before;
  if (lead == GrammarCode::TimeNext) window.direction = Direction::After;
  if (uint32_t since = lead == GrammarCode::None ? since_thing(match.next) : 0) {
    window.direction = Direction::Before;
    if (match.plain) window.distance.comparator_lost = true;
    mark_windows(i, since, time);
    Element& element = push(Part::Time, i, since);
    element.value = Element::kSince;
    element.node.attrs.ensure().time = std::move(time);
    return since;
  }
  if (match.plain && !duration) keep_at_most(time.windows.back().distance);
  uint32_t next = duration ? match.next : read_window(behind_comma(match.next), time);
  if (next == behind_comma(match.next)) next = match.next;
  if (uint32_t other = second_window(next, time)) next = other;
  const Claim before = claim_;
  if (!duration) anchor_behind_bracket(next, time);
  const bool anchored = !has_no_side(time.windows.front()) || claim_.begin != before.begin;
  const bool of_rest = is(match.next, ChunkKind::Time) && chunk(match.next).is(GrammarCode::TimeOf);
  if (!duration && lead == GrammarCode::TimeAfter && match.plain && (!anchored || of_rest)) {  // "blood pressure after 5 minutes of rest": how it is measured
    push(Part::Words, i, match.next);
    return match.next;
  }
  if (!duration && lead == GrammarCode::None && !anchored) {
    if (match.plain || match.range) return 0;
    duration = !reaches_back(match);
  }
  share_anchor_back(time.windows.front());
  mark_windows(i, next, time);
  if (lead == GrammarCode::None && match.plain && !duration) doubt_distance(i, time);
  if (duration) {
    for (Window& each : time.windows) time.durations.push_back(each.distance);
    time.windows.clear();
  }
  Element& element = push(Part::Time, i, next);
  element.value = ahead ? Element::kAhead : uint8_t{0};
  element.node.attrs.ensure().time = std::move(time);
  return next;
}

// "at least 4 weeks of treatment": how long it lasts, no distance from it.
bool Scanner::lasts(const BoundMatch& match) const {
  const uint32_t i = match.next;
  if (!is(i, ChunkKind::Time) || !chunk(i).is(GrammarCode::TimeOf)) return false;
  uint32_t at = i + 1;
  const uint32_t limit = i + (match.plain ? 2 : 5);
  while (at < limit && (is_word(at) || is(at, ChunkKind::Attribute))) ++at;
  return match.plain || at == i + 1 ? names_thing(at) : !is(at, ChunkKind::Anchor);
}

// "within 3 weeks prior"
bool Scanner::says_prior(uint32_t i) const {
  if (!is(i, ChunkKind::Attribute) || chunk(i).code != GrammarCode::Phase) return false;
  return static_cast<Phase>(chunk(i).value) == Phase::Prior && (i + 1 >= size() || is(i + 1, ChunkKind::Close) ||
                                                                is(i + 1, ChunkKind::Comma) || is(i + 1, ChunkKind::Stop));
}

// "two measurements at least 2 weeks apart": a time between two, not how long the thing lasts.
uint32_t Scanner::interval(uint32_t i, uint32_t next, BoundMatch& match) {
  if (match.plain) return 0;
  Subject subject;
  subject.text = text(next - 1, next);
  match.next = next;
  push_comparison(i, next, subject, match);
  buffers_.elements.back().value = Element::kInterval;
  return next;
}

// "within 4 weeks (6 weeks for mitomycin C) prior to study entry", "(within 7 days) before surgery": the anchor
// stands behind the brackets.
void Scanner::anchor_behind_bracket(uint32_t i, Time& time) {
  if (!has_no_side(time.windows.back()) || (!is(i, ChunkKind::Open) && !is(i, ChunkKind::Close))) return;
  const uint32_t behind = is(i, ChunkKind::Open) ? chunk(i).payload + 1 : i + 1;
  if (is(i, ChunkKind::Close) && is_link(behind)) return;  // (> 4 weeks) of steroids
  const uint32_t end = read_window(behind, time);
  if (end == behind) return;
  for (Window& window : time.windows) {
    window.anchor = time.windows.back().anchor;
    window.direction = time.windows.back().direction;
  }
  claim_ = {behind, end};
}

// "stroke (< 6 months)" among what excludes: when it happened, not how long it lasted.
bool Scanner::reaches_back(const BoundMatch& match) const {
  if (context_.section != Section::Exclusion || match.bounds.low) return false;
  const std::vector<Element>& elements = buffers_.elements;
  size_t n = elements.size();
  if (n > 0 && elements[n - 1].part == Part::Open) --n;
  const Has* has = n > 0 && elements[n - 1].part == Part::Entity ? elements[n - 1].node.as<Has>() : nullptr;
  return has && has->subject.concept_id && (has->thing == ThingKind::Condition || has->thing == ThingKind::Procedure);
}

// "2 weeks after surgery" alone says neither at least nor at most; "2 weeks before" looks back as far as that.
void Scanner::doubt_distance(uint32_t i, Time& time) const {
  const bool onward = i > 0 && (is(i - 1, ChunkKind::And) || is(i - 1, ChunkKind::Or) || is(i - 1, ChunkKind::RangeTo) ||
                                is(i - 1, ChunkKind::Time));  // during the study and 30 days after
  for (Window& window : time.windows) {
    if (onward || window.direction != Direction::After || window.distance.low) continue;
    std::swap(window.distance.low, window.distance.high);
    window.distance.comparator_lost = true;
  }
}

// "30 days or 5 half-lives, whichever is longer": the second distance and the choice.
uint32_t Scanner::second_window(uint32_t i, Time& time) const {
  const bool bracket = is(i, ChunkKind::Open) && is(i + 1, ChunkKind::Or);  // 30 days (or 5 half-lives) before
  const uint32_t at = is(i, ChunkKind::Comma) || bracket ? i + 1 : i;
  if (!is(at, ChunkKind::Or)) return read_pick(i, time);
  BoundMatch match;
  if (!read_bound(skip_filler(at + 1), match) || match.unit != UnitClass::Time) return read_pick(i, time);
  Window window = time.windows.front();
  window.distance = match.bounds;
  if (match.plain) follow(time.windows.front().distance, window.distance);
  time.windows.push_back(window);
  uint32_t next = read_window(match.next, time);
  uint32_t pick = read_pick(next, time);
  if (bracket) {
    next = pick ? pick : next;
    if (!is(next, ChunkKind::Close)) {
      time.windows.pop_back();
      time.pick = Pick::All;
      return 0;
    }
    pick = ++next;
  }
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

uint32_t Scanner::read_pick(uint32_t i, Time& time) const {
  uint32_t at = is(i, ChunkKind::Comma) || is(i, ChunkKind::Open) ? i + 1 : i;
  at = skip_filler(at);
  if (!is(at, ChunkKind::Pick)) return 0;
  time.pick = chunk(at).is(GrammarCode::PickLongest) ? Pick::Longest : Pick::Shortest;
  ++at;
  if (is(i, ChunkKind::Open) && is(at, ChunkKind::Close)) ++at;
  return at;
}

// The range of a window is the whole phrase: where several stand in it, the anchor belongs to all.
void Scanner::mark_windows(uint32_t begin, uint32_t end, Time& time) const {
  for (Window& window : time.windows) window.distance.range = range(begin, end);
}

// Without a distance: "prior to enrollment", "until 2 years after the end of the study".
uint32_t Scanner::bare_time(uint32_t i) {
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
    const std::vector<Element>& elements = buffers_.elements;
    const bool lasting = !elements.empty() && elements.back().part == Part::Time && !elements.back().node.attrs->time.durations.empty();
    const uint32_t at = skip_filler(i + 1);  // for at least 4 weeks prior to vaccination
    if ((!before && !after) || !(is(at, ChunkKind::Anchor) || (lasting && names_thing(at)))) return 0;
    Window& window = time.windows.emplace_back();
    window.direction = before ? Direction::Before : Direction::After;
    next = read_anchor(i + 1, window);
  }
  Element& element = push(Part::Time, i, next);
  element.node.attrs.ensure().time = std::move(time);
  return next;
}

}  // namespace critc
