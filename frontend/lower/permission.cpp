// Permissions, exceptions and notes that say more about what stands before them.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/parser.h"

namespace critc {

namespace {

bool compares(const Node& node, ConceptId id) {
  const Comparison* comparison = node.as<Comparison>();
  if (comparison) return id && comparison->subject.concept_id == id;
  bool found = false;
  for_each_child(node, [&](const Node& child) { found |= compares(child, id); });
  return found;
}

}  // namespace

// A sentence that only changes what the one before it says: an exception, a permission, a condition of it.
bool Parser::folds_into(Node& before, uint32_t begin, uint32_t end, unsigned depth) {
  if (begin >= end || before.as<Define>()) return false;
  const uint32_t first = skip_note(begin, end);
  if (const uint32_t at = opening_exception(first, end); at < end) {
    before = except_behind(std::move(before), at, end, depth);
  } else if (admits(first, end) || admits_kind(before, first, end)) {
    before = except_admitted(std::move(before), first, end, depth);
  } else if (const uint32_t duty = condition_of_admission(first, end); duty < end) {
    before = except_behind(std::move(before), duty, end, depth);
  } else if (widens(before, first, end)) {
    Node other = admitted(first, end, depth);
    before = group(true, pair(std::move(before), std::move(other)), {});
  } else {
    return false;
  }
  return true;
}

// Behind "note:".
uint32_t Parser::skip_note(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < end && elements[at].part == Part::Filler && elements[at].code != GrammarCode::Note) ++at;
  if (at == end || elements[at].part != Part::Filler) return begin;
  for (++at; at < end && (elements[at].part == Part::Colon || elements[at].part == Part::Comma || elements[at].part == Part::Filler);) ++at;
  return at;
}

// "Note: ...": explains and asks nothing, unless somebody must.
std::optional<Node> Parser::note_clause(uint32_t begin, uint32_t end, unsigned depth) {
  const uint32_t at = skip_note(begin, end);
  if (at == begin || at >= end) return std::nullopt;
  for (uint32_t i = at; i < end; ++i)
    if (chunk(buffers_.elements[i].chunk_begin).traits & kObliges) return std::nullopt;
  std::optional<Node> body = combine_clause(at, end, depth + 1);
  if (!body) return std::nullopt;
  Node node;
  node.range = hull(element_range(begin, end), body->range);
  Define define;
  define.term.text = term_text(begin, at);
  if (buffers_.elements[at - 1].part == Part::Colon) define.term.text = text(buffers_.elements[begin].chunk_begin, buffers_.elements[begin].chunk_end);
  define.body = std::move(*body);
  node.value = Box<Define>(std::move(define));
  return node;
}

// Behind a thing that excludes: "however, patients with B are eligible", "BCC is allowed". What is admitted is an
// exception to the thing, but for drugs, which may be allowed by themselves.
bool Parser::admits(uint32_t begin, uint32_t end) const {
  if (context_.section != Section::Exclusion) return false;
  const uint32_t guard = find_top(begin, end, Part::Guard);
  if (guard < end && bare_verdict(begin, guard) > 0) return has_content(guard + 1, end);
  if (!ends_in_permission(begin, guard)) return false;
  const std::vector<Element>& elements = buffers_.elements;
  const bool persons = std::any_of(elements.begin() + begin, elements.begin() + end, [&](const Element& element) {
    return (element.part == Part::Filler && element.code == GrammarCode::Persons) || names_group(element) ||
           (element.code == GrammarCode::Whose && static_cast<Whose>(element.value) == Whose::Patient);
  });
  auto drug = [](const Element& element) { return element.node.as<Exposure>() != nullptr; };
  return persons || std::none_of(elements.begin() + begin, elements.begin() + end, drug);
}

// "Corticosteroids; inhaled steroids are permitted": a drug of the kind that excludes.
bool Parser::admits_kind(const Node& before, uint32_t begin, uint32_t end) const {
  if (context_.section != Section::Exclusion || !ends_in_permission(begin, find_top(begin, end, Part::Guard))) return false;
  for (uint32_t i = begin; i < end; ++i) {
    const auto* exposure = buffers_.elements[i].node.as<Exposure>();
    if (exposure && exposure->subject.concept_id && exposes_to_kind(before, exposure->subject.concept_id)) return true;
  }
  return false;
}

