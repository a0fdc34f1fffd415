#include "passes/usual_side.h"

namespace critc {

namespace {

constexpr unsigned kClearShare = 85;
constexpr unsigned kFewest = 10;

// Multiples of the upper limit of normal, counted over all measurements of the registry's postings: 7,022 of
// 7,384 in inclusion criteria are upper bounds, 1,512 of 1,606 in exclusion criteria lower ones.
constexpr UsualSide kInclusionUln = {Side::Upper, 95};
constexpr UsualSide kExclusionUln = {Side::Lower, 94};

BoundCounts counts_for(const SectionBounds& bounds, const End& end, UnitId canonical) {
  const bool comparable = end.reference == Reference::None && end.quantity.unit == canonical;
  return bounds.used > 0 && comparable ? bounds.at(end.quantity.canonical) : bounds.all();
}

}  // namespace

UsualSide usual_side(const MeasurementRow& row, Section section, const End& end) {
  const bool inclusion = section == Section::Inclusion;
  if (end.reference == Reference::Uln) return inclusion ? kInclusionUln : kExclusionUln;
  const BoundCounts counts = counts_for(inclusion ? row.inclusion : row.exclusion, end, row.unit);
  const unsigned all = counts.lower + counts.upper;
  if (all < kFewest) return {};
  const bool lower = counts.lower > counts.upper;
  // A limit of normal is a floor of what is allowed, whatever the usual side of the measurement.
  if (end.reference == Reference::Lln && lower != inclusion) return {};
  const unsigned share = 100 * (lower ? counts.lower : counts.upper) / all;
  if (share < kClearShare) return {};
  return {lower ? Side::Lower : Side::Upper, share};
}

}  // namespace critc
