// Permissions, exceptions and notes that say more about what stands before them.
#include "frontend/lower/combiner.h"

namespace critc {

namespace {

// The exception that `node` ends with; none where it ends otherwise.
Except* last_exception(Node& node) {
  Node* at = &node;
  for (;;) {
    if (Except* exception = at->as<Except>()) return exception;
    NodeList* list = list_of(*at);
    Not* denial = at->as<Not>();
    if (!denial && (!list || list->empty())) return nullptr;
    at = denial ? &*denial->body : &list->back();
  }
}

}  // namespace

// "malignancy other than A; B; or C": B and C are let through too.
bool Combiner::excepts_too(Node& before, uint32_t begin, uint32_t end, unsigned depth) {
  Except* exception = last_exception(before);
  if (!exception || !lists_kind(*exception->body, begin, end)) return false;
  std::optional<Node> more = combine_clause(begin, end, depth + 1);
  if (!more) return false;
  NodeList carves = exception->carve->as<Any>() ? take_children(std::move(*exception->carve)) : NodeList{};
  if (carves.empty()) carves.push_back(std::move(*exception->carve));
  carves.push_back(std::move(*more));
  *exception->carve = group(true, std::move(carves), {});
  assume_logic(*exception->carve, ";");
  cover(before);
  return true;
}

// A sentence that only changes what the one before it says: an exception, a permission, a condition of it.
bool Combiner::folds_into(Node& before, uint32_t begin, uint32_t end, unsigned depth) {
  if (begin >= end || before.as<Define>()) return false;
  const uint32_t first = skip_note(begin, end);
  if (const uint32_t at = opening_exception(first, end); at < end) {
    before = except_behind(std::move(before), at, end, depth);
  } else if (admits(first, end) || admits_kind(before, first, end)) {
    before = except_admitted(std::move(before), first, end, depth);
  } else if (const uint32_t duty = condition_of_admission(first, end); duty < end) {
    before = ruled_by_duty(std::move(before), duty, end, depth);
  } else if (widens(before, first, end)) {
    Node other = admitted(first, end, depth);
    before = group(true, pair(std::move(before), std::move(other)), {});
  } else {
    return false;
  }
  return true;
}

// "Brain metastases. Patients must have completed radiotherapy": who has, is let through. A test result is asked of everybody,
// "Pregnant. Patients must have a negative test": its lack excludes as well.
Node Combiner::ruled_by_duty(Node body, uint32_t at, uint32_t end, unsigned depth) {
  Node node = except_behind(std::move(body), at, end, depth);
  Except& except = *node.as<Except>();
  const Has* result = except.carve->as<Has>();
  if (!result || result->thing != ThingKind::Measurement) return node;
  Node either = group(true, pair(std::move(*except.body), negation_of(std::move(*except.carve))), node.range);
  assume_logic(either, document_.str(text(buffers_.elements[at].chunk_begin, buffers_.elements[at].chunk_end)));
  return either;
}

// A nested item that only admits some of those whom the one around it excludes: "patients with B are eligible".
std::optional<Node> Combiner::admitting_block(uint32_t end) {
  if (!context_.nested || context_.children || context_.section != Section::Exclusion) return std::nullopt;
  while (end > 0 && (buffers_.elements[end - 1].part == Part::Stop || buffers_.elements[end - 1].part == Part::Filler)) --end;
  const uint32_t first = skip_note(0, end);
  if (first >= end || find_top(first, end, Part::Stop) < end || find_top(first, end, Part::Colon) < end || !admits(first, end)) return std::nullopt;
  context_.admits = true;
  Node carve = admitted(first, end, 0);
  carve.range = hull(carve.range, element_range(0, end));
  return carve;
}

// "Note: ...": explains and asks nothing, unless somebody must.
std::optional<Node> Combiner::note_clause(uint32_t begin, uint32_t end, unsigned depth) {
  const uint32_t at = skip_note(begin, end);
  if (at == begin || at >= end) return std::nullopt;
  for (uint32_t i = at; i < end; ++i)
    if ((chunk(buffers_.elements[i].chunk_begin).traits & kObliges) || is_prohibition(buffers_.elements[i])) return std::nullopt;
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

// What a permission in [begin, end) lets through, with the condition for it.
Node Combiner::admitted(uint32_t begin, uint32_t end, unsigned depth) {
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

Node Combiner::except_admitted(Node body, uint32_t begin, uint32_t end, unsigned depth) {
  return except_of(std::move(body), admitted(begin, end, depth), {});
}

Node Combiner::except_behind(Node body, uint32_t at, uint32_t end, unsigned depth) {
  std::optional<Node> carve = combine_clause(at + 1, end, depth + 1);
  if (!carve) carve = opaque(at, end, OpaqueReason::NoRule);
  return except_of(std::move(body), std::move(*carve), element_range(at, end));
}

}  // namespace critc
