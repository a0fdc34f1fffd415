// Names of list members that no table has: "asthma, school stress or QT prolongation", "night labor or shift work".
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/thing_namer.h"

namespace critc {

namespace {

bool bounds_a_run(Part part) {
  switch (part) {
    case Part::Stop:
    case Part::Colon:
    case Part::Exception:
    case Part::Guard:
    case Part::Example:
    case Part::Includes:
    case Part::Definition:
    case Part::Announce: return true;
    default: return false;
  }
}

ThingKind kind_of(const Node& node) {
  if (auto* has = node.as<Has>()) return has->thing;
  return node.as<Exposure>() ? ThingKind::Drug : ThingKind::Other;
}

}  // namespace

// What the members of a run say, for the names of those that are only words.
struct ThingNamer::ListRun {
  llvm::SmallVector<uint32_t, 8> nameless;  // words that may be names
  llvm::SmallVector<uint32_t, 2> of_measurements;  // "HBsAg test": those of them that begin with a measurement
  uint32_t members = 1;
  std::optional<ThingKind> common;
  bool mixed = false, known = false, clause = false, joined = false;
  bool all_names = true;  // each member is the name of something
};

struct ThingNamer::ListMember {
  uint32_t first = 0, last = 0;  // words and things
  uint32_t words = 0, things = 0;
  bool broken = false;  // something stands between them, or a dose: no name
  bool linked = false;  // "of" stands behind the last words
};

// Words and things that follow one another, or words that "of" joins: one name, which the first element takes.
void ThingNamer::join_member(const ListMember& member, ListRun& run) {
  std::vector<Element>& elements = buffers_.elements;
  Element& first = elements[member.first];
  for (uint32_t i = member.first; i <= member.last; ++i)
    if (elements[i].part == Part::Subject) run.of_measurements.push_back(member.first);
  first.part = Part::Words;
  first.chunk_end = elements[member.last].chunk_end;
  first.node = Node();
  first.node.range = range(first.chunk_begin, first.chunk_end);
  for (uint32_t i = member.first + 1; i <= member.last; ++i) elements[i].part = Part::Filler;
}

// "loss of hearing", "gout suppressant": the words of the member are one name.
bool ThingNamer::is_long_name(const ListMember& member) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (member.broken || member.words == 0 || elements[member.last].part != Part::Words) return false;
  if (member.things > 1 || (member.things == 1 && elements[member.first].part == Part::Words && member.words != 2)) return false;
  if (member.things == 1 && elements[member.last - 1].part == Part::Filler) return false;
  for (uint32_t i = member.first; i <= member.last; ++i)
    if (elements[i].part == Part::Words && !may_name(elements[i])) return false;
  const Element& tail = elements[member.last];  // "drugs inducing CYP3A4"
  const bool verb = member.things == 1 && tail.chunk_end > tail.chunk_begin + 1 &&
                    tokens_.spelling(tokens_.tokens[chunk(tail.chunk_begin).tok_begin]).ends_with("ing");
  if (verb) return false;
  for (uint32_t i = elements[member.first].chunk_begin + 1; i < elements[member.last].chunk_end; ++i)
    if (opens_sentence(i)) return false;  // "asthma Massive nodes": a line of its own
  const GrammarCode last = ending(elements[member.last].chunk_end - 1).code;
  return (member.things == 1 || member.words > 1) && last != GrammarCode::EndingNoName && last != GrammarCode::EndingManner;
}

// Several words, or one that ends like a noun: not "dry or productive".
bool ThingNamer::is_noun(const Element& words) const {
  const uint32_t last = words.chunk_end - 1;
  if (last > words.chunk_begin) return !narrows(last);
  const GrammarCode code = ending(last).code;
  return code == GrammarCode::EndingNoun || code == GrammarCode::Ending || tokens_.tokens[chunk(last).tok_begin].has(kAllCaps);
}

