// What attributes say of the thing they stand with: status, phase, response, whose; alternatives between them.
#include "frontend/lower/node_maker.h"

namespace critc {

namespace {

// "current infection", "prior malignancy"
Status status_of(Phase phase) {
  return phase == Phase::Ongoing ? Status::Active : phase == Phase::Prior ? Status::History : Status::None;
}

Modality modality_of(Phase phase) {
  return phase == Phase::Planned ? Modality::Plans : phase == Phase::Required ? Modality::Requires : Modality::None;
}

// A finding has no phase: "current infection" is active, "planned surgery" is a plan.
void apply_phase(Phase phase, Has& has, Node& node) {
  Modality modality = modality_of(phase);
  if (modality != Modality::None && (!node.attrs || node.attrs->modality == Modality::None))
    node.attrs.ensure().modality = modality;
  if (has.thing == ThingKind::Condition && has.status == Status::None) has.status = status_of(phase);
}

// "allergy to penicillin": of the thing named, only that.
void make_allergy(Node& node) {
  Subject* subject = subject_of_thing(node);
  const Has* already = node.as<Has>();
  if (!subject || (already && already->thing == ThingKind::Allergy)) return;
  Has allergy;
  allergy.subject = *subject;
  allergy.thing = ThingKind::Allergy;
  node.value = Box<Has>(std::move(allergy));
}

// "failure of at least one DMARD": of what is counted a node says no more than its words; that it was so is no news.
bool narrows_count(const Element& said) {
  const auto status = static_cast<Status>(said.value);
  const auto phase = static_cast<Phase>(said.value);
  switch (said.code) {
    case GrammarCode::Status:
      return status != Status::History && status != Status::Known && status != Status::Confirmed && status != Status::Given;
    case GrammarCode::Phase: return phase != Phase::Prior && !is_prohibition(said) && phase != Phase::Allowed;
    case GrammarCode::Severity:
    case GrammarCode::Response: return true;
    default: return false;
  }
}

// Words that stand apart from the name narrow it; with others they reach over what stands between.
void narrow_at(ByteRange words, Node& node) {
  if (NodeList* list = list_of(node)) {
    for (Node& child : *list) narrow_at(words, child);
    return;
  }
  if (Not* denial = node.as<Not>()) return narrow_at(words, *denial->body);
  if (!node.as<Has>() && !node.as<Exposure>() && !node.as<Comparison>() && !node.as<Exists>()) return;
  TextSpan& narrowed = node.attrs.ensure().narrowed;
  narrowed = narrowed.empty() ? TextSpan{words.begin, words.end} : TextSpan{std::min(narrowed.begin, words.begin), std::max(narrowed.end, words.end)};
}

bool has_window(const Node& node) { return node.time() && !node.time()->windows.empty(); }

// Words before the name of a thing narrow it.
void narrow_before(const Element& words, Node& node) {
  Subject* subject = subject_of_thing(node);
  if (!subject || words.node.range.begin >= subject->text.begin) return;
  TextSpan& narrowed = node.attrs.ensure().narrowed;
  narrowed = {words.node.range.begin, std::max(words.node.range.end, narrowed.end)};
  subject->text.begin = narrowed.begin;
}

}  // namespace

// A finding has one status. Of "known active" the second tells more than the first, of "active, uncontrolled" each
// tells something: the second narrows the name, from afar too: "uncontrolled active bacterial or viral infection".
void NodeMaker::apply_status(const Element& element, Has& has, Node& node) const {
  const auto status = static_cast<Status>(element.value);
  auto only_found = [](Status each) { return each == Status::Known || each == Status::Confirmed || each == Status::Given; };
  const bool surer = has.status == Status::Known && status == Status::Confirmed;
  if (has.status == Status::None || surer) has.status = status;
  else if (has.status == status || only_found(status)) return;
  else if (only_found(has.status)) has.status = status;
  else narrow_by_status(element, has, node);
}

void NodeMaker::narrow_by_status(const Element& words, const Has& has, Node& node) const {
  const uint32_t from = words.node.range.end, to = has.subject.text.begin;
  if (from >= to) return;
  const llvm::StringRef between = document_.str({from, to});
  if (between.trim(" ,/\r\n").empty()) return narrow_before(words, node);
  const bool clause = between.find_first_of("().;:") != llvm::StringRef::npos;
  TextSpan& narrowed = node.attrs.ensure().narrowed;
  if (!clause && narrowed.empty()) narrowed = {words.node.range.begin, from};
}

// The posting admits nobody older than two years: its infants are no children of the patients.
bool NodeMaker::patient_is_infant() const {
  constexpr unsigned kOldest = 2;
  const auto [number, unit] = llvm::StringRef(document_.maximum_age.value).trim().split(' ');
  unsigned age = 0;
  if (number.getAsInteger(10, age)) return false;
  return unit.starts_with_insensitive("year") ? age <= kOldest : !unit.empty() && age <= 12 * kOldest * 30;
}

// "recent surgery": some time ago, that nobody can tell from the words.
void NodeMaker::narrow_vaguely(const Element& element, Node& node) const {
  const Token& word = tokens_.tokens[chunk(element.chunk_begin).tok_begin];
  if (!subject_of_thing(node) || has_window(node) || !means(word, GrammarCode::VagueTime, GrammarCode::VagueTime)) return;
  const bool before = element.node.range.end <= name_begin(node) + 1;
  if (before && (!node.attrs || node.attrs->narrowed.empty())) narrow_at(element.node.range, node);
}

bool NodeMaker::says_vaguely(TextSpan words) const {
  if (words.empty()) return false;
  Token word;
  word.word = catalog_.word(document_.str(words).take_until([](char c) { return c == ' '; }).lower());
  return word.word && means(word, GrammarCode::VagueTime, GrammarCode::VagueTime);
}

// Puts an attribute element's meaning on a node, where the node has a place for it.
void NodeMaker::apply(const Element& element, Node& node) const {
  if (element.part == Part::Time) {
    append(node.attrs.ensure().time, element.node.attrs->time);
    if (has_window(node) && says_vaguely(node.attrs->narrowed)) node.attrs->narrowed = {};  // "recent stroke within 3 months"
    node.range = hull(node.range, element.node.range);
    return;
  }
  Has* has = node.as<Has>();
  Exposure* exposure = node.as<Exposure>();
  if (node.as<Exists>() && narrows_count(element)) narrow_at(element.node.range, node);
  switch (element.code) {
    case GrammarCode::Status:
      if (has && has->thing == ThingKind::Measurement && static_cast<Status>(element.value) == Status::Untreated) {
        if (std::optional<Node> drug = as_drug(node)) node = std::move(*drug);  // "testosterone naive"
        has = node.as<Has>();
        exposure = node.as<Exposure>();
      }
      if ((exposure || (has && has->thing == ThingKind::Procedure)) &&
          static_cast<Status>(element.value) == Status::Untreated) {  // "naive to": never given
        if (exposure) exposure->phase = Phase::Prior;
        node = negation_of(std::move(node));
        break;
      }
      if (has) apply_status(element, *has, node);
      if (exposure && static_cast<Status>(element.value) == Status::Refractory) exposure->response = Response::Refractory;
      if (exposure && static_cast<Status>(element.value) == Status::Stable && exposure->response == Response::None) exposure->response = Response::Stable;
      if (exposure && static_cast<Status>(element.value) == Status::History) exposure->phase = Phase::Prior;
      break;
    case GrammarCode::Severity:
      if (has) has->severity = static_cast<Severity>(element.value);
      break;
    case GrammarCode::Phase:
      if (is_prohibition(element)) break;  // said of the whole clause: see primary
      narrow_vaguely(element, node);
      if (exposure && (exposure->phase != Phase::Prior || static_cast<Phase>(element.value) != Phase::Ongoing))  // "history of use of"
        exposure->phase = static_cast<Phase>(element.value);
      if (has) apply_phase(static_cast<Phase>(element.value), *has, node);
      break;
    case GrammarCode::Response:
      if (has && has->thing == ThingKind::Procedure && relates(element)) {  // "contraindication to MRI"
        exposure = &as_exposure(node);
        has = nullptr;
      }
      if (exposure) exposure->response = static_cast<Response>(element.value);
      if (has && static_cast<Response>(element.value) == Response::Refractory) has->status = Status::Refractory;
      break;
    case GrammarCode::Modality: {
      Modality& modality = node.attrs.ensure().modality;
      const bool denied = modality == Modality::Unable || modality == Modality::Unwilling;  // "unable to agree to"
      if (!denied) modality = static_cast<Modality>(element.value);
      break;
    }
    case GrammarCode::Judgement:
      node.attrs.ensure().judgement = static_cast<Judgement>(element.value);
      break;
    case GrammarCode::Modifier:
      narrow_before(element, node);
      break;
    case GrammarCode::AllergyTo: make_allergy(node); break;
    case GrammarCode::Place: narrow_at(element.node.range, node); break;
    case GrammarCode::Circumstance:
      if (node.as<Comparison>()) node.attrs.ensure().method = {element.node.range.begin, element.node.range.end};
      else narrow_at(element.node.range, node);
      break;
    case GrammarCode::Whose:
      if (static_cast<Whose>(element.value) == Whose::Child && patient_is_infant()) break;
      node.attrs.ensure().whose = static_cast<Whose>(element.value); break;
    default: break;
  }
  node.range = hull(node.range, element.node.range);
}

// The drug that has the name of a measurement.
std::optional<Node> NodeMaker::as_drug(const Node& node) const {
  const Subject& measured = node.as<Has>()->subject;
  for (uint32_t k = 0; measured.phrase && k < catalog_.sense_count(measured.phrase); ++k) {
    const Sense sense = catalog_.sense(measured.phrase, k);
    if (sense.kind != ConceptKind::Drug || !sense.exact.empty()) continue;
    Node drug = node;
    Exposure exposure;
    exposure.subject = {measured.text, measured.phrase, sense.concept_id};
    drug.value = Box<Exposure>(std::move(exposure));
    return drug;
  }
  return std::nullopt;
}

// A thing without the words that narrow it: "cancer" of "metastatic cancer".
Node NodeMaker::without_narrowing(Node thing) const {
  if (!thing.attrs || thing.attrs->narrowed.empty()) return thing;
  Subject* subject = subject_of_thing(thing);
  if (!subject || thing.attrs->narrowed.end >= subject->text.end) return thing;
  subject->text.begin = thing.attrs->narrowed.end + 1;
  thing.attrs->narrowed = {};
  if (*thing.attrs == Attrs{}) thing.attrs.reset();
  return thing;
}

// Says of a thing what stands before it. "relapsed or refractory lymphoma" is either of two; so is "recurrent or
// metastatic lymphoma", where the second is a word of the name.
void NodeMaker::apply_waiting(PrimaryParts& parts, Node& node) const {
  const llvm::ArrayRef<uint32_t> waiting = parts.waiting;
  if (waiting.empty()) return;
  if (parts.choices.empty())  // before what is said of it: "history of allergy to A"
    for (uint32_t k : waiting)
      if (buffers_.elements[k].code == GrammarCode::AllergyTo) apply(buffers_.elements[k], node);
  size_t shared = 0;  // "history of active or chronic A"
  if (!parts.choices.empty())
    while (shared + 1 < parts.choices.front() && ends_in_preposition(buffers_.elements[waiting[shared]])) ++shared;
  for (uint32_t k : waiting.take_front(shared)) apply(buffers_.elements[k], node);
  NodeList either;
  size_t at = shared;
  for (size_t choice : parts.choices) {
    Node one = choice == waiting.size() ? without_narrowing(node) : node;
    for (; at < choice; ++at) apply(buffers_.elements[waiting[at]], one);
    either.push_back(std::move(one));
  }
  const bool person = node.as<Has>() && concept_of(node) && is_person_group(concept_of(node));  // "2 weeks before the visit, women"
  for (uint32_t k : waiting.drop_front(at))
    if (!person || buffers_.elements[k].part != Part::Time) apply(buffers_.elements[k], node);
  parts.waiting.clear();
  parts.choices.clear();
  if (either.empty()) return;
  either.push_back(std::move(node));
  node = group(true, std::move(either), {});
}

// An `or` behind an attribute and before another one, or before a name with words of its own; a comma that stands for
// it: "active, known, or suspected", "recurrent, advanced or metastatic".
bool NodeMaker::chooses(uint32_t i, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto facet = [&](const Element& element) {
    return element.part == Part::Attribute && (element.code == GrammarCode::Status || element.code == GrammarCode::Severity ||
                                               element.code == GrammarCode::Phase || element.code == GrammarCode::Response ||
                                               element.code == GrammarCode::AllergyTo);
  };
  uint32_t left = i, right = i + 1;
  while (left > 0 && (elements[left - 1].part == Part::Filler || elements[left - 1].part == Part::Comma)) --left;
  while (right < end && elements[right].part == Part::Filler) ++right;
  if (left == 0 || right >= end || !facet(elements[left - 1])) return false;
  const Element& next = elements[right];
  const bool named = next.part == Part::Entity && next.node.attrs && !next.node.attrs->narrowed.empty();
  if (elements[i].part == Part::Or) return facet(next) || named;
  if (facet(next)) return list_word(i, end) == GrammarCode::Or;
  return named && document_.str(next.node.attrs->narrowed).contains_insensitive(" or ");
}

}  // namespace critc
