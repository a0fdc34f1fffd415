// Numbers and units whose inner signs were lost: 30109 / L, 1870 years, L min 1 m 2, 1g 3 days.
#pragma once

#include "passes/pass.h"

namespace critc {

class LostNumbers {
 public:
  explicit LostNumbers(PassContext& context);

  // A number whose second half became a neighbour of its own: "18 years old, 70 years old" is one
  // range, "1 g 3 days" one dose. Looks at the children of an `all`.
  void recover_pairs(Node& node);
  bool may_hold_pairs(const Node& node) const;  // else recover_pairs changes nothing
  // What one node holds.
  void recover(Node& node);
  // Takes back what was said of words that are understood by now.
  void finish();

 private:
  bool join_ages(Node& node, Node& next);
  bool join_opaque(Node& node, const Node& next);
  void recover_power(Node& node, Comparison& comparison, End& end);
  std::string per_volume(const Quantity& quantity);
  void recover_age_dash(Node& node, Comparison& comparison);
  void recover_unit(Node& node, const Bounds& bounds, End& end, UnitId wanted);
  void recover_division(Node& node, const Bounds& bounds, End& end, const MeasurementRow& row);
  // These answer what they read, from the first number to the last; empty when nothing.
  ByteRange recover_second_age(Node& node, Comparison& comparison);
  ByteRange recover_multiplication(Node& node, Exposure& exposure);

  PassContext& context_;
  Document& document_;
  const Catalog& catalog_;
  ConceptId age_;
  std::vector<ByteRange> understood_;
};

}  // namespace critc