void ThingNamer::close_member(const ListMember& member, bool list, ListRun& run) {
  std::vector<Element>& elements = buffers_.elements;
  const bool compound = member.words == 1 && member.things == 1 && run.members > 1 && !run.clause && member.last == member.first + 1;
  if (compound && elements[member.first].part == Part::Words && may_name(elements[member.first])) {  // "A, crush injury"
    narrow_by(member.first, member.last, elements[member.first].chunk_begin);
    share_head(member.last);  // "pelvic or reconstructive surgery"
    return;
  }
  const bool name = member.words == 1 && member.things == 0 && !member.broken && may_name(elements[member.first]);
  if (!run.clause && (name || (list && is_long_name(member)))) {
    if (!name) join_member(member, run);
    run.nameless.push_back(member.first);
    run.all_names &= is_noun(elements[member.first]);
  } else {
    run.all_names &= member.things == 1 && member.words == 0;
  }
}

// Adds element `i` to its member; the last element that was looked at.
uint32_t ThingNamer::add_to_member(uint32_t i, ListMember& member, ListRun& run) {
  const Element& element = buffers_.elements[i];
  const bool begun = member.words + member.things > 0;
  const bool content = element.part == Part::Words || element.part == Part::Entity || element.part == Part::Subject ||
                       element.part == Part::Statement;
  if (content) {
    member.broken |= begun && !member.linked && buffers_.elements[member.last].chunk_end != element.chunk_begin;
    if (!begun) member.first = i;
    member.last = i;
    member.linked = false;
  }
  if (element.part == Part::Words) {
    ++member.words;
    run.clause |= run.known && has_clause_word(element);  // what stands behind it may be its objects
  } else if (element.part == Part::Entity) {
    const ThingKind kind = kind_of(element.node);
    run.mixed |= run.common && *run.common != kind;
    run.common = kind;
    run.known = true;
    ++member.things;
  } else if (content) {
    run.known = true;
    member.things += element.part == Part::Statement ? 2 : 1;
  } else if (element.part == Part::Open && element.match > i) {
    return element.match;
  } else if (element.part == Part::Filler) {
    run.clause |= run.known && (chunk(element.chunk_begin).traits & kWhich);
    const bool of = element.chunk_end == element.chunk_begin + 1 && chunk(element.chunk_begin).is(GrammarCode::TimeOf);
    member.linked = of && begun && member.things == 0 && buffers_.elements[member.last].part == Part::Words;
  } else if (element.part != Part::Attribute && element.part != Part::Negation && element.part != Part::Time) {
    member.broken = true;  // a dose, a change: no name
    member.words = 2;
  }
  return i;
}

// The members of one list, "A, B x or C": one that is only words is a thing like its neighbours. Where no table
// knows any of them, each has to be a name.
void ThingNamer::name_members(uint32_t begin) {
  std::vector<Element>& elements = buffers_.elements;
  ListRun run;
  ListMember member;
  for (uint32_t i = begin; i < elements.size() && !bounds_a_run(elements[i].part) && elements[i].part != Part::Close; ++i) {
    if (!is_connective(elements[i].part)) {
      i = add_to_member(i, member, run);
      continue;
    }
    run.joined |= elements[i].part != Part::Comma;
    close_member(member, /*list=*/true, run);
    ++run.members;
    member = {};
  }
  close_member(member, run.members > 1, run);
  const bool list = run.members > 1 && (run.known || (run.joined && run.all_names && run.nameless.size() == run.members));
  for (uint32_t k : run.nameless) {
    if (elements[k].part != Part::Words) continue;
    GrammarWord last = ending(elements[k].chunk_end - 1);
    const bool short_form = tokens_.tokens[chunk(elements[k].chunk_end - 1).tok_begin].has(kAllCaps);
    if (last.code == GrammarCode::Ending) {
      name_words(elements[k], static_cast<ThingKind>(last.value));
    } else if (list && (short_form || !narrows(elements[k].chunk_end - 1))) {
      bool alike = run.common && !llvm::is_contained(run.of_measurements, k) && !run.mixed && (*run.common == ThingKind::Condition || *run.common == ThingKind::Drug);
      name_words(elements[k], alike ? *run.common : ThingKind::Other);
    } else if (is_misspelt_drug(k)) {
      name_words(elements[k], ThingKind::Drug);
    }
  }
}

// Names of list members, run by run.
void ThingNamer::name_lists() {
  bool starts = true;
  for (uint32_t i = 0; i < buffers_.elements.size(); ++i) {
    if (starts) name_members(i);
    const Element& element = buffers_.elements[i];
    starts = bounds_a_run(element.part) || (element.part == Part::Open && element.match > i);
  }
}

}  // namespace critc
