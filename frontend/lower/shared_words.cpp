// Words that are said of a whole list: attributes before it, times and further words behind it.
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "frontend/lower/node_maker.h"

namespace critc {

namespace {

bool same_sort(const Node& a, const Node& b) {
  auto* one = a.as<Has>();
  auto* other = b.as<Has>();
  return one && other && one->thing == other->thing;
}

// A window whose comparator is known.
bool has_distance(const Time& time) {
  return !time.windows.empty() && llvm::none_of(time.windows, [](const Window& window) { return window.distance.comparator_lost; });
}

// "hyaluronate (Sanofi)": the thing, where words in brackets stand beside it.
Node& thing_before_words(Node& node) {
  All* all = node.as<All>();
  const bool words = all && all->children.size() == 2 && all->children.back().as<Opaque>();
  return words ? all->children.front() : node;
}

// How long something lasted, and nothing else.
bool lasts_only(const Time& time) {
  return time.windows.empty() && !time.durations.empty() && llvm::none_of(time.durations, [](const Bounds& bounds) { return bounds.comparator_lost; });
}

// A finding or a thing done, whatever the words ask of it.
bool happens(const Node& node) {
  auto* has = node.as<Has>();
  return node.as<Exposure>() || (has && (has->thing == ThingKind::Condition || has->thing == ThingKind::Procedure));
}

bool may_have_time_below(const Node& node);

// What is so now or planned has no time in the past; words that were not understood may have one where all that they
// name may.
bool may_have_time(const Node& node) {
  if (const Opaque* words = node.as<Opaque>()) return llvm::all_of(words->about, may_have_time_below);
  if (const Includes* includes = node.as<Includes>()) return includes->body && may_have_time(*includes->body);
  if (!happens(node)) return false;
  auto* one = node.as<Has>();
  auto* exposure = node.as<Exposure>();
  bool now = (one && one->status == Status::Active) ||
             (exposure && (exposure->phase == Phase::Ongoing || exposure->phase == Phase::Planned));
  return !now && (!node.attrs || node.attrs->modality == Modality::None);
}

// "used more than 10 times or any time within a year"
bool holds_number(llvm::StringRef words) {
  while (!words.empty()) {
    const llvm::StringRef word = words.take_until([](char c) { return c == ' '; });
    if (!word.empty() && llvm::all_of(word, llvm::isDigit)) return true;
    words = words.drop_front(std::min(words.size(), word.size() + 1));
  }
  return false;
}

bool may_have_time_below(const Node& node) {
  bool may = !(node.as<Has>() || node.as<Exposure>()) || may_have_time(node);
  for_each_child(node, [&](const Node& child) { may &= may_have_time_below(child); });
  return may;
}

uint32_t name_end(const Node& node) {
  if (auto* has = node.as<Has>()) return has->subject.text.end;
  if (auto* exposure = node.as<Exposure>()) return exposure->subject.text.end;
  return node.range.end;
}

// What is said of a thing from afar does not widen its place.
void cover_only(Node& node, ByteRange where) {
  node.range = where;
  if (Any* any = node.as<Any>())
    for (Node& child : any->children) child.range = where;
}

// A thing before the last one has a time of its own, or there are other nodes than things.
bool has_bounded_time(const NodeList& list) {
  return llvm::any_of(llvm::ArrayRef<Node>(list).drop_back(), [](const Node& node) {
    bool thing = node.as<Has>() || node.as<Exposure>();
    return !thing || (node.time() && !node.time()->windows.empty());
  });
}

}  // namespace

// "A and B within 7 days": the time behind the last thing is that of all.
void NodeMaker::share_last_time(NodeList& list) {
  if (list.empty() || !list.back().time() || !has_distance(*list.back().time())) return;
  for (Node& node : list) {
    if (!node.time() || *node.time() == Time{}) node.attrs.ensure().time = list.back().attrs->time;
  }
}

// "history of A, B or C", "treatment with A or B": words that end in a preposition rule the whole list, but for
// the things that have such words of their own.
void NodeMaker::share_attributes(uint32_t begin, uint32_t end, NodeList& list) const {
  const std::vector<Element>& elements = buffers_.elements;
  const size_t same_head = sharing_head(begin, list.size());
  PrimaryParts front;
  uint32_t onward = begin;  // behind the last attribute that rules what follows: "current or prior diagnosis of"
  for (uint32_t i = begin; i < end && (elements[i].part == Part::Filler || elements[i].part == Part::Attribute); ++i)
    if (elements[i].part == Part::Attribute && ends_in_preposition(elements[i])) onward = i + 1;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    if (carries_content(element.part) || element.part == Part::Words || element.part == Part::Open) break;
    if (element.part == Part::Time && element.value != Element::kSince) share_time(*element.node.attrs, list);
    if ((element.part == Part::Or || element.part == Part::Comma) && chooses(i, end)) front.choices.push_back(static_cast<uint32_t>(front.waiting.size()));
    if (element.part != Part::Attribute) continue;
    front.waiting.push_back(i);
    if (element.code == GrammarCode::Phase && !has_bounded_time(list)) share_last_time(list);  // "received A or B within a year"
    if (!ends_in_preposition(element) && i >= onward) continue;
    const auto status = static_cast<Status>(element.value);  // "diagnosis of gout and scheduled for surgery"
    const bool result = element.code == GrammarCode::Status &&
                        (status == Status::Positive || status == Status::Negative || status == Status::Known ||
                         status == Status::Confirmed || status == Status::Suspected);
    for (size_t k = 1; k < list.size(); ++k)
      if (!result || same_sort(list[0], list[k])) share_attribute(element, list[k]);
  }
  for (size_t k = 1; k < same_head && k < list.size(); ++k) {
    ByteRange where = list[k].range;
    PrimaryParts own = front;
    if (list[k].as<Has>()) apply_waiting(own, list[k]);
    cover_only(list[k], where);
  }
}

