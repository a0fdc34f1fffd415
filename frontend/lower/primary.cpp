// One thing or statement with its attributes, times, brackets and negation.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

constexpr uint32_t kLongestAbility = 8;  // chunks of what somebody is able or willing to do

// A measurement without bound and status: nothing is asked of it.
bool asks_nothing(const Node& node) {
  auto* has = node.as<Has>();
  return has && has->thing == ThingKind::Measurement && has->status == Status::None && has->severity == Severity::None &&
         has->grade.empty();
}

bool has_grade(const Node& node) {
  auto* has = node.as<Has>();
  return has && !has->grade.empty();
}

bool states_numbers(const NodeList& nodes) {
  return llvm::any_of(nodes, Parser::states_number);
}

}  // namespace

ConceptId Parser::concept_of(const Node& node) {
  if (auto* has = node.as<Has>()) return has->subject.concept_id;
  if (auto* exposure = node.as<Exposure>()) return exposure->subject.concept_id;
  if (auto* comparison = node.as<Comparison>()) return comparison->subject.concept_id;
  return 0;
}

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

// The remark on words that turned out to say nothing new; it is among the last ones.
void Parser::drop_opaque_diagnostic(ByteRange where) {
  DiagnosticList& all = document_.diagnostics;
  auto block = all.begin() + static_cast<ptrdiff_t>(first_diagnostic_);
  auto dropped = [&](const Diagnostic& diagnostic) {
    return diagnostic.kind == DiagnosticKind::OpaqueText && where.contains(diagnostic.range);
  };
  all.erase(std::remove_if(block, all.end(), dropped), all.end());
}

// A word for treatment that adds nothing to the drug or procedure before it.
bool Parser::carries(const Element& element, const Node& before) const {
  auto* has = before.as<Has>();
  bool treats = before.as<Exposure>() || (has && has->thing == ThingKind::Procedure);
  return treats && element.chunk_end == element.chunk_begin + 1 && (chunk(element.chunk_begin).traits & kCarries);
}

// A thing or statement; what waits for it is said of it. The same thing named twice is one.
void Parser::take_node(uint32_t i, PrimaryParts& parts) {
  Element& element = buffers_.elements[i];
  NodeList& list = parts.list();
  ConceptId same = element.part == Part::Entity ? concept_of(element.node) : 0;
  if (same && !list.empty() && concept_of(list.back()) == same) {
    list.back().range = hull(list.back().range, element.node.range);
    return;
  }
  if (i > 0 && !list.empty() && element.part == Part::Entity && buffers_.elements[i - 1].part == Part::Entity) {
    if (carries(element, list.back())) {  // "rituximab therapy"
      list.back().range = hull(list.back().range, element.node.range);
      return;
    }
    parts.unjoined |= !names_group(buffers_.elements[i - 1]) && !list.back().as<Not>();
  }
  const bool measured = i > 0 && !list.empty() && element.part == Part::Entity && buffers_.elements[i - 1].part == Part::Subject;
  parts.unjoined |= measured && asks_nothing(list.back());  // "cholesterol medication"
  const bool kind_word = is_kind_word(element);
  list.push_back(std::move(element.node));
  const bool one_not_other = list.back().as<Not>() && i + 1 < parts.end && buffers_.elements[i + 1].part == Part::Entity;
  if (!one_not_other) apply_waiting(parts, list.back());  // "diagnosis of non-Alzheimer dementia"
  Has* has = list.back().as<Has>();
  if (kind_word && has && has->thing == ThingKind::Allergy) {  // "its excipients": any drug is not meant
    uint32_t at = i;
    while (at > 0 && buffers_.elements[at - 1].part == Part::Filler) --at;
    has->subject = {text(buffers_.elements[at].chunk_begin, element.chunk_end), 0, 0};
  }
}

