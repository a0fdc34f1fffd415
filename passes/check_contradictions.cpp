// check-contradictions: bounds on one subject that no patient of a cohort can meet together.
#include "passes/demands.h"
#include "passes/item_groups.h"
#include "passes/report.h"

namespace critc {

namespace {

// A bound that is both asked and forbidden is often one of a second list, of another part of the study, below a heading
// that is no heading of a section. The same criterion in both lists was copied.
bool same_words(const Item& a, const Item& b, const Document& document) {
  return document.str(a.text).trim(" .;\n").equals_insensitive(document.str(b.text).trim(" .;\n"));
}

// Whether both are asked of the same patients for all that the text says. Of two inclusion criteria only in
// one list; exclusion criteria stand in a list of their own.
bool of_same_patients(const Demand& a, const Demand& b, const Document& document, ItemLists& lists) {
  if (a.guarded || b.guarded || !a.item || !b.item || a.item == b.item) return false;
  if (!says_only_bounds(*a.item, document) || !says_only_bounds(*b.item, document)) return false;
  return a.section == b.section ? lists.together(*a.item, *b.item) : same_words(*a.item->as<Item>(), *b.item->as<Item>(), document);
}

bool contradict(const Demand& a, const Demand& b) {
  if (!comparable(a, b) || (a.cohort != b.cohort && a.cohort != 0 && b.cohort != 0)) return false;
  if (a.section == Section::Inclusion && b.section == Section::Inclusion) {
    return disjoint(*a.bounds, *b.bounds);
  }
  if (a.section == b.section) return false;
  const Demand& asked = a.section == Section::Inclusion ? a : b;
  const Demand& forbidden = a.section == Section::Inclusion ? b : a;
  return within(*asked.bounds, *forbidden.bounds);
}

}  // namespace

void check_contradictions(PassContext& context) {
  Document& document = context.document;
  ItemLists lists(document);
  for_each_pair(collect_demands(context), [&](const Demand& earlier, const Demand& later) {
    if (!contradict(earlier, later) || !of_same_patients(earlier, later, document, lists)) return false;
    const std::string title = context.catalog.title(later.subject).str();
    report(document, DiagnosticKind::Contradiction, later.range,
           {title + " " + bounds_text(*later.bounds, document, context.catalog),
            title + " " + bounds_text(*earlier.bounds, document, context.catalog)});
    document.diagnostics.back().notes.push_back({earlier.range, "the other statement"});
    return true;
  });
}

}  // namespace critc
