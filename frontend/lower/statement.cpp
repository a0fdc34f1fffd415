// Statements: a bound and what it is about become one node.
#include "frontend/lower/statement_scanner.h"

namespace critc {

namespace {

// "greater than normal" is above the upper limit, "below normal" under the lower one; "not above" and "at
// least" name the same limits from within. Multiples above one, "< 3 times normal", are of the upper limit.
void settle_normal(Bounds& bounds) {
  if (bounds.low && bounds.high) return;
  std::optional<End>& end = bounds.low ? bounds.low : bounds.high;
  if (!end || end->reference != Reference::Normal) return;
  bool multiple = compare(end->quantity.stated, Decimal::from_int(1)) > 0;
  bool upper = multiple || end->closed == bounds.high.has_value();
  end->reference = upper ? Reference::Uln : Reference::Lln;
}

}  // namespace

// At a comparator, a number or "between".
uint32_t StatementScanner::statement(uint32_t i) {
  BoundMatch match;
  if (!read_bound(i, match)) return missing_value(i);
  if (match.subject_chunk) {
    push_comparison(i, match.next, subject_of(match.subject_chunk - 1), match);
    return match.next;
  }
  if (is(match.next, ChunkKind::CountOf)) return announce(i, match);
  if (states_scale_range(i, match)) return 0;
  LeftSubject left = find_left();
  if (match.unit != UnitClass::Time && !match.age_word) left = left_of_group(left);
  left.ordinal |= match.ordinal;
  look_left(match, left);
  TextSpan method;
  if (left.afar) fold_method(left.element, method);
  if (uint32_t end = misread(match, left)) return leave(i, end);
  if (counts_other(match, left) && compare_right(i, match)) return match.next;
  bool done = comment(i, match) || age(i, match, left) || dose(i, match, left) || grade(i, match, left) ||
              compare_scored(i, match, left) || compare_pressure_behind(i, match, left) || compare_left(i, match, left) || compare_right(i, match);
  bool sign = tokens_.tokens[chunk(i).tok_begin].kind == TokenKind::Comparator;
  if (!done && sign) done = compare_words(i, match, left);
  if (!done) done = compare_inherited(i, match) || (sign && compare_named(i, match, left));
  if (!done) done = (!left.ordinal && count(i, match)) || compare_words(i, match, left) || compare_right_words(i, match);
  if (!done) done = compare_named(i, match, left) || compare_defined(i, match) || count_left(i, match, left);
  if (done && !method.empty()) buffers_.elements.back().node.attrs.ensure().method = method;
  return done ? match.next : 0;
}

// "UAS7 score (range 0-42) >= 16": what values the scale has is no criterion.
bool StatementScanner::states_scale_range(uint32_t i, const BoundMatch& match) const {
  if (!match.range || buffers_.open.empty() || !is(match.next, ChunkKind::Close)) return false;
  bool opens = i > 0 && (is(i - 1, ChunkKind::Open) || is(i, ChunkKind::Between) ||
                         (i > 1 && is(i - 1, ChunkKind::Word) && is(i - 2, ChunkKind::Open)));
  return opens && (is(match.next + 1, ChunkKind::Comparator) || is(match.next + 1, ChunkKind::Number));
}

// A sign and "greater than" ask for a value; "as rated by the CDR below", "8th grade education minimum" need none.
bool StatementScanner::asks_for_value(uint32_t i) const {
  if (!is(i, ChunkKind::Comparator)) return true;
  const Token& last = tokens_.tokens[chunk(i).tok_end - 1];
  return last.kind == TokenKind::Comparator || tokens_.spelling(last).equals_insensitive("than");
}

// "platelets lower ;", "ANC >= ,": a comparison without its number.
uint32_t StatementScanner::missing_value(uint32_t i) {
  std::vector<Element>& elements = buffers_.elements;
  bool ends = i + 1 >= size() || is(i + 1, ChunkKind::Stop) || is(i + 1, ChunkKind::Close);
  if (is(i, ChunkKind::Comparator)) ends = ends || (is(i + 1, ChunkKind::Comma) && !is(i + 2, ChunkKind::Number));
  if (!ends || is(i, ChunkKind::Number) || !asks_for_value(i) || elements.empty() || elements.back().part != Part::Subject) return 0;
  Element& element = elements.back();
  element.chunk_end = i + 1;
  element.part = Part::Statement;
  element.node.range = range(element.chunk_begin, i + 1);
  diagnose(DiagnosticKind::MissingValue, element.node.range, document_.str(subject_at(element).text));
  element.node.value = Opaque{{element.node.range.begin, element.node.range.end}, OpaqueReason::MissingValue, {}};
  return i + 1;
}

// "2 of the following": the count of a list that follows.
uint32_t StatementScanner::announce(uint32_t i, BoundMatch& match) {
  uint32_t next = match.next + 1;
  Element& element = push(Part::Announce, i, next);
  element.code = GrammarCode::AnnounceAtLeast;
  AtLeast value;
  value.count = match.bounds;
  element.node.value = Box<AtLeast>(std::move(value));
  return next;
}

void StatementScanner::settle_limit(Comparison& comparison) const {
  settle_normal(comparison.bounds);
  if (has_limit(comparison.bounds)) comparison.change = Change::None;  // "elevation > 2 x ULN" is of the value
  Subject& subject = comparison.subject;
  if (has_limit(comparison.bounds) && !is_measured(subject.concept_id)) subject.concept_id = subject.phrase = 0;
}

void StatementScanner::push_comparison(uint32_t begin, uint32_t end, Subject subject, BoundMatch& match) {
  Element& element = push(Part::Statement, begin, end);
  Comparison comparison;
  settle_quality(subject, match);
  comparison.bounds = bounds_with_subject(match.bounds, {subject.text.begin, subject.text.end});
  comparison.subject = subject;
  comparison.change = match.change;
  settle_limit(comparison);
  ByteRange covered = hull(element.node.range, {subject.text.begin, subject.text.end});
  if (comparison.bounds.range.contains(element.node.range)) covered = hull(covered, comparison.bounds.range);
  element.node.range = covered;
  element.node.value = Box<Comparison>(std::move(comparison));
}

// "Age >= 18 and <= 65": the subject stands with an earlier bound.
void StatementScanner::push_inherited(uint32_t i, const Subject& subject, const BoundMatch& match) {
  Element& element = push(Part::Statement, i, match.next);
  Comparison comparison;
  comparison.subject = subject;
  comparison.bounds = match.bounds;
  comparison.change = match.change;
  settle_limit(comparison);
  element.node.value = Box<Comparison>(std::move(comparison));
}

// Replaces the subject's element, and what stands between it and the bound, by the statement.
void StatementScanner::close_over(uint32_t element, uint32_t i, BoundMatch& match) {
  std::vector<Element>& elements = buffers_.elements;
  Subject subject = subject_at(elements[element]);
  bool keep = false;
  for (uint32_t k = element + 1; k < elements.size(); ++k) {
    Part part = elements[k].part;
    keep |= part == Part::Statement || part == Part::Time || part == Part::Entity || part == Part::Attribute ||
            part == Part::Negation || is_place(elements[k]) || (part == Part::Open && elements[k].match <= k) ||
            (part == Part::Close && elements[k].match < element);
  }
  uint32_t begin = elements[element].chunk_begin;
  if (keep) {
    elements[element].part = Part::Filler;
    begin = i;
  } else {
    elements.resize(element);
  }
  push_comparison(begin, match.next, subject, match);
}

bool StatementScanner::compare_left(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  std::vector<Element>& elements = buffers_.elements;
  Subject subject;
  if (left.kind == LeftSubject::Element || left.kind == LeftSubject::Statement) {
    subject = subject_at(elements[left.element]);
  } else if (left.kind == LeftSubject::Header) {
    subject = context_.header;
  } else {
    return false;
  }
  if (left.kind == LeftSubject::Element && subject.concept_id && is_distance(match)) {
    subject.concept_id = subject.phrase = 0;
    subject.text.end = range(i, match.next).end;  // other words than the name's, which is looked up again
    if (Subject* named = subject_of_thing(elements[left.element].node)) *named = subject;
  }
  if (is_no_age(subject, match, left)) return false;
  if (left.kind == LeftSubject::Statement && elements[left.element].node.as<Exists>() && is_count(match))
    return count(i, match);  // another count of other things
  bool measured = is_measurement(subject.concept_id);
  if (left.kind == LeftSubject::Statement && !left.connective && !measured && counts_anew(elements[left.element], match)) return false;
  const bool entity = left.kind == LeftSubject::Element && elements[left.element].part == Part::Entity;
  if (entity && (shares_of(match, left) || counts_share_behind(match))) return false;
  if (entity && has_limit(match.bounds) && compare_in_case(i, match, left)) return true;
  if (entity && left.connective && is_guarded(left.element)) return false;  // "if the patient has diabetes, >= 10 mm by CT"
  if (match.equal_sign && loses_comparator(subject)) {
    lose_comparator(match.bounds);
  }
  if (left.kind == LeftSubject::Element) rename_subject(i, left, subject);
  if (is(match.next, ChunkKind::Word) && (chunk(match.next).traits & kDerives)) {  // weight (< 5 % variation)
    subject = {text(match.next, match.next + 1), 0, 0};
    if (Has* has = elements[left.element].node.as<Has>()) has->subject = subject;
    ++match.next;
    measured = false;
  }
  if (left.kind == LeftSubject::Statement && other_measure(elements[left.element], match) && compare_inherited(i, match))
    return true;
  if (match.unit == UnitClass::Time && !measures_time(subject)) return false;
  if (left.kind == LeftSubject::Element && !measured && match.unit == UnitClass::None && left.between > 0) return false;
  if (counts_things(subject, match)) return false;
  if (left.kind == LeftSubject::Element && counts_left(elements[left.element], match)) return false;
  if (left.kind == LeftSubject::Element && left.connective && !measured && limits(match.bounds)) return false;  // "if G, <= 3 x ULN"
  if (match.change == Change::None) match.change = left.change;
  take_change_behind(match);
  if (left.reference != Reference::None) set_reference(match, left.reference);
  if (measured && within_limit(i, match)) match.bounds.range = hull(match.bounds.range, range(i - 1, match.next));
  if (left.kind == LeftSubject::Statement) share_unit_back(elements[left.element], match);
  if (match.plain) {
    bool more_ranks = is_scaled(subject) && i > 0 && skip_rank_joints(i - 1) == i;  // "ECOG 0 or 2"
    if ((left.kind == LeftSubject::Statement && !more_ranks) || !measured) return false;
    if (left.between > 0 && !fits_over_words(subject, match, left)) return false;
    if (is_of_no_value(subject.concept_id, match)) return false;
    bool score = catalog_.kind(subject.concept_id) == ConceptKind::Score && match.unit == UnitClass::None;
    if (is_scaled(subject) || (score && ends_here(match.next))) {
      if (!read_ranks(subject, match)) return false;
      if (match.plain && !settle_rank_alone(subject, left.kind == LeftSubject::Statement, match)) return false;
    } else {
      bool bare = match.unit == UnitClass::None && match.bounds.low->reference == Reference::None;
      bool ends = ends_here(match.next) || is(match.next, ChunkKind::Negation) || is(match.next, ChunkKind::Guard);
      if (bare && !match.titer && !ends) return false;
      match.bounds.comparator_lost = true;
    }
    match.bounds.range = hull(match.bounds.range, range(i, match.next));
  }
  bool composite = match.second.has_value();
  if (!split_composite(subject, i, match)) return false;
  settle_quality(subject, match);
  if (Has* has = left.kind == LeftSubject::Element && composite ? elements[left.element].node.as<Has>() : nullptr)
    has->subject = subject;
  if (left.kind == LeftSubject::Element) drop_specimen(subject, left.element, i);
  if (left.kind != LeftSubject::Element) {
    push_inherited(i, subject, match);
    return true;
  }
  skip_whole(left, match);
  uint32_t element = left.element;
  ByteRange covered = hull(elements[element].node.range, match.bounds.range);
  match.bounds.range = covered.size() <= 300 ? covered : match.bounds.range;
  Bounds own = match.bounds;
  match.bounds.range = range(i, match.next);
  compare_coordinated(element, match);
  match.bounds = own;
  close_over(element, i, match);
  return true;
}

// Words that hold another bound, or nothing but signs, are no subject.
bool StatementScanner::names_something(uint32_t begin, uint32_t end) const {
  bool word = false;
  for (uint32_t i = begin; i < end; ++i) {
    if (is(i, ChunkKind::Comparator) || is(i, ChunkKind::Between)) return false;
    word |= is(i, ChunkKind::Word) && tokens_.tokens[chunk(i).tok_begin].kind == TokenKind::Word;
    word |= names_thing(i);
  }
  return word;
}

// A comparison whose subject no table knows: the words before it are kept.
bool StatementScanner::compare_words(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  if (match.plain || match.unit == UnitClass::Time) return false;
  if (left.kind != LeftSubject::Words) return false;
  if (chunk(match.value_begin).value == Chunk::kRank) return false;  // "either Class I": a rank of an unknown scale
  if (match.range && match.unit == UnitClass::None && !left.ordinal) return false;
  bool compared = is(i, ChunkKind::Comparator) && left.ordinal;
  if (match.bounds.is_equality() && !compared && !match.range) return false;  // "a category 1 study", "(n = 16)"
  uint32_t begin = left.words_begin, end = left.words_end;
  if (!names_something(begin, end)) return false;
  uint32_t first = chunk(begin).tok_begin, last = chunk(end - 1).tok_end;
  if (last - first > 8) first = last - 8;
  ByteRange words = tokens_.raw_hull(first, last);
  Subject subject;
  subject.text = {words.begin, words.end};
  if (match.change == Change::None) match.change = left.change;
  if (left.reference != Reference::None) set_reference(match, left.reference);
  push_over_words(i, subject, match);
  return true;
}

// The words before the bound become part of the statement.
void StatementScanner::push_over_words(uint32_t i, const Subject& subject, BoundMatch& match) {
  std::vector<Element>& elements = buffers_.elements;
  while (!elements.empty() && elements.back().part != Part::Words && elements.back().part != Part::Open &&
         elements.back().part != Part::Close)
    elements.pop_back();
  uint32_t start = i;
  if (!elements.empty() && elements.back().part == Part::Words) {
    start = elements.back().chunk_begin;
    elements.pop_back();
  }
  push_comparison(start, match.next, subject, match);
}

}  // namespace critc
