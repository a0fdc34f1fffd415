// Counted things: a number without unit and limit.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/statement_scanner.h"

namespace critc {

// "IOP on more than two medications": a number in words, without unit or limit, counts what follows it.
bool StatementScanner::counts_things(const Subject& subject, const BoundMatch& match) const {
  const bool rank = chunk(match.value_begin).value == Chunk::kRank && !is_scaled(subject);  // "of any age with stage II"
  if (match.unit != UnitClass::None || match.ordinal || match.age_word) return false;
  if (!rank && !is_word_token(match.value_begin)) return false;
  for (const std::optional<End>* end : {&match.bounds.low, &match.bounds.high})
    if (*end && (*end)->reference != Reference::None) return false;
  if (!subject.concept_id || !is_measurement(subject.concept_id)) return false;
  const ConceptKind kind = catalog_.kind(subject.concept_id);
  return kind != ConceptKind::Score && catalog_.measurement(subject.concept_id).unit;
}

// "3+"
bool StatementScanner::is_degree(const BoundMatch& match) const {
  const uint32_t behind = match.value_begin + 1;
  return is(behind, ChunkKind::PostComparator) && tokens_.tokens[chunk(behind).tok_begin].kind == TokenKind::Plus;
}

// "migraine with at least 4 attacks", "seizures >= 2": no value of a condition, drug or procedure, but a count.
bool StatementScanner::counts_left(const Element& element, const BoundMatch& match) const {
  if (element.part != Part::Entity || !is_count(match) || chunk(match.value_begin).value == Chunk::kRank) return false;
  if (is_degree(match)) return false;  // "IHC 3+"
  const ConceptId id = subject_at(element).concept_id;
  return id && !is_measurement(id) && catalog_.kind(id) != ConceptKind::Thing;
}

bool StatementScanner::is_plural(uint32_t i) const {
  const Token& token = tokens_.tokens[chunk(i).tok_end - 1];
  const llvm::StringRef letters = tokens_.spelling(token);
  if (token.kind != TokenKind::Word || letters.size() < 4 || !letters.ends_with("s")) return false;
  return !letters.ends_with("ss") && !letters.ends_with("us") && !letters.ends_with("is");
}

// Nothing that is counted stands behind the number: "seizures >= 2" counts what stands before it; of what has no
// plural, "fatigue >= 4", some value is meant that no table knows.
bool StatementScanner::count_left(uint32_t i, BoundMatch& match, const LeftSubject& left) {
  std::vector<Element>& elements = buffers_.elements;
  if (left.kind != LeftSubject::Element || left.between > 0 || !counts_left(elements[left.element], match)) return false;
  Element& element = elements[left.element];
  Subject subject = subject_at(element);
  const Bounds bounds = bounds_with_subject(match.bounds, element.node.range);
  if (is_plural(element.chunk_end - 1)) {
    Exists exists;
    exists.count = bounds;
    exists.subject = subject;
    element.node.value = Box<Exists>(std::move(exists));
  } else {
    Comparison comparison;
    comparison.subject = subject;
    comparison.subject.concept_id = comparison.subject.phrase = 0;
    comparison.bounds = bounds;
    element.node.value = Box<Comparison>(std::move(comparison));
  }
  element.part = Part::Statement;
  element.node.range = hull(element.node.range, match.bounds.range);
  push(Part::Filler, i, match.next);
  return true;
}

// Some chunk of [begin, end) is what is counted: not "diagnosed" alone, nor a unit, "2 in a day".
bool StatementScanner::names_counted(uint32_t begin, uint32_t end) const {
  const Chunk& first = chunk(begin);
  if (end == begin + 1 && is(begin, ChunkKind::Word) && first.tok_end == first.tok_begin + 1) {
    const Catalog::TrieState state = catalog_.step(Catalog::kRoot, tokens_.tokens[first.tok_begin].word);
    const PhraseId phrase = state == Catalog::kDead ? 0 : catalog_.phrase_at(state);
    for (uint32_t k = 0; phrase && k < catalog_.sense_count(phrase); ++k)
      if (catalog_.sense(phrase, k).kind == ConceptKind::Unit) return false;
  }
  return llvm::any_of(llvm::ArrayRef<Chunk>(chunks()).slice(begin, end - begin), [](const Chunk& chunk) {
    const Status status = chunk.code == GrammarCode::Status ? static_cast<Status>(chunk.value) : Status::None;
    const bool state = status == Status::Known || status == Status::Suspected || status == Status::Confirmed || status == Status::Active;
    return chunk.kind == ChunkKind::Attribute ? !state : chunk.kind != ChunkKind::Hyphen;
  });
}

// "at least two recurrences": a compared number of things that have no unit.
bool StatementScanner::count(uint32_t i, BoundMatch& match) {
  if (match.plain || match.unit != UnitClass::None) return false;
  for (const std::optional<End>* end : {&match.bounds.low, &match.bounds.high})
    if (*end && ((*end)->reference != Reference::None || (*end)->quantity.stated.exponent < 0)) return false;
  uint32_t begin = match.next;
  if (is_degree(match) && (chunk_traits(begin) & kMethod)) return false;  // "3+ by IHC"
  while (is_link(begin)) ++begin;
  uint32_t at = begin;
  auto names = [&](uint32_t k) {
    if (is(k, ChunkKind::Hyphen)) return k > begin && joined_by_hyphen(k);
    return is(k, ChunkKind::Word) && (k == begin || !(chunk(k).traits & (kRelates | kRelatesOf)));  // "nodules on"
  };
  while (at < begin + 6 && (names(at) || is(at, ChunkKind::Attribute) || is(at, ChunkKind::Procedure) ||
                            is(at, ChunkKind::Condition) || is(at, ChunkKind::Drug) || is(at, ChunkKind::Thing) ||
                            is(at, ChunkKind::Device) || is(at, ChunkKind::Organism)))
    ++at;
  if (at == begin || is(begin, ChunkKind::Slash)) return false;
  if (is(begin, ChunkKind::Word) && (chunk(begin).traits & (kRelates | kRelatesOf | kInClause))) return false;  // "10 or less on"
  if (match.range && i > 0 && is(i - 1, ChunkKind::Word) && chunk(i - 1).traits == 0) return false;  // "items 1-3 of"
  if (!names_counted(begin, at)) return false;
  Exists exists;
  exists.count = match.bounds;
  exists.subject.text = text(begin, at);
  uint32_t named = begin;
  for (uint32_t k = begin; k < at; ++k) {
    if (!chunk(k).concept_id || is(k, ChunkKind::Attribute)) continue;
    exists.subject.phrase = chunk(k).phrase;
    exists.subject.concept_id = chunk(k).concept_id;
    named = k;
  }
  match.next = at;
  exists.count.range = range(i, at);
  Element& element = push(Part::Statement, i, at);
  auto before = [](const Chunk& word) { return word.code == GrammarCode::Phase && static_cast<Phase>(word.value) == Phase::Prior; };
  while (begin < named && before(chunk(begin))) ++begin;  // what is counted has been
  if (begin < named) element.node.attrs.ensure().narrowed = text(begin, named);
  element.node.value = Box<Exists>(std::move(exists));
  return true;
}

// "radiotherapy to > 30 % of the marrow No more than 1 prior chemotherapy": a bare number behind a value with a unit counts
// what follows.
bool StatementScanner::counts_anew(const Element& statement, const BoundMatch& match) const {
  const Comparison* before = statement.node.as<Comparison>();
  if (!before || before->bounds.empty() || match.unit != UnitClass::None || limits(match.bounds)) return false;
  return (before->bounds.low ? before->bounds.low : before->bounds.high)->quantity.stated_unit != 0;
}

}  // namespace critc