// Adds element `i` to the parts; the last element that belongs to it.
uint32_t Parser::take_element(uint32_t i, PrimaryParts& parts, unsigned depth) {
  Element& element = buffers_.elements[i];
  NodeList& list = parts.list();
  switch (element.part) {
    case Part::Subject:
    case Part::Entity:
    case Part::Statement: take_node(i, parts); break;
    case Part::Attribute:
      parts.judged |= element.code == GrammarCode::Judgement;
      parts.allowed |= element.code == GrammarCode::Phase && static_cast<Phase>(element.value) == Phase::Allowed;
      if (is_prohibition(element) && !list.empty() && has_content(i + 1, parts.end)) {  // "that would exclude A"
        parts.rest.push_back(i);
        break;
      }
      parts.related |= relates(element);
      parts.prohibited |= is_prohibition(element);
      parts.waiting.push_back(i);
      break;
    case Part::Comma:
      if (list_word(i, parts.end) != GrammarCode::Or) break;
      [[fallthrough]];
    case Part::Or:
      if (!parts.waiting.empty() && chooses(i, parts.end)) parts.choices.push_back(static_cast<uint32_t>(parts.waiting.size()));
      parts.unjoined |= !list.empty() && parts.waiting.empty() && said_of_time(i + 1, parts.end);
      break;
    case Part::Time:
      parts.timed = true;
      parts.unjoined |= element.value == Element::kSince;
      if (list.empty() || element.value == Element::kAhead) {
        parts.waiting.push_back(i);
      } else if (Node* event = event_of_time(i, list)) {
        apply(element, *event);
      } else {
        parts.rest.push_back(i);
      }
      break;
    case Part::Negation:
      if (negates_behind(i, parts)) {
        parts.plain.back() = negation_of(std::move(parts.plain.back()));
      } else if (!parts.plain.empty() && !has_content_outside(i + 1, parts.end)) {
        parts.rest.push_back(i);  // "X that is not treated"
      } else {
        parts.negative = !parts.negative || !parts.negated.empty();
        parts.verbal = element.code == GrammarCode::Not;
      }
      break;
    case Part::Open: {
      uint32_t close = element.match;
      if (!list.empty()) {
        attach_bracket(owner_of_bracket(i, list), i, depth + 1);
      } else if (close > i && has_content(i + 1, close)) {
        if (auto inner = combine_sentences(i + 1, close, depth + 1)) list.push_back(std::move(*inner));
      } else if (close > i && !says_anything(i + 1, close)) {  // short (< 14 days) courses
        for (uint32_t k = i + 1; k < close; ++k)
          if (buffers_.elements[k].part == Part::Time) parts.waiting.push_back(look_back(k, parts));
      }
      return std::max(i, close);
    }
    case Part::Words:
      parts.words = true;
      parts.blurred |= parts.negative && parts.negated.empty() && !parts.verbal;
      parts.rest.push_back(i);
      break;
    case Part::Filler:  // "inability which might ..."
      parts.unjoined |= list.empty() && !parts.waiting.empty() && (chunk(element.chunk_begin).traits & kWhich);
      break;
    case Part::Dose:
    case Part::Reference:
    case Part::Change: parts.rest.push_back(i); break;
    case Part::Ordinal:
      if (list.empty() || !has_grade(list.back())) parts.rest.push_back(i);
      break;
    default: break;
  }
  return i;
}

// "Dental treatment not performed", "fever absent": nothing that it could deny stands behind the negation.
bool Parser::negates_behind(uint32_t i, const PrimaryParts& parts) const {
  if (parts.negative || parts.plain.empty() || !(parts.plain.back().as<Has>() || parts.plain.back().as<Exposure>())) return false;
  for (uint32_t k = i + 1; k < parts.end; ++k) {
    Part part = buffers_.elements[k].part;
    if (part != Part::Filler && part != Part::Time) return false;
  }
  return true;
}

