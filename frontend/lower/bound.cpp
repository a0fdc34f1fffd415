// Bounds as the words write them: comparator, number, unit, limit of normal, range.
#include "frontend/lower/ends.h"
#include "frontend/lower/bound_reader.h"

namespace critc {

namespace {

Reference reference_of(const Chunk& chunk) {
  switch (chunk.code) {
    case GrammarCode::RefUln: return Reference::Uln;
    case GrammarCode::RefLln: return Reference::Lln;
    case GrammarCode::RefNormal: return Reference::Normal;
    case GrammarCode::RefBaseline: return Reference::Baseline;
    default: return Reference::Predicted;
  }
}

}  // namespace

bool BoundReader::read_bound(uint32_t i, BoundMatch& match) const {
  bool read = false;
  if (is(i, ChunkKind::Between)) read = read_between(i + 1, match);
  if (is(i, ChunkKind::Comparator)) {
    match.age_word = chunk(i).value == Chunk::kOfAge;
    const bool sign = tokens_.tokens[chunk(i).tok_begin].kind == TokenKind::Comparator;
    match.equal_sign = sign && chunk(i).code == GrammarCode::Equal;
    read = read_compared(chunk(i).code, i + 1, match);
  }
  if (is(i, ChunkKind::Number)) {
    GrammarCode lead = comparator_before(i);
    if (lead == GrammarCode::Between) read = read_between(i, match);
    if (!read && lead != GrammarCode::None && lead != GrammarCode::Between) read = read_compared(lead, i, match);
    if (!read) read = read_plain(i, match);
  }
  if (read) finish_bound(i, match);
  return read;
}

// The comparator that is part of the subject before the number: "aged between", "under the age of".
GrammarCode BoundReader::comparator_before(uint32_t i) const {
  while (i > 0 && is_link(i - 1)) --i;
  return i > 0 && is(i - 1, ChunkKind::Subject) ? chunk(i - 1).other_code : GrammarCode::None;
}

void BoundReader::finish_bound(uint32_t begin, BoundMatch& match) const {
  match.begin = begin;
  if (is(match.next, ChunkKind::AgeWord)) {
    match.age_word = true;
    ++match.next;
  }
  if (match.range && is(match.next, ChunkKind::Filler) && chunk(match.next).is(GrammarCode::Exclusive)) {
    match.bounds.low->closed = match.bounds.high->closed = false;
    ++match.next;
  }
  share_unit(match);
  match.equal_sign &= match.bounds.is_equality();
  match.bounds.range = range(begin, match.next);
}

// "18-65 years": the unit stands once, behind the second number.
void BoundReader::share_unit(BoundMatch& match) const {
  if (!match.bounds.low || !match.bounds.high) return;
  Quantity& low = match.bounds.low->quantity;
  Quantity& high = match.bounds.high->quantity;
  if (low.unit_text.empty() && !high.unit_text.empty()) {
    low.unit_text = high.unit_text;
    low.stated_unit = low.unit = high.stated_unit;
  }
  if (high.unit_text.empty() && !low.unit_text.empty()) {
    high.unit_text = low.unit_text;
    high.stated_unit = high.unit = low.stated_unit;
  }
  if (match.bounds.low->reference == Reference::None) match.bounds.low->reference = match.bounds.high->reference;
}

// Number, unit and limit of normal: "3 x ULN", "40 % of predicted", "1:80".
bool BoundReader::read_end(uint32_t i, End& end, uint32_t& next, BoundMatch& match) const {
  if (!is(i, ChunkKind::Number)) return false;
  if (!match.value_begin) match.value_begin = i;
  next = i + 1;
  Decimal number = spelled_number(i, next);
  bool ratio = number == Decimal::from_int(1) && is(next, ChunkKind::Colon) &&
               is(next + 1, ChunkKind::Number) &&
               !tokens_.tokens[chunk(next + 1).tok_begin].has(kSpaceBefore);
  if (ratio) {
    number = value(next + 1);
    next += 2;
    match.titer = true;
  }
  end.quantity.stated = end.quantity.canonical = number;
  if (is(next, ChunkKind::Unit)) {
    end.quantity.unit_text = text(next, next + 1);
    end.quantity.stated_unit = end.quantity.unit = chunk(next).payload;
    match.unit = unit_class(chunk(next).payload, catalog_, document_);
    match.age_word |= chunk(next).value == Chunk::kOfAge;
    if (match.unit == UnitClass::None) match.unit = UnitClass::Other;
    ++next;
  } else if (uint32_t behind = unknown_unit(next)) {
    end.quantity.unit_text = text(next, behind);
    match.unit = UnitClass::Other;
    next = behind;
  }
  if (match.unit == UnitClass::None || match.unit == UnitClass::Percent) next = read_reference(next, end);
  return true;
}

// "eighty five": moves `next` behind the words that belong to the number.
Decimal BoundReader::spelled_number(uint32_t i, uint32_t& next) const {
  Decimal number = value(i);
  if (!is_word_token(i)) return number;
  const Decimal ten = Decimal::from_int(10), hundred = Decimal::from_int(100);
  const bool tens = number.exponent == 0 && number.mantissa % 10 == 0 && compare(number, ten) > 0 && compare(number, hundred) < 0;
  if (tens && is_word_token(next) && compare(value(next), ten) < 0) number = *add(number, value(next++));
  return number;
}

// Words that stand like a unit but are in no table: glued to the number, or a ratio ("WU/L").
uint32_t BoundReader::unknown_unit(uint32_t i) const {
  if (!is(i, ChunkKind::Word) || tokens_.tokens[chunk(i).tok_begin].kind != TokenKind::Word) return 0;
  if (is(i + 1, ChunkKind::Slash) && is(i + 2, ChunkKind::Word)) return i + 3;
  return tokens_.tokens[chunk(i).tok_begin].has(kSpaceBefore) ? 0 : i + 1;
}

// "x the institutional ULN", "of predicted value": at most three words may stand between.
uint32_t BoundReader::read_reference(uint32_t i, End& end) const {
  uint32_t at = i;
  if (is(at, ChunkKind::Hyphen) && is(at + 1, ChunkKind::Times)) ++at;  // 2-fold
  const bool times = is(at, ChunkKind::Times);
  at += times;
  for (uint32_t words = 0; words < 4 && !is(at, ChunkKind::Reference); ++words, ++at) {
    if ((!is_word(at) && !is_link(at)) || (chunk(at).traits & kTurns)) return i;  // 50 % regardless of the LLN
  }
  if (!is(at, ChunkKind::Reference)) return i;
  end.reference = reference_of(chunk(at));
  if (times && end.reference == Reference::Predicted) end.reference = Reference::Normal;  // 2 times of normal value
  while (is(at, ChunkKind::Reference)) ++at;
  return at;
}

// Behind a comparator: the number, perhaps after words such as `grade`, `daily dose of`, `(<=)`.
bool BoundReader::read_compared(GrammarCode code, uint32_t at, BoundMatch& match) const {
  if (is(at, ChunkKind::Open) && is(at + 1, ChunkKind::Comparator) && is(at + 2, ChunkKind::Close)) at += 3;
  while (is(at, ChunkKind::Filler) || is(at, ChunkKind::Dose) || is(at, ChunkKind::Ordinal)) {
    match.ordinal |= is(at, ChunkKind::Ordinal);
    if (chunk(at).is(GrammarCode::DoseDaily)) match.basis = DoseBasis::Daily;
    if (chunk(at).is(GrammarCode::DoseCumulative)) match.basis = DoseBasis::Cumulative;
    if (chunk(at).is(GrammarCode::DoseSingle)) match.basis = DoseBasis::Single;
    ++at;
  }
  at = skip_subject(at, match);
  if (code == GrammarCode::Equal && is(at, ChunkKind::Number)) {
    if (!read_plain(at, match)) return false;
    if (match.plain) match.bounds.high = match.bounds.low;
    match.plain = false;
    return true;
  }
  End end;
  if (!read_end(at, end, match.next, match)) {
    uint32_t next = read_reference(at, end);
    if (next == at || end.reference == Reference::Baseline) return false;
    match.value_begin = at;
    end.quantity.stated = end.quantity.canonical = Decimal::from_int(1);
    match.next = next;
  }
  uint32_t times = is(match.next, ChunkKind::Hyphen) ? match.next + 1 : match.next;
  if (is(times, ChunkKind::Times) && is(times + 1, ChunkKind::Comparator)) {  // "> 2 times above the ULN"
    uint32_t behind = read_reference(times + 2, end);
    if (behind != times + 2) match.next = behind;
  }
  read_second(match.next, end, match);
  set_end(match.bounds, code, end);
  if (code != GrammarCode::Equal && is(match.next, ChunkKind::RangeTo)) read_range_end(match.next, match);
  return true;
}

// "over age 18", "minimum disease duration of 5 years": the subject stands behind the comparator.
uint32_t BoundReader::skip_subject(uint32_t i, BoundMatch& match) const {
  if (!is(i, ChunkKind::Subject)) return i;
  uint32_t at = i + 1;
  while (is_link(at)) ++at;
  if (!is(at, ChunkKind::Number)) return i;
  match.subject_chunk = i + 1;
  return at;
}

// "140/90 mmHg": the second number, and the unit of both.
void BoundReader::read_second(uint32_t i, End& first, BoundMatch& match) const {
  if (!is(i, ChunkKind::Slash) || !is(i + 1, ChunkKind::Number) || match.unit != UnitClass::None) return;
  End second;
  if (!read_end(i + 1, second, match.next, match)) return;
  first.quantity.unit_text = second.quantity.unit_text;
  first.quantity.stated_unit = first.quantity.unit = second.quantity.stated_unit;
  match.second = second;
  match.second_text = text(i, i + 2);
}

bool BoundReader::read_plain(uint32_t i, BoundMatch& match) const {
  End end;
  if (!read_end(i, end, match.next, match)) return false;
  match.bounds.low = end;
  uint32_t at = match.next;
  if (is(at, ChunkKind::AgeWord)) {
    match.age_word = true;
    ++at;
  }
  if (is(at, ChunkKind::RangeTo) && read_range_end(at, match)) return true;
  if (is(at, ChunkKind::Comparator) && (read_sandwich(at, end, match) || read_multiple(at, end, match))) return true;
  if (is(at, ChunkKind::Times) && is(at + 1, ChunkKind::Comparator) && read_multiple(at + 1, end, match)) return true;
  read_second(at, *match.bounds.low, match);
  if (match.second) {
    at = match.next;
    end = *match.bounds.low;
  }
  if (is(at, ChunkKind::PostComparator)) {
    match.age_word |= chunk(at).value == Chunk::kOfAge;
    if (chunk(at).is(GrammarCode::PostBetter) || chunk(at).is(GrammarCode::PostWorse)) {
      match.bounds.comparator_lost = true;
      match.quality = chunk(at).code;
    } else {
      match.bounds.low.reset();
      set_end(match.bounds, chunk(at).code, end);
    }
    match.post = true;
    match.next = at + 1;
    if (is(match.next, ChunkKind::Unit)) take_unit(match.next++, match);  // "60+ years"
    return true;
  }
  match.plain = true;
  return true;
}

void BoundReader::take_unit(uint32_t i, BoundMatch& match) const {
  for (std::optional<End>* end : {&match.bounds.low, &match.bounds.high}) {
    if (!*end) continue;
    (*end)->quantity.unit_text = text(i, i + 1);
    (*end)->quantity.stated_unit = (*end)->quantity.unit = chunk(i).payload;
  }
  match.unit = unit_class(chunk(i).payload, catalog_, document_);
}

}  // namespace critc
