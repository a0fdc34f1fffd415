// Words that are said of a whole list: attributes before it, times and further words behind it.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

bool same_sort(const Node& a, const Node& b) {
  auto* one = a.as<Has>();
  auto* other = b.as<Has>();
  return one && other && one->thing == other->thing;
}

}  // namespace

// "A and B within 7 days": the time behind the last thing is that of all.
void Parser::share_last_time(NodeList& list) {
  if (list.empty() || !list.back().time() || list.back().time()->windows.empty()) return;
  for (Node& node : list) {
    if (!node.time() || *node.time() == Time{}) node.attrs.ensure().time = list.back().attrs->time;
  }
}

// A thing before the last one has a time of its own, or there are other nodes than things.
bool Parser::has_bounded_time(const NodeList& list) {
  return llvm::any_of(llvm::ArrayRef<Node>(list).drop_back(), [](const Node& node) {
    bool thing = node.as<Has>() || node.as<Exposure>();
    return !thing || (node.time() && !node.time()->windows.empty());
  });
}

// "history of A, B or C", "treatment with A or B": words that end in a preposition rule the whole list, but for
// the things that have such words of their own.
void Parser::share_attributes(uint32_t begin, uint32_t end, NodeList& list) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    if (carries_content(element.part) || element.part == Part::Words || element.part == Part::Open) return;
    if (element.part != Part::Attribute) continue;
    if (element.code == GrammarCode::Phase && !has_bounded_time(list)) share_last_time(list);  // "received A or B within a year"
    if (!ends_in_preposition(element)) continue;
    bool result = element.code == GrammarCode::Status && (static_cast<Status>(element.value) == Status::Positive ||
                                                          static_cast<Status>(element.value) == Status::Negative);
    for (size_t k = 1; k < list.size(); ++k)
      if (!result || same_sort(list[0], list[k])) share_attribute(element, list[k]);
  }
}

// As far as the thing says nothing of the kind itself.
void Parser::share_attribute(const Element& element, Node& node) const {
  ByteRange where = node.range;
  auto* has = node.as<Has>();
  auto* exposure = node.as<Exposure>();
  bool free = (has && has->status == Status::None) ||
              (exposure && exposure->phase == Phase::None && exposure->response == Response::None);
  if (element.code == GrammarCode::Modality) free = (has || exposure) && (!node.attrs || node.attrs->modality == Modality::None);
  if (free && element.code != GrammarCode::Whose) apply(element, node);
  node.range = where;
}

bool Parser::ends_in_preposition(const Element& element) const {
  const Token& last = tokens_.tokens[chunk(element.chunk_end - 1).tok_end - 1];
  Catalog::TrieState state = catalog_.step(Catalog::kRoot, last.word);
  PhraseId phrase = state == Catalog::kDead ? 0 : catalog_.phrase_at(state);
  for (uint32_t k = 0; phrase && k < catalog_.sense_count(phrase); ++k) {
    GrammarWord word = grammar_[catalog_.sense(phrase, k).concept_id];
    if (word.code == GrammarCode::RelationOf || word.code == GrammarCode::RelationAfter) return true;
  }
  return false;
}

// A list whose last thing has words behind it that say more: they may be said of all its things, so that none
// of them holds for certain. "A, B or C that would interfere".
Node Parser::say_of_all(bool any, NodeList list, ByteRange where) {
  bool bare = list.size() > 1 && ends_in_remainder(list.back());
  for (size_t i = 0; bare && i + 1 < list.size(); ++i) bare = list[i].as<Has>() || list[i].as<Exposure>() || list[i].as<Opaque>();
  if (!bare) return group(any, std::move(list), where);
  NodeList parts = std::move(list.back().as<All>()->children);
  Node rest = std::move(parts.back());
  parts.pop_back();
  list.back() = group(false, std::move(parts), {});
  return group(false, pair(group(any, std::move(list), {}), std::move(rest)), where);
}

bool Parser::ends_in_remainder(const Node& node) const {
  const All* all = node.as<All>();
  if (!all || all->children.size() < 2 || !all->children.back().as<Opaque>() || all->children.front().as<Opaque>()) return false;
  uint32_t begin = all->children.back().range.begin;
  const std::vector<Element>& elements = buffers_.elements;
  auto at = llvm::partition_point(elements, [&](const Element& element) { return element.node.range.begin < begin; });
  return at != elements.end() && (chunk(at->chunk_begin).traits & (kRelates | kRelatesOf));
}

// "severe reaction to A or B", "A, B or C must be negative": what was not understood beside the first or the
// last thing of a list is said of all of them.
//
// "surgery for A or B": what stands behind words that say more about a thing may belong to them.
bool Parser::shares_words(const NodeList& list) const {
  if (list.size() < 2) return false;
  bool bare = llvm::any_of(list, [](const Node& node) { return node.as<Has>() || node.as<Exposure>(); });
  bool numbers = llvm::any_of(list, states_number);
  auto* first = list.front().as<Opaque>();
  auto* last = list.back().as<Opaque>();
  bool before = first && !first->about.empty() && first->about.front().range.begin > list.front().range.begin;
  bool behind = last && !last->about.empty() && last->about.back().range.end < list.back().range.end;
  bool within = llvm::any_of(llvm::ArrayRef<Node>(list).drop_back(), [&](const Node& node) { return ends_in_remainder(node); });
  return ((bare && (before || behind)) || within) && !numbers;
}

// The things of a list, those of its parts that were not understood among them.
NodeList Parser::take_things(NodeList list) {
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
