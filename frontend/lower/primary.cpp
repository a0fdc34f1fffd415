// One thing or statement with its attributes, times, brackets and negation.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/combiner.h"

namespace critc {

namespace {

bool states_numbers(const NodeList& nodes) {
  return llvm::any_of(nodes, states_number);
}

}  // namespace

// Adds element `i` to the parts; the last element that belongs to it.
uint32_t Combiner::take_element(uint32_t i, PrimaryParts& parts, unsigned depth) {
  Element& element = buffers_.elements[i];
  NodeList& list = parts.list();
  switch (element.part) {
    case Part::Subject:
    case Part::Entity:
    case Part::Statement: take_node(i, parts); break;
    case Part::Attribute:
      if (is_place(element) && !list.empty()) {  // "pO2 > 55 mmHg on room air, pCO2 < 45"
        apply(element, list.back());
        break;
      }
      if (says_result_before(i, parts.end) && !list.empty()) {  // "HER2 positive breast cancer"
        apply(element, list.back());
        break;
      }
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
    case Part::Or:
      if (!parts.waiting.empty() && chooses(i, parts.end)) parts.choices.push_back(static_cast<uint32_t>(parts.waiting.size()));
      if (element.part == Part::Comma && list_word(i, parts.end) != GrammarCode::Or) break;
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
    case Part::Change:
      if (says_side(i, parts.end)) break;
      [[fallthrough]];
    case Part::Dose:
    case Part::Reference: parts.rest.push_back(i); break;
    case Part::Ordinal:
      if (list.empty() || !has_grade(list.back())) parts.rest.push_back(i);
      break;
    default: break;
  }
  return i;
}

std::optional<Node> Combiner::primary(uint32_t begin, uint32_t end, unsigned depth) {
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
  const Has* consent = last.size() == 1 && cut < end ? last.back().as<Has>() : nullptr;
  if (consent && is_consent(consent->subject) && only_names_trial(cut, end)) {  // "informed consent to participate in the study"
    const ByteRange what = element_range(cut, end);
    last.back().attrs.ensure().purpose = {what.begin, what.end};
    cut = end;
  }
  if (!parts.choices.empty()) apply_waiting(parts, last.back());  // "asthma, either controlled or uncontrolled"
  for (uint32_t k : parts.waiting) {
    const Element& said = buffers_.elements[k];
    const bool impossible = static_cast<Modality>(said.value) == Modality::Unable && !ends_in_preposition(said);  // "MRI is not feasible"
    bool rules_onward = said.code == GrammarCode::Modality && !impossible;  // "pneumonia requiring oxygen"
    rules_onward |= said.part == Part::Time && said.value == Element::kAhead;  // of something not known
    rules_onward |= contradicts(said, last.back());
    if (rules_onward) parts.rest.push_back(k);
    else apply(buffers_.elements[k], last.back());
  }
  if (!llvm::is_sorted(parts.rest)) llvm::sort(parts.rest);
  parts.unjoined |= parts.timed && turns(begin, cut);
  if (cut < end) lend_time(cut, end, last.back());
  bool forbids = parts.prohibited && context_.section != Section::Exclusion;
  const bool left_over = !parts.rest.empty() && !tells_persons(parts, begin, end);
  bool says_more = parts.unjoined || (forbids && parts.allowed) || left_over || asks_nothing(last.back()) || ((parts.allowed || parts.related) && last.back().as<Has>());
  parts.blurred |= parts.related;
  if (says_more || cut < end)
    if (std::optional<Node> node = clause_of_modality(begin, end, parts)) return node;
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

}  // namespace critc