// "able to swallow tablets", "unwilling to wear a mask": what the words name is what somebody can or will do.
std::optional<Node> Parser::words_of_modality(uint32_t begin, uint32_t end, const PrimaryParts& parts) {
  std::vector<Element>& elements = buffers_.elements;
  if (parts.negative || parts.waiting.empty() || parts.rest.empty()) return std::nullopt;
  for (uint32_t k : parts.waiting)
    if (elements[k].part == Part::Attribute && elements[k].code != GrammarCode::Modality) return std::nullopt;
  const uint32_t first = parts.rest.front(), last = parts.rest.back();
  for (uint32_t k = first; k <= last; ++k)
    if (elements[k].part != Part::Words && elements[k].part != Part::Filler) return std::nullopt;
  const Element& modality = elements[parts.waiting.front()];
  const bool onward = modality.code == GrammarCode::Modality && parts.waiting.front() < first && ends_in_preposition(modality);
  if (!onward || elements[last].chunk_end - elements[first].chunk_begin > kLongestAbility) return std::nullopt;
  Node node;
  node.range = element_range(begin, end);
  Has has;
  has.subject.text = text(elements[first].chunk_begin, elements[last].chunk_end);
  node.value = Box<Has>(std::move(has));
  for (uint32_t k : parts.waiting) apply(elements[k], node);
  return node;
}

// Words and attributes without a thing.
std::optional<Node> Parser::primary_words(uint32_t begin, uint32_t end, const PrimaryParts& parts) {
  if (!parts.words && parts.waiting.empty()) return std::nullopt;
  if (std::optional<Node> able = words_of_modality(begin, end, parts)) return able;
  Node node = opaque(begin, end, parts.judged ? OpaqueReason::InvestigatorJudgement : OpaqueReason::NoRule);
  for (uint32_t k : parts.waiting)
    if (buffers_.elements[k].part == Part::Time) apply(buffers_.elements[k], node);
  diagnose_opaque(node);
  return node;
}

// One thing or statement, of which nothing is said.
bool Parser::stands_alone(uint32_t begin, uint32_t end, uint32_t& thing) const {
  const std::vector<Element>& elements = buffers_.elements;
  bool found = false;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Filler) continue;
    if (found || (elements[i].part != Part::Entity && elements[i].part != Part::Statement)) return false;
    found = true;
    thing = i;
  }
  return found && !asks_nothing(elements[thing].node) && !is_kind_word(elements[thing]);
}

std::optional<Node> Parser::primary(uint32_t begin, uint32_t end, unsigned depth) {
  if (uint32_t thing = 0; stands_alone(begin, end, thing)) {
    Node node = std::move(buffers_.elements[thing].node);
    node.range = hull(node.range, element_range(begin, end));
    return node;
  }
  PrimaryParts parts;
  uint32_t cut = remainder_begin(begin, end);
  parts.end = cut;
  for (uint32_t i = begin; i < cut; ++i) i = take_element(i, parts, depth);
  NodeList& plain = parts.plain;
  NodeList& negated = parts.negated;
  NodeList& last = negated.empty() ? plain : negated;
  if (last.empty()) return primary_words(begin, end, parts);
  if (!parts.choices.empty()) apply_waiting(parts, last.back());  // "asthma, either controlled or uncontrolled"
  for (uint32_t k : parts.waiting) {
    const Element& said = buffers_.elements[k];
    const bool impossible = static_cast<Modality>(said.value) == Modality::Unable && !ends_in_preposition(said);  // "MRI is not feasible"
    bool rules_onward = said.code == GrammarCode::Modality && !impossible;  // "pneumonia requiring oxygen"
    rules_onward |= said.part == Part::Time && said.value == Element::kAhead;  // of something not known
    if (rules_onward) parts.rest.push_back(k);
    else apply(buffers_.elements[k], last.back());
  }
  llvm::sort(parts.rest);
  parts.unjoined |= parts.timed && turns(begin, cut);
  if (cut < end) lend_time(cut, end, last.back());
  bool forbids = parts.prohibited && context_.section != Section::Exclusion;
  const bool left_over = !parts.rest.empty() && !tells_persons(parts, begin, end);
  bool says_more = parts.unjoined || (forbids && parts.allowed) || left_over || asks_nothing(last.back()) || ((parts.allowed || parts.related) && last.back().as<Has>());
  parts.blurred |= parts.related;
  bool permits = parts.allowed && !last.back().as<Exposure>();  // asks nothing: no bound holds for it
  if (permits || (says_more && !states_numbers(plain) && !states_numbers(negated))) {
    for (Node& node : negated) plain.push_back(parts.blurred ? std::move(node) : negation_of(std::move(node)));
    if (cut < end) plain.push_back(remainder(cut, end, depth));
    return not_understood(begin, end, std::move(plain));
  }
  if (cut < end) last.push_back(remainder(cut, end, depth));
  if (!negated.empty()) plain.push_back(negation_of(group(false, std::move(negated), {})));
  keep_rest(parts.rest, plain);
  Node node = group(false, std::move(plain), element_range(begin, end));
  return forbids ? forbid(std::move(node)) : std::move(node);
}

