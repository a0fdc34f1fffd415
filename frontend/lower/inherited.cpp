// Bounds whose subject stands with an earlier bound, in the name of a score, or in a term that is defined.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/statement_scanner.h"

namespace critc {

namespace {

constexpr uint32_t kMaxDistance = 24;  // elements back to the bound that has the subject
constexpr uint32_t kMaxNameWords = 8;  // tokens of a name

bool of_normal(Reference reference) {
  return reference == Reference::Uln || reference == Reference::Lln || reference == Reference::Normal;
}

}  // namespace

// A second bound in the same measure: both are multiples of a limit of normal, or both have the same unit and
// words say when the second one counts.
bool StatementScanner::inherits(const Comparison& comparison, const BoundMatch& match) const {
  if (comparison.bounds.empty() || comparison.bounds.comparator_lost || comparison.change != Change::None) return false;
  const End& before = one_end(comparison.bounds);
  const End& here = one_end(match.bounds);
  if (of_normal(before.reference) && of_normal(here.reference)) return true;
  bool for_whom = is(match.next, ChunkKind::Time) && chunk(match.next).is(GrammarCode::TimeFor) && joined_before(match);
  bool guarded = is(match.next, ChunkKind::Guard) || is(match.next, ChunkKind::Exception) || for_whom;
  bool joined = joined_before(match) && match.unit != UnitClass::None && match.unit != UnitClass::Percent &&
                comparison.bounds.low.has_value() == match.bounds.low.has_value();
  UnitId unit = before.quantity.stated_unit;
  bool same_unit = unit == here.quantity.stated_unit &&
                   (unit != 0 || before.quantity.unit_text.empty() == here.quantity.unit_text.empty());
  return (guarded || joined) && before.reference == here.reference && same_unit;
}

// "if EF 36 to 40 %, >= 1000 pg/mL": what was measured in another unit is not what the bound is about.
bool StatementScanner::other_measure(const Element& statement, const BoundMatch& match) const {
  const Comparison* comparison = statement.node.as<Comparison>();
  if (!comparison || comparison->bounds.empty() || !is(match.begin - 1, ChunkKind::Comma)) return false;
  auto unit_of = [](const Bounds& bounds) { return (bounds.low ? *bounds.low : *bounds.high).quantity.stated_unit; };
  UnitId before = unit_of(comparison->bounds), here = unit_of(match.bounds);
  if (before == 0 || here == 0 || before == here || (before | here) & kLocalBit) return false;
  return !(catalog_.unit(before).dimension == catalog_.unit(here).dimension);
}

// "<= 3 x ULN (or 5 x ULN if liver metastases are present)": a multiple without its comparator beside another one.
bool StatementScanner::is_other_multiple(uint32_t i, const BoundMatch& match) const {
  if (!of_normal(one_end(match.bounds).reference) || match.bounds.high || i == 0) return false;
  uint32_t before = i - 1;
  while (before > 0 && is(before, ChunkKind::Filler)) --before;
  if (is(before, ChunkKind::Or)) return true;
  return before > 0 && is(before, ChunkKind::Open) && is(before - 1, ChunkKind::Reference);
}

// "AST and ALT <= 2.5 x ULN (<= 5 x ULN if liver metastases)": each subject of the bound before.
bool StatementScanner::compare_inherited(uint32_t i, BoundMatch& match) {
  std::vector<Element>& elements = buffers_.elements;
  if (match.second || (match.plain && !is_other_multiple(i, match))) return false;
  uint32_t last = static_cast<uint32_t>(elements.size());
  uint32_t limit = last > kMaxDistance ? last - kMaxDistance : 0;
  while (last > limit && elements[last - 1].part != Part::Statement) --last;
  if (last == limit) return false;
  llvm::SmallVector<Subject, 4> subjects;
  uint32_t end = 0;
  bool others = false;  // bounds between that are no part of it
  for (uint32_t k = last; k-- > limit && subjects.size() < 4;) {
    if (others && elements[k].part == Part::Stop && elements[k].value == Chunk::kSentence) break;
    const Comparison* comparison = elements[k].node.as<Comparison>();
    if (elements[k].part != Part::Statement || elements[k].value == Element::kInterval) continue;
    if (end != 0 && (!comparison || comparison->bounds.range.end != end)) break;
    bool named = comparison && (comparison->subject.concept_id || !comparison->subject.text.empty());
    bool timed = named && match.unit == UnitClass::Time && !measures_time(comparison->subject);
    LeftSubject statement;
    statement.kind = LeftSubject::Statement;
    timed |= named && is_no_age(comparison->subject, match, statement);
    const bool same = named && !timed && inherits(*comparison, match) && !(match.plain && comparison->bounds.is_equality());
    others |= !same;
    if (!same) continue;
    end = comparison->bounds.range.end;
    subjects.push_back(comparison->subject);
  }
  if (subjects.empty()) return false;
  if (match.plain) lose_comparator(match.bounds);
  for (size_t k = subjects.size(); k-- > 0;) push_inherited(i, subjects[k], match);
  return true;
}

// A guard opens the clause of the element: "if the patient has diabetes".
bool StatementScanner::is_guarded(uint32_t element) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t k = element; k-- > 0;) {
    if (elements[k].part == Part::Guard) return true;
    if (elements[k].part == Part::Stop || elements[k].part == Part::Colon || is_connective(elements[k].part)) return false;
  }
  return false;
}

