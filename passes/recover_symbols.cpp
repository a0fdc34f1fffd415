// recover-symbols: comparators, powers of ten, dashes, multiplications and superscripts that the
// source lost on its way to us.
//
// Each reading must follow from the catalogue: the usual direction of the measurement, its scale,
// its plausible range. Whatever is recovered is marked and diagnosed with its reason; what stays in
// doubt stays ??, with lost-comparator.
#include "llvm/ADT/StringExtras.h"

#include "passes/bounded_nodes.h"
#include "passes/lost_comparator.h"
#include "passes/lost_number.h"
#include "passes/report.h"

namespace critc {

void recover_symbols(PassContext& context) {
  const bool recover = context.options.recover;
  LostNumbers numbers(context);
  if (recover) {
    context.bounded.reset();
    walk(context.document, [&](Node& node, const Place&) { numbers.recover_pairs(node); });
  }
  walk_bounded(context, [&](Node& node, const Place& place) {
    if (recover) numbers.recover(node);
    settle_lost_comparator(context, node, place);
  });
  numbers.finish();
}

}  // namespace critc
