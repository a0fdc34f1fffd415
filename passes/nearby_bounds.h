// NearbyBounds: whether the bounds around a place lie on their usual sides.
//
// Criteria of one kind stand together: where the next bound goes the unusual way, the section holds the
// other kind of criteria (a list of what is required under "Exclusion", signs of disease under "Inclusion").
#pragma once

#include <vector>

#include "passes/pass.h"
#include "passes/usual_side.h"

namespace critc {

enum class Evidence : uint8_t { None, For, Against };

class NearbyBounds {
 public:
  explicit NearbyBounds(PassContext& context);

  // What the bounds next to `range` say of one on `subject` that ends there: For if the nearest one on
  // something else lies on its usual side, Against if it does not. Against too if one on the same subject does
  // not, or has the same value: "bilirubin <= 1.5 x ULN, or in patients with bilirubin 1.5 x ULN".
  Evidence around(ByteRange range, Section section, ConceptId subject, const End& end) const;

 private:
  struct Stated {
    uint32_t begin = 0;
    Section section = Section::Inclusion;
    ConceptId subject = 0;
    bool usual = false;
    Decimal value;
    Reference reference = Reference::None;
  };
  static bool speaks_against(const Stated& stated, uint32_t distance, const End& end);

  std::vector<Stated> stated_;  // by begin
};

}  // namespace critc
