// Nodes of things and of the words beside them.
#include "frontend/lower/node_maker.h"

namespace critc {

namespace {

constexpr uint32_t kLongestAbility = 8;  // chunks of what somebody is able or willing to do
constexpr uint32_t kLongestClause = 14;  // the same, with things that a table knows

}  // namespace

// A word for treatment that adds nothing to the drug or procedure before it.
bool NodeMaker::carries(const Element& element, const Node& before) const {
  auto* has = before.as<Has>();
  bool treats = before.as<Exposure>() || (has && has->thing == ThingKind::Procedure);
  return treats && element.chunk_end == element.chunk_begin + 1 && (chunk(element.chunk_begin).traits & kCarries);
}

// "Diabetic men", "healthy male volunteers", "sexually active women": what the persons are stands before them.
bool NodeMaker::describes(const Node& state, const Element& persons) const {
  auto* has = state.as<Has>();
  return has && (has->thing == ThingKind::Condition || has->thing == ThingKind::Other) && names_group(persons);
}

// "Females of childbearing potential": a group of persons stands first, and what follows says which; of two groups, "men women",
// neither does.
bool NodeMaker::says_who(const Node& before, const Element& element) const {
  auto group = [&](ConceptId id) { return id && is_person_group(id); };
  const ConceptId first = concept_of(before), second = concept_of(element.node);
  if (group(first) && group(second)) return first != male_ && catalog_.kind(second) == ConceptKind::Condition;
  return group(first) || describes(before, element);
}

// A thing or statement; what waits for it is said of it. The same thing named twice is one.
void NodeMaker::take_node(uint32_t i, PrimaryParts& parts) {
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
    parts.unjoined |= !says_who(list.back(), element) && !list.back().as<Not>();
  }
  const bool measured = i > 0 && !list.empty() && element.part == Part::Entity && buffers_.elements[i - 1].part == Part::Subject;
  parts.unjoined |= measured && asks_nothing(list.back());  // "cholesterol medication"
  if (asks_some_persons(i, parts)) {  // "negative pregnancy test in premenopausal women"
    Node body = std::move(list.back());
    const ByteRange where = hull(body.range, element.node.range);
    list.back() = case_of(std::move(element.node), std::move(body), where);
    return;
  }
  const bool kind_word = is_kind_word(element);
  list.push_back(std::move(element.node));
  if (has_grade(list.back()) && !parts.rest.empty() && buffers_.elements[parts.rest.back()].part == Part::Ordinal)
    parts.rest.pop_back();  // "grade >= 2 CTCAE diarrhea"
  const bool one_not_other = list.back().as<Not>() && i + 1 < parts.end && buffers_.elements[i + 1].part == Part::Entity;
  if (!one_not_other) apply_waiting(parts, list.back());  // "diagnosis of non-Alzheimer dementia"
  Has* has = list.back().as<Has>();
  if (kind_word && has && has->thing == ThingKind::Allergy) {  // "its excipients": any drug is not meant
    uint32_t at = i;
    while (at > 0 && buffers_.elements[at - 1].part == Part::Filler) --at;
    has->subject = {text(buffers_.elements[at].chunk_begin, element.chunk_end), 0, 0};
  }
}

// "HER2 positive breast cancer", "EGFR mutation-positive NSCLC": between two things a result is that of the first.
bool NodeMaker::says_result_before(uint32_t i, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  const Element& said = elements[i];
  if (!says_result(said) || i == 0 || i + 1 >= end) return false;
  uint32_t before = i;
  while (before > 0 && elements[before - 1].part == Part::Filler && is(elements[before - 1].chunk_begin, ChunkKind::Hyphen)) --before;
  const bool tested = before > 0 && (elements[before - 1].part == Part::Subject || elements[before - 1].part == Part::Entity);
  return tested && elements[before - 1].chunk_end + 1 >= said.chunk_begin && elements[i + 1].part == Part::Entity && !ends_in_preposition(said);
}

// A test or measure asked "in" or "for" some persons, who stand behind it, is asked of nobody else.
bool NodeMaker::asks_some_persons(uint32_t i, const PrimaryParts& parts) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (context_.section == Section::Exclusion || parts.negative || !parts.waiting.empty() || parts.plain.empty() || i == 0 || i + 1 < parts.end) return false;
  const Has* asked = parts.plain.back().as<Has>();
  const bool test = asked && (asked->thing == ThingKind::Measurement || asked->thing == ThingKind::Procedure) && asked->status != Status::None;
  if (!test || !names_group(elements[i]) || concept_of(elements[i].node) == everybody_) return false;
  const Element& before = elements[i - 1];
  return before.part == Part::Filler && means(tokens_.tokens[chunk(before.chunk_end - 1).tok_end - 1], GrammarCode::RelationOf, GrammarCode::RelationOf);
}

// "Dental treatment not performed", "fever absent": nothing that it could deny stands behind the negation.
bool NodeMaker::negates_behind(uint32_t i, const PrimaryParts& parts) const {
  if (parts.negative || parts.plain.empty() || !(parts.plain.back().as<Has>() || parts.plain.back().as<Exposure>())) return false;
  for (uint32_t k = i + 1; k < parts.end; ++k) {
    Part part = buffers_.elements[k].part;
    if (part != Part::Filler && part != Part::Time) return false;
  }
  return true;
}

