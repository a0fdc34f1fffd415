#include "frontend/lower/bound_match.h"

namespace critc {

// A whole number, compared with nothing but things.
bool is_count(const BoundMatch& match) {
  if (match.plain || match.unit != UnitClass::None || match.ordinal || match.age_word || match.titer || match.second) return false;
  for (const std::optional<End>* end : {&match.bounds.low, &match.bounds.high})
    if (*end && ((*end)->reference != Reference::None || (*end)->quantity.stated.exponent < 0)) return false;
  return match.change == Change::None;
}

void lose_comparator(Bounds& bounds) {
  bounds.high.reset();
  bounds.comparator_lost = true;
}

bool limits(const Bounds& bounds) {
  return (bounds.low ? bounds.low : bounds.high)->reference != Reference::None;
}

bool has_limit(const Bounds& bounds) {
  auto limits = [](const std::optional<End>& end) {
    return end && (end->reference == Reference::Uln || end->reference == Reference::Lln);
  };
  return limits(bounds.low) || limits(bounds.high);
}

void set_reference(BoundMatch& match, Reference reference) {
  for (std::optional<End>* end : {&match.bounds.low, &match.bounds.high})
    if (*end && (*end)->reference == Reference::None) (*end)->reference = reference;
}

// The range of a fact: with its subject where both fit into 300 bytes.
Bounds bounds_with_subject(const Bounds& bounds, ByteRange subject) {
  Bounds result = bounds;
  ByteRange both = hull(subject, bounds.range);
  if (both.size() <= 300) result.range = both;
  return result;
}

}  // namespace critc
