// What ranges of elements hold, outside brackets and at all.
#include "frontend/lower/element_reader.h"

namespace critc {

// Some condition, drug or procedure stands in the node.
bool ElementReader::names_medical(const Node& node) const {
  auto medical = [&](ConceptId id) { return id == 0 || catalog_.kind(id) != ConceptKind::Thing; };
  if (auto* has = node.as<Has>())
    return (has->thing != ThingKind::Measurement || has->status != Status::None) && medical(has->subject.concept_id);
  if (node.as<Exposure>()) return true;
  bool names = false;
  for_each_child(node, [&](const Node& child) { names |= names_medical(child); });
  return names;
}

// The words of a term: from `begin` to `end`, without fillers.
TextSpan ElementReader::term_text(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto carries_nothing = [](Part part) { return part == Part::Filler || part == Part::Comma; };
  while (begin < end && carries_nothing(elements[begin].part)) ++begin;
  while (begin < end && carries_nothing(elements[end - 1].part)) --end;
  ByteRange where = element_range(begin, end);
  return {where.begin, where.end};
}

uint32_t ElementReader::search_top(uint32_t begin, uint32_t end, Part part) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == part) return i;
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
  }
  return end;
}

void ElementReader::note_parts() {
  static_assert(kParts <= 32);
  auto bit = [](Part part) { return 1u << static_cast<unsigned>(part); };
  held_parts_ = bit(Part::Words) | bit(Part::Entity) | bit(Part::Attribute) | bit(Part::Filler);  // others may become these
  for (const Element& element : buffers_.elements) held_parts_ |= bit(element.part);
}

// find_top for every part.
void ElementReader::find_all_top(uint32_t begin, uint32_t end, std::array<uint32_t, kParts>& first) const {
  first.fill(end);
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    uint32_t& at = first[static_cast<size_t>(elements[i].part)];
    if (at == end) at = i;
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
  }
}

bool ElementReader::has_content(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i)
    if (carries_content(buffers_.elements[i].part)) return true;
  return false;
}

bool ElementReader::has_content_outside(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    if (buffers_.elements[i].part == Part::Open && buffers_.elements[i].match > i) i = buffers_.elements[i].match;
    if (i < end && carries_content(buffers_.elements[i].part)) return true;
  }
  return false;
}

bool ElementReader::says_anything(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    Part part = buffers_.elements[i].part;
    if (carries_content(part) || part == Part::Words) return true;
  }
  return false;
}

bool ElementReader::has_statement(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i)
    if (buffers_.elements[i].part == Part::Statement) return true;
  return false;
}

ByteRange ElementReader::element_range(uint32_t begin, uint32_t end) const {
  if (begin >= end) return {};
  return range(buffers_.elements[begin].chunk_begin, buffers_.elements[end - 1].chunk_end);
}

// No table knows the words at the start of [begin, end).
bool ElementReader::starts_with_words(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto at = llvm::partition_point(elements, [&](const Element& element) { return element.node.range.begin < begin; });
  for (; at != elements.end() && at->node.range.begin < end; ++at) {
    if (at->part == Part::Attribute && relates(*at)) return true;
    const bool adjoins = at + 1 != elements.end() && (at + 1)->node.range.begin >= end && (at + 1)->chunk_begin == at->chunk_end &&
                         !(chunk(at->chunk_end - 1).traits & (kRelates | kRelatesOf));  // "no replacement therapy"
    if (at->part == Part::Words && !adjoins) return true;
  }
  return false;
}

// The clause behind a thing, "who received B", asks for things of its own and has no words that no rule reads.
bool ElementReader::reads_on(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  bool named = false, open = false;
  for (uint32_t i = begin; i < end; ++i) {
    const Part part = elements[i].part;
    if (part == Part::Words && named && (chunk(elements[i].chunk_begin).traits & (kRelates | kRelatesOf))) break;  // says more of it
    if (part == Part::Words || part == Part::Negation || part == Part::Dose || part == Part::Change) return false;
    const bool thing = part == Part::Entity || part == Part::Subject;
    if (thing && i > begin && (elements[i - 1].part == Part::Entity || elements[i - 1].part == Part::Subject)) return false;
    open = part == Part::Attribute || (open && !thing);
    named |= thing;
  }
  return named && !open;
}

// "Elevated ALT of > 100 U/L": the bound behind says as much.
bool ElementReader::says_side(uint32_t i, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = i + 1;
  while (at < end && elements[at].part == Part::Filler) ++at;
  const Comparison* comparison = at < end ? elements[at].node.as<Comparison>() : nullptr;
  if (!comparison || comparison->change != Change::None || comparison->bounds.comparator_lost) return false;
  const Bounds& bounds = comparison->bounds;
  return elements[i].code == GrammarCode::Increase ? bounds.low && !bounds.high : bounds.high && !bounds.low;
}

}  // namespace critc
