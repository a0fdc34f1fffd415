// Bounds that stand side by side, as in a table that lost its lines: what `or` joins there.
#include "frontend/lower/group_binder.h"

namespace critc {

namespace {

const Comparison* comparison_of(const Element& element) {
  return element.part == Part::Statement && element.value != Element::kInterval ? element.node.as<Comparison>() : nullptr;
}

}  // namespace

// "platelets >= 100 creatinine OR CrCl <= 1.5 x ULN AST <= 2.5 x ULN", "creatinine <= 1.5 or CrCl >= 60, bilirubin <= 1": `or`
// joins its neighbours, and the bounds beside these are asked for as well.
void GroupBinder::bind_run_on() {
  const std::vector<Element>& elements = buffers_.elements;
  if (context_.section == Section::Exclusion || !has_kind(ChunkKind::Or)) return;  // each of them excludes
  uint32_t before = UINT32_MAX, joint = UINT32_MAX;
  for (uint32_t i = 0; i < elements.size(); ++i) {
    if (elements[i].part == Part::Filler) continue;
    if (elements[i].part == Part::Or && joint == UINT32_MAX) {
      joint = i;
      continue;
    }
    const bool pair = before != UINT32_MAX && joint != UINT32_MAX && comparison_of(elements[before]) && comparison_of(elements[i]);
    if (pair && closes_pair(joint, before, i)) bind(before, i);
    before = i;
    joint = UINT32_MAX;
  }
}

// Whether a bound stands right before or behind the two that `or` joins, or behind a comma, where no `or` closes a list.
bool GroupBinder::closes_pair(uint32_t joint, uint32_t left, uint32_t right) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto next = [&](uint32_t i) {
    do ++i;
    while (i < elements.size() && elements[i].part == Part::Filler);
    return i;
  };
  auto bound_end = [&](uint32_t i) { return comparison_of(elements[i])->bounds.range.end; };
  uint32_t k = left;
  while (k > 0 && elements[k - 1].part == Part::Filler) --k;
  const bool follows = k > 0 && comparison_of(elements[k - 1]) && bound_end(k - 1) != bound_end(left);
  while (k > 0 && (elements[k - 1].part == Part::Filler || is_connective(elements[k - 1].part))) --k;
  if (k > 0 && comparison_of(elements[k - 1]) && bound_end(k - 1) == bound_end(left)) return false;  // "AST and ALT <= 2.5 or <= 5 x ULN"
  if (follows) return true;
  k = next(right);
  if (k < elements.size() && comparison_of(elements[k])) return bound_end(k) != bound_end(right);
  if (k >= elements.size() || elements[k].part != Part::Comma || elements[joint - 1].part == Part::Comma) return false;
  k = next(k);
  if (k < elements.size() && elements[k].part == Part::And) k = next(k);
  if (k >= elements.size() || !comparison_of(elements[k])) return false;
  for (; k < elements.size() && elements[k].part != Part::Stop; ++k)
    if (elements[k].part == Part::Or) return elements[k - 1].part != Part::Comma;
  return true;
}

}  // namespace critc
