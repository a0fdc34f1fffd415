// "QTcF < 450 ms for males and < 470 ms for females", "waist: men > 102 cm; women > 88 cm": bounds that count for
// some persons only.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/group_binder.h"

namespace critc {

namespace {

const Comparison* comparison_of(const Element& element) {
  return element.part == Part::Statement && element.value != Element::kInterval ? element.node.as<Comparison>() : nullptr;
}

bool ends_group(const Element& element) {
  return is_connective(element.part) || element.part == Part::Stop || element.part == Part::Close || element.part == Part::Open;
}

// ">= 9 g/dL for women, or >= 10 g/dL": the other bound on what was named once.
bool stands_instead(const Comparison& one, const Comparison& other) {
  return one.subject.concept_id == other.subject.concept_id && one.subject.text == other.subject.text &&
         one.bounds.low.has_value() == other.bounds.low.has_value();
}

Cases* only_cases(Element& element) {
  return element.part == Part::Statement ? element.node.as<Cases>() : nullptr;
}

}  // namespace

// "adults aged 18 to 65", "children 2-12 years": the age says who the group is.
bool GroupBinder::says_age_again(uint32_t bound, uint32_t group) const {
  const ConceptId id = buffers_.elements[group].node.as<Has>()->subject.concept_id;
  return age_ && comparison_of(buffers_.elements[bound])->subject.concept_id == age_ &&
         llvm::is_contained(catalog_.classes(id), catalog_.find("thing:age_group"));
}

// "for females", "in women", "(men)" behind the bound at `s`.
GroupBinder::GroupOfBound GroupBinder::group_behind(uint32_t s) const {
  const std::vector<Element>& elements = buffers_.elements;
  const uint32_t size = static_cast<uint32_t>(elements.size());
  auto skip = [&](uint32_t t) {
    while (t < size && (elements[t].part == Part::Filler || (elements[t].part == Part::Words && elements[t].code == GrammarCode::TimeFor))) ++t;
    return t;
  };
  GroupOfBound found;
  uint32_t first = s + 1, t = skip(first);
  if (t < size && elements[t].part == Part::Open && elements[t].match > t && !holds_group(t)) {  // "> 133 umol/L (1.5 mg/dL) in men"
    first = elements[t].match + 1;
    t = skip(first);
    if (t == first) return found;
  }
  if (guards_in_list(s, t)) t = skip(t + 1);  // "<= 5 x ULN if liver metastases, creatinine <= 1.5"
  bool joined = t > first;
  const bool bracket = t < size && elements[t].part == Part::Open && elements[t].match > t;
  if (bracket) t = skip(t + 1);
  const bool without = t < size && elements[t].part == Part::Negation && elements[t].code == GrammarCode::No;
  if (without) t = skip(t + 1);
  joined |= without;
  if (t >= size || (!joined && !bracket)) return found;
  const bool some = !without && names_some(elements[t]) && !says_age_again(s, t);
  if (!some && !parts_limit(s, t)) return found;
  const uint32_t group = t++;
  while (t < size && elements[t].part == Part::Filler) ++t;
  if (bracket && (t >= size || elements[t].part != Part::Close)) return found;
  t += bracket;
  if (t < size && !ends_group(elements[t]) && !is_slash(elements[t])) return found;
  found = {s, group, first, t, GroupOfBound::Behind};
  found.without = without;
  return found;
}

// Some persons or a finding stand in the bracket at `open`.
bool GroupBinder::holds_group(uint32_t open) const {
  const auto first = buffers_.elements.begin();
  return std::any_of(first + open, first + buffers_.elements[open].match,
                     [](const Element& element) { return element.part == Part::Entity || element.part == Part::Negation; });
}

// "<= 5 x ULN with liver metastases", "<= 2.5 x ULN without": a condition behind a multiple of a limit of normal.
bool GroupBinder::parts_limit(uint32_t bound, uint32_t thing) const {
  const Has* has = buffers_.elements[thing].part == Part::Entity ? buffers_.elements[thing].node.as<Has>() : nullptr;
  return has && has->thing == ThingKind::Condition && has_limit(comparison_of(buffers_.elements[bound])->bounds);
}

// "men > 102 cm" behind the name of what is measured; "men with a waist > 102 cm".
GroupBinder::GroupOfBound GroupBinder::group_before(uint32_t s) const {
  const std::vector<Element>& elements = buffers_.elements;
  GroupOfBound found;
  uint32_t t = s;
  bool colon = false;
  while (t > 0 && (elements[t - 1].part == Part::Filler || (!colon && elements[t - 1].part == Part::Colon))) colon |= elements[--t].part == Part::Colon;
  if (t == 0 || !names_some(elements[t - 1]) || says_age_again(s, t - 1)) return found;
  const uint32_t group = t - 1;
  const Part before = group == 0 ? Part::Stop : elements[group - 1].part;
  const bool opens = is_connective(before) || before == Part::Stop || before == Part::Colon || before == Part::Filler || before == Part::Open;
  if (!opens) return found;
  const Subject& subject = elements[s].node.as<Comparison>()->subject;
  const bool named_before = subject.concept_id != age_ && subject.text.end <= elements[group].node.range.begin;
  found = {s, group, group, s, named_before ? GroupOfBound::Before : GroupOfBound::Around};
  return found;
}

// The bound at `of.bound` becomes a case; what joined it with its persons says nothing more.
void GroupBinder::guard_by_group(const GroupOfBound& of) {
  std::vector<Element>& elements = buffers_.elements;
  Element& statement = elements[of.bound];
  const uint32_t end = statement.node.as<Comparison>()->bounds.range.end;
  const Node guard = of.without ? negation_of(elements[of.group].node) : elements[of.group].node;
  for (uint32_t k = of.begin; k < of.end; ++k) elements[k].part = Part::Filler;
  for (uint32_t k = of.bound + 1; k-- > 0;) {  // "AST and ALT <= 3 x ULN in men"
    Element& element = elements[k];
    const Comparison* comparison = comparison_of(element);
    if (element.part == Part::Filler || is_connective(element.part)) continue;
    if (!comparison || comparison->bounds.range.end != end) break;
    element.node = case_of(guard, std::move(element.node), {});
  }
}

// Whether the persons of `one` and `other` differ and nothing but a connective stands between their bounds.
bool GroupBinder::alternate(const GroupOfBound& one, const GroupOfBound& other) const {
  const std::vector<Element>& elements = buffers_.elements;
  auto id = [&](const GroupOfBound& of) { return elements[of.group].node.as<Has>()->subject.concept_id; };
  if (id(one) == id(other)) return false;
  const uint32_t begin = std::max(one.bound + 1, one.end), end = std::min(other.bound, other.begin);
  if (begin >= end) return false;
  return std::all_of(elements.begin() + begin, elements.begin() + end, [&](const Element& element) {
    return element.part == Part::Filler || is_connective(element.part) || element.part == Part::Stop || is_slash(element);
  });
}

// The cases of neighbouring bounds on one measurement are arms of one node: "(men) or >= 12 (women)" asks of each what is
// said of them. Those on other measurements are asked together, since who is meant by one is not by the other.
void GroupBinder::join_groups() {
  std::vector<Element>& elements = buffers_.elements;
  uint32_t last = UINT32_MAX, joint = UINT32_MAX;
  bool either = false;
  for (uint32_t i = 0; i < elements.size(); ++i) {
    Element& element = elements[i];
    const Part part = element.part;
    if (part == Part::Filler) continue;
    if (is_connective(part) || is_slash(element) || (part == Part::Stop && element.value != Chunk::kSentence)) {
      joint = i;
      either |= part == Part::Or || is_slash(element);
      continue;
    }
    Cases* before = last != UINT32_MAX && joint != UINT32_MAX ? only_cases(elements[last]) : nullptr;
    if (before && join_case(*before, element, either)) {
      elements[last].node.range = hull(elements[last].node.range, element.node.range);
      for (uint32_t k = last + 1; k <= i; ++k) elements[k].part = Part::Filler;
    } else {
      if (before && either && only_cases(element) && context_.section != Section::Exclusion) elements[joint].part = Part::And;
      last = only_cases(element) ? i : UINT32_MAX;
    }
    joint = UINT32_MAX;
    either = false;
  }
}

// Takes the bound of `element` into the cases on the same measurement before it; whether it is one.
bool GroupBinder::join_case(Cases& before, Element& element, bool either) const {
  const Comparison* first = before.arms.front().body.as<Comparison>();
  Cases* here = only_cases(element);
  const Comparison* other = here ? here->arms.front().body.as<Comparison>() : comparison_of(element);
  if (!first || !other || before.otherwise || first->subject.concept_id != other->subject.concept_id) return false;
  if (here) {
    before.arms.push_back(std::move(here->arms.front()));
    return true;
  }
  if (!either || !stands_instead(*first, *other)) return false;
  const ByteRange where = element.node.range;
  before.otherwise = std::move(element.node);
  element.node.range = where;
  return true;
}

void GroupBinder::place_groups() {
  const std::vector<Element>& elements = buffers_.elements;
  const bool compares = llvm::any_of(elements, [](const Element& element) { return comparison_of(element) != nullptr; });
  auto may_part = [&](const Element& element) {
    const Comparison* comparison = comparison_of(element);
    return names_some(element) || (comparison && has_limit(comparison->bounds));
  };
  if (!compares || llvm::none_of(elements, may_part)) return;
  llvm::SmallVector<GroupOfBound, 4> found;
  for (uint32_t s = 0; s < elements.size(); ++s) {
    if (!comparison_of(elements[s])) continue;
    GroupOfBound of = group_behind(s);
    if (of.form == GroupOfBound::None) of = group_before(s);
    if (of.form != GroupOfBound::None) found.push_back(of);
  }
  bool any = false;
  for (size_t i = 0; i < found.size(); ++i) {
    auto pairs_with = [&](size_t one, size_t other) {
      return found[one].form == found[other].form && alternate(found[std::min(one, other)], found[std::max(one, other)]);
    };
    const bool paired = (i > 0 && pairs_with(i, i - 1)) || (i + 1 < found.size() && pairs_with(i, i + 1));
    if (found[i].form == GroupOfBound::Around && !paired) found[i].form = GroupOfBound::None;
  }
  for (const GroupOfBound& of : found) {
    if (of.form == GroupOfBound::None) continue;
    guard_by_group(of);
    any = true;
  }
  if (!any) return;
  for (uint32_t i = 1; i < elements.size(); ++i)
    if (elements[i].part == Part::Or) join_plain(i);
  join_groups();
}

// "assent for patients < 18 years", ">= 50,000/uL for prior temozolomide": `for` before persons of an age, or between a
// bound and what somebody has or takes, opens a case.
void GroupBinder::mark_persons() {
  std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = 0; i + 1 < elements.size(); ++i) {
    if (!is_for(elements[i])) continue;
    const bool some = names_some(elements[i + 1]) && (i + 2 == elements.size() || (ends_group(elements[i + 2]) && elements[i + 2].part != Part::Open));  // "for women"
    if (!(some || opens_age(i + 1) || (i > 0 && comparison_of(elements[i - 1]) && opens_finding(i + 1)))) continue;
    elements[i].part = Part::Guard;
    elements[i].code = GrammarCode::GuardFor;
  }
}

