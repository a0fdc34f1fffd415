#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

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

Part part_of(ChunkKind kind) {
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

// "prednisone (> 10 mg/day) or equivalent", "morphine equivalent dose > 60 mg": the drug before, whose
// equivalents the dose before or behind counts.
Exposure* last_drug(std::vector<Element>& elements) {
  size_t at = elements.size();
  while (at > 0 && (elements[at - 1].part == Part::Close || elements[at - 1].part == Part::Filler)) --at;
  Exposure* exposure = at > 0 ? elements[at - 1].node.as<Exposure>() : nullptr;
  return exposure && exposure->thing == ThingKind::Drug && !exposure->equivalent.concept_id ? exposure : nullptr;
}

// "daily dose (LEDD) of >= 300 mg"
bool announces_dose(llvm::ArrayRef<Chunk> chunks) {
  constexpr size_t kFurthest = 6;
  for (const Chunk& chunk : chunks.take_front(kFurthest)) {
    switch (chunk.kind) {
      case ChunkKind::Comparator:
      case ChunkKind::Number: return true;
      case ChunkKind::Word:
      case ChunkKind::Filler:
      case ChunkKind::Dose:
      case ChunkKind::Frequency:
      case ChunkKind::Open:
      case ChunkKind::Close:
      case ChunkKind::Equivalent: break;
      default: return false;
    }
  }
  return false;
}

}  // namespace

ByteRange Parser::range(uint32_t chunk_begin, uint32_t chunk_end) const {
  if (chunk_begin >= chunk_end) return {};
  uint32_t first = chunk(chunk_begin).tok_begin, end = chunk(chunk_end - 1).tok_end;
  ByteRange where = tokens_.raw_hull(first, end);
  while (where.empty() && first > 0) where = tokens_.raw_hull(--first, end);  // the second sign of one character
  return where;
}

TextSpan Parser::text(uint32_t chunk_begin, uint32_t chunk_end) const {
  ByteRange hull = range(chunk_begin, chunk_end);
  return {hull.begin, hull.end};
}

uint32_t Parser::skip_filler(uint32_t i) const {
  while (is(i, ChunkKind::Filler)) ++i;
  return i;
}

Subject Parser::subject_of(uint32_t i) const {
  return {text(i, i + 1), chunk(i).phrase, chunk(i).concept_id};
}

// "1)" or "(2)" at the start of a clause: a marker of a list inside the item. The chunk behind it.
uint32_t Parser::list_marker(uint32_t i) const {
  if (!is(i, ChunkKind::Number) || i + 1 >= size()) return 0;
  ChunkKind before = i == 0 ? ChunkKind::Stop : chunk(i - 1).kind;
  bool clause_start = before == ChunkKind::Stop || before == ChunkKind::Colon || before == ChunkKind::Open ||
                      before == ChunkKind::And || before == ChunkKind::Comma;
  const Token& behind = tokens_.tokens[chunk(i + 1).tok_begin];
  if (!clause_start || behind.kind != TokenKind::Close || behind.has(kSpaceBefore)) return 0;
  if (is(i + 1, ChunkKind::Word)) return i + 2;
  return before == ChunkKind::Open && is(i + 1, ChunkKind::Close) ? i + 1 : 0;
}

Element& Parser::push(Part part, uint32_t begin, uint32_t end) {
  Element& element = buffers_.elements.emplace_back();
  element.part = part;
  element.chunk_begin = begin;
  element.chunk_end = end;
  element.node.range = range(begin, end);
  return element;
}

void Parser::scan() {
  buffers_.elements.clear();
  buffers_.open.clear();
  claim_ = {};
  for (uint32_t i = 0; i < size();) {
    if (i == claim_.begin) {
      push(Part::Filler, i, claim_.end);
      i = claim_.end;
      continue;
    }
    uint32_t next = shape(i);
    i = next ? next : plain(i);
  }
  for (uint32_t open : buffers_.open) buffers_.elements[open].part = Part::Words;
  place_grades();
  place_groups();
  mark_persons();
  bind_alternatives();
}

