// Doses, ages, grades of a condition.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/statement_scanner.h"
#include "ir/catalog/matcher.h"

namespace critc {

namespace {

constexpr int kLeastAdultAge = 12;  // years that are no duration of a disease where persons stand before them

Exposure* exposure_in(Element& element) { return element.node.as<Exposure>(); }

// The drug that words name which are a unit of dose at once, "morphine milligram equivalents"; 0 when they are
// not both.
ConceptId drug_and_unit(const Chunk& chunk, const TokenBuffer& tokens, const Catalog& catalog) {
  constexpr KindSet kBoth = kind_bit(ConceptKind::Drug) | kind_bit(ConceptKind::Unit);
  if ((tokens.tokens[chunk.tok_begin].starts & kBoth) != kBoth) return 0;
  const PhraseMatch match = longest_allowed_match(tokens, chunk.tok_begin, chunk.tok_end, catalog);
  if (!match) return 0;
  ConceptId drug = 0;
  bool unit = false;
  any_allowed_sense(tokens, match, catalog, [&](const Sense& sense) {
    if (sense.kind == ConceptKind::Drug) drug = sense.concept_id;
    unit |= sense.kind == ConceptKind::Unit;
    return false;
  });
  return unit ? drug : 0;
}

}  // namespace

// The participant's own age.
bool StatementScanner::age(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  if (!age_ || (match.unit != UnitClass::Time && match.unit != UnitClass::None)) return false;
  if (left.kind == LeftSubject::Element || left.kind == LeftSubject::Statement) {
    Subject subject = subject_at(buffers_.elements[left.element]);
    uint32_t other_end = 0;
    if (left.kind == LeftSubject::Element && is_age_of_other(buffers_.elements[left.element], other_end) && !match.plain) {
      subject.text = text(buffers_.elements[left.element].chunk_begin, other_end);
      subject.concept_id = subject.phrase = 0;
      push_inherited(i, subject, match);
      return true;
    }
    if (subject.concept_id == age_) {
      if (match.plain && left.kind == LeftSubject::Statement) return false;
      return compare_left(i, match, left);
    }
    if (measures_time(subject) && left.between == 0) return false;
    const bool thing = subject.concept_id && catalog_.kind(subject.concept_id) == ConceptKind::Thing;
    if (left.kind == LeftSubject::Element && thing && !is_person(subject) && !is_consent(subject) && match.age_word && !match.plain) {
      push_inherited(i, subject, match);  // tissue less than 6 months old
      return true;
    }
  }
  if (!match.plain && compare_age_at_event(i, match, left)) return true;
  if (!match.age_word) match.age_word = ages_persons(match);
  if (!match.plain && match.unit == UnitClass::None && !match.age_word) match.age_word = borrow_age(match);
  if (match.plain || (match.unit != UnitClass::Time && !match.age_word)) return false;
  if (left.kind == LeftSubject::Statement && !match.age_word) return false;
  const std::vector<Element>& elements = buffers_.elements;
  const size_t before = elements.size();
  if (!match.age_word && before > 1 && elements[before - 1].part == Part::Open && elements[before - 2].part == Part::Attribute)
    return false;  // "recent history (< 5 years) of alcoholism"
  bool opens = left.kind == LeftSubject::None || left.kind == LeftSubject::Header;
  const bool labelled = left.kind == LeftSubject::Words && context_.header.concept_id == age_;
  opens |= labelled && !buffers_.elements.empty() && buffers_.elements.back().part == Part::Colon;  // Age: a) Kids: 6 to 12 years
  if (left.kind == LeftSubject::Element && left.between == 0) {
    Subject subject = subject_at(buffers_.elements[left.element]);
    opens |= is_demographic(subject) || (is_person(subject) && ends_here(match.next));
    // "HIV-infected patients over 18 years", "pregnant females >= 18 years"
    opens |= ends_in_persons(buffers_.elements.back()) && ends_here(match.next) && compare(one_end(match.bounds).quantity.stated, Decimal::from_int(kLeastAdultAge)) >= 0;
  }
  if (!match.age_word && !(opens && is_years(match) && !is_time_next(match.next))) return false;
  Subject subject;
  subject.concept_id = age_;
  subject.text = {match.bounds.range.begin, match.bounds.range.end};
  if (match.equal_sign && lost_lines()) lose_comparator(match.bounds);
  const bool counted = left.kind == LeftSubject::Statement && buffers_.elements[left.element].node.as<Exists>();
  const bool of_other = counted && is(i - 1, ChunkKind::Attribute) && chunk(i - 1).code == GrammarCode::Whose;
  push_comparison(i, match.next, subject, match);
  if (of_other) buffers_.elements.back().node.attrs.ensure().whose = static_cast<Whose>(chunk(i - 1).value);  // 1 child <= 5 years
  return true;
}

// "men", "HIV-infected patients": the last word names persons.
bool StatementScanner::ends_in_persons(const Element& element) const {
  if (is_patient(element) || (element.part == Part::Filler && element.code == GrammarCode::Persons)) return true;
  return element.part == Part::Entity && names_persons(tokens_.tokens[chunk(element.chunk_end - 1).tok_end - 1]);
}

// "females", "patients": by itself the word is one for persons.
bool StatementScanner::names_persons(const Token& word) const {
  return catalog_.some_sense(word.word, [&](ConceptId id) { return grammar_[id].code == GrammarCode::Persons || is_person_group(id); });
}

// "age of specimen": not of the participant.
bool StatementScanner::is_age_of_other(const Element& age, uint32_t& end) const {
  if (age.part != Part::Subject || subject_at(age).concept_id != age_) return false;
  const uint32_t of = age.chunk_end;
  if (!is(of, ChunkKind::Time) || !is_link(of)) return false;
  const uint32_t i = skip_filler(of + 1);
  const bool word = is(i, ChunkKind::Word) && tokens_.tokens[chunk(i).tok_begin].kind == TokenKind::Word && chunk(i).traits == 0;
  end = i + 1;
  return (word || is(i, ChunkKind::Device)) && (is(end, ChunkKind::Colon) || is(end, ChunkKind::Comparator) || is(end, ChunkKind::Open) || is(end, ChunkKind::Number));
}

// "aged >= 55 and one year or more of amenorrhea", "diagnosed before the age of 40": a duration, an age of the past.
bool StatementScanner::is_no_age(const Subject& subject, const BoundMatch& match, const LeftSubject& left) const {
  if (!subject.concept_id || subject.concept_id != age_) return false;
  bool timed = match.unit == UnitClass::Time && !match.age_word && is(match.next, ChunkKind::Time) &&
               !chunk(match.next).is(GrammarCode::TimeAt);  // <= 65 years at the time of consent
  if (left.kind == LeftSubject::Statement || left.kind == LeftSubject::Header) return timed;
  return left.kind == LeftSubject::Element && match.plain && follows_time(buffers_.elements[left.element].chunk_begin);
}

bool StatementScanner::follows_time(uint32_t i) const {
  while (i > 0 && is(i - 1, ChunkKind::Filler)) --i;
  return i > 0 && is(i - 1, ChunkKind::Time) && !chunk(i - 1).is(GrammarCode::TimeOf) && !chunk(i - 1).is(GrammarCode::TimeFor);
}

// "adults (>= 18 years)", "male 18-50 years"
bool StatementScanner::is_person(const Subject& subject) const {
  return is_person_group(subject.concept_id) && catalog_.kind(subject.concept_id) == ConceptKind::Thing;
}

bool StatementScanner::is_demographic(const Subject& subject) const {
  return subject.concept_id && catalog_.kind(subject.concept_id) == ConceptKind::Demographic &&
         !measures_time(subject);
}

// "over 18 and under 75 years of age": the words that say age stand behind the second bound.
bool StatementScanner::borrow_age(BoundMatch& match) const {
  if (!is(match.next, ChunkKind::And) && !is(match.next, ChunkKind::Or)) return false;
  BoundMatch other;
  uint32_t at = skip_filler(match.next + 1);
  if (!is(at, ChunkKind::Comparator) || !read_bound(at, other) || !other.age_word) return false;
  const std::optional<End>& with = other.bounds.low ? other.bounds.low : other.bounds.high;
  for (std::optional<End>* end : {&match.bounds.low, &match.bounds.high}) {
    if (!*end) continue;
    (*end)->quantity.unit_text = with->quantity.unit_text;
    (*end)->quantity.stated_unit = (*end)->quantity.unit = with->quantity.stated_unit;
  }
  return true;
}

bool StatementScanner::is_years(const BoundMatch& match) const {
  const std::optional<End>& end = match.bounds.low ? match.bounds.low : match.bounds.high;
  UnitId unit = end->quantity.stated_unit;
  return unit && !(unit & kLocalBit) && catalog_.ucum(unit) == "a";
}

// What makes the years before it a time and no age: "10 years from diagnosis", "2 year history of", "1 year
// postmenopausal".
bool StatementScanner::is_time_next(uint32_t i) const {
  if (is(i, ChunkKind::Between)) return !is(i + 1, ChunkKind::Number) && !is(i + 1, ChunkKind::Comparator);  // from completion of X
  uint32_t at = i;
  while (is_link(at)) ++at;
  if (is(at, ChunkKind::Subject) && measures_time(subject_of(at))) return true;  // 3 years of life expectancy
  const bool history = is(i, ChunkKind::Attribute) && chunk(i).is(GrammarCode::Status);
  const bool at_visit = is(i, ChunkKind::Time) && chunk(i).is(GrammarCode::TimeAt);  // 18 years at the time of consent
  return history || (is(i, ChunkKind::Time) && !at_visit) || is(i, ChunkKind::Anchor) || is(i, ChunkKind::Condition);
}

uint32_t StatementScanner::drug_on_right(uint32_t i) const {
  uint32_t at = i;
  while (at < i + 4 && (is_word(at) || is(at, ChunkKind::Frequency) || is(at, ChunkKind::Equivalent) ||
                        is(at, ChunkKind::Dose) || (is(at, ChunkKind::Time) && chunk(at).is(GrammarCode::TimeOf))))
    ++at;
  return is(at, ChunkKind::Drug) ? at + 1 : 0;
}

// "prednisolone at least 0.7 mg/kg/d", "7.5 mg of prednisolone daily", "15 mg prednisone equivalent".
bool StatementScanner::dose(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  if (match.unit != UnitClass::Dose) return false;
  std::vector<Element>& elements = buffers_.elements;
  bool has_left = left.kind == LeftSubject::Element || left.kind == LeftSubject::Statement;
  Exposure* on_left = has_left ? exposure_in(elements[left.element]) : nullptr;
  if (left.kind == LeftSubject::Element && !on_left && left.between == 0) return false;
  uint32_t right = drug_on_right(match.next);
  Subject counted;  // "90 MME"
  for (uint32_t k = i; k < match.next; ++k) {
    if (!is(k, ChunkKind::Unit)) continue;
    counted.concept_id = drug_and_unit(chunk(k), tokens_, catalog_);
    const PhraseMatch words = longest_allowed_match(tokens_, chunk(k).tok_begin, chunk(k).tok_end, catalog_);
    const ByteRange range = tokens_.raw_hull(chunk(k).tok_begin, words.tok_end);  // without "per day"
    if (counted.concept_id) counted.text = {range.begin, range.end};
  }
  const uint32_t behind = right && i > 0 && is(i - 1, ChunkKind::Equivalent) ? drug_before_equivalent() : 0;
  if (behind) on_left = exposure_in(elements[behind - 1]);
  if (!on_left && !right && !counted.concept_id) return false;
  Exposure exposure;
  if (on_left) exposure.equivalent = on_left->equivalent;
  exposure.dose = match.bounds;
  exposure.basis = match.basis != DoseBasis::None ? match.basis : left.basis;
  if (match.plain) exposure.dose.high = exposure.dose.low;
  if (match.equal_sign && lost_lines()) lose_comparator(exposure.dose);
  uint32_t next = match.next;
  if (is(next, ChunkKind::Frequency)) {
    exposure.frequency = text(next, next + 1);
    if (chunk(next).code == GrammarCode::Frequency) exposure.basis = DoseBasis::Daily;
    ++next;
  }
  if (right) {
    Subject drug = subject_of(right - 1);
    bool equivalent = is(right, ChunkKind::Equivalent) || is(right - 2, ChunkKind::Equivalent) || (i > 0 && is(i - 1, ChunkKind::Equivalent)) ||
                      drug_and_unit(chunk(right - 1), tokens_, catalog_);
    exposure.subject = on_left && equivalent ? on_left->subject : drug;
    if (equivalent) exposure.equivalent = drug;
    if (on_left && !equivalent && left.kind == LeftSubject::Element) on_left = nullptr;
    next = right;
  } else {
    exposure.subject = on_left ? on_left->subject : counted;
  }
  if (counted.concept_id) exposure.equivalent = counted;
  if (is(next, ChunkKind::Frequency)) {
    exposure.frequency = text(next, next + 1);
    exposure.basis = DoseBasis::Daily;
    ++next;
  }
  if (is(next, ChunkKind::Equivalent)) {
    if (!exposure.equivalent.concept_id) exposure.equivalent = exposure.subject;
    ++next;
  }
  match.next = next;
  exposure.dose.range = range(i, next);
  ByteRange subject{exposure.subject.text.begin, exposure.subject.text.end};
  exposure.dose = bounds_with_subject(exposure.dose, subject);
  if (on_left && left.kind == LeftSubject::Element && elements[left.element].part == Part::Entity) {
    elements[left.element].part = Part::Filler;
  }
  if (behind) elements[behind - 1].part = Part::Filler;
  Element& element = push(Part::Statement, i, next);
  element.node.range = hull(element.node.range, subject);
  element.node.value = Box<Exposure>(std::move(exposure));
  return true;
}

// Where the condition may stand whose rank stands before it.
uint32_t StatementScanner::graded_thing(uint32_t i) const {
  uint32_t at = i;
  if (is(at, ChunkKind::Open)) at = chunk(at).payload + 1;  // stage II (T2-T4) breast cancer
  if (is(at, ChunkKind::Close)) ++at;                       // significant (>= grade 3) bleeding
  const uint32_t limit = at + 4;
  while (at < limit && is_word(at) && !(chunk(at).traits & (kRelates | kRelatesOf))) ++at;
  return at;
}

// "ASA class II": the letters of a drug and of a scale.
bool StatementScanner::may_be_measured(const Element& element) const {
  const PhraseId phrase = chunk(element.chunk_end - 1).phrase;
  if (!phrase || (phrase & kLocalBit)) return false;
  for (uint32_t k = 0; k < catalog_.sense_count(phrase); ++k)
    if (is_measurement(catalog_.sense(phrase, k).concept_id)) return true;
  return false;
}

// "GVHD of grade 2 or above", "grade >= 3 neuropathy": a rank of a condition.
bool StatementScanner::grade(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  if (!left.ordinal || match.unit != UnitClass::None) return false;
  const bool limit = match.plain && match.bounds.low->reference != Reference::None;  // "levels 3 x ULN"
  if (limit) return compare_left(i, match, left);
  if (match.plain) {
    if (!read_ranks({}, match)) return false;
    if (match.plain) match.bounds.high = match.bounds.low;
    match.plain = false;
  }
  match.bounds.range = range(i, match.next);
  if (left.kind == LeftSubject::Statement) return false;
  if (grade_of_recovery(i, match, left)) return true;
  std::vector<Element>& elements = buffers_.elements;
  const uint32_t graded = graded_thing(match.next);
  const Subject on_left = left.kind == LeftSubject::Element ? subject_at(elements[left.element]) : Subject{};
  if (left.kind == LeftSubject::Element && is_person_group(on_left.concept_id) && !is(graded, ChunkKind::Condition)) {
    leave(i, match.next);
    return true;
  }
  const bool before = left.kind == LeftSubject::Element &&
                      llvm::any_of(llvm::ArrayRef<Element>(elements).drop_front(left.element), [](const Element& element) { return is_connective(element.part); });
  const Has* on = left.kind == LeftSubject::Element && elements[left.element].part == Part::Entity ? elements[left.element].node.as<Has>() : nullptr;
  const bool known_thing = on && on->thing != ThingKind::Condition && on->subject.concept_id;
  const bool drug = left.kind == LeftSubject::Element && elements[left.element].node.as<Exposure>() && !may_be_measured(elements[left.element]);
  const bool ungraded = drug || (on && (on->thing == ThingKind::Procedure || known_thing) && !is_person_group(on_left.concept_id));  // "surgery for stage II"
  const bool behind = (before || ungraded) && is(graded, ChunkKind::Condition);  // "asthma, class IV heart failure"
  if (left.kind == LeftSubject::Element && !behind && !is_person_group(on_left.concept_id)) {
    Element& element = elements[left.element];
    const Subject& subject = on_left;
    Has* has = element.node.as<Has>();
    if (ungraded) {
      Subject nameless;  // "toxicities of radiotherapy > grade 1"
      nameless.text = text(i, match.next);
      if (is(i, ChunkKind::Comparator)) push_comparison(i, match.next, nameless, match);
      else leave(i, match.next);  // "unsuitable for radiotherapy, stage IV"
      return true;
    }
    if (element.part == Part::Subject || !has) {
      bool bare = !match.ordinal && match.bounds.is_equality() && !is_scaled(subject);
      return !bare && compare_left(i, match, left);
    }
    settle_quality({}, match, /*grade=*/true);
    has->grade = bounds_with_subject(match.bounds, {subject.text.begin, subject.text.end});
    element.part = Part::Statement;
    element.node.range = hull(element.node.range, match.bounds.range);
    push(Part::Filler, i, match.next);
    return true;
  }
  const uint32_t at = graded;
  if (!is(at, ChunkKind::Condition)) {
    bool bare = !match.ordinal && match.bounds.is_equality();
    return left.kind == LeftSubject::Words && !bare && compare_words(i, match, left);
  }
  Has has;
  has.subject = subject_of(at);
  has.thing = ThingKind::Condition;
  if (is(match.next, ChunkKind::Close)) claim_ = {at, at + 1};
  else if (!is(match.next, ChunkKind::Open)) match.next = at + 1;  // else what stands in the brackets is read first
  settle_quality({}, match, /*grade=*/true);
  has.grade = match.bounds;
  has.grade.range = range(i, match.next);
  if (!elements.empty() && elements.back().part == Part::Ordinal) elements.back().part = Part::Filler;
  Element& element = push(Part::Statement, i, match.next);
  element.node.value = Box<Has>(std::move(has));
  return true;
}

}  // namespace critc
