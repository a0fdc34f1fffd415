// MethodReader: how a bound is measured or a finding seen: "LVEF >= 50 % by echocardiogram or MUGA", "using the
// Cockcroft-Gault equation". It asks nothing by itself: nobody needs to have had the test.
#pragma once

#include "frontend/lower/block_view.h"

namespace critc {

class MethodReader : public BlockView {
 public:
  explicit MethodReader(const BlockView& block)
      : BlockView(block), criteria_(catalog_.find("thing:classification_criteria")), guideline_(catalog_.find("thing:guideline")),
        diagnostic_test_(catalog_.find("procedure:diagnostic_testing")) {}

  // Methods become attributes of the bounds and findings before them.
  void read_methods();

 private:
  bool is_method(const Element& element) const;
  uint32_t skip_method_words(uint32_t i) const;
  uint32_t skip_methods(uint32_t i) const;
  void fold(uint32_t begin, uint32_t end, Node& node);
  uint32_t skip_chain(uint32_t i) const;
  bool says_status(const Element& element) const;
  bool ends_at(uint32_t i) const;

  const ConceptId criteria_, guideline_, diagnostic_test_;
};

}  // namespace critc