// "able to swallow tablets", "unwilling to wear a mask": what the words name is what somebody can or will do.
std::optional<Node> NodeMaker::words_of_modality(uint32_t begin, uint32_t end, const PrimaryParts& parts) {
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

// "to participate in the study", behind consent: what it is to says nothing more.
bool NodeMaker::only_names_trial(uint32_t begin, uint32_t end) const {
  auto of_trial = [&](const Element& element) {
    for (uint32_t i = element.chunk_begin; i < element.chunk_end; ++i)
      for (uint32_t t = chunk(i).tok_begin; t < chunk(i).tok_end; ++t)
        if (!means(tokens_.tokens[t], GrammarCode::TrialWord, GrammarCode::Clause) && !means(tokens_.tokens[t], GrammarCode::RelationOf, GrammarCode::RelationAfter) &&
            !means(tokens_.tokens[t], GrammarCode::Filler, GrammarCode::Filler))
          return false;
    return true;
  };
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    const bool words = element.part == Part::Words || element.part == Part::Filler || element.part == Part::Entity || element.part == Part::Attribute;
    if (!words || !of_trial(element)) return false;
  }
  return begin < end;
}

// "able to complete the questionnaires alone": what somebody can or will do with things that are no findings, drugs or
// procedures; the words beyond the first thing narrow it.
std::optional<Node> NodeMaker::clause_of_modality(uint32_t begin, uint32_t end, PrimaryParts& parts) {
  const std::vector<Element>& elements = buffers_.elements;
  if (parts.negative || !parts.negated.empty() || parts.plain.empty() || parts.prohibited || parts.allowed) return std::nullopt;
  auto said = [](const Element& element) {
    return element.code == GrammarCode::Modality || element.code == GrammarCode::Whose || (element.code == GrammarCode::Status && static_cast<Status>(element.value) == Status::Given);
  };
  uint32_t first = begin;
  bool led = false;
  for (; first < end && (elements[first].part == Part::Filler || (elements[first].part == Part::Attribute && said(elements[first]))); ++first)
    led |= elements[first].code == GrammarCode::Modality && ends_in_preposition(elements[first]);
  uint32_t last = end;
  while (last > first && (elements[last - 1].part == Part::Time || elements[last - 1].part == Part::Filler)) --last;
  if (!led || first >= last || elements[last - 1].chunk_end - elements[first].chunk_begin > kLongestClause) return std::nullopt;
  for (uint32_t i = first; i < last; ++i) {
    const Element& element = elements[i];
    const bool things = element.part == Part::Entity || element.part == Part::Words || element.part == Part::Filler || (element.part == Part::Attribute && said(element));
    const bool clause = chunk(element.chunk_begin).traits & kWhich;
    if (!things || clause) return std::nullopt;
    const ConceptId id = element.part == Part::Entity ? chunk(element.chunk_end - 1).concept_id : 0;
    if (element.part == Part::Entity && (!id || catalog_.kind(id) != ConceptKind::Thing || is_person_group(id))) return std::nullopt;
  }
  Node node = std::move(parts.plain.front());
  Has* has = node.as<Has>();
  if (!has || !node.attrs || node.attrs->modality == Modality::None) {
    parts.plain.front() = std::move(node);
    return std::nullopt;
  }
  node.range = element_range(begin, end);
  has->subject.text = text(elements[first].chunk_begin, elements[last - 1].chunk_end);
  node.attrs->narrowed = has->subject.text;
  return node;
}

// Words and attributes without a thing.
std::optional<Node> NodeMaker::primary_words(uint32_t begin, uint32_t end, const PrimaryParts& parts) {
  if (!parts.words && parts.waiting.empty()) return std::nullopt;
  if (std::optional<Node> able = words_of_modality(begin, end, parts)) return able;
  Node node = opaque(begin, end, parts.judged ? OpaqueReason::InvestigatorJudgement : OpaqueReason::NoRule);
  for (uint32_t k : parts.waiting)
    if (buffers_.elements[k].part == Part::Time) apply(buffers_.elements[k], node);
  diagnose_opaque(node);
  return node;
}

// One thing or statement, of which nothing is said.
bool NodeMaker::stands_alone(uint32_t begin, uint32_t end, uint32_t& thing) const {
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

// "Orthopedic patients with asthma": the only words that were left say which persons have what stands behind them.
bool NodeMaker::tells_persons(const PrimaryParts& parts, uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto bounds = [&](uint32_t i) { return elements[i].part == Part::Stop || elements[i].part == Part::Colon; };
  const uint32_t words = parts.rest.front();
  if (parts.rest.size() != 1 || parts.negative || elements[words].part != Part::Words || words + 1 >= end) return false;
  const bool whole = (begin == 0 || bounds(begin - 1)) && (end == elements.size() || bounds(end));  // no member of a list
  for (uint32_t i = begin; i < words; ++i)
    if (elements[i].part != Part::Filler) return false;
  return whole && elements[words + 1].part == Part::Filler && elements[words + 1].code == GrammarCode::Persons;
}

}  // namespace critc
