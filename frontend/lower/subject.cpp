// The subject of a bound: the measurement, thing or words before it.
#include "frontend/lower/subject_finder.h"

namespace critc {

namespace {

constexpr uint32_t kMaxWordsBetween = 10;

Subject* subject_in(Node& node) {
  if (auto* has = node.as<Has>()) return &has->subject;
  if (auto* exposure = node.as<Exposure>()) return &exposure->subject;
  if (auto* comparison = node.as<Comparison>()) return &comparison->subject;
  if (auto* exists = node.as<Exists>()) return &exists->subject;
  return nullptr;
}

Reference reference_of(GrammarCode code) {
  switch (code) {
    case GrammarCode::RefPredicted: return Reference::Predicted;
    case GrammarCode::RefBaseline: return Reference::Baseline;
    default: return Reference::None;
  }
}

DoseBasis basis_of(GrammarCode code) {
  switch (code) {
    case GrammarCode::DoseDaily: return DoseBasis::Daily;
    case GrammarCode::DoseCumulative: return DoseBasis::Cumulative;
    case GrammarCode::DoseSingle: return DoseBasis::Single;
    case GrammarCode::DoseWeekly: return DoseBasis::Weekly;
    default: return DoseBasis::None;
  }
}

}  // namespace

Subject SubjectFinder::subject_at(const Element& element) const {
  const Subject* subject = subject_in(const_cast<Node&>(element.node));
  return subject ? *subject : Subject{};
}

// Walks left from the bound over words, attributes and closed brackets to what the bound is about.
LeftSubject SubjectFinder::find_left() const {
  uint32_t alias = UINT32_MAX;
  LeftSubject left = walk_left(static_cast<uint32_t>(buffers_.elements.size()), alias);
  bool nameless = left.kind == LeftSubject::None || left.kind == LeftSubject::Words;
  if (alias == UINT32_MAX || !nameless) return left;
  left.kind = LeftSubject::Element;
  left.element = alias;
  left.between = 0;
  return left;
}

// From element `end` on. `alias`: an abbreviation in brackets, as in `improved skin score (mRSS) >= 15`.
LeftSubject SubjectFinder::walk_left(uint32_t end, uint32_t& alias) const {
  LeftSubject left;
  const std::vector<Element>& elements = buffers_.elements;
  bool connective = false;
  bool joined = false;  // by `and` or `or`
  uint32_t commas = 0;
  bool gap = false;  // words between the connective and an earlier bound
  for (uint32_t k = end; k-- > 0;) {
    const Element& element = elements[k];
    switch (element.part) {
      case Part::Filler:
      case Part::Frequency: continue;
      case Part::Open:
      case Part::Colon:
        if (left.between > 0) return left;
        continue;
      case Part::Attribute:
      case Part::Time:
      case Part::Negation:
        if (left.between > 0) return left;
        continue;
      case Part::Reference: left.reference = reference_of(element.code); continue;
      case Part::Ordinal: left.ordinal = true; continue;
      case Part::Dose:
        if (left.basis == DoseBasis::None) left.basis = basis_of(element.code);
        continue;
      case Part::Change:
        left.change = element.code == GrammarCode::Increase ? Change::Increase : Change::Decrease;
        continue;
      case Part::Close:
        if (k == element.match + 2 && elements[k - 1].part == Part::Subject && left.between == 0) alias = k - 1;
        k = element.match;
        continue;
      case Part::Words:
        if (left.between == 0 && left.kind == LeftSubject::None && !connective && k > 0 && is_slash(element)) {
          connective = left.connective = true;  // "< 450 ms (male) / < 470 ms (female)"
          continue;
        }
        if (connective && left.between == 0 && element.chunk_end - element.chunk_begin <= 3) {
          gap = true;  // "< 7 in men and < 5.7 in women"
          continue;
        }
        if (connective) return left;
        if (left.words_end == 0) left.words_end = element.chunk_end;
        if (left.words_end) left.words_begin = element.chunk_begin;
        if (left.kind == LeftSubject::None) left.kind = LeftSubject::Words;
        left.between += element.chunk_end - element.chunk_begin;
        if (left.between > kMaxWordsBetween) return left;
        continue;
      case Part::Subject:
        if (gap && (joined || commas != 2 || !measures_time(subject_at(element)))) return left;  // "duration, from then, of"
        left.kind = LeftSubject::Element;
        left.element = k;
        if (left.change == Change::None && decreases(k)) left.change = Change::Decrease;
        return left;
      case Part::Entity:
        if (!connective && element.node.as<Has>() && is_governed(element.chunk_begin)) {
          if (left.words_end == 0) left.words_end = element.chunk_end;
          left.words_begin = element.chunk_begin;
          if (left.kind == LeftSubject::None) left.kind = LeftSubject::Words;
          if (++left.between > kMaxWordsBetween) return left;
          continue;
        }
        if (left.between > 2 || gap || joined) return left;  // "by X-ray or >= 10 mm"
        left.kind = LeftSubject::Element;
        left.element = k;
        return left;
      case Part::Statement:
        if (element.value == Element::kInterval) return left;
        if (left.between > 0 || (!connective && k + 1 < end)) return left;
        left.kind = LeftSubject::Statement;
        left.element = k;
        return left;
      case Part::Stop:
        if (end == elements.size() || element.value == Chunk::kSentence || left.between > 0) return left;
        connective = left.connective = true;  // "men > 102 cm; women > 88 cm"
        continue;
      case Part::And:
      case Part::Or:
      case Part::Comma:
        if (left.between > 0) return left;
        connective = true;
        commas += element.part == Part::Comma;
        joined |= element.part != Part::Comma;
        left.connective = true;
        continue;
      default: return left;
    }
  }
  if (left.kind == LeftSubject::None && !connective && context_.header.concept_id) left.kind = LeftSubject::Header;
  return left;
}

// "decrease in systolic blood pressure of >= 20 mmHg"; "elevated ALT" bounds the value.
bool SubjectFinder::decreases(uint32_t element) const {
  const std::vector<Element>& elements = buffers_.elements;
  while (element > 0 && elements[element - 1].part == Part::Filler) --element;
  if (element == 0 || elements[element - 1].part != Part::Change || elements[element - 1].code != GrammarCode::Decrease) return false;
  const Chunk& word = chunk(elements[element - 1].chunk_begin);
  return word.tok_end > word.tok_begin + 1;
}

// "synovial fluid WBC", "WBC in CSF": what is measured elsewhere than in blood is another thing, known by its words.
void SubjectFinder::drop_specimen(Subject& subject, uint32_t element, uint32_t i) {
  std::vector<Element>& elements = buffers_.elements;
  Has* has = elements[element].part == Part::Subject ? elements[element].node.as<Has>() : nullptr;
  if (!has || !subject.concept_id || catalog_.kind(subject.concept_id) != ConceptKind::Lab) return;
  uint32_t specimen = i, words = element;
  while (words > 0 && elements[words - 1].part == Part::Filler) --words;
  if (words > 0 && elements[words - 1].part == Part::Words && (chunk(elements[words - 1].chunk_end - 1).traits & kSpecimen))
    specimen = elements[words - 1].chunk_end - 1;
  for (uint32_t k = elements[element].chunk_end; specimen == i && k < i; ++k)
    if (chunk(k).traits & kSpecimen) specimen = k;
  if (specimen == i) return;
  const llvm::StringRef name = tokens_.spelling(tokens_.tokens[chunk(specimen).tok_begin]).take_front(4);
  if (catalog_.title(subject.concept_id).contains_insensitive(name)) return;
  const ByteRange covered = hull({subject.text.begin, subject.text.end}, range(specimen, specimen + 1));
  subject = {{covered.begin, covered.end}, 0, 0};
  has->subject = subject;
  if (specimen > elements[element].chunk_begin) return;
  Element& before = elements[words - 1];
  elements[element].chunk_begin = specimen;
  elements[element].node.range = hull(elements[element].node.range, covered);
  before.chunk_end = specimen;
  if (before.chunk_end == before.chunk_begin) {
    before.part = Part::Filler;
    before.chunk_end = specimen + 1;
  }
  before.node.range = range(before.chunk_begin, before.chunk_end);
}

bool SubjectFinder::measures_time(const Subject& subject) const {
  if (!is_measurement(subject.concept_id)) return false;
  UnitId unit = catalog_.measurement(subject.concept_id).unit;
  return unit_class(unit, catalog_, document_) == UnitClass::Time || (unit && catalog_.ucum(unit) == "ms");
}

// "women > 88 cm": persons are not what is measured, but what stands before them.
LeftSubject SubjectFinder::left_of_group(const LeftSubject& left) const {
  if (left.kind != LeftSubject::Element || !names_some(buffers_.elements[left.element])) return left;
  uint32_t alias = UINT32_MAX, at = left.element;
  while (at > 0 && buffers_.elements[at - 1].part == Part::Filler) --at;
  const LeftSubject before = walk_left(at, alias);
  const bool measured = before.kind == LeftSubject::Statement || before.kind == LeftSubject::Header ||
                        (before.kind == LeftSubject::Element && buffers_.elements[before.element].part == Part::Subject);
  return measured ? before : left;
}

}  // namespace critc
