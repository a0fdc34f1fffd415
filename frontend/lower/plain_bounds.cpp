// "ALT <= 2.5 x ULN or <= 5 x ULN (with liver metastases), creatinine <= 1.5": the second bound stands instead of the first, and
// what goes on behind them is another criterion.
#include "frontend/lower/group_binder.h"

namespace critc {

namespace {

const Comparison* comparison_of(const Element& element) {
  return element.part == Part::Statement && element.value != Element::kInterval ? element.node.as<Comparison>() : nullptr;
}

// The bound of a case that nothing stands instead of.
const Comparison* case_bound(const Element& element) {
  const Cases* cases = element.part == Part::Statement ? element.node.as<Cases>() : nullptr;
  return cases && !cases->otherwise && cases->arms.size() == 1 ? cases->arms.front().body.as<Comparison>() : nullptr;
}

}  // namespace

// A finding stands behind the guard, and behind a comma the next bound of a list: the guard is of the bound before it.
bool GroupBinder::guards_in_list(uint32_t bound, uint32_t guard) const {
  const std::vector<Element>& elements = buffers_.elements;
  const uint32_t size = static_cast<uint32_t>(elements.size());
  auto next = [&](uint32_t i) {
    do ++i;
    while (i < size && elements[i].part == Part::Filler);
    return i;
  };
  if (guard >= size || elements[guard].part != Part::Guard || elements[guard].code == GrammarCode::GuardThen) return false;
  const uint32_t finding = next(guard);
  if (finding >= size || !parts_limit(bound, finding)) return false;
  uint32_t behind = next(finding);
  if (behind >= size || (elements[behind].part != Part::Comma && elements[behind].part != Part::And)) return false;
  while (behind < size && (elements[behind].part == Part::Comma || elements[behind].part == Part::And)) behind = next(behind);
  const Comparison* other = behind < size ? comparison_of(elements[behind]) : nullptr;
  return other && other->subject.concept_id != comparison_of(elements[bound])->subject.concept_id;
}

// Makes the bounds before the `or` at `joint` what counts otherwise in the cases behind it, where they are on the same
// measurements.
void GroupBinder::join_plain(uint32_t joint) {
  std::vector<Element>& elements = buffers_.elements;
  llvm::SmallVector<uint32_t, 4> plain, cases;
  for (uint32_t i = joint + 1; i < elements.size() && cases.size() < 4; ++i) {
    if (elements[i].part == Part::Filler) continue;
    if (!case_bound(elements[i])) break;
    cases.push_back(i);
  }
  uint32_t end = 0;
  for (uint32_t i = joint; i-- > 0 && plain.size() < 4;) {
    if (elements[i].part == Part::Filler || is_connective(elements[i].part)) continue;
    const Comparison* comparison = comparison_of(elements[i]);
    if (!comparison || (end != 0 && comparison->bounds.range.end != end)) break;
    end = comparison->bounds.range.end;
    plain.push_back(i);
  }
  if (cases.empty() || plain.empty()) return;
  const Node instead = elements[cases.front()].node;  // all share one bound and guard
  const Comparison& other = *case_bound(elements[cases.front()]);
  auto alike = [&](uint32_t i) {
    const Comparison& one = *comparison_of(elements[i]);
    return one.subject.concept_id && one.bounds.low.has_value() == other.bounds.low.has_value();
  };
  auto named = [&](uint32_t i) {
    return llvm::any_of(plain, [&](uint32_t k) { return comparison_of(elements[k])->subject.concept_id == case_bound(elements[i])->subject.concept_id; });
  };
  if (!llvm::all_of(plain, alike) || !llvm::all_of(cases, named)) return;
  for (uint32_t i : plain) {
    Node bound = std::move(elements[i].node);
    Node node = instead;
    node.as<Cases>()->arms.front().body.as<Comparison>()->subject = bound.as<Comparison>()->subject;
    node.range = hull(node.range, bound.range);
    node.as<Cases>()->otherwise = std::move(bound);
    elements[i].node = std::move(node);
  }
  for (uint32_t i = plain.front() + 1; i <= cases.back(); ++i) elements[i].part = Part::Filler;
}

}  // namespace critc
