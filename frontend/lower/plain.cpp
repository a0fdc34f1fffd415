// Elements of single chunks.
#include <array>

#include "frontend/lower/statement_scanner.h"

namespace critc {

namespace {

ThingKind thing_kind(const Chunk& chunk, const Catalog& catalog) {
  switch (chunk.kind) {
    case ChunkKind::Condition: return ThingKind::Condition;
    case ChunkKind::Procedure: return ThingKind::Procedure;
    case ChunkKind::Device: return ThingKind::Device;
    case ChunkKind::Organism: return ThingKind::Organism;
    case ChunkKind::Subject: return ThingKind::Measurement;
    case ChunkKind::Drug: return ThingKind::Drug;
    default: break;
  }
  llvm::StringRef name = catalog.name(chunk.concept_id).split(':').second;
  return parse<ThingKind>(name).value_or(ThingKind::Other);
}

constexpr Part part_of(ChunkKind kind) {
  switch (kind) {
    case ChunkKind::Filler: return Part::Filler;
    case ChunkKind::Anchor: return Part::Filler;
    case ChunkKind::Reference: return Part::Reference;
    case ChunkKind::Frequency: return Part::Frequency;
    case ChunkKind::Dose: return Part::Dose;
    case ChunkKind::Change: return Part::Change;
    case ChunkKind::Negation: return Part::Negation;
    case ChunkKind::Exception: return Part::Exception;
    case ChunkKind::Guard: return Part::Guard;
    case ChunkKind::Example: return Part::Example;
    case ChunkKind::Includes: return Part::Includes;
    case ChunkKind::Definition: return Part::Definition;
    case ChunkKind::Announce: return Part::Announce;
    case ChunkKind::Attribute: return Part::Attribute;
    case ChunkKind::And: return Part::And;
    case ChunkKind::Or: return Part::Or;
    case ChunkKind::Both: return Part::Filler;
    case ChunkKind::Comma: return Part::Comma;
    case ChunkKind::Stop: return Part::Stop;
    case ChunkKind::Colon: return Part::Colon;
    case ChunkKind::Open: return Part::Open;
    case ChunkKind::Close: return Part::Close;
    case ChunkKind::Ordinal: return Part::Ordinal;
    default: return Part::Words;
  }
}

constexpr size_t kKinds = static_cast<size_t>(ChunkKind::Close) + 1;  // Close is the last
constexpr std::array<Part, kKinds> kPartOfKind = [] {
  std::array<Part, kKinds> parts{};
  for (size_t kind = 0; kind < kKinds; ++kind) parts[kind] = part_of(static_cast<ChunkKind>(kind));
  return parts;
}();

}  // namespace

Element& StatementScanner::push(Part part, uint32_t begin, uint32_t end) {
  Element& element = buffers_.elements.emplace_back();
  element.part = part;
  element.chunk_begin = begin;
  element.chunk_end = end;
  element.node.range = range(begin, end);
  return element;
}

// Chunks that stay words.
uint32_t StatementScanner::leave(uint32_t i, uint32_t end) {
  while (i < end) i = plain(i);
  return end;
}

uint32_t StatementScanner::push_entity(uint32_t i) {
  const Chunk& here = chunk(i);
  ThingKind thing = thing_kind(here, catalog_);
  if (thing == ThingKind::Person) {
    push(Part::Filler, i, i + 1).code = GrammarCode::Persons;
    return i + 1;
  }
  Element& element = push(here.kind == ChunkKind::Subject ? Part::Subject : Part::Entity, i, i + 1);
  auto name = [&](auto& node) {
    node.subject = subject_of(i);
    node.thing = thing;
  };
  if (here.kind == ChunkKind::Drug) {
    name(element.node.value.emplace<Box<Exposure>>().ensure());
  } else {
    name(element.node.value.emplace<Box<Has>>().ensure());
  }
  return i + 1;
}

// "HLA-A*02:01", "10:30": no label ends there.
bool StatementScanner::between_digits(uint32_t i) const {
  auto spaced = [&](uint32_t k) { return tokens_.tokens[chunk(k).tok_begin].has(kSpaceBefore); };
  return i > 0 && is(i - 1, ChunkKind::Number) && is(i + 1, ChunkKind::Number) && !spaced(i) && !spaced(i + 1);
}

// "limb ischemia/limb thrombotic events", "hepatic/renal disease": a stroke that is read as `or`. Not between
// measurements, which it divides, and single letters: "w/o".
bool StatementScanner::parts_names(uint32_t i) const {
  constexpr uint32_t kLongestName = 4;  // chunks up to its head
  if (i == 0 || !(names_thing(i - 1) || is(i - 1, ChunkKind::Word) || is(i - 1, ChunkKind::Attribute))) return false;
  const Token& left = tokens_.tokens[chunk(i - 1).tok_end - 1];
  if (left.kind != TokenKind::Word || left.norm_end - left.norm_begin < 3 || (chunk_traits(i - 1) & (kInClause | kDenies))) return false;
  for (uint32_t at = i + 1; at < size() && at <= i + kLongestName; ++at) {
    if (names_thing(at)) return true;
    const bool name = is(at, ChunkKind::Word) || is(at, ChunkKind::Attribute) || is(at, ChunkKind::Hyphen);
    if (!name || (chunk_traits(at) & (kInClause | kRelates | kRelatesOf))) return false;
  }
  return false;
}

// A point of the trial that no time phrase claims and that is more: "A or study discontinuation", "infusion system".
bool StatementScanner::is_member(uint32_t i) const {
  const bool joined = i > 1 && (is(i - 1, ChunkKind::Or) || is(i - 1, ChunkKind::And)) && !is(i - 2, ChunkKind::Anchor);
  const bool listed = i > 0 && is(i - 1, ChunkKind::Comma) && (is(i + 1, ChunkKind::Or) || is(i + 1, ChunkKind::Comma) || is(i + 1, ChunkKind::And));  // "pregnancy, childbirth or"
  const bool narrowing = is(i + 1, ChunkKind::Word) && chunk_traits(i + 1) == 0 && tokens_.tokens[chunk(i + 1).tok_begin].kind == TokenKind::Word;
  if ((!joined && !narrowing && !listed) || is_link(i + 1)) return false;
  uint32_t at = joined || listed ? i - 1 : i;
  for (uint32_t steps = 0; at > 0 && steps < 6; --at, ++steps) {
    const ChunkKind before = chunk(at - 1).kind;
    if (before == ChunkKind::Time || before == ChunkKind::Unit) return is_link(at - 1);
    if (before == ChunkKind::Stop || before == ChunkKind::Colon || before == ChunkKind::Open) break;
  }
  return true;
}

// What no shape claims: one chunk, one element; neighbouring words share one.
uint32_t StatementScanner::plain(uint32_t i) {
  const Chunk& here = chunk(i);
  switch (here.kind) {
    case ChunkKind::Subject:
    case ChunkKind::Drug:
    case ChunkKind::Condition:
    case ChunkKind::Procedure:
    case ChunkKind::Device:
    case ChunkKind::Organism:
    case ChunkKind::Thing: return push_entity(i);
    default: break;
  }
  Part part = kPartOfKind[static_cast<size_t>(here.kind)];
  switch (here.kind) {
    case ChunkKind::Time:
      if (looks_back(i) && names_thing(i + 1)) {  // "past pregnancy"
        Element& past = push(Part::Attribute, i, i + 1);
        past.code = GrammarCode::Phase;
        past.value = static_cast<uint8_t>(Phase::Prior);
        return i + 1;
      }
      if (is_link(i)) part = Part::Filler;
      break;
    case ChunkKind::Colon:
      if (between_digits(i)) part = Part::Words;
      break;
    case ChunkKind::Slash:
      if (parts_names(i)) part = Part::Or;
      break;
    case ChunkKind::Anchor:
      if (is_member(i)) part = Part::Words;
      break;
    default: break;
  }
  if (here.is(GrammarCode::TimeAt) && here.kind != ChunkKind::Anchor) part = Part::Filler;
  std::vector<Element>& elements = buffers_.elements;
  if (part == Part::Words && !elements.empty() && elements.back().part == Part::Words) {
    elements.back().chunk_end = i + 1;
    elements.back().node.range = range(elements.back().chunk_begin, i + 1);
    return i + 1;
  }
  Element& element = push(part, i, i + 1);
  element.code = here.code;
  element.value = here.value;
  uint32_t index = static_cast<uint32_t>(elements.size() - 1);
  if (part == Part::Open) buffers_.open.push_back(index);
  if (part == Part::Close) {
    if (buffers_.open.empty()) {
      element.part = Part::Words;
    } else {
      element.match = buffers_.open.back();
      elements[element.match].match = index;
      buffers_.open.pop_back();
    }
  }
  return i + 1;
}

}  // namespace critc