// "AST <= 3 x ULN (if liver metastases are present <= 5 x ULN)": the condition tells when the limit counts, and is not
// what the limit is of. A guard and a comma that were left out stand around it.
bool StatementScanner::compare_in_case(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  std::vector<Element>& elements = buffers_.elements;
  const ConceptId id = subject_at(elements[left.element]).concept_id;
  if (!id || catalog_.kind(id) != ConceptKind::Condition) return false;
  uint32_t k = left.element;
  while (k > 0 && (elements[k - 1].part == Part::Filler || elements[k - 1].part == Part::Attribute)) --k;
  const Part before = k > 0 ? elements[k - 1].part : Part::Words;
  const bool opens = before == Part::Open && llvm::none_of(llvm::ArrayRef<Element>(elements).drop_front(k), [](const Element& element) {
    return element.part == Part::Open || element.part == Part::Close;
  });
  if (before != Part::Guard && before != Part::Exception && !opens) return false;
  const uint32_t behind = static_cast<uint32_t>(elements.size());
  if (!compare_inherited(i, match)) return false;
  auto insert = [&](Part part, uint32_t at) {
    Element element;
    element.part = part;
    element.chunk_begin = element.chunk_end = elements[at].chunk_begin;
    element.node.range = {elements[at].node.range.begin, elements[at].node.range.begin};
    elements.insert(elements.begin() + at, std::move(element));
  };
  if (before != Part::Exception && !left.connective) insert(Part::Comma, behind);
  if (opens) insert(Part::Guard, k);  // "(patients with Gilbert's syndrome <= 3 x ULN)"
  if (opens) elements[k].code = GrammarCode::GuardFor;
  return true;
}

// "Hachinski Ischemia Score <= 4", "FISH ratio < 2": a thing in the name of what is measured.
bool StatementScanner::compare_named(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  std::vector<Element>& elements = buffers_.elements;
  if (match.plain || match.unit == UnitClass::Time || match.unit == UnitClass::Dose) return false;
  if (left.kind != LeftSubject::Element || left.between == 0 || elements[left.element].part != Part::Entity) return false;
  for (uint32_t k = left.element; k < elements.size(); ++k) {
    Part part = elements[k].part;
    if (part != Part::Entity && part != Part::Words && part != Part::Filler && part != Part::Ordinal) return false;
  }
  if (match.range && match.unit == UnitClass::None) return false;
  uint32_t first = left.element;
  while (first > 0 && (elements[first - 1].part == Part::Words || elements[first - 1].part == Part::Entity)) --first;
  if (first > 0 && elements[first - 1].part == Part::Subject) {
    for (uint32_t k = first; k < elements.size(); ++k)
      if (elements[k].part == Part::Entity || elements[k].part == Part::Words) elements[k].part = Part::Filler;
    LeftSubject named = left;
    named.element = first - 1;
    named.between = 0;
    return compare_left(i, match, named);
  }
  uint32_t begin = elements[first].chunk_begin, end = left.words_end;
  uint32_t tok_begin = chunk(begin).tok_begin, tok_end = chunk(end - 1).tok_end;
  if (tok_end - tok_begin > kMaxNameWords) return false;
  Subject subject;
  subject.text = text(begin, end);
  if (match.change == Change::None) match.change = left.change;
  if (left.reference != Reference::None) set_reference(match, left.reference);
  elements.resize(first);
  push_comparison(begin, match.next, subject, match);
  return true;
}

// "alcohol abuse, defined as > 14 drinks per week": the term is what the bound is about.
bool StatementScanner::compare_defined(uint32_t i, BoundMatch& match) {
  std::vector<Element>& elements = buffers_.elements;
  if (match.plain || match.unit == UnitClass::Time || match.second) return false;
  uint32_t at = static_cast<uint32_t>(elements.size());
  while (at > 0 && (elements[at - 1].part == Part::Filler || elements[at - 1].part == Part::Ordinal)) --at;
  if (at == 0 || elements[at - 1].part != Part::Definition) return false;
  uint32_t end = --at;
  while (end > 0 && (elements[end - 1].part == Part::Comma || elements[end - 1].part == Part::Open ||
                     elements[end - 1].part == Part::Filler))
    --end;
  uint32_t begin = end;
  auto names = [](Part part) {
    return part == Part::Words || part == Part::Entity || part == Part::Subject || part == Part::Attribute;
  };
  while (begin > 0 && names(elements[begin - 1].part)) --begin;
  if (begin == end) return false;
  const Element& only = elements[begin];
  if (end - begin == 1 && only.part == Part::Subject) {
    push_comparison(i, match.next, subject_at(only), match);
    return true;
  }
  uint32_t first = only.chunk_begin, last = elements[end - 1].chunk_end;
  uint32_t tok_end = chunk(last - 1).tok_end;
  uint32_t tok_begin = std::max(chunk(first).tok_begin, tok_end > kMaxNameWords ? tok_end - kMaxNameWords : 0);
  ByteRange words = tokens_.raw_hull(tok_begin, tok_end);
  Subject subject;
  subject.text = {words.begin, words.end};
  push_comparison(i, match.next, subject, match);
  return true;
}

}  // namespace critc
