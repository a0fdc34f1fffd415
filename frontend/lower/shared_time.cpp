// Times that are said once of several members of a list.
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "frontend/lower/node_maker.h"

namespace critc {

namespace {

// A window whose comparator is known.
bool has_distance(const Time& time) {
  return !time.windows.empty() && llvm::none_of(time.windows, [](const Window& window) { return window.distance.comparator_lost; });
}

// How long something lasted, and nothing else.
bool lasts_only(const Time& time) {
  return time.windows.empty() && !time.durations.empty() && llvm::none_of(time.durations, [](const Bounds& bounds) { return bounds.comparator_lost; });
}

bool has_time(const Node& node) { return node.time() && *node.time() != Time{}; }

// "used more than 10 times or any time within a year"
bool holds_number(llvm::StringRef words) {
  while (!words.empty()) {
    const llvm::StringRef word = words.take_until([](char c) { return c == ' '; });
    if (!word.empty() && llvm::all_of(word, llvm::isDigit)) return true;
    words = words.drop_front(std::min(words.size(), word.size() + 1));
  }
  return false;
}

// A thing before the last one has a time of its own, or there are other nodes than things.
bool has_bounded_time(const NodeList& list) {
  return llvm::any_of(llvm::ArrayRef<Node>(list).drop_back(), [](const Node& node) {
    bool thing = node.as<Has>() || node.as<Exposure>();
    return !thing || (node.time() && !node.time()->windows.empty());
  });
}

// Asked as something that is done or had: not planned, agreed to, or only possible. What is required is done.
bool is_asked(const Node& node) {
  return !node.attrs || node.attrs->modality == Modality::None || node.attrs->modality == Modality::Requires;
}

bool is_treatment(const Node& node) {
  const Has* has = node.as<Has>();
  return node.as<Exposure>() || (has && has->thing == ThingKind::Procedure);
}

// The thing that a node is mainly about; the node itself where it is no such thing.
const Node& body_of(const Node& node) {
  if (const Includes* includes = node.as<Includes>(); includes && includes->body) return body_of(*includes->body);
  if (const Except* except = node.as<Except>(); except && except->body) return body_of(*except->body);
  return node;
}

// "A within 6 months" at the front of what one member of a list holds.
const Node* first_with_time(const Node& node) {
  if (has_time(node)) return &node;
  const NodeList* list = list_of(node);
  return list ? first_with_time(list->front()) : nullptr;
}

uint32_t time_begin(const Time& time) { return (time.windows.empty() ? time.durations.front() : time.windows.front().distance).range.begin; }

bool is_shared(const Time& time) { return has_distance(time) || lasts_only(time); }

}  // namespace

// "A and B within 7 days" behind "received": the time behind the last thing is that of all.
void NodeMaker::share_last_time(NodeList& list) {
  if (list.empty() || has_bounded_time(list) || !list.back().time() || !has_distance(*list.back().time())) return;
  for (Node& node : list)
    if (!has_time(node)) node.attrs.ensure().time = list.back().attrs->time;
}

// "Within 6 months, stroke or gout": the time of what stands before the list is that of all.
void NodeMaker::share_time(const Attrs& attrs, NodeList& list) const {
  if (!has_distance(attrs.time) && attrs.time.durations.empty()) return;
  for (Node& node : llvm::drop_begin(list))
    if ((node.as<Has>() || node.as<Exposure>()) && !has_time(node)) node.attrs.ensure().time = attrs.time;
}

// "stroke or TIA within 6 months", "stroke or TIA within 6 months, gout": things with no time of their own have that of the
// last one of their list, up to what is so now or is planned.
void NodeMaker::share_trailing_time(NodeList& list) {
  for (size_t last = list.size(); last-- > 1;) {
    const Node* holder = first_with_time(list[last]);
    if (!holder || !lends_time(*holder)) continue;
    const Node lender = *holder;
    const Time& time = *lender.time();
    const bool closes = last + 1 == list.size() || joined_by_word(list[last - 1], list[last]);
    size_t first = last;
    for (bool goes_on = closes; goes_on && first > 0 && !opens_with_others(list[first]); --first) {
      const Takes takes = takes_time(list[first - 1], lender);
      if (takes == Takes::No) break;
      goes_on = takes == Takes::Yes;
    }
    if (first == last) continue;
    for (size_t k = first; k < last; ++k) lend_time_to(list[k], time);
    const ByteRange said = time.windows.empty() ? time.durations.front().range : time.windows.front().distance.range;
    diagnose(DiagnosticKind::AssumedScope, hull(list[first].range, list[last].range), document_.str({said.begin, said.end}));
    last = first;
  }
}

// "pregnant or planning pregnancy within a year": of the plan alone.
bool NodeMaker::lends_time(const Node& holder) const {
  const Node& node = body_of(holder);
  const Has* has = node.as<Has>();
  const Time& time = *holder.time();
  if (!is_shared(time) || time_begin(time) < name_begin(node)) return false;  // "gout or recent (within a year) stroke"
  return is_asked(node) && (node.as<Exposure>() || (has && happens(*has)));
}

// Something had, done or taken part in; what words that no table has name may be such.
bool NodeMaker::happens(const Has& has) const {
  switch (has.thing) {
    case ThingKind::Condition:
    case ThingKind::Procedure:
    case ThingKind::Drug:
    case ThingKind::Device:
    case ThingKind::Study: return true;
    case ThingKind::Other: return !is_person_group(has.subject.concept_id) && !is_consent(has.subject);
    default: return false;
  }
}

// What is so now or planned has no time in the past; words that were not understood may have one where all that they
// name may.
NodeMaker::Takes NodeMaker::takes_time(const Node& member, const Node& lender) const {
  if (has_time(member)) return Takes::No;
  const Node& node = body_of(member);
  const bool lasts = lasts_only(*lender.time());
  if (&node != &member) return takes_time(node, lender);
  if (const Opaque* words = node.as<Opaque>()) {
    if (lasts || holds_number(document_.str(words->text))) return Takes::No;
    return llvm::all_of(words->about, [&](const Node& thing) { return takes_below(thing, lender); }) ? Takes::Yes : Takes::No;
  }
  if (const NodeList* list = list_of(node)) {
    if (is_commented(node)) return takes_time(list->front(), lender);
    const bool treated = is_treatment(list->back()) && is_treatment(body_of(lender));  // "infection requiring A or B within a month"
    if (states_number(node) || (node.as<All>() && (lasts || !treated))) return Takes::No;
    return llvm::all_of(*list, [&](const Node& child) { return takes_time(child, lender) != Takes::No; }) ? Takes::Yes : Takes::No;
  }
  const Node& said = body_of(lender);
  const Has* has = node.as<Has>();
  const Has* other = said.as<Has>();
  const Exposure* exposure = node.as<Exposure>();
  if ((!has && !exposure) || !is_asked(node) || says_now(node)) return Takes::No;
  if (has && (!happens(*has) || has->thing == ThingKind::Device || has->status == Status::Active)) return Takes::No;
  if (lasts && (!has != !other || (has && (has->thing != other->thing || lasts_for_good(has->subject.concept_id))))) return Takes::No;
  if (has && opens_anew(said) && !opens_anew(node)) return Takes::No;  // "gout or history of stroke"
  if (has && has->thing == ThingKind::Condition && opens_with_use(said)) return Takes::No;  // "gout or use of aspirin"
  if (exposure && exposure->phase == Phase::Planned) return Takes::No;
  const bool now = exposure && exposure->phase == Phase::Ongoing;
  const bool goes_on = said.as<Exposure>() && said.as<Exposure>()->phase == Phase::Ongoing;
  const bool requires_it = node.attrs && node.attrs->modality == Modality::Requires;
  return (now && !goes_on) || requires_it || opens_anew(node) ? Takes::Last : Takes::Yes;
}

bool NodeMaker::takes_below(const Node& node, const Node& lender) const {
  if ((node.as<Has>() || node.as<Exposure>()) && takes_time(node, lender) == Takes::No) return false;
  bool takes = true;
  for_each_child(node, [&](const Node& child) { takes &= takes_below(child, lender); });
  return takes;
}

// "use of aspirin", "received aspirin": words of its own say that it was taken.
bool NodeMaker::opens_with_use(const Node& node) const {
  const Element* at = element_at(node.range.begin);
  const bool treated = node.as<Exposure>() || (node.as<Has>() && node.as<Has>()->thing == ThingKind::Procedure);
  if (!treated || at == buffers_.elements.data() + buffers_.elements.size() || at->part != Part::Attribute || at->code != GrammarCode::Phase) return false;
  const auto phase = static_cast<Phase>(at->value);
  return phase == Phase::Ongoing || phase == Phase::Prior;
}

// "known coagulopathy": words of its own say how the thing is known.
bool NodeMaker::opens_anew(const Node& node) const {
  const Element* at = element_at(node.range.begin);
  if (at == buffers_.elements.data() + buffers_.elements.size() || at->part != Part::Attribute || at->code != GrammarCode::Status) return false;
  const auto status = static_cast<Status>(at->value);
  return status == Status::History || status == Status::Known || status == Status::Suspected || status == Status::Confirmed;
}

// "infection requiring A" gives the time to A, "A (such as B)" to A, "A and B" to both.
void NodeMaker::lend_time_to(Node& member, const Time& time) {
  if (NodeList* list = list_of(member)) {
    if (is_commented(member)) return lend_time_to(list->front(), time);
    if (member.as<All>() && !llvm::all_of(*list, is_treatment)) return lend_time_to(list->back(), time);
    for (Node& child : *list) lend_time_to(child, time);
    return;
  }
  if (Except* except = member.as<Except>()) return lend_time_to(*except->body, time);
  if (has_time(member)) return;
  member.attrs.ensure().time = time;
  member.add_mark(Mark::AssumedScope);
}

// "hyaluronate (Sanofi)", "infection of unknown origin": one thing, and words or a bracket that say more about it.
bool NodeMaker::is_commented(const Node& node) const {
  const All* all = node.as<All>();
  return all && all->children.size() == 2 && (all->children.back().as<Opaque>() || stands_in_bracket(all->children.back()));
}

bool NodeMaker::stands_in_bracket(const Node& node) const {
  const Element* at = element_at(node.range.begin);
  while (at != buffers_.elements.data() && (at - 1)->part == Part::Filler) --at;
  return at != buffers_.elements.data() && (at - 1)->part == Part::Open;
}

// `and` or `or` stands right before the second one.
bool NodeMaker::joined_by_word(const Node& left, const Node& right) const {
  const Element* at = element_at(right.range.begin);
  const Element* const begin = buffers_.elements.data();
  while (at != begin && ((at - 1)->part == Part::Filler || (at - 1)->part == Part::Attribute)) --at;
  if (at == begin || (at - 1)->node.range.begin < left.range.end) return false;
  return (at - 1)->part == Part::And || (at - 1)->part == Part::Or;
}

// A state that no time behind a list limits: "sterile or postmenopausal for a year".
bool NodeMaker::lasts_for_good(ConceptId id) const {
  const ConceptId good = catalog_.find("thing:permanent_state");
  return id && good && llvm::is_contained(catalog_.classes(id), good);
}

// "Current smokers or those who smoked in the last 6 months": a word of the name says when.
bool NodeMaker::says_now(const Node& node) const {
  const auto* has = node.as<Has>();
  const auto* exposure = node.as<Exposure>();
  if (!has && !exposure) return false;
  const TextSpan words = has ? has->subject.text : exposure->subject.text;
  const llvm::StringRef first = document_.str(words).take_until([](char c) { return c == ' '; });
  return catalog_.some_sense(catalog_.word(first.lower()), [&](ConceptId id) {
    return grammar_[id].code == GrammarCode::Phase && static_cast<Phase>(grammar_[id].value) == Phase::Ongoing;
  });
}

// "took part in a study of another drug or therapy within 30 days": a time behind what only names a kind is that of the
// words before.
bool NodeMaker::is_kind_with_time(const Node& node) const {
  const auto* has = node.as<Has>();
  const auto* exposure = node.as<Exposure>();
  if ((!has && !exposure) || !node.time() || !has_distance(*node.time())) return false;
  const llvm::StringRef words = document_.str(has ? has->subject.text : exposure->subject.text);
  const llvm::StringRef last = words.substr(words.find_last_of(" \n") + 1);
  return catalog_.some_sense(catalog_.word(last.lower()), [&](ConceptId id) { return grammar_[id].code == GrammarCode::KindWord; });
}

}  // namespace critc
