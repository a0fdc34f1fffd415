// Words that are said of a whole list: attributes before it, further words behind it.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/node_maker.h"

namespace critc {

namespace {

bool same_sort(const Node& a, const Node& b) {
  auto* one = a.as<Has>();
  auto* other = b.as<Has>();
  return one && other && one->thing == other->thing;
}

// "hyaluronate (Sanofi)": the thing, where words in brackets stand beside it.
Node& thing_before_words(Node& node) {
  All* all = node.as<All>();
  const bool words = all && all->children.size() == 2 && all->children.back().as<Opaque>();
  return words ? all->children.front() : node;
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

}  // namespace

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
    if (element.code == GrammarCode::Phase) share_last_time(list);  // "received A or B within a year"
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

// "glaucoma or uveitis in the study eye": the place behind the last thing of the list that ends at element `end` is that
// of all.
void NodeMaker::share_trailing_place(uint32_t end, NodeList& list) {
  if (list.size() < 2 || !has_trait(kPlaces)) return;
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = end;
  while (at > 0 && (elements[at - 1].part == Part::Time || elements[at - 1].part == Part::Filler)) --at;
  if (at == 0 || elements[at - 1].part != Part::Attribute || elements[at - 1].code != GrammarCode::Place) return;
  const ByteRange words = elements[at - 1].node.range;
  auto leaf = [](const Node& node) { return node.as<Has>() || node.as<Exposure>() || node.as<Comparison>(); };
  bool shared = false;
  for (Node& each : llvm::MutableArrayRef<Node>(list).drop_back()) {
    Node& node = thing_before_words(each);
    if (!leaf(node) || (node.attrs && !node.attrs->narrowed.empty())) continue;  // already known to be of one kind only
    node.attrs.ensure().narrowed = {words.begin, words.end};
    node.add_mark(Mark::AssumedScope);
    shared = true;
  }
  if (shared) diagnose(DiagnosticKind::AssumedScope, hull(list.front().range, list.back().range), document_.str({words.begin, words.end}));
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