bool Parser::exposes_to_kind(const Node& node, ConceptId id) const {
  if (const auto* exposure = node.as<Exposure>()) {
    const ConceptId here = exposure->subject.concept_id;
    const auto in_both = [&](ConceptId member) { return llvm::is_contained(catalog_.members(here), member); };
    return here == id || in_both(id) || llvm::any_of(catalog_.members(id), in_both);
  }
  bool found = false;
  for_each_child(node, [&](const Node& child) { found |= exposes_to_kind(child, id); });
  return found;
}

// "ECOG 0-1; ECOG 2 is permitted": the other bound will do as well.
bool Parser::widens(const Node& before, uint32_t begin, uint32_t end) const {
  if (context_.section == Section::Exclusion || !ends_in_permission(begin, find_top(begin, end, Part::Guard))) return false;
  for (uint32_t i = begin; i < end; ++i) {
    const Comparison* comparison = buffers_.elements[i].node.as<Comparison>();
    if (comparison && compares(before, comparison->subject.concept_id)) return true;
  }
  return false;
}

// "Brain metastasis. Patients must have completed radiotherapy", in a list of what excludes: who has, is let through. The
// word that obliges; `end` when there is none.
uint32_t Parser::condition_of_admission(uint32_t begin, uint32_t end) const {
  if (context_.section != Section::Exclusion) return end;
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    const Chunk& first = chunk(element.chunk_begin);
    const bool persons_named = i > begin || first.tok_end > first.tok_begin + 1;  // "patients must have"
    if (first.traits & kObliges) return persons_named && has_content(i + 1, end) ? i : end;
    const bool persons = element.part == Part::Filler || element.code == GrammarCode::Whose;
    if (!persons) return end;
  }
  return end;
}

// What a permission in [begin, end) lets through, with the condition for it.
Node Parser::admitted(uint32_t begin, uint32_t end, unsigned depth) {
  const uint32_t guard = find_top(begin, end, Part::Guard);
  const uint32_t permission = permission_before(guard);
  std::optional<Node> carve = has_content(begin, permission) ? combine_clause(begin, permission, depth + 1) : std::nullopt;
  if (guard < end) {  // "patients with B are eligible if G"
    std::optional<Node> condition = combine_clause(guard + 1, end, depth + 1);
    if (carve && condition) {
      carve = group(false, pair(std::move(*carve), std::move(*condition)), {});
    } else if (condition) {
      carve = std::move(condition);
    }
  }
  if (!carve) carve = opaque(begin, end, OpaqueReason::NoRule);
  carve->range = hull(carve->range, element_range(begin, end));
  return std::move(*carve);
}

Node Parser::except_admitted(Node body, uint32_t begin, uint32_t end, unsigned depth) {
  return except_of(std::move(body), admitted(begin, end, depth), {});
}

// "A; except for B": the exception that opens [begin, end); `end` when none does.
uint32_t Parser::opening_exception(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  uint32_t at = begin;
  while (at < end && (elements[at].part == Part::Filler || elements[at].part == Part::Comma)) ++at;
  return at < end && elements[at].part == Part::Exception ? at : end;
}

Node Parser::except_behind(Node body, uint32_t at, uint32_t end, unsigned depth) {
  std::optional<Node> carve = combine_clause(at + 1, end, depth + 1);
  if (!carve) carve = opaque(at, end, OpaqueReason::NoRule);
  return except_of(std::move(body), std::move(*carve), element_range(at, end));
}

// "A, but patients with B are eligible": where the permission begins; `end` when it is the whole.
uint32_t Parser::permission_begin(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (elements[i].part != Part::And && elements[i].part != Part::Comma) continue;
    uint32_t next = i + 1;
    while (next < end && (elements[next].part == Part::Comma || elements[next].part == Part::And)) ++next;
    if (has_content(begin, i) && opens_with_persons(next, end) && admits(next, end)) return i;
  }
  return end;
}

}  // namespace critc
