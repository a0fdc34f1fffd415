// One thing or statement with its attributes, times, brackets and negation.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

void append(Time& to, const Time& from) {
  to.windows.insert(to.windows.end(), from.windows.begin(), from.windows.end());
  to.durations.insert(to.durations.end(), from.durations.begin(), from.durations.end());
  to.frequencies.insert(to.frequencies.end(), from.frequencies.begin(), from.frequencies.end());
  if (from.pick != Pick::All) to.pick = from.pick;
  if (to.until.empty()) to.until = from.until;
}

ConceptId concept_of(const Node& node) {
  if (auto* has = node.as<Has>()) return has->subject.concept_id;
  if (auto* exposure = node.as<Exposure>()) return exposure->subject.concept_id;
  if (auto* comparison = node.as<Comparison>()) return comparison->subject.concept_id;
  return 0;
}

// A measurement without bound and status: nothing is asked of it.
bool asks_nothing(const Node& node) {
  auto* has = node.as<Has>();
  return has && has->thing == ThingKind::Measurement && has->status == Status::None && has->severity == Severity::None &&
         has->grade.empty();
}

bool only_time(const Node& node) {
  if (!node.attrs) return true;
  Attrs attrs;
  attrs.time = node.attrs->time;
  return attrs == *node.attrs;
}

bool names_procedure(const Node& node) {
  auto* has = node.as<Has>();
  return has && has->thing == ThingKind::Procedure && !node.attrs;
}

bool states_numbers(const NodeList& nodes) {
  return llvm::any_of(nodes, Parser::states_number);
}

}  // namespace

// Such statements are kept whatever stands beside them.
bool Parser::states_number(const Node& node) {
  bool states = false;
  for_each_bounds(node, [&](const Bounds& bounds, BoundsRole role) {
    bool of_time = role == BoundsRole::Window || role == BoundsRole::Duration || role == BoundsRole::Frequency;
    states |= !bounds.empty() && !of_time;
  });
  for_each_child(node, [&](const Node& child) { states |= states_number(child); });
  return states;
}

// Puts an attribute element's meaning on a node, where the node has a place for it.
void Parser::apply(const Element& element, Node& node) const {
  if (element.part == Part::Time) {
    append(node.attrs.ensure().time, element.node.attrs->time);
    node.range = hull(node.range, element.node.range);
    return;
  }
  auto* has = node.as<Has>();
  auto* exposure = node.as<Exposure>();
  switch (element.code) {
    case GrammarCode::Status:
      if (has && has->status == Status::None) has->status = static_cast<Status>(element.value);
      break;
    case GrammarCode::Severity:
      if (has) has->severity = static_cast<Severity>(element.value);
      break;
    case GrammarCode::Phase:
      if (exposure) exposure->phase = static_cast<Phase>(element.value);
      break;
    case GrammarCode::Response:
      if (exposure) exposure->response = static_cast<Response>(element.value);
      if (has && static_cast<Response>(element.value) == Response::Refractory) has->status = Status::Refractory;
      break;
    case GrammarCode::Modality:
      node.attrs.ensure().modality = static_cast<Modality>(element.value);
      break;
    case GrammarCode::Judgement:
      node.attrs.ensure().judgement = static_cast<Judgement>(element.value);
      break;
    case GrammarCode::Whose: node.attrs.ensure().whose = static_cast<Whose>(element.value); break;
    default: break;
  }
  node.range = hull(node.range, element.node.range);
}