// Persons and their age stand at `i`.
bool GroupBinder::opens_age(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (elements[i].part != Part::Filler || elements[i].code != GrammarCode::Persons) return false;
  while (i < elements.size() && elements[i].part == Part::Filler) ++i;
  const Comparison* comparison = i < elements.size() ? comparison_of(elements[i]) : nullptr;
  return comparison && comparison->subject.concept_id == age_;
}

// A condition, drug or procedure stands at `i`, with what is said of it before.
bool GroupBinder::opens_finding(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  while (i < elements.size() && (elements[i].part == Part::Filler || elements[i].part == Part::Attribute)) ++i;
  if (i >= elements.size() || elements[i].part != Part::Entity) return false;
  const Has* has = elements[i].node.as<Has>();
  return !has || has->thing == ThingKind::Condition || has->thing == ThingKind::Procedure;
}

// "bilirubin <= 1.5 x ULN, AST or ALT <= 3 x ULN": what one bound joins is one member of the list around it.
void GroupBinder::bind_alternatives() {
  std::vector<Element>& elements = buffers_.elements;
  if (context_.section == Section::Exclusion) return;  // each of them excludes
  uint32_t before = UINT32_MAX, comma = UINT32_MAX;  // the statement, and the comma or `and` behind it
  for (uint32_t i = 0; i < elements.size(); ++i) {
    const Part part = elements[i].part;
    if (part == Part::Filler) continue;
    if (part == Part::Comma || part == Part::And) {
      if (before != UINT32_MAX && comma == UINT32_MAX) comma = i;
      continue;
    }
    if (!comparison_of(elements[i])) {
      before = comma = UINT32_MAX;
      continue;
    }
    const uint32_t last = before != UINT32_MAX && comma != UINT32_MAX ? last_of_bound(i) : i;
    if (last > i) bind(i, last);
    before = i;
    comma = UINT32_MAX;
  }
}

// The last statement that shares the bound of `i` and is joined to it by `or` alone; `i` when there is none.
uint32_t GroupBinder::last_of_bound(uint32_t i) const {
  const std::vector<Element>& elements = buffers_.elements;
  const uint32_t end = comparison_of(elements[i])->bounds.range.end;
  if (comparison_of(elements[i])->bounds.empty()) return i;
  uint32_t last = i;
  bool joined = false;
  for (uint32_t k = i + 1; k < elements.size(); ++k) {
    if (elements[k].part == Part::Filler) continue;
    const Comparison* comparison = comparison_of(elements[k]);
    if (elements[k].part == Part::Or) {
      joined = true;
    } else if (joined && comparison && comparison->bounds.range.end == end) {
      last = k;
      joined = false;
    } else {
      break;
    }
  }
  return last;
}

void GroupBinder::bind(uint32_t first, uint32_t last) {
  std::vector<Element>& elements = buffers_.elements;
  NodeList list;
  for (uint32_t k = first; k <= last; ++k) {
    if (elements[k].part == Part::Statement) list.push_back(std::move(elements[k].node));
    if (k > first) elements[k].part = Part::Filler;
  }
  elements[first].node = group(true, std::move(list), {});
}

}  // namespace critc
