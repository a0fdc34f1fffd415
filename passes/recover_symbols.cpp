// recover-symbols: powers of ten, dashes, multiplications and superscripts that the source lost on its
// way to us; recover-comparators does the comparators, when values are comparable.
//
// Each reading must follow from the catalogue: the measurement's unit, its plausible range. Whatever is
// recovered is marked and diagnosed with its reason.
#include "llvm/ADT/StringExtras.h"

#include "passes/ambiguous_number.h"
#include "passes/node_index.h"
#include "passes/lost_number.h"
#include "passes/report.h"

namespace critc {

void recover_symbols(PassContext& context) {
  walk_bounded(context, [&](Node& node, const Place&) { settle_ambiguous_numbers(context, node); });
  if (!context.options.recover) return;
  LostNumbers numbers(context);
  if (any_node(context, [&](const Node& node) { return numbers.may_hold_pairs(node); })) {
    walk(context.document, [&](Node& node, const Place&) { numbers.recover_pairs(node); });  // moves only nodes below
    context.index.reset();
  }
  walk_bounded(context, [&](Node& node, const Place&) { numbers.recover(node); });
  numbers.finish();
}

}  // namespace critc