// What stands in brackets behind a node: its examples, exceptions, guarded or further statements.
void Parser::attach_bracket(Node& node, uint32_t open, unsigned depth) {
  uint32_t close = buffers_.elements[open].match;
  node.range = hull(node.range, element_range(open, close + 1));
  if (close <= open) return;
  if (!says_anything(open + 1, close)) {  // (within 7 days of registration)
    for (uint32_t i = open + 1; i < close; ++i)
      if (buffers_.elements[i].part == Part::Time) apply(buffers_.elements[i], node);
    return;
  }
  uint32_t first = open + 1;
  while (first < close && buffers_.elements[first].part == Part::Filler) ++first;
  Part lead = buffers_.elements[first].part;
  bool examples = (lead == Part::Example || lead == Part::Includes) && !has_statement(first, close);
  bool carve = lead == Part::Exception;
  if (examples && node.as<Comparison>()) return;  // (including 18 and 65 years): says that the ends are closed
  std::optional<Node> inner = examples || carve ? combine_clause(first + 1, close, depth + 1)
                                                : combine_sentences(open + 1, close, depth + 1);
  if (!inner) return;
  bool how_measured = node.as<Comparison>() && names_procedure(*inner);
  if ((inner->as<Opaque>() || how_measured) && !examples && !carve) return keep_bracket(node, open, std::move(*inner));
  if (concept_of(*inner) && concept_of(*inner) == concept_of(node) && !inner->as<Comparison>()) return;
  Node outer;
  outer.range = hull(node.range, inner->range);
  if (examples) {
    outer.value = Includes{std::move(node), take_children(std::move(*inner))};
  } else if (carve) {
    outer.value = Except{std::move(node), std::move(*inner)};
  } else if (Cases* cases = inner->as<Cases>(); cases && !cases->otherwise && node.as<Comparison>()) {
    cases->otherwise = std::move(node);
    outer.value = std::move(*cases);
  } else {
    outer = group(lead == Part::Or, pair(std::move(node), std::move(*inner)), outer.range);
  }
  node = std::move(outer);
}

// Words in brackets that no rule reads: behind a bound how it is measured, else a condition of their own.
// An abbreviation of what stands before it says nothing new.
void Parser::keep_bracket(Node& node, uint32_t open, Node inner) {
  uint32_t close = buffers_.elements[open].match;
  TextSpan words = term_text(open + 1, close);
  bool abbreviation = !document_.str(words).contains(' ');
  if (abbreviation) return drop_opaque_diagnostic(inner.range);
  if (node.as<Comparison>() && only_time(inner) && !states_number(inner)) {
    if (inner.attrs) append(node.attrs.ensure().time, inner.attrs->time);
    node.attrs.ensure().method = words;
    return drop_opaque_diagnostic(inner.range);
  }
  ByteRange where = hull(node.range, inner.range);
  node = group(false, pair(std::move(node), std::move(inner)), where);
}

// The remark on words that turned out to say nothing new; it is among the last ones.
void Parser::drop_opaque_diagnostic(ByteRange where) {
  DiagnosticList& all = document_.diagnostics;
  auto block = all.begin() + static_cast<ptrdiff_t>(first_diagnostic_);
  auto dropped = [&](const Diagnostic& diagnostic) {
    return diagnostic.kind == DiagnosticKind::OpaqueText && where.contains(diagnostic.range);
  };
  all.erase(std::remove_if(block, all.end(), dropped), all.end());
}