// The shapes that the kind of chunk `i` may begin; the chunk behind what was read, 0 when it was none.
uint32_t Parser::shape(uint32_t i) {
  switch (chunk(i).kind) {
    case ChunkKind::Time: return time_phrase(i);
    case ChunkKind::Filler: return chunk(i).is(GrammarCode::Compared) ? missing_value(i) : 0;
    case ChunkKind::Number:
      if (uint32_t next = list_marker(i)) {
        push(Part::Filler, i, next);
        return next;
      }
      [[fallthrough]];
    case ChunkKind::Comparator:
    case ChunkKind::Between: {
      uint32_t next = statement(i);
      if (!next) next = time_phrase(i);
      return next ? next : unread_range(i);
    }
    case ChunkKind::Reference: return lost_limit(i);
    case ChunkKind::Equivalent: {
      Exposure* exposure = last_drug(buffers_.elements);
      if (!exposure || (exposure->dose.empty() && !announces_dose(llvm::ArrayRef<Chunk>(chunks()).drop_front(i + 1)))) return 0;
      exposure->equivalent = exposure->subject;
      push(Part::Filler, i, i + 1);
      return i + 1;
    }
    default: return 0;
  }
}

// "6 to < 12 years" of something not known: its second end alone would be a wrong bound.
uint32_t Parser::unread_range(uint32_t i) {
  BoundMatch match;
  if (!is(i, ChunkKind::Number) || !read_bound(i, match) || !match.range) return 0;
  const bool compares = llvm::any_of(llvm::ArrayRef<Chunk>(chunks()).slice(i, match.next - i),
                                     [](const Chunk& chunk) { return chunk.kind == ChunkKind::Comparator; });
  return compares ? leave(i, match.next) : 0;
}

// Chunks that stay words.
uint32_t Parser::leave(uint32_t i, uint32_t end) {
  while (i < end) i = plain(i);
  return end;
}

uint32_t Parser::push_entity(uint32_t i) {
  const Chunk& here = chunk(i);
  ThingKind thing = thing_kind(here, catalog_);
  if (thing == ThingKind::Person) {
    push(Part::Filler, i, i + 1).code = GrammarCode::Persons;
    return i + 1;
  }
  Element& element = push(here.kind == ChunkKind::Subject ? Part::Subject : Part::Entity, i, i + 1);
  auto make = [&]<typename T>(Box<T> box) {
    box.ensure().subject = subject_of(i);
    box->thing = thing;
    element.node.value = std::move(box);
  };
  here.kind == ChunkKind::Drug ? make(Box<Exposure>()) : make(Box<Has>());
  return i + 1;
}

bool Parser::names_thing(uint32_t i) const {
  return is(i, ChunkKind::Condition) || is(i, ChunkKind::Procedure) || is(i, ChunkKind::Drug);
}

// "HLA-A*02:01", "10:30": no label ends there.
bool Parser::between_digits(uint32_t i) const {
  auto spaced = [&](uint32_t k) { return tokens_.tokens[chunk(k).tok_begin].has(kSpaceBefore); };
  return i > 0 && is(i - 1, ChunkKind::Number) && is(i + 1, ChunkKind::Number) && !spaced(i) && !spaced(i + 1);
}

