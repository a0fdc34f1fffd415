// One thing or statement with its attributes, times, brackets and negation.
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

}  // namespace

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
  if (close <= open || !has_content(open + 1, close)) return;
  uint32_t first = open + 1;
  while (first < close && buffers_.elements[first].part == Part::Filler) ++first;
  Part lead = buffers_.elements[first].part;
  bool examples = (lead == Part::Example || lead == Part::Includes) && !has_statement(first, close);
  bool carve = lead == Part::Exception;
  std::optional<Node> inner = examples || carve ? combine_clause(first + 1, close, depth + 1)
                                                : combine_sentences(open + 1, close, depth + 1);
  if (!inner || inner->as<Opaque>()) return;
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

std::optional<Node> Parser::primary(uint32_t begin, uint32_t end, unsigned depth) {
  std::vector<Element>& elements = buffers_.elements;
  NodeList plain, negated;
  bool negative = false, judged = false, words = false;
  std::vector<uint32_t> waiting;
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
          }
        } else {
          attach_bracket(list.back(), i, depth + 1);
        }
        if (element.match > i) i = elements[i].match;
        break;
      case Part::Words: words = true; break;
      default: break;
    }
  }
  NodeList& last = negated.empty() ? plain : negated;
  if (last.empty()) {
    if (!words && waiting.empty()) return std::nullopt;
    Node node = opaque(begin, end, judged ? OpaqueReason::InvestigatorJudgement : OpaqueReason::NoRule);
    for (uint32_t k : waiting)
      if (elements[k].part == Part::Time) apply(elements[k], node);
    diagnose(DiagnosticKind::OpaqueText, node.range, {document_.str({node.range.begin, node.range.end}).substr(0, 80).str()});
    return node;
  }
  for (uint32_t k : waiting) apply(elements[k], last.back());
  if (!negated.empty()) {
    Node node;
    Node body = group(false, std::move(negated), {});
    node.range = body.range;
    node.value = Not{std::move(body)};
    plain.push_back(std::move(node));
  }
  return group(false, std::move(plain), element_range(begin, end));
}

}  // namespace critc
