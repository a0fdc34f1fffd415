// How far words of a list reach: kinds, methods and grades that are said of all, persons who are named anew.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/node_maker.h"

namespace critc {

// The first element at or behind byte `begin`.
const Element* NodeMaker::element_at(uint32_t begin) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto at = llvm::partition_point(elements, [&](const Element& element) { return element.node.range.begin < begin; });
  return elements.data() + (at - elements.begin());
}

// "symptoms or history of gout": symptoms of gout, and not any.
bool NodeMaker::names_what_another_has(const Node& node) const {
  const Has* has = node.as<Has>();
  if (!has || node.attrs || node.range.begin != has->subject.text.begin || node.range.end != has->subject.text.end) return false;
  const std::vector<Element>& elements = buffers_.elements;
  const Element* at = element_at(node.range.begin);
  return at != elements.data() + elements.size() && at->chunk_end == at->chunk_begin + 1 && (chunk(at->chunk_begin).traits & kOfAnother);
}

// "or participants with gout requiring insulin": persons named anew.
bool NodeMaker::opens_with_others(const Node& node) const {
  const std::vector<Element>& elements = buffers_.elements;
  const Element* at = element_at(node.range.begin);
  return at != elements.data() && at != elements.data() + elements.size() && at->part == Part::Filler && at->code == GrammarCode::Persons;
}

// "Grade >= 2 fever, fatigue or diarrhea": a limit on the grade before the first of several findings is that of all.
void NodeMaker::share_grade(NodeList& list) {
  const Has* first = list.front().as<Has>();
  if (!first || list.front().attrs || first->grade.low.has_value() == first->grade.high.has_value()) return;
  if (first->grade.comparator_lost || first->grade.range.begin >= first->subject.text.begin) return;
  for (const Node& node : llvm::drop_begin(list)) {
    const Has* has = node.as<Has>();
    if (!has || has->thing != ThingKind::Condition || !has->grade.empty() || has->severity != Severity::None || node.attrs) return;
  }
  const Bounds grade = first->grade;
  const ConceptId scale = first->scale;
  for (Node& node : llvm::drop_begin(list)) {
    node.as<Has>()->grade = grade;
    node.as<Has>()->scale = scale;
    node.add_mark(Mark::AssumedScope);
  }
  diagnose(DiagnosticKind::AssumedScope, hull(list.front().range, list.back().range), document_.str({grade.range.begin, first->subject.text.begin}));
}

// Either the first of `children` or the next ones up to `count`, and all behind them.
Node NodeMaker::either_persons(size_t count, NodeList children, ByteRange where) {
  const auto end = children.begin() + static_cast<ptrdiff_t>(count);
  NodeList others(std::make_move_iterator(children.begin() + 1), std::make_move_iterator(end));
  NodeList rest(std::make_move_iterator(end), std::make_move_iterator(children.end()));
  Node second = group(false, std::move(others), {});
  Node either = group(true, pair(std::move(children.front()), std::move(second)), {});
  assume_logic(either, "and");
  rest.insert(rest.begin(), std::move(either));
  return group(false, std::move(rest), where);
}

// Words and nothing that parts a list stand between the two.
bool NodeMaker::words_between(const Node& left, const Node& right) const {
  const std::vector<Element>& elements = buffers_.elements;
  const Element* const end = elements.data() + elements.size();
  bool words = false;
  for (const Element* at = element_at(left.range.end); at != end && at->node.range.begin < right.range.begin; ++at) {
    words |= at->part == Part::Words || at->part == Part::Filler || at->part == Part::Attribute;
    if (at->part != Part::Words && at->part != Part::Filler && at->part != Part::Attribute && at->part != Part::Time) return false;
  }
  return words && left.range.end < right.range.begin;
}

// "cirrhotics with septic shock on norepinephrine": what words that were not understood name side by side belongs together.
void NodeMaker::join_things(Node& node) {
  for_each_child(node, [&](Node& child) {
    if (!child.as<Item>()) join_things(child);
  });
  Opaque* words = node.as<Opaque>();
  if (!words || words->about.size() < 2) return;
  for (size_t i = 0; i + 1 < words->about.size(); ++i)
    if (!words_between(words->about[i], words->about[i + 1])) return;
  Node all = group(false, std::move(words->about), {});
  words->about.clear();
  words->about.push_back(std::move(all));
}

}  // namespace critc
