// What a bound is about where the nearest known name is not the whole of it: heads that no table has, ratios,
// shares; and comparators that were lost from an equality.
#include "frontend/lower/subject_finder.h"

namespace critc {

// "surgery led to less than 50 % of excess weight lost": the thing before is not what the bound is about.
bool SubjectFinder::shares_of(const BoundMatch& match, const LeftSubject& left) const {
  if (match.post && tokens_.tokens[chunk(match.next - 1).tok_begin].kind == TokenKind::Plus) return true;  // IHC is 2+: a score
  return left.between > 0 && match.unit == UnitClass::Percent && is_link(match.next) && is(match.next + 1, ChunkKind::Word) &&
         one_end(match.bounds).reference == Reference::None;
}

// "leukemia with >= 25 % blasts": of two the measurement behind the bound has the unit.
bool SubjectFinder::counts_share_behind(const BoundMatch& match) const {
  if (match.unit != UnitClass::Percent || one_end(match.bounds).reference != Reference::None) return false;
  uint32_t at = match.next;
  while (is_link(at)) ++at;
  if (!is(at, ChunkKind::Subject)) return false;
  const ConceptId id = subject_of(at).concept_id;
  if (!is_measurement(id)) return false;
  const bool bare = at == match.next && ends_here(at + 1);  // "psoriasis >= 10 % BSA"
  return bare || (catalog_.measurement(id).unit && catalog_.ucum(catalog_.measurement(id).unit) == "%");
}

// A preposition before a thing: it is not what the words are about. "therapy for HBV", "according to RECIST".
bool SubjectFinder::is_governed(uint32_t i) const {
  while (i > 0 && (is(i - 1, ChunkKind::Filler) || is(i - 1, ChunkKind::Attribute)))
    if (chunk(--i).traits & kMethod) return true;
  if (i == 0 || !(chunk(i - 1).traits & kRelates)) return false;
  return !tokens_.spelling(tokens_.tokens[chunk(i - 1).tok_end - 1]).ends_with("ed");
}

// Gives the subject the words that make it another one; a concept that is only a part of them is dropped.
void SubjectFinder::rename_subject(uint32_t i, const LeftSubject& left, Subject& subject) {
  Element& element = buffers_.elements[left.element];
  uint32_t begin = element.chunk_begin, end = element.chunk_end;
  const bool pair = element.part == Part::Subject && end < size() && (chunk(end).traits & kRatio) && end < i && begin > 1 &&
                    is(begin - 1, ChunkKind::Slash) && is(begin - 2, ChunkKind::Subject);
  if (pair) {  // CD4/CD8 ratio
    begin -= 2;
    ++end;
  }
  if (element.part == Part::Entity && has_other_head(end, left)) end = left.words_end;
  for (uint32_t k = end; element.part == Part::Subject && k < i; ++k)
    if (chunk(k).traits & kDerives) end = k + 1;  // "peak flow variation of >= 20 %"
  if (begin == element.chunk_begin && end == element.chunk_end) return;
  subject.text = text(begin, end);
  subject.concept_id = subject.phrase = 0;
  if (Has* has = element.node.as<Has>()) has->subject = subject;
  if (Exposure* exposure = element.node.as<Exposure>()) exposure->subject = subject;
  element.chunk_begin = begin;
  if (!pair) return;
  std::vector<Element>& elements = buffers_.elements;
  for (uint32_t k = left.element; k-- > 0 && elements[k].chunk_begin >= begin;) elements[k].part = Part::Filler;
}

// "contraception with a failure rate of < 1 %": words behind a preposition have a head of their own.
bool SubjectFinder::has_other_head(uint32_t end, const LeftSubject& left) const {
  bool relates = false, named = false;
  for (uint32_t k = end; k < left.words_end; ++k) {
    const bool relation = is_link(k) || (chunk(k).traits & (kRelates | kRelatesOf));
    named |= relates && !relation && is(k, ChunkKind::Word) && !(chunk(k).traits & (kInClause | kNarrows));
    relates |= relation;
  }
  return named;
}

// "weight loss > 10 % of normal body weight": what the share is of has been named.
void SubjectFinder::skip_whole(const LeftSubject& left, BoundMatch& match) const {
  std::optional<End>& end = match.bounds.low ? match.bounds.low : match.bounds.high;
  const bool of_normal = end->reference == Reference::Predicted;
  if (match.unit != UnitClass::Percent || left.kind != LeftSubject::Element || !(of_normal || is_link(match.next))) return;
  const Element& subject = buffers_.elements[left.element];
  uint32_t at = match.next;
  for (uint32_t words = 0; words < 3 && (is_link(at) || is_word(at) || is(at, ChunkKind::Attribute)); ++words) ++at;
  if (!is(at, ChunkKind::Subject) || chunk(at).concept_id == chunk(subject.chunk_begin).concept_id) return;
  const uint32_t word = tokens_.tokens[chunk(at).tok_end - 1].word;
  for (uint32_t t = chunk(subject.chunk_begin).tok_begin; t < chunk(subject.chunk_end - 1).tok_end; ++t) {
    if (!word || tokens_.tokens[t].word != word) continue;
    if (of_normal) end->reference = Reference::None;
    match.next = at + 1;
    return;
  }
}

// No white space before chunk `i`.
bool SubjectFinder::glued(uint32_t i) const { return i < size() && !tokens_.tokens[chunk(i).tok_begin].has(kSpaceBefore); }

// "outside the range of 50-90": what the words ask is not in the range.
bool SubjectFinder::is_outside(const BoundMatch& match) const {
  uint32_t at = match.begin ? match.begin : match.value_begin;
  while (at > 0 && (is(at - 1, ChunkKind::Filler) || is(at - 1, ChunkKind::Between))) --at;
  return match.range && at > 0 && (chunk(at - 1).traits & kOutside);
}

// "> 0.25 mmol/L higher than the ULN", "4 seconds over the ULN": the end of a distance from a limit; else 0.
uint32_t SubjectFinder::distance_end(const BoundMatch& match) const {
  if (!is(match.next, ChunkKind::Comparator) || match.unit == UnitClass::None) return 0;
  const uint32_t limit = skip_filler(match.next + 1);
  if (!is(limit, ChunkKind::Reference)) return 0;
  return match.unit == UnitClass::Time && chunk(limit).is(GrammarCode::RefBaseline) ? 0 : limit + 1;  // "4 weeks before baseline"
}

// "lesions less than 5 mm from the optic nerve": how far off, not how large.
bool SubjectFinder::is_distance(const BoundMatch& match) const {
  const UnitId unit = one_end(match.bounds).quantity.stated_unit;
  const bool length = unit && !(unit & kLocalBit) && catalog_.unit(unit).dimension == catalog_.unit(catalog_.unit_of(catalog_.find("unit:mm"))).dimension;
  const bool from = is(match.next, ChunkKind::Time) && chunk(match.next).is(GrammarCode::TimeFrom);
  const bool between = is(match.next, ChunkKind::Between) && !is(match.next + 1, ChunkKind::Number) && !is(match.next + 1, ChunkKind::Comparator);
  return length && (from || between);
}

// "stage T2-4 disease", "T3 or 4": the rest of a category of letters and digits is no number.
bool SubjectFinder::ends_category(const BoundMatch& match) const {
  const uint32_t i = match.value_begin;
  if (match.unit != UnitClass::None || !match.plain || i < 2) return false;
  const bool joint = is(i - 1, ChunkKind::Hyphen) || is(i - 1, ChunkKind::RangeTo) || is(i - 1, ChunkKind::Slash) || is(i - 1, ChunkKind::Or);
  if (!joint || !is(i - 2, ChunkKind::Word)) return false;
  const llvm::StringRef name = tokens_.spelling(tokens_.tokens[chunk(i - 2).tok_end - 1]);
  const llvm::StringRef digits = name.ltrim("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  return name.size() <= 4 && digits.size() < name.size() && !digits.empty() && digits.front() >= '0' && digits.front() <= '9';
}

// "born between 1925 and 1950": years of the calendar.
bool SubjectFinder::are_years(const BoundMatch& match, const LeftSubject& left) const {
  if (!match.range || match.unit != UnitClass::None || left.kind != LeftSubject::Element || is_measurement(subject_at(buffers_.elements[left.element]).concept_id))
    return false;
  auto year = [](const std::optional<End>& end) {
    return end && compare(end->quantity.stated, Decimal::from_int(1900)) >= 0 && compare(end->quantity.stated, Decimal::from_int(2100)) < 0;
  };
  return year(match.bounds.low) && year(match.bounds.high);
}

// The end of a bound that would be wrong where it is read alone: "> 0.25 mmol/L higher than the ULN", ">= 9 g/dLa", "= 65"
// behind "age = 18 and", stages with gaps, "stage IA or III", a second stage of its own. 0: none of these.
uint32_t SubjectFinder::misread(const BoundMatch& match, const LeftSubject& left) const {
  if (is_outside(match) || ends_category(match) || are_years(match, left)) return match.next;
  if (const uint32_t end = distance_end(match)) return end;
  if (match.unit != UnitClass::None && glued(match.next) && is(match.next, ChunkKind::Slash) && glued(match.next + 1) &&
      is(match.next + 1, ChunkKind::Word))
    return match.next + 2;
  const bool behind = left.kind == LeftSubject::Statement;
  const bool known = behind || left.kind == LeftSubject::Element;
  const Subject subject = known ? subject_at(buffers_.elements[left.element]) : Subject{};
  if (behind && match.equal_sign && loses_comparator(subject)) return match.next;
  const Has* has = behind ? buffers_.elements[left.element].node.as<Has>() : nullptr;
  if (has && !has->grade.empty() && left.ordinal && match.unit == UnitClass::None) return match.next;
  if (!is_stage(subject, match) || (!match.plain && !match.second)) return 0;
  BoundMatch ranks = match;
  if (read_ranks(subject, ranks)) return 0;
  uint32_t end = match.next;
  for (uint32_t number = skip_rank_joints(end); number > end && is(number, ChunkKind::Number) && chunk(number).value == Chunk::kRank;
       number = skip_rank_joints(end))
    end = number + 1;
  return end;
}

// "= 18 years" where the source lost the line under the sign: nobody bounds an age or a laboratory value by an
// equality. Words, "equal to 18", stay what they say.
bool SubjectFinder::loses_comparator(const Subject& subject) const {
  if (!subject.concept_id || is_scaled(subject) || !lost_lines()) return false;
  switch (catalog_.kind(subject.concept_id)) {
    case ConceptKind::Demographic: return true;
    case ConceptKind::Lab:
    case ConceptKind::Vital: {
      const MeasurementRow& row = catalog_.measurement(subject.concept_id);
      return row.unit && !(row.flags & kTiter);
    }
    default: return false;
  }
}

// The posting writes `=` more than once and neither `<=` nor `>=`.
bool SubjectFinder::lost_lines() const {
  if (lost_lines_) return *lost_lines_;
  uint32_t equal = 0, unequal = 0;
  for (const Token& token : tokens_.tokens) {
    if (token.kind != TokenKind::Comparator) continue;
    const auto sign = static_cast<Comparator>(token.payload);
    equal += sign == Comparator::Equal;
    unequal += sign == Comparator::LessEqual || sign == Comparator::GreaterEqual;
  }
  lost_lines_ = equal > 1 && unequal == 0;
  return *lost_lines_;
}

// ">= 3 and <= 8 mm": the unit stands behind the second number.
void SubjectFinder::share_unit_back(Element& statement, const BoundMatch& match) const {
  Comparison* first = statement.node.as<Comparison>();
  if (!first || match.unit == UnitClass::None || !joined_before(match)) return;
  if (first->bounds.low.has_value() == match.bounds.low.has_value()) return;
  std::optional<End>& end = first->bounds.low ? first->bounds.low : first->bounds.high;
  if (!end || !end->quantity.unit_text.empty() || end->quantity.unit || end->reference != Reference::None) return;
  const Quantity& with = one_end(match.bounds).quantity;
  end->quantity.unit_text = with.unit_text;
  end->quantity.stated_unit = end->quantity.unit = with.stated_unit;
}

// ">= 20 mm by X-ray or >= 10 mm by CT": nothing but a connective stands before the bound.
bool SubjectFinder::joined_before(const BoundMatch& match) const {
  uint32_t i = match.begin;
  while (i > 0 && is(i - 1, ChunkKind::Filler)) --i;
  return i > 0 && (is(i - 1, ChunkKind::Or) || is(i - 1, ChunkKind::And) || is(i - 1, ChunkKind::Comma));
}

}  // namespace critc