// "limb ischemia/limb thrombotic events", "hepatic/renal disease": a stroke that is read as `or`. Not between
// measurements, which it divides, and single letters: "w/o".
bool Parser::parts_names(uint32_t i) const {
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
bool Parser::is_member(uint32_t i) const {
  const bool joined = i > 1 && (is(i - 1, ChunkKind::Or) || is(i - 1, ChunkKind::And)) && !is(i - 2, ChunkKind::Anchor);
  const bool narrowing = is(i + 1, ChunkKind::Word) && chunk_traits(i + 1) == 0 && tokens_.tokens[chunk(i + 1).tok_begin].kind == TokenKind::Word;
  if ((!joined && !narrowing) || is_link(i + 1)) return false;
  uint32_t at = joined ? i - 1 : i;
  for (uint32_t steps = 0; at > 0 && steps < 6; --at, ++steps) {
    const ChunkKind before = chunk(at - 1).kind;
    if (before == ChunkKind::Time || before == ChunkKind::Unit) return is_link(at - 1);
    if (before == ChunkKind::Stop || before == ChunkKind::Colon || before == ChunkKind::Open) break;
  }
  return true;
}

// What no shape claims: one chunk, one element; neighbouring words share one.
uint32_t Parser::plain(uint32_t i) {
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
  Part part = part_of(here.kind);
  if (looks_back(i) && names_thing(i + 1)) {  // "past pregnancy"
    Element& past = push(Part::Attribute, i, i + 1);
    past.code = GrammarCode::Phase;
    past.value = static_cast<uint8_t>(Phase::Prior);
    return i + 1;
  }
  if (part == Part::Colon && between_digits(i)) part = Part::Words;
  if (here.kind == ChunkKind::Slash && parts_names(i)) part = Part::Or;
  if (is_link(i) || here.is(GrammarCode::TimeAt)) part = Part::Filler;
  if (here.kind == ChunkKind::Anchor && is_member(i)) part = Part::Words;
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

std::optional<Node> Parser::parse(uint32_t begin, uint32_t end, const BlockContext& context) {
  context_ = context;
  children_placed_ = false;
  held_parts_ = ~0u;
  first_diagnostic_ = document_.diagnostics.size();
  cut_chunks(tokens_, begin, end, catalog_, grammar_, document_, buffers_.chunks);
  scan();
  note_stated();
  bool guarded = llvm::any_of(buffers_.elements, [](const Element& element) { return element.part == Part::Guard; });
  name_things();
  note_parts();
  std::optional<Node> node = combine_block();
  if (node && guarded) settle_cases(*node);
  const bool denied = llvm::any_of(chunks(), [](const Chunk& chunk) { return chunk.kind == ChunkKind::Negation; });
  if (node && denied && !stated_.empty()) settle_denials(*node);
  bool lost = !stated_.empty() && keep_lost(node);
  if (node && (guarded || lost)) cover(*node);
  if (context_.children && !children_placed_ && !context_.children->empty()) {
    std::optional<Node> nested = children_node(GrammarCode::None, nullptr);
    if (!node) return nested;
    NodeList both;
    ByteRange hull_range = hull(node->range, nested->range);
    both.push_back(std::move(*node));
    both.push_back(std::move(*nested));
    return group(context_.or_children, std::move(both), hull_range);
  }
  return node;
}

// A line above others that only says whom they are asked of needs no colon: "For women of childbearing potential".
std::optional<Node> Parser::combine_block() {
  const uint32_t end = static_cast<uint32_t>(buffers_.elements.size());
  if (context_.children && find_top(0, end, Part::Colon) == end) {
    const ElementRange group = group_of_label(0, end);
    if (!group.empty())
      if (std::optional<Node> node = label_case(group, 0, end, end, 0)) return node;
  }
  return combine_sentences(0, end, 0);
}

Subject Parser::header_subject(uint32_t begin, uint32_t end) {
  if (end - begin > 12) return {};
  context_ = {};
  cut_chunks(tokens_, begin, end, catalog_, grammar_, document_, buffers_.chunks);
  scan();
  Subject found;
  for (const Element& element : buffers_.elements) {
    if (element.part == Part::Statement) return {};
    if (element.part != Part::Subject) continue;
    if (found.concept_id && found.concept_id != element.node.as<Has>()->subject.concept_id) return {};
    found = element.node.as<Has>()->subject;
  }
  return found;
}

void Parser::diagnose(DiagnosticKind kind, ByteRange where) {
  document_.diagnostics.push_back({kind, where, {}, {}, {}});
}

void Parser::diagnose(DiagnosticKind kind, ByteRange where, llvm::StringRef argument) {
  diagnose(kind, where);
  document_.diagnostics.back().args.emplace_back(argument);
}

}  // namespace critc