// "Within 6 months, stroke or gout": the time of what stands before the list is that of all.
void NodeMaker::share_time(const Attrs& attrs, NodeList& list) const {
  if (!has_distance(attrs.time) && attrs.time.durations.empty()) return;
  for (Node& node : llvm::drop_begin(list)) {
    bool thing = node.as<Has>() || node.as<Exposure>();
    if (thing && (!node.time() || *node.time() == Time{})) node.attrs.ensure().time = attrs.time;
  }
}

// "stroke or TIA within 6 months", "surgery or chemotherapy within 4 weeks": things with no time of their own have that
// of the last one.
void NodeMaker::share_trailing_time(NodeList& list) {
  if (list.size() < 2 || !list.back().time() || !(has_distance(*list.back().time()) || lasts_only(*list.back().time()))) return;
  for (Node& each : llvm::MutableArrayRef<Node>(list).drop_back()) {
    const Node& node = thing_before_words(each);
    if (const Opaque* words = node.as<Opaque>(); words && holds_number(document_.str(words->text))) return;
    if (!may_have_time(node) || says_now(node) || (node.time() && *node.time() != Time{})) return;
  }
  const Includes* includes = list.back().as<Includes>();
  const Node& last = includes && includes->body ? *includes->body : list.back();  // "pregnant or planning pregnancy within a year": of the plan
  if (!happens(last) || (last.attrs && last.attrs->modality != Modality::None)) return;
  const Time time = *list.back().time();
  for (Node& each : llvm::MutableArrayRef<Node>(list).drop_back()) {
    Node& node = thing_before_words(each);
    node.attrs.ensure().time = time;
    node.add_mark(Mark::AssumedScope);
  }
  const ByteRange where = hull(list.front().range, list.back().range);
  const ByteRange said = time.windows.empty() ? time.durations.front().range : time.windows.front().distance.range;
  diagnose(DiagnosticKind::AssumedScope, where, document_.str({said.begin, said.end}));
}

// "Current smokers or those who smoked in the last 6 months": a word of the name says when.
bool NodeMaker::says_now(const Node& node) const {
  const auto* has = node.as<Has>();
  const auto* exposure = node.as<Exposure>();
  if (!has && !exposure) return false;
  const TextSpan words = has ? has->subject.text : exposure->subject.text;
  const llvm::StringRef first = document_.str(words).take_until([](char c) { return c == ' '; });
  return some_sense(catalog_.word(first.lower()), [&](ConceptId id) {
    return grammar_[id].code == GrammarCode::Phase && static_cast<Phase>(grammar_[id].value) == Phase::Ongoing;
  });
}

// "Uncontrolled diabetes or hypertension": of two findings that `or` joins, an adjective before the first is said of both
// where the second has none.
void NodeMaker::share_adjective(uint32_t begin, uint32_t end, NodeList& list) {
  const std::vector<Element>& elements = buffers_.elements;
  Has* first = list[0].as<Has>();
  Has* second = list[1].as<Has>();
  if (!first || !second || first->thing != ThingKind::Condition || second->thing != ThingKind::Condition) return;
  if (elements[end].part != Part::Or || elements[end - 1].part == Part::Comma || list[1].attrs) return;
  if (second->status != Status::None || second->severity != Severity::None) return;
  uint32_t at = begin;
  while (at < end && elements[at].part == Part::Filler) ++at;
  const Element& adjective = elements[at];
  const bool facet = adjective.code == GrammarCode::Status || adjective.code == GrammarCode::Severity || adjective.code == GrammarCode::Phase;
  if (adjective.part != Part::Attribute || !facet || ends_in_preposition(adjective)) return;
  if (at + 1 >= end || elements[at + 1].part != Part::Entity) return;
  const ByteRange where = list[1].range;
  apply(adjective, list[1]);
  list[1].range = where;
  list[1].add_mark(Mark::AssumedScope);
  diagnose(DiagnosticKind::AssumedScope, hull(list[0].range, where), document_.str({adjective.node.range.begin, adjective.node.range.end}));
}

// How many things of the list that begins at element `begin` end in one word: "severe hepatic, renal or cardiac
// disease"; an adjective before them is said of each.
size_t NodeMaker::sharing_head(uint32_t begin, size_t things) const {
  size_t count = 0;
  for (uint32_t i = begin; i < buffers_.elements.size() && count < things; ++i) {
    const Element& element = buffers_.elements[i];
    if (element.shares_head) ++count;
    else if (count > 0 && carries_content(element.part)) return count + 1;
    else if (carries_content(element.part)) return 0;
  }
  return count;
}

