// Names of scales and tests that no table has: "Alcohol Dependence Scale (score above 9)" tells of no dependence.
#include "frontend/lower/thing_namer.h"

namespace critc {

namespace {

constexpr uint32_t kLongestName = 3;  // words between the last thing of the name and its head

}  // namespace

// The chunk behind the head of a name that begins with things: "Scale-21"; 0 when the words have none.
uint32_t ThingNamer::end_of_instrument(const Element& words) const {
  const uint32_t last = std::min(words.chunk_end, words.chunk_begin + kLongestName + 1);
  for (uint32_t i = words.chunk_begin; i < last; ++i) {
    const Token& word = tokens_.tokens[chunk(i).tok_end - 1];
    if (word.kind != TokenKind::Word || !word.has(kCapitalized)) return 0;
    if (!means(word, GrammarCode::ScaleWord, GrammarCode::ScaleWord)) continue;
    const bool version = i + 2 < size() && is(i + 1, ChunkKind::Hyphen) && joined_by_hyphen(i + 1);
    return version ? i + 3 : i + 1;
  }
  return 0;
}

// "(score > 14)": the bound in the brackets at element `open` is that of the name before them.
bool ThingNamer::scores(uint32_t open) const {
  const std::vector<Element>& elements = buffers_.elements;
  const Element* bound = nullptr;
  for (uint32_t i = open + 1; i < elements[open].match; ++i) {
    if (elements[i].part == Part::Filler) continue;
    if (bound || elements[i].part != Part::Statement) return false;
    bound = &elements[i];
  }
  const Comparison* comparison = bound ? bound->node.as<Comparison>() : nullptr;
  if (!comparison || comparison->subject.concept_id) return false;
  const TextSpan words = comparison->subject.text;
  for (uint32_t t = chunk(bound->chunk_begin).tok_begin; t < chunk(bound->chunk_end - 1).tok_end; ++t) {
    const ByteRange where = tokens_.raw_hull(t, t + 1);
    if (where.end == words.end) return means(tokens_.tokens[t], GrammarCode::ScoreWord, GrammarCode::ScoreWord);
  }
  return false;
}

// Gives the bound of "(score > 14)" to the measurement before the brackets; a short form may stand between.
void ThingNamer::take_score(uint32_t name) {
  std::vector<Element>& elements = buffers_.elements;
  uint32_t open = name + 1;
  for (unsigned brackets = 0; brackets < 2; ++brackets) {
    while (open < elements.size() && elements[open].part == Part::Filler) ++open;
    if (open >= elements.size() || elements[open].part != Part::Open || elements[open].match <= open) return;
    if (scores(open)) break;
    open = elements[open].match + 1;
    if (brackets > 0) return;
  }
  Element& measured = elements[name];
  const Subject subject = measured.node.as<Has>()->subject;
  for (uint32_t i = open; i <= elements[open].match; ++i) {
    if (elements[i].part != Part::Statement) continue;
    measured.node.value = std::move(elements[i].node.value);
    measured.node.range = hull(measured.node.range, elements[i].node.range);
  }
  Comparison& comparison = *measured.node.as<Comparison>();
  comparison.subject = subject;
  measured.part = Part::Statement;
  const uint32_t close = elements[open].match;
  for (uint32_t i = open; i <= close; ++i) elements[i].part = Part::Filler;
}

void ThingNamer::name_instruments() {
  std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = 1; i < elements.size(); ++i) {
    Element& words = elements[i];
    Element& thing = elements[i - 1];
    const bool adjoins = words.part == Part::Words && thing.part == Part::Entity && thing.chunk_end == words.chunk_begin;
    const uint32_t end = adjoins ? end_of_instrument(words) : 0;
    if (!end) continue;
    uint32_t first = i - 1;
    while (first > 0 && elements[first - 1].part == Part::Entity && elements[first - 1].chunk_end == elements[first].chunk_begin) --first;
    Element& name = elements[first];
    name.part = Part::Subject;
    name.chunk_end = std::min(end, words.chunk_end);
    name.node = Node();
    name.node.range = range(name.chunk_begin, name.chunk_end);
    Has has;
    has.subject.text = text(name.chunk_begin, name.chunk_end);
    has.thing = ThingKind::Measurement;
    name.node.value = Box<Has>(std::move(has));
    for (uint32_t k = first + 1; k < i; ++k) elements[k].part = Part::Filler;
    if (end >= words.chunk_end) {
      words.part = Part::Filler;
    } else {
      words.chunk_begin = end;
      words.node.range = range(end, words.chunk_end);
    }
  }
  for (uint32_t i = 0; i < elements.size(); ++i)
    if (elements[i].part == Part::Subject) take_score(i);
}

}  // namespace critc