std::optional<Node> Parser::primary(uint32_t begin, uint32_t end, unsigned depth) {
  std::vector<Element>& elements = buffers_.elements;
  NodeList plain, negated;
  bool negative = false, judged = false, words = false;
  llvm::SmallVector<uint32_t, 8> waiting, rest;  // attributes before their thing; words that no node took
  for (uint32_t i = begin; i < end; ++i) {
    Element& element = elements[i];
    NodeList& list = negative ? negated : plain;
    switch (element.part) {
      case Part::Subject:
      case Part::Entity:
      case Part::Statement: {
        ByteRange where = element.node.range;
        ConceptId same = element.part == Part::Entity ? concept_of(element.node) : 0;
        if (same && !list.empty() && concept_of(list.back()) == same) {
          list.back().range = hull(list.back().range, where);
          break;
        }
        list.push_back(std::move(element.node));
        for (uint32_t k : waiting) apply(elements[k], list.back());
        waiting.clear();
        break;
      }
      case Part::Attribute:
        judged |= element.code == GrammarCode::Judgement;
        waiting.push_back(i);
        break;
      case Part::Time:
        if (list.empty()) {
          waiting.push_back(i);
        } else {
          apply(element, list.back());
        }
        break;
      case Part::Negation: negative = !negative || !negated.empty(); break;
      case Part::Open:
        if (list.empty()) {
          if (element.match > i && has_content(i + 1, element.match)) {
            if (auto inner = combine_sentences(i + 1, element.match, depth + 1)) list.push_back(std::move(*inner));
          } else if (element.match > i && !says_anything(i + 1, element.match)) {  // short (< 14 days) courses
            for (uint32_t k = i + 1; k < element.match; ++k)
              if (elements[k].part == Part::Time) waiting.push_back(k);
          }
        } else {
          attach_bracket(list.back(), i, depth + 1);
        }
        if (element.match > i) i = elements[i].match;
        break;
      case Part::Words:
        words = true;
        rest.push_back(i);
        break;
      case Part::Dose:
      case Part::Reference:
      case Part::Change:
      case Part::Ordinal: rest.push_back(i); break;
      default: break;
    }
  }
  NodeList& last = negated.empty() ? plain : negated;
  if (last.empty()) {
    if (!words && waiting.empty()) return std::nullopt;
    Node node = opaque(begin, end, judged ? OpaqueReason::InvestigatorJudgement : OpaqueReason::NoRule);
    for (uint32_t k : waiting)
      if (elements[k].part == Part::Time) apply(elements[k], node);
    diagnose_opaque(node);
    return node;
  }
  for (uint32_t k : waiting) apply(elements[k], last.back());
  bool says_more = !rest.empty() || asks_nothing(last.back());
  if (says_more && !states_numbers(plain) && !states_numbers(negated)) {
    std::move(negated.begin(), negated.end(), std::back_inserter(plain));
    return not_understood(begin, end, std::move(plain));
  }
  deny_prohibited(plain);
  if (!negated.empty()) {
    Node node;
    Node body = group(false, std::move(negated), {});
    node.range = body.range;
    node.value = Not{std::move(body)};
    plain.push_back(std::move(node));
  }
  keep_rest(rest, plain);
  return group(false, std::move(plain), element_range(begin, end));
}

// "X is not allowed" denies X where criteria are to be met; in an exclusion list it is what excludes.
void Parser::deny_prohibited(NodeList& nodes) const {
  if (context_.section == Section::Exclusion) return;
  for (Node& node : nodes) {
    auto* exposure = node.as<Exposure>();
    if (!exposure || exposure->phase != Phase::Prohibited) continue;
    exposure->phase = Phase::None;
    Node denied;
    denied.range = node.range;
    denied.value = Not{std::move(node)};
    node = std::move(denied);
  }
}

// The words that stand beside statements with numbers, so that nothing is lost.
void Parser::keep_rest(llvm::ArrayRef<uint32_t> rest, NodeList& nodes) {
  for (size_t i = 0; i < rest.size();) {
    size_t next = i + 1;
    while (next < rest.size() && rest[next] == rest[next - 1] + 1) ++next;
    Node node = opaque(rest[i], rest[next - 1] + 1, OpaqueReason::NoRule);
    diagnose_opaque(node);
    nodes.push_back(std::move(node));
    i = next;
  }
  llvm::stable_sort(nodes, [](const Node& a, const Node& b) { return a.range.begin < b.range.begin; });
}

// Things are named, but what the words ask of them is not known: claiming the bare things would be wrong.
Node Parser::not_understood(uint32_t begin, uint32_t end, NodeList things) {
  Node node = opaque(begin, end, OpaqueReason::NoRule);
  for (Node& thing : things) {
    node.range = hull(node.range, thing.range);
    if (!thing.attrs) continue;
    append(node.attrs.ensure().time, thing.attrs->time);
    thing.attrs->time = {};
    if (*thing.attrs == Attrs{}) thing.attrs.reset();
  }
  if (node.attrs && *node.attrs == Attrs{}) node.attrs.reset();
  node.as<Opaque>()->text = {node.range.begin, node.range.end};
  node.as<Opaque>()->about = std::move(things);
  diagnose_opaque(node);
  return node;
}

void Parser::diagnose_opaque(const Node& node) {
  diagnose(DiagnosticKind::OpaqueText, node.range, document_.str({node.range.begin, node.range.end}).substr(0, 80));
}

}  // namespace critc
