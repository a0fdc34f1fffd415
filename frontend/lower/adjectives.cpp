// Words that are said of a thing from where no name has them: "normal", "other" before an attribute, a short form
// before the name that spells it out.
#include "frontend/lower/thing_namer.h"
#include "ir/text/abbreviation.h"

namespace critc {

// "normal ECG", "bilirubin within normal limits": where no number stands, how the finding is.
void ThingNamer::read_normal() {
  std::vector<Element>& elements = buffers_.elements;
  auto examined = [&](const Element& element) {
    const Has* has = element.part == Part::Entity || element.part == Part::Subject ? element.node.as<Has>() : nullptr;
    return has && (has->thing == ThingKind::Measurement || has->thing == ThingKind::Procedure || has->thing == ThingKind::Other);
  };
  auto ends = [](Part part) { return is_connective(part) || part == Part::Stop || part == Part::Time || part == Part::Open || part == Part::Close; };
  for (uint32_t i = 0; i < elements.size(); ++i) {
    Element& normal = elements[i];
    if (normal.part != Part::Reference || !chunk(normal.chunk_begin).is(GrammarCode::RefNormal)) continue;
    uint32_t left = i;
    while (left > 0 && elements[left - 1].part == Part::Filler) --left;
    const bool last = i + 1 == elements.size() || ends(elements[i + 1].part);
    const bool behind = left > 0 && last && examined(elements[left - 1]);
    const bool first = left == 0 || ends(elements[left - 1].part) || elements[left - 1].part == Part::Colon;
    const bool before = first && i + 1 < elements.size() && examined(elements[i + 1]);
    if (!behind && !before) continue;
    normal.part = Part::Attribute;
    normal.code = GrammarCode::Status;
    normal.value = static_cast<uint8_t>(Status::Normal);
  }
}

// "OSAS (obstructive sleep apnea syndrome)": the brackets spell the short form out.
bool ThingNamer::is_long_form(uint32_t words) {
  std::vector<Element>& elements = buffers_.elements;
  Element& letters = elements[words];
  if (words + 3 >= elements.size() || elements[words + 1].part != Part::Open || elements[words + 1].match != words + 3) return false;
  const Element& name = elements[words + 2];
  if (name.part != Part::Entity || letters.chunk_end != letters.chunk_begin + 1) return false;
  llvm::StringRef short_form = document_.str(text(letters.chunk_begin, letters.chunk_end));
  if (!looks_abbreviated(short_form) || !abbreviates(short_form, document_.str(text(name.chunk_begin, name.chunk_end)))) return false;
  letters.part = Part::Filler;
  return true;
}

// "Diabetes mellitus (type 1 or 2)", "hepatitis (B or C)": a name whose words stand in two orders.
void ThingNamer::read_sorts() {
  constexpr uint32_t kLongestSort = 6;  // tokens
  std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = 0; i + 2 < elements.size(); ++i) {
    Element& thing = elements[i];
    Has* has = thing.part == Part::Entity ? thing.node.as<Has>() : nullptr;
    const Element& open = elements[i + 1];
    if (!has || has->thing != ThingKind::Condition || open.part != Part::Open || open.match <= i + 1) continue;
    const uint32_t name_begin = chunk(thing.chunk_begin).tok_begin, name_end = chunk(thing.chunk_end - 1).tok_end;
    const uint32_t begin = chunk(open.chunk_begin).tok_end, end = chunk(elements[open.match].chunk_begin).tok_begin;
    if (begin >= end || end - begin > kLongestSort) continue;
    ConceptId found = named_by(begin, end, name_begin, name_end);
    if (!found) found = named_by(name_begin, name_end, begin, end);
    if (!found) continue;
    thing.node.range = hull(thing.node.range, elements[open.match].node.range);
    has->subject = {{has->subject.text.begin, thing.node.range.end}, 0, found};
    for (uint32_t k = i + 1; k <= open.match; ++k) elements[k].part = Part::Filler;
  }
}

// The condition whose name is the tokens [first, first_end) and then [then, then_end); 0 when there is none.
ConceptId ThingNamer::named_by(uint32_t first, uint32_t first_end, uint32_t then, uint32_t then_end) const {
  Catalog::TrieState state = Catalog::kRoot;
  auto step = [&](uint32_t begin, uint32_t end) {
    for (uint32_t t = begin; t < end && state != Catalog::kDead; ++t) state = catalog_.step(state, tokens_.tokens[t].word);
  };
  step(first, first_end);
  step(then, then_end);
  const PhraseId phrase = state == Catalog::kDead ? 0 : catalog_.phrase_at(state);
  for (uint32_t k = 0; phrase && k < catalog_.sense_count(phrase); ++k) {
    const Sense sense = catalog_.sense(phrase, k);
    if (sense.kind == ConceptKind::Condition && sense.exact.empty()) return sense.concept_id;
  }
  return 0;
}

bool ThingNamer::opens_with_manner(const Element& element) const {
  const Token& word = tokens_.tokens[chunk(element.chunk_begin).tok_begin];
  return word.kind == TokenKind::Word && find_ending(tokens_.spelling(word)).code == GrammarCode::EndingManner;
}

// "Clinically or radiologically confirmed gout": two ways in which one finding is known, and no thing of its own.
void ThingNamer::drop_manners() {
  std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = 0; i + 2 < elements.size(); ++i) {
    const bool alone = elements[i].part == Part::Words && elements[i].chunk_end == elements[i].chunk_begin + 1;
    if (!alone || !is_connective(elements[i + 1].part) || !opens_with_manner(elements[i]) || !opens_with_manner(elements[i + 2])) continue;
    elements[i].part = elements[i + 1].part = Part::Filler;
    const bool words = elements[i + 2].part == Part::Words && elements[i + 2].chunk_end == elements[i + 2].chunk_begin + 1;
    if (words && i + 3 < elements.size() && elements[i + 3].part == Part::Attribute) elements[i + 2].part = Part::Filler;
  }
}

// "other prior malignancy": the words before the attributes of a thing narrow it as well.
void ThingNamer::narrow_over(uint32_t words) {
  std::vector<Element>& elements = buffers_.elements;
  uint32_t thing = words + 1;
  auto facet = [&](const Element& element) {
    return element.part == Part::Attribute && !ends_in_preposition(element) &&
           (element.code == GrammarCode::Status || element.code == GrammarCode::Severity || element.code == GrammarCode::Phase);
  };
  auto kind_of = [&](const Element& element) {  // "other form of liver disease"
    const Token& last = tokens_.tokens[chunk(element.chunk_end - 1).tok_end - 1];
    return element.part == Part::Filler && element.code == GrammarCode::Filler && tokens_.spelling(last).equals_insensitive("of");
  };
  while (thing < elements.size() && (facet(elements[thing]) || kind_of(elements[thing]))) ++thing;
  const bool plain = thing > words + 1 && thing < elements.size() && elements[thing].part == Part::Entity;
  Element& narrowing = elements[words];
  if (!plain || narrowing_begin(narrowing.chunk_begin, narrowing.chunk_end) != narrowing.chunk_begin) return;
  narrowing.part = Part::Attribute;
  narrowing.code = GrammarCode::Modifier;
}

}  // namespace critc
