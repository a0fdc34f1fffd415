// What stands around a time phrase and belongs to it: its restatement, its "for", its anchor further on.
#include "frontend/lower/scanner.h"

namespace critc {

// "24 weeks (6 months)": the same time in another unit.
uint32_t Scanner::restated_time(uint32_t i) {
  const std::vector<Element>& elements = buffers_.elements;
  const size_t n = elements.size();
  if (!is(i, ChunkKind::Number) || n < 2 || elements[n - 1].part != Part::Open || elements[n - 2].part != Part::Time) return 0;
  BoundMatch match;
  if (!read_bound(i, match) || !match.plain || match.unit != UnitClass::Time || !is(match.next, ChunkKind::Close)) return 0;
  push(Part::Filler, i, match.next);
  return match.next;
}

// "stable for at least 6 weeks before screening": the word before the bound has taken the "for".
bool Scanner::stands_for(uint32_t i) const {
  if (is(i, ChunkKind::Time) || i == 0 || !is(i - 1, ChunkKind::Attribute) || chunk(i - 1).tok_end < chunk(i - 1).tok_begin + 2) return false;
  return means(tokens_.tokens[chunk(i - 1).tok_end - 1], GrammarCode::TimeFor, GrammarCode::TimeFor);
}

// "3 months duration", "3 months in duration or longer": the chunk behind the words that make a time how long something
// lasts; `i` when there are none.
uint32_t Scanner::skip_lasting(uint32_t i) const {
  const bool lasting = is(i, ChunkKind::Filler) && chunk(i).is(GrammarCode::Lasting);
  const bool in_duration = is(i, ChunkKind::Time) && chunk(i).is(GrammarCode::TimeFor) && chunk(i).tok_end == chunk(i).tok_begin + 2;
  if (!lasting && !in_duration) return i;
  return i + 1;
}

// "at least 4 weeks since prior chemotherapy": how long ago that was; the chunk behind "since", 0 when it is none of
// a thing that follows.
uint32_t Scanner::since_thing(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  size_t n = elements.size();
  while (n > 0 && elements[n - 1].part == Part::Filler) --n;
  const Part before = n == 0 ? Part::Stop : elements[n - 1].part;
  const bool starts = before == Part::Stop || before == Part::Colon || is_connective(before);
  const uint32_t at = skip_filler(i);
  if (!starts || !is(at, ChunkKind::Time) || !chunk(at).is(GrammarCode::TimeSince)) return 0;
  for (uint32_t k = at + 1; k < at + 7 && k < size(); ++k) {
    if (names_thing(k)) return at + 1;
    const bool between = is_word(k) || is(k, ChunkKind::Attribute) || is(k, ChunkKind::Dose) || is_link(k);
    if (!between) return 0;
  }
  return 0;
}

// "no later than 7 days, prior to the first dose"
uint32_t Scanner::behind_comma(uint32_t i) const {
  const bool side = is(i, ChunkKind::Comma) && is(i + 1, ChunkKind::Time) &&
                    (chunk(i + 1).is(GrammarCode::TimeBefore) || chunk(i + 1).is(GrammarCode::TimePriorTo));
  return side ? i + 1 : i;
}

// "within 72 hours and no later than 7 days before the first dose": both are counted from it.
void Scanner::share_anchor_back(const Window& window) {
  std::vector<Element>& elements = buffers_.elements;
  size_t n = elements.size();
  while (n > 0 && elements[n - 1].part == Part::Filler) --n;
  if (window.anchor.text.empty() || n < 2 || !is_connective(elements[n - 1].part) || elements[n - 2].part != Part::Time) return;
  for (Window& before : elements[n - 2].node.attrs->time.windows) {
    if (!has_no_side(before)) continue;
    before.anchor = window.anchor;
    before.direction = window.direction;
  }
}

// "in the past year": one of the unit, that no number counts; not "in the last week of pregnancy".
bool Scanner::one_unit(uint32_t i, BoundMatch& match) const {
  if (!is(i, ChunkKind::Word) || is(i + 1, ChunkKind::Number) || is(i + 1, ChunkKind::Open) || (is(i + 1, ChunkKind::Time) && chunk(i + 1).is(GrammarCode::TimeOf))) return false;
  const Chunk& word = chunk(i);
  const UnitMatch unit = read_unit(tokens_, word.tok_begin, word.tok_end, catalog_, document_);
  if (!unit.tok_end || !unit.unit || unit_class(unit.unit, catalog_, document_) != UnitClass::Time) return false;
  if (tokens_.spelling(tokens_.tokens[word.tok_begin]).ends_with_insensitive("s")) return false;  // "in the past years"
  End end;
  end.quantity.stated = end.quantity.canonical = Decimal::from_int(1);
  const ByteRange words = tokens_.raw_hull(chunk(i - 1).tok_end - 1, word.tok_end);  // "past year": no number stands there
  end.quantity.unit_text = {words.begin, words.end};
  end.quantity.stated_unit = end.quantity.unit = unit.unit;
  match.bounds.low = end;
  match.bounds.range = range(i, i + 1);
  match.unit = UnitClass::Time;
  match.plain = true;
  match.value_begin = match.begin = i;
  match.next = i + 1;
  return true;
}

}  // namespace critc
