// check-redundancy: bounds that another bound of the same section implies.
//
// Of two bounds that ask the same the later one is only named, as a remark: saying it twice is common
// and harmless. Where they differ one of them was probably not meant.
#include "ir/criterion/range_index.h"
#include "passes/demands.h"
#include "passes/item_groups.h"
#include "passes/report.h"

namespace critc {

namespace {

// Whether a patient who meets the criteria of `other` meets those of `demand` in any case.
bool implied(const Demand& demand, const Demand& other) {
  return demand.section == Section::Inclusion ? within(*other.bounds, *demand.bounds)
                                              : within(*demand.bounds, *other.bounds);
}

class Reporter {
 public:
  explicit Reporter(PassContext& context)
      : context_(context),
        document_(context.document),
        age_(context.catalog.find("demographic:age")),
        lists_(context.document) {
    for (const Diagnostic& diagnostic : document_.diagnostics) {
      if (diagnostic.kind == DiagnosticKind::RepeatedCriterion) repeated_.add(diagnostic.range);
    }
    repeated_.finish();
  }

  bool look(const Demand& earlier, const Demand& later) {
    if (earlier.section != later.section || earlier.cohort != later.cohort) return false;
    if (!comparable(earlier, later) || !same_guard(earlier, later, document_)) return false;
    if (!same_words(earlier, later) || !same_list(earlier.item, later.item)) return false;
    const bool later_implied = implied(later, earlier), earlier_implied = implied(earlier, later);
    if (later_implied && earlier_implied) {
      if (!repeated_.touches(later.range)) say(DiagnosticKind::RepeatedBound, later, earlier);
    } else if (later_implied) {
      say(DiagnosticKind::RedundantBound, later, earlier);
    } else if (earlier_implied) {
      say(DiagnosticKind::RedundantBound, earlier, later);
    }
    return later_implied || earlier_implied;
  }

 private:
  // Pre- and post-bronchodilator FEV1 are one row of the catalogue.
  bool same_words(const Demand& a, const Demand& b) const {
    if (a.subject == age_) return true;
    const llvm::StringRef x = document_.str(a.words), y = document_.str(b.words);
    return x.contains_insensitive(y) || y.contains_insensitive(x);
  }

  bool same_list(const Node* a, const Node* b) {
    if (!a || !b || a == b || !says_only_bounds(*a, document_) || !says_only_bounds(*b, document_)) return false;
    return lists_.together(*a, *b);
  }

  void say(DiagnosticKind kind, const Demand& demand, const Demand& other) {
    const std::string title = context_.catalog.title(demand.subject).str();
    report(document_, kind, demand.range,
           {title + " " + bounds_text(*demand.bounds, document_, context_.catalog),
            title + " " + bounds_text(*other.bounds, document_, context_.catalog)});
    document_.diagnostics.back().notes.push_back({other.range, "the other statement"});
  }

  PassContext& context_;
  Document& document_;
  ConceptId age_;
  RangeIndex repeated_;
  ItemLists lists_;
};

}  // namespace

void check_redundancy(PassContext& context) {
  const std::vector<Demand> demands = collect_demands(context);
  if (demands.size() < 2) return;
  Reporter reporter(context);
  for_each_pair(demands, [&](const Demand& earlier, const Demand& later) { return reporter.look(earlier, later); });
}

}  // namespace critc
