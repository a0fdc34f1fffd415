// "AST <= 3 x ULN, or <= 5 x ULN for those with liver metastases (within 10 days of enrollment)": when all of it is measured.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/combiner.h"

namespace critc {

namespace {

constexpr uint32_t kMaxWords = 2;  // between bounds and their time: "collected within 10 days"

// The bounds of laboratory values, vital signs and scores in `node`; of what tells whom they are asked of, bounds alone.
template <typename F>
void for_each_measured(Node& node, const Catalog& catalog, F&& f) {
  if (const Comparison* comparison = node.as<Comparison>()) {
    const ConceptId id = comparison->subject.concept_id;
    const ConceptKind kind = id ? catalog.kind(id) : ConceptKind::None;
    if (kind == ConceptKind::Lab || kind == ConceptKind::Vital || kind == ConceptKind::Score) f(node);
    return;
  }
  if (NodeList* list = list_of(node)) {
    for (Node& child : *list) for_each_measured(child, catalog, f);
  } else if (Cases* cases = node.as<Cases>()) {
    for (auto& arm : cases->arms) {
      if (arm.guard.as<Comparison>()) for_each_measured(arm.guard, catalog, f);  // "for patients with B > 2": measured with it
      for_each_measured(arm.body, catalog, f);
    }
    if (cases->otherwise) for_each_measured(*cases->otherwise, catalog, f);
  } else if (Except* except = node.as<Except>()) {
    for_each_measured(*except->body, catalog, f);
  }
}

}  // namespace

// A time at the end of [begin, end), or the bracket that holds one and at most two words, "collected within 10 days"; `end`
// when there is none.
uint32_t Combiner::time_at_end(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (elements[end - 1].part == Part::Time && !elements[end - 1].node.attrs->time.windows.empty()) return end - 1;
  if (elements[end - 1].part != Part::Close || elements[end - 1].match <= begin) return end;
  const uint32_t open = elements[end - 1].match;
  uint32_t times = 0, words = 0;
  for (uint32_t i = open + 1; i + 1 < end; ++i) {
    const Element& element = elements[i];
    times += element.part == Part::Time && !element.node.attrs->time.windows.empty();
    if (element.part == Part::Words) words += element.chunk_end - element.chunk_begin;
    else if (element.part != Part::Time && element.part != Part::Filler && element.part != Part::Attribute) return end;
  }
  return times == 1 && words <= kMaxWords ? open : end;
}

// Several bounds, or one for some persons, before the time at `open`: what it says is of all of them.
bool Combiner::bounds_several(uint32_t begin, uint32_t open) {
  const bool bracket = buffers_.elements[open].part == Part::Open;
  uint32_t measured = 0;
  bool guarded = false, last = false;
  for (uint32_t i = begin; i < open; ++i) {
    Element& element = buffers_.elements[i];
    guarded |= measured > 0 && (element.part == Part::Guard || element.part == Part::Exception || element.part == Part::Open);
    if (element.part == Part::Time || element.part == Part::Negation || element.part == Part::Colon) return false;
    if (element.part == Part::Statement) {
      const uint32_t before = measured;
      for_each_measured(element.node, catalog_, [&](Node&) { ++measured; });
      last = measured > before;
      guarded |= element.node.as<Cases>() != nullptr;
    } else if (carries_content(element.part) || (element.part == Part::Words && element.chunk_end - element.chunk_begin > kMaxWords)) {
      last = false;  // "a second reading may be taken 30 minutes later"
    }
  }
  return measured > 0 && ((guarded && bracket) || (last && measured > 1));
}

std::optional<Node> Combiner::timed_bounds(uint32_t begin, uint32_t end, unsigned depth) {
  const uint32_t open = time_at_end(begin, end);
  if (open == end || !bounds_several(begin, open)) return std::nullopt;
  std::optional<Node> node = combine_clause(begin, open, depth + 1);
  if (!node) return node;
  for_each_measured(*node, catalog_, [&](Node& bound) {
    if (bound.time() && *bound.time() != Time{}) return;
    apply_time(open, end, bound);
    bound.add_mark(Mark::AssumedScope);
  });
  const ByteRange said = element_range(open, end);
  node->range = hull(node->range, said);
  diagnose(DiagnosticKind::AssumedScope, node->range, document_.str({said.begin, said.end}));
  return node;
}

}  // namespace critc