// "Orthopedic patients with asthma": the only words that were left say which persons have what stands behind them.
bool Parser::tells_persons(const PrimaryParts& parts, uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto bounds = [&](uint32_t i) { return elements[i].part == Part::Stop || elements[i].part == Part::Colon; };
  const uint32_t words = parts.rest.front();
  if (parts.rest.size() != 1 || parts.negative || elements[words].part != Part::Words || words + 1 >= end) return false;
  const bool whole = (begin == 0 || bounds(begin - 1)) && (end == elements.size() || bounds(end));  // no member of a list
  for (uint32_t i = begin; i < words; ++i)
    if (elements[i].part != Part::Filler) return false;
  return whole && elements[words + 1].part == Part::Filler && elements[words + 1].code == GrammarCode::Persons;
}

// "A and B are not allowed": neither may be, where criteria are to be met; in an exclusion list each excludes.
Node Parser::forbid(Node body) const {
  deny_each(body);
  return negation_of(std::move(body));
}

// The words that stand beside statements with numbers, so that nothing is lost.
void Parser::keep_rest(llvm::ArrayRef<uint32_t> rest, NodeList& nodes) {
  if (rest.empty() && nodes.size() < 2) return;
  for (size_t i = 0; i < rest.size();) {
    size_t next = i + 1;
    while (next < rest.size() && rest[next] == rest[next - 1] + 1) ++next;
    Node node = opaque(rest[i], rest[next - 1] + 1, OpaqueReason::NoRule);
    diagnose_opaque(node);
    nodes.push_back(std::move(node));
    i = next;
  }
  auto before = [](const Node& a, const Node& b) { return a.range.begin < b.range.begin; };
  if (!llvm::is_sorted(nodes, before)) llvm::stable_sort(nodes, before);
}

// The times of things go to the words around them.
void Parser::collect_times(Node& thing, Time& time) {
  if (thing.attrs) {
    append(time, thing.attrs->time);
    thing.attrs->time = {};
    if (*thing.attrs == Attrs{}) thing.attrs.reset();
  }
  for_each_child(thing, [&](Node& child) { collect_times(child, time); });
}

// Things are named, but what the words ask of them is not known: claiming the bare things would be wrong. A list
// stays `joined`.
Node Parser::not_understood(uint32_t begin, uint32_t end, NodeList things, Joined joined) {
  Node node = opaque(begin, end, OpaqueReason::NoRule);
  Time time;
  for (Node& thing : things) {
    node.range = hull(node.range, thing.range);
    collect_times(thing, time);
  }
  things = take_things(std::move(things));
  if (joined != Joined::No && things.size() > 1) {
    Node list = group(joined == Joined::Any, std::move(things), {});
    things.clear();
    things.push_back(std::move(list));
  }
  if (time != Time{}) node.attrs.ensure().time = std::move(time);
  node.as<Opaque>()->text = {node.range.begin, node.range.end};
  node.as<Opaque>()->about = std::move(things);
  diagnose_opaque(node);
  return node;
}

void Parser::diagnose_opaque(const Node& node) {
  llvm::StringRef words = document_.str({node.range.begin, node.range.end});
  size_t end = std::min<size_t>(words.size(), 80);
  while (end > 0 && end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;  // whole characters
  diagnose(DiagnosticKind::OpaqueText, node.range, words.take_front(end));
}

}  // namespace critc
