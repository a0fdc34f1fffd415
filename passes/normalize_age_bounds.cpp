// normalize-age-bounds: whom the posting and each cohort admit by age and sex.
//
// The posting's population is what both its structured fields and its text admit; a cohort that
// states its own ages keeps them. The fields are never copied over the text: where they differ it
// is said.
#include <vector>

#include "passes/age_bounds.h"
#include "passes/demands.h"
#include "passes/node_index.h"
#include "passes/report.h"

namespace critc {

namespace {

constexpr size_t kMostLettersBesideAge = 40;  // beside an age: "Male or female patients at the time of consent"

Sex sex_of(llvm::StringRef field) {
  const std::string words = field.lower();
  const bool female = llvm::StringRef(words).contains("female");
  const bool male =
      llvm::StringRef(words).starts_with("male") || llvm::StringRef(words).contains(" male");
  if (female == male) return Sex::All;
  return female ? Sex::Female : Sex::Male;
}

// What excludes one side admits the other.
std::optional<Bounds> complement(const Bounds& bounds) {
  if (!bounds.low == !bounds.high) return std::nullopt;
  Bounds rest = bounds;
  rest.low = bounds.high;
  rest.high = bounds.low;
  if (rest.low) rest.low->closed = !rest.low->closed;
  if (rest.high) rest.high->closed = !rest.high->closed;
  return rest;
}

class Normalizer {
 public:
  explicit Normalizer(PassContext& context)
      : context_(context),
        document_(context.document),
        catalog_(context.catalog),
        ages_(document_, catalog_),
        age_(catalog_.find("demographic:age")),
        fields_(fields()),
        stated_(document_.cohorts.size() + 1),
        mentioned_(stated_.size()) {}

  void run() {
    walk_bounded(context_, [&](Node& node, const Place& place) { collect(node, place); });
    Population& population = document_.population;
    population.sex = sex_of(document_.sex.value);
    population.age = reconcile(stated_ages(0));
    for (size_t i = 0; i < document_.cohorts.size(); ++i) {
      fill_cohort(document_.cohorts[i], stated_ages(i + 1));
    }
  }

 private:
  // Ages that the text states for everybody of a cohort, as one range.
  void collect(const Node& node, const Place& place) {
    const auto* comparison = node.as<Comparison>();
    if (!comparison || comparison->subject.concept_id != age_ || age_ == 0) return;
    if (comparison->change != Change::None || comparison->bounds.comparator_lost) return;
    if (node.attrs && node.attrs->whose != Whose::Patient) return;
    const Bounds& bounds = comparison->bounds;
    if (bounds.empty() || has_reference(bounds) || place.cohort >= stated_.size()) return;
    if (!place.unconditional()) return;
    const bool sure = place.item && says_only_bounds(*place.item, document_, kMostLettersBesideAge);
    Bounds& stated = (sure ? stated_ : mentioned_)[place.cohort];
    if (place.section == Section::Inclusion) {
      ages_.tighten(stated, bounds);
    } else if (const auto rest = complement(bounds)) {
      ages_.tighten(stated, *rest);
    } else {
      return;
    }
    stated.range = hull(stated.range, bounds_range(bounds, node));
  }

  // A criterion of nothing but ages says whom the posting admits. Other words beside an age may make it that
  // of a caregiver, of a definition or of some patients: it counts only where nothing else tells.
  const Bounds& stated_ages(size_t cohort) const {
    const bool told = !stated_[cohort].empty() || (cohort == 0 && !fields_.empty());
    return told || ages_.is_empty(mentioned_[cohort]) ? stated_[cohort] : mentioned_[cohort];
  }

  static bool has_reference(const Bounds& bounds) {
    return (bounds.low && bounds.low->reference != Reference::None) ||
           (bounds.high && bounds.high->reference != Reference::None);
  }

  Bounds fields() const {
    Bounds bounds;
    if (auto low = ages_.parse(document_.minimum_age.value, true, false))
      ages_.tighten(bounds, *low);
    const auto high = ages_.parse(document_.maximum_age.value, false, false);
    const bool none = high && high->high && high->high->quantity.stated.mantissa == 0;  // "0": left out
    if (high && !none) ages_.tighten(bounds, *high);
    return bounds;
  }

  Bounds reconcile(const Bounds& stated) {
    if (stated.empty() || fields_.empty() || ages_.same(fields_, stated)) {
      return fields_.empty() && !ages_.is_empty(stated) ? plain(stated) : plain(fields_);
    }
    if (ages_.is_empty(stated)) {  // ages of several groups: whose, nobody says
      say(DiagnosticKind::AgesReconciled, fields_, stated, fields_);
      return plain(fields_);
    }
    Bounds both = fields_;
    ages_.tighten(both, stated);
    if (ages_.is_empty(both)) {
      const bool guardians = fields_.high && stated.low && !stated.high;  // of children: "18 years of age or older" are their parents
      say(guardians ? DiagnosticKind::AgesReconciled : DiagnosticKind::AgesConflict, fields_, stated, guardians ? fields_ : stated);
      return plain(guardians ? fields_ : stated);
    }
    say(DiagnosticKind::AgesReconciled, fields_, stated, both);
    return plain(both);
  }

  void fill_cohort(Cohort& cohort, Bounds stated) {
    cohort.population.sex = document_.population.sex;
    const bool of_title = stated.empty();
    if (of_title) {
      if (auto heading = ages_.parse(cohort.title, true, true)) stated = *heading;
    }
    if (stated.empty() || ages_.is_empty(stated)) {
      cohort.population.age = document_.population.age;
      return;
    }
    cohort.population.age = plain(stated);
    const Bounds& outer = document_.population.age;
    if (ages_.within(stated, outer)) return;
    Bounds both = outer;
    ages_.tighten(both, stated);
    const bool conflict = ages_.is_empty(both);
    if (conflict && of_title) {  // "Cohort 3: 5-years post-diagnosis"
      cohort.population.age = outer;
      return;
    }
    if (stated.range.empty()) stated.range = cohort.range;
    say(conflict ? DiagnosticKind::AgesConflict : DiagnosticKind::AgesReconciled, outer, stated,
        stated);
  }

  void say(DiagnosticKind kind, const Bounds& fields, const Bounds& stated, const Bounds& chosen) {
    report(document_, kind, stated.range,
           {bounds_text(fields, document_, catalog_), bounds_text(stated, document_, catalog_),
            bounds_text(chosen, document_, catalog_)});
    for (const PostingField* field : {&document_.minimum_age, &document_.maximum_age}) {
      if (field->range.empty()) continue;
      document_.diagnostics.back().notes.push_back({field->range, "the field"});
      if (document_.minimum_age.range == document_.maximum_age.range) break;
    }
  }

  // Without the words and places of one of its sources.
  static Bounds plain(Bounds bounds) {
    bounds.range = {};
    for (std::optional<End>* end : {&bounds.low, &bounds.high}) {
      if (*end) (*end)->quantity.unit_text = {};
    }
    return bounds;
  }

  PassContext& context_;
  Document& document_;
  const Catalog& catalog_;
  AgeBounds ages_;
  ConceptId age_;
  const Bounds fields_;            // what the posting's own fields admit
  std::vector<Bounds> stated_;     // by cohort, of criteria that say nothing else
  std::vector<Bounds> mentioned_;  // of others
};

}  // namespace

void normalize_age_bounds(PassContext& context) { Normalizer(context).run(); }

}  // namespace critc