// As far as the thing says nothing of the kind itself.
void NodeMaker::share_attribute(const Element& element, Node& node) const {
  ByteRange where = node.range;
  auto* has = node.as<Has>();
  auto* exposure = node.as<Exposure>();
  bool free = (has && has->status == Status::None) ||
              (exposure && exposure->phase == Phase::None && exposure->response == Response::None);
  if (element.code == GrammarCode::Modality) free = (has || exposure) && (!node.attrs || node.attrs->modality == Modality::None);
  if (element.code == GrammarCode::Whose) free = (has || exposure) && (!node.attrs || node.attrs->whose == Whose::Patient);
  if (element.code == GrammarCode::Severity) free = has && has->severity == Severity::None;
  if (element.code == GrammarCode::AllergyTo) free = subject_of_thing(node) && !(has && has->thing == ThingKind::Allergy);
  if (free) apply(element, node);
  node.range = where;
}

// A list whose last thing has words behind it that say more: they may be said of all its things, so that none
// of them holds for certain. "A, B or C that would interfere".
Node NodeMaker::say_of_all(bool any, NodeList list, ByteRange where) {
  bool bare = list.size() > 1 && ends_in_remainder(list.back()) && !opens_with_others(list.back());
  for (size_t i = 0; bare && i + 1 < list.size(); ++i) bare = thing_before_words(list[i]).as<Has>() || thing_before_words(list[i]).as<Exposure>() || list[i].as<Opaque>();
  if (!bare) return group(any, std::move(list), where);
  NodeList parts = std::move(list.back().as<All>()->children);
  Node rest = std::move(parts.back());
  parts.pop_back();
  list.back() = group(false, std::move(parts), {});
  share_trailing_time(list);
  return group(false, pair(group(any, std::move(list), {}), std::move(rest)), where);
}

bool NodeMaker::ends_in_remainder(const Node& node) const {
  const All* all = node.as<All>();
  if (!all || all->children.size() < 2 || all->children.front().as<Opaque>()) return false;
  const Node& rest = all->children.back();
  const bool required = rest.attrs && rest.attrs->modality == Modality::Requires;  // "asthma requiring hospitalization"
  if (!rest.as<Opaque>() && !required) return false;
  uint32_t begin = all->children.back().range.begin;
  const std::vector<Element>& elements = buffers_.elements;
  auto at = llvm::partition_point(elements, [&](const Element& element) { return element.node.range.begin < begin; });
  return at != elements.end() && (chunk(at->chunk_begin).traits & (kRelates | kRelatesOf));
}

// "severe reaction to A or B", "A, B or C must be negative": what was not understood beside the first or the
// last thing of a list is said of all of them.
//
// "surgery for A or B": what stands behind words that say more about a thing may belong to them.
bool NodeMaker::shares_words(const NodeList& list) const {
  if (list.size() < 2) return false;
  bool bare = llvm::any_of(list, [](const Node& node) { return node.as<Has>() || node.as<Exposure>(); });
  bool numbers = llvm::any_of(list, states_number);
  auto* first = list.front().as<Opaque>();
  auto* last = list.back().as<Opaque>();
  bool before = first && !first->about.empty() && name_begin(first->about.front()) > list.front().range.begin;
  bool behind = last && !last->about.empty() && name_end(last->about.back()) < list.back().range.end;
  bool within = llvm::any_of(llvm::ArrayRef<Node>(list).drop_back(), [&](const Node& node) { return ends_in_remainder(node); });
  bool whole = first && !first->about.empty() && is_kind_with_time(list.back());
  return ((bare && (before || behind || whole || names_what_another_has(list.front()))) || within) && !numbers;
}

// "took part in a study of another drug or therapy within 30 days": a time behind what only names a kind is that of the
// words before.
bool NodeMaker::is_kind_with_time(const Node& node) const {
  const auto* has = node.as<Has>();
  const auto* exposure = node.as<Exposure>();
  if ((!has && !exposure) || !node.time() || !has_distance(*node.time())) return false;
  const llvm::StringRef words = document_.str(has ? has->subject.text : exposure->subject.text);
  const llvm::StringRef last = words.substr(words.find_last_of(" \n") + 1);
  return some_sense(catalog_.word(last.lower()), [&](ConceptId id) { return grammar_[id].code == GrammarCode::KindWord; });
}

// The things of a list, those of its parts that were not understood among them.
NodeList NodeMaker::take_things(NodeList list) {
  if (llvm::none_of(list, [](const Node& node) { return node.as<Opaque>(); })) return list;
  NodeList things;
  for (Node& node : list) {
    if (Opaque* opaque = node.as<Opaque>()) {
      drop_opaque_diagnostic(node.range);
      std::move(opaque->about.begin(), opaque->about.end(), std::back_inserter(things));
    } else {
      things.push_back(std::move(node));
    }
  }
  return things;
}

}  // namespace critc
