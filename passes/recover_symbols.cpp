// recover-symbols: powers of ten, dashes, multiplications and superscripts that the source lost on its
// way to us; recover-comparators does the comparators, when values are comparable.
//
// Each reading must follow from the catalogue: the measurement's unit, its plausible range. Whatever is
// recovered is marked and diagnosed with its reason.
#include "llvm/ADT/StringExtras.h"

#include "passes/bounded_nodes.h"
#include "passes/lost_number.h"
#include "passes/report.h"

namespace critc {

void recover_symbols(PassContext& context) {
  if (!context.options.recover) return;
  LostNumbers numbers(context);
  std::vector<PlacedNode> bounded;
  walk(context.document, [&](Node& node, const Place& place) {
    numbers.recover_pairs(node);  // moves only nodes below
    if (is_bounded(node)) bounded.push_back({&node, place});
  });
  context.bounded = std::move(bounded);
  walk_bounded(context, [&](Node& node, const Place&) { numbers.recover(node); });
  numbers.finish();
}

}  // namespace critc
