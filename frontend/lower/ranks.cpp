// Ranks of ordinal scales: "ECOG 0, 1 or 2", "NYHA III/IV", "KPS 90 or 100", "Karnofsky 100-70".
#include "frontend/lower/bound_reader.h"

namespace critc {

namespace {

// `rank` where it follows `before` without a gap: the next letter, or the first of the next stage.
std::optional<Decimal> next_stage(Decimal before, Decimal rank) {
  auto tenths = [](Decimal value) {
    while (value.exponent < -1) value.mantissa /= 10, ++value.exponent;
    return value.exponent == 0 ? value.mantissa * 10 : value.mantissa;
  };
  const int64_t from = tenths(before), to = tenths(rank);
  const bool next_letter = to / 10 == from / 10 && to - from >= 0 && to - from <= 1;
  const bool whole = from % 10 == 0 || from % 10 >= 2;
  const bool next_stage = to / 10 == from / 10 + 1 && to % 10 <= 1 && whole;
  return next_letter || next_stage ? std::optional<Decimal>(rank) : std::nullopt;
}

void set_high_rank(Decimal high, uint32_t next, BoundMatch& match) {
  End end = *match.bounds.low;
  end.quantity.stated = end.quantity.canonical = high;
  match.bounds.high = end;
  match.next = next;
  match.plain = false;
}

}  // namespace

// The rank above `rank` on the subject's scale; one more where no table has the scale.
std::optional<Decimal> BoundReader::next_rank(const Subject& subject, Decimal rank) const {
  if (is_scaled(subject)) {
    const MeasurementRow& row = catalog_.measurement(subject.concept_id);
    for (const ScaleRank& step : catalog_.ranks(catalog_.scale(row.scale)))
      if (compare(step.rank, rank) > 0) return step.rank;
  }
  return add(rank, Decimal::from_int(1));
}

// Settles a number alone behind a scale, and the ranks that follow it: ranks in a row make one range.
// False where the number cannot be a rank: "CTCAE 3.0".
bool BoundReader::read_ranks(const Subject& subject, BoundMatch& match) const {
  const bool stage = is_stage(subject, match);
  if (!split_ranks(subject, match)) return false;
  if (read_falling_ranks(subject, match)) return true;
  Decimal high = match.bounds.high ? match.bounds.high->quantity.stated : match.bounds.low->quantity.stated;
  for (uint32_t at = match.next;;) {
    uint32_t number = skip_rank_joints(at);
    if (number == at || !is(number, ChunkKind::Number) || is(number + 1, ChunkKind::Unit)) break;
    std::optional<Decimal> step = stage ? next_stage(high, value(number)) : next_rank(subject, high);
    if (stage && !step) return false;  // "stage IA or III": no range, and no one of them alone
    if (!step || compare(*step, value(number)) != 0) break;
    high = *step;
    at = number + 1;
    set_high_rank(high, at, match);
  }
  return true;
}

// Ranks of tumour stages have letters: "IC, II, III", "IIB-IIIA".
bool BoundReader::is_stage(const Subject& subject, const BoundMatch& match) const {
  if (is_scaled(subject) && catalog_.measurement(subject.concept_id).scale == catalog_.find("scale:stage")) return true;
  uint32_t i = match.value_begin;
  while (i > 0 && (is(i - 1, ChunkKind::Filler) || is(i - 1, ChunkKind::Comparator))) --i;
  return i > 0 && chunk(match.value_begin).value == Chunk::kRank && is(i - 1, ChunkKind::Ordinal) && chunk(i - 1).is(GrammarCode::OrdinalStage);
}

// "0,1" is two ranks and no decimal; "0/1" is no fraction.
bool BoundReader::split_ranks(const Subject& subject, BoundMatch& match) const {
  Quantity& low = match.bounds.low->quantity;
  if (match.second) {
    const Decimal second = match.second->quantity.stated;
    std::optional<Decimal> step = is_stage(subject, match) ? next_stage(low.stated, second) : next_rank(subject, low.stated);
    if (!step || compare(*step, second) != 0) return false;
    match.second.reset();
    set_high_rank(*step, match.next, match);
    return true;
  }
  const Token& token = tokens_.tokens[chunk(match.value_begin).tok_begin];
  if (!is_scaled(subject) || token.kind != TokenKind::Number || low.stated.exponent >= 0) return true;
  auto [first, second] = tokens_.spelling(token).split(',');
  uint64_t from = 0, to = 0;
  if (first.getAsInteger(10, from) || second.getAsInteger(10, to)) return has_fractions(subject);
  low.stated = low.canonical = Decimal::from_int(static_cast<int64_t>(from));
  std::optional<Decimal> step = next_rank(subject, low.stated);
  if (!step || compare(*step, Decimal::from_int(static_cast<int64_t>(to))) != 0) return false;
  set_high_rank(*step, match.next, match);
  return true;
}

// Scales such as the Clinical Dementia Rating have a rank 0.5.
bool BoundReader::has_fractions(const Subject& subject) const {
  const MeasurementRow& row = catalog_.measurement(subject.concept_id);
  for (const ScaleRank& step : catalog_.ranks(catalog_.scale(row.scale)))
    if (step.rank.exponent < 0) return true;
  return false;
}

// "Karnofsky 100-70": a scale may be read downwards.
bool BoundReader::read_falling_ranks(const Subject& subject, BoundMatch& match) const {
  bool dash = is(match.next, ChunkKind::RangeTo) && is(match.next + 1, ChunkKind::Number);
  if (!dash || match.bounds.high || !is_scaled(subject)) return false;
  Decimal low = value(match.next + 1), high = match.bounds.low->quantity.stated;
  if (compare(low, high) >= 0) return false;
  match.bounds.low->quantity.stated = match.bounds.low->quantity.canonical = low;
  set_high_rank(high, match.next + 2, match);
  return true;
}

uint32_t BoundReader::skip_rank_joints(uint32_t i) const {
  while (is(i, ChunkKind::Comma) || is(i, ChunkKind::Or) || is(i, ChunkKind::And) || is(i, ChunkKind::Slash)) ++i;
  return i;
}

// What a rank that stands alone says: the class it names (NYHA class IV), or a threshold whose
// comparator is lost (ECOG 2) unless it is the best or worst there is, or `listed` behind another rank.
// False where a sign follows that nobody knows: "0 ? 2".
bool BoundReader::settle_rank_alone(const Subject& subject, bool listed, BoundMatch& match) const {
  const uint32_t next = match.next;
  if (is(next, ChunkKind::Word) && tokens_.tokens[chunk(next).tok_begin].kind != TokenKind::Word) return false;
  const MeasurementRow& row = catalog_.measurement(subject.concept_id);
  const Decimal stated = match.bounds.low->quantity.stated;
  const bool extreme = compare(row.plausible_low, stated) == 0 || compare(row.plausible_high, stated) == 0;
  const bool threshold = !row.scale || (row.flags & kThreshold);
  if (threshold && !listed && !extreme && ends_here(next)) {
    match.bounds.comparator_lost = true;
  } else {
    match.bounds.high = match.bounds.low;
  }
  return true;
}

}  // namespace critc
