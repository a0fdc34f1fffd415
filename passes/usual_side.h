// UsualSide: on which side the bounds of a measurement lie in the criteria of a section.
#pragma once

#include <string>

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

enum class Side : uint8_t { None, Lower, Upper };

struct UsualSide {
  Side side = Side::None;
  unsigned share = 0;  // percent of the counted bounds that lie on it
};

// By the counts of the catalogue for values like this one (canonical, or as stated where the unit is
// unknown), and for multiples of the upper limit of normal by the section alone. None where fewer than 85 %
// of ten or more go the same way.
UsualSide usual_side(const MeasurementRow& row, Section section, const End& end);

}  // namespace critc
