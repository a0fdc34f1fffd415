// Which of the things of a clause its time is of.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/node_maker.h"

namespace critc {

namespace {

bool denies_duration(const Node& node) {
  const bool thing = node.as<Has>() || node.as<Exposure>() || node.as<Opaque>();
  auto at_least = [](const Bounds& bounds) { return bounds.low && !bounds.high; };
  if (thing) return node.time() && llvm::any_of(node.time()->durations, at_least);
  const NodeList* list = list_of(node);
  return list && llvm::any_of(*list, denies_duration);
}

}  // namespace

// "recent (<= 3 months) bleeding": when it happened, not how long it lasted.
uint32_t NodeMaker::look_back(uint32_t i, const PrimaryParts& parts) {
  Time& time = buffers_.elements[i].node.attrs->time;
  const Element* before = parts.waiting.empty() ? nullptr : &buffers_.elements[parts.waiting.back()];
  const bool prior = before && before->part == Part::Attribute && before->code == GrammarCode::Phase && static_cast<Phase>(before->value) == Phase::Prior;
  if (!prior || time.durations.size() != 1 || time.durations.front().low || !time.windows.empty()) return i;
  Window window;
  window.distance = time.durations.front();
  window.direction = Direction::Before;
  time.windows.push_back(window);
  time.durations.clear();
  return i;
}

// "known as hypertensive or not treated in the past 2 weeks": what is so in that time is no thing.
bool NodeMaker::said_of_time(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  bool attribute = false;
  for (uint32_t i = begin; i < end && (attribute || elements[i].part == Part::Attribute || elements[i].part == Part::Filler); ++i) {
    if (elements[i].part == Part::Time) return attribute;
    if (carries_content(elements[i].part)) return false;
    attribute |= elements[i].part == Part::Attribute;
  }
  return false;
}

// Words that turn the event round stand beside a time.
bool NodeMaker::turns(uint32_t begin, uint32_t end) const {
  for (uint32_t i = buffers_.elements[begin].chunk_begin; i < buffers_.elements[end - 1].chunk_end; ++i)
    if ((chunk(i).traits & kTurns) && (is(i, ChunkKind::Word) || is_prohibition_word(i))) return true;
  return false;
}

// "took part in a trial of other drugs within 4 weeks": when that was.
bool NodeMaker::is_study(const Node& node) const {
  const Has* has = node.as<Has>();
  const ConceptId id = has ? has->subject.concept_id : 0, study = catalog_.find("thing:study_participation");
  return id && study && (id == study || llvm::is_contained(catalog_.classes(id), study));
}

// What the time at element `i` is of, among the things before it; null when it is of something not named. An age lasts
// for no time, ">= 45 years of age and no menses for > 2 years", persons do not happen, and a finding has no stable dose.
Node* NodeMaker::event_of_time(uint32_t i, NodeList& list) const {
  const std::vector<Element>& elements = buffers_.elements;
  Node& last = list.back();
  const ConceptId id = concept_of(last);
  if (id && id == age_ && (!elements[i].node.attrs->time.durations.empty() || last.as<Has>())) return nullptr;
  const Has* has = last.as<Has>();
  if (has && id && is_person_group(id)) {  // "a pregnancy test for women within 7 days"
    Node* whom = list.size() > 1 ? &list[list.size() - 2] : nullptr;
    return whom && (whom->as<Has>() || whom->as<Exposure>()) && !is_person_group(concept_of(*whom)) ? whom : nullptr;
  }
  if (list.size() > 1 && is_study(list[list.size() - 2]) && !elements[i].node.attrs->time.windows.empty()) return &list[list.size() - 2];
  uint32_t before = i;
  while (before > 0 && elements[before - 1].part == Part::Filler) --before;
  const bool steady = before > 0 && elements[before - 1].part == Part::Attribute && elements[before - 1].code == GrammarCode::Response &&
                      static_cast<Response>(elements[before - 1].value) == Response::Stable;
  if (has && has->thing == ThingKind::Condition && steady) return nullptr;
  return &last;
}

// "CrCl >= 30 by Cockcroft-Gault (within 28 days)": a time in brackets is of the measurement, not of how it is taken.
Node& NodeMaker::owner_of_bracket(uint32_t open, NodeList& list) const {
  const Has* has = list.back().as<Has>();
  const bool how = has && has->thing == ThingKind::Procedure && list.size() > 1 && list[list.size() - 2].as<Comparison>();
  return how && !says_anything(open + 1, buffers_.elements[open].match) ? list[list.size() - 2] : list.back();
}

bool NodeMaker::is_prohibition_word(uint32_t i) const {
  return is(i, ChunkKind::Attribute) && chunk(i).code == GrammarCode::Phase && static_cast<Phase>(chunk(i).value) == Phase::Prohibited;
}

// "ultrasound as part of standard of care within 4 weeks": the time at the end of what is said about a thing is the
// thing's own, unless that tells of another event, "cancer treated with X within 5 years".
void NodeMaker::lend_time(uint32_t begin, uint32_t end, Node& head) {
  std::vector<Element>& elements = buffers_.elements;
  const auto* has = head.as<Has>();
  const bool done = head.as<Exposure>() || (has && has->thing == ThingKind::Procedure);
  const bool found = has && has->thing == ThingKind::Condition && !has_content(begin, end);
  if ((!done && !found) || (head.time() && *head.time() != Time{}) || turns(begin, end)) return;
  uint32_t time = end;
  for (uint32_t i = begin; i < end; ++i) {
    if (chunk(elements[i].chunk_begin).traits & kWhich) return;
    if (elements[i].part == Part::Negation || elements[i].part == Part::Open) return;
    if (elements[i].part == Part::Time && time < end) return;
    if (elements[i].part == Part::Time) time = i;
    else if (time < end && elements[i].part != Part::Filler) return;
  }
  if (time == end) return;
  const ByteRange where = head.range;
  apply(elements[time], head);
  head.range = where;
  elements[time].part = Part::Filler;
}

// "No fever for at least 3 days": its absence lasts so long, which no node says of a thing.
void NodeMaker::settle_denials(Node& node) {
  for_each_child(node, [&](Node& child) {
    if (!child.as<Item>()) settle_denials(child);
  });
  if (!node.as<Not>() || !denies_duration(*node.as<Not>()->body)) return;
  Time time;
  collect_times(*node.as<Not>()->body, time);
  auto once = [](auto& list) {  // said of each of several things
    for (size_t i = list.size(); i-- > 1;)
      if (llvm::is_contained(llvm::ArrayRef(list).take_front(i), list[i])) list.erase(list.begin() + static_cast<ptrdiff_t>(i));
  };
  once(time.durations);
  once(time.windows);
  Node words;
  words.range = node.range;
  Opaque opaque{{node.range.begin, node.range.end}, OpaqueReason::NoRule, {}};
  if (node.attrs) append(time, node.attrs->time);
  node.attrs.reset();
  opaque.about.push_back(std::move(node));
  words.value = std::move(opaque);
  words.attrs.ensure().time = std::move(time);
  node = std::move(words);
  diagnose_opaque(node);
}

}  // namespace critc
