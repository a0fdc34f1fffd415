// What a label says of the items below it: "Known allergy to:", "Within 6 months:", "Contraindication to:".
#include "frontend/lower/node_maker.h"

namespace critc {

namespace {

// What the thing's own words say of it stands.
bool says_already(const Node& node, const Element& element) {
  const auto* exposure = node.as<Exposure>();
  const auto* has = node.as<Has>();
  switch (element.code) {
    case GrammarCode::Status: return (has && has->status != Status::None) || (exposure && exposure->response != Response::None);
    case GrammarCode::Severity: return has && has->severity != Severity::None;
    case GrammarCode::Phase: return exposure && exposure->phase != Phase::None;
    case GrammarCode::Response: return exposure && exposure->response != Response::None;
    case GrammarCode::Modality: return node.attrs && node.attrs->modality != Modality::None;
    case GrammarCode::Whose: return node.attrs && node.attrs->whose != Whose::Patient;
    default: return false;
  }
}

bool is_untreated(const Element& element) {
  return element.code == GrammarCode::Status && static_cast<Status>(element.value) == Status::Untreated;
}

}  // namespace

// The first element of [begin, end) behind all that names or asks something by itself.
uint32_t NodeMaker::label_tail(uint32_t begin, uint32_t end) const {
  uint32_t at = end;
  while (at > begin) {
    const Element& element = buffers_.elements[at - 1];
    const bool says = element.part == Part::Attribute || element.part == Part::Time || element.part == Part::Filler ||
                      element.part == Part::Or || element.part == Part::Comma || is_light_word(element);
    if (!says) break;
    --at;
  }
  return at;
}

// "infection requiring:", "asthma treated with:" lead on to the items; "infections, uncontrolled:" does not.
bool NodeMaker::leads_on(uint32_t begin, uint32_t tail, uint32_t end) const {
  if (begin >= tail || !has_content(begin, tail)) return false;
  if (tail < end && (chunk(buffers_.elements[end - 1].chunk_begin).traits & kWhich)) return true;  // "patients with asthma who:"
  for (uint32_t i = tail; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    if (element.part == Part::Attribute && (element.code == GrammarCode::Modality || ends_in_preposition(element))) return true;
  }
  return false;
}

// "undergo" in "unable to undergo:".
bool NodeMaker::is_light_word(const Element& element) const {
  return element.part == Part::Words && element.chunk_end == element.chunk_begin + 1 && (chunk(element.chunk_begin).traits & kLightVerb);
}

// Most of the items below a label bound something that is measured: its time is of the whole list, and not of a drug in one.
bool NodeMaker::lists_bounds(const Node& node) const {
  const NodeList* list = list_of(node);
  if (!list) return false;
  auto bounds = [&](const Node& child) {
    const Item* item = child.as<Item>();
    if (!item || !item->body) return false;
    const Node* at = &*item->body;
    while (const NodeList* parts = list_of(*at)) at = &parts->front();
    return at->as<Comparison>() && is_measured(at->as<Comparison>()->subject.concept_id);
  };
  return 2 * static_cast<size_t>(llvm::count_if(*list, bounds)) > list->size();
}

// Says of each thing in `node` what the elements [begin, end) of a label say.
void NodeMaker::say_of_items(uint32_t begin, uint32_t end, Node& node) {
  LabelWords label;
  for (uint32_t i = label_tail(begin, end); i < end; ++i) {
    const Element& element = buffers_.elements[i];
    if (element.part == Part::Time) label.times.push_back(i);
    if ((element.part == Part::Or || element.part == Part::Comma) && chooses(i, end)) label.front.choices.push_back(static_cast<uint32_t>(label.front.waiting.size()));
    if (element.part != Part::Attribute || is_prohibition(element) || is_untreated(element)) continue;
    label.relates |= relates(element);
    label.front.waiting.push_back(i);
  }
  if (label.front.waiting.empty() && (label.times.empty() || lists_bounds(node))) return;
  say_of(label, node);
  if (label.timed) time_opaque(label, node);
}

// Words that were not understood have the label's time where things beside them have it.
void NodeMaker::time_opaque(LabelWords& label, Node& node) const {
  if (node.as<Opaque>()) return apply_times(label, node);
  if (list_of(node) || node.as<Item>()) for_each_child(node, [&](Node& child) { time_opaque(label, child); });
}

void NodeMaker::say_of(LabelWords& label, Node& node) {
  if (!subject_of_thing(node)) {
    if (node.as<Opaque>()) return;
    if (node.as<Not>() || node.as<Define>()) return;
    if (Cases* cases = node.as<Cases>()) {
      for (CaseArm& arm : cases->arms) say_of(label, arm.body);
      return;
    }
    if (Except* except = node.as<Except>()) return say_of(label, *except->body);
    for_each_child(node, [&](Node& child) { say_of(label, child); });
    return;
  }
  const Has* has = node.as<Has>();
  if (has && has->thing == ThingKind::Measurement) return;
  const ByteRange where = node.range;
  if (label.relates) {
    Node words;
    words.range = where;
    NodeList about;
    about.push_back(std::move(node));
    words.value = Opaque{{where.begin, where.end}, OpaqueReason::NoRule, std::move(about)};
    node = std::move(words);
    diagnose_opaque(node);
  } else {
    PrimaryParts own;
    for (uint32_t i : label.front.waiting)
      if (!says_already(node, buffers_.elements[i])) own.waiting.push_back(i);
    if (own.waiting.size() == label.front.waiting.size()) own.choices = label.front.choices;
    apply_waiting(own, node);
    node.range = where;
    if (Any* any = node.as<Any>())
      for (Node& child : any->children) child.range = where;
  }
  apply_times(label, node);
}

// A time of its own stands before the label's.
void NodeMaker::apply_times(LabelWords& label, Node& node) const {
  const Has* has = node.as<Has>();
  const bool persons_or_other = has && has->thing != ThingKind::Condition && has->thing != ThingKind::Procedure;
  if (label.times.empty() || persons_or_other || (node.time() && *node.time() != Time{})) return;
  if (Any* any = node.as<Any>()) {
    for (Node& child : any->children) apply_times(label, child);
    return;
  }
  const ByteRange where = node.range;
  for (uint32_t i : label.times) apply(buffers_.elements[i], node);
  node.range = where;
  label.timed = true;
}

}  // namespace critc
