// resolve-subjects: chooses among the senses of each subject's phrase by what the node asks.
#include "llvm/ADT/StringExtras.h"

#include "passes/node_index.h"
#include "passes/report.h"
#include "passes/unit_math.h"
#include "passes/unit_reader.h"
#include "passes/words.h"

namespace critc {

namespace {

using KindSet = uint32_t;
constexpr KindSet set(ConceptKind kind) { return KindSet{1} << static_cast<unsigned>(kind); }
template <typename... Kinds>
constexpr KindSet set(ConceptKind first, Kinds... rest) {
  return set(first) | set(rest...);
}

constexpr KindSet kMeasured =
    set(ConceptKind::Lab, ConceptKind::Vital, ConceptKind::Score, ConceptKind::Demographic);
constexpr KindSet kLimited = set(ConceptKind::Lab, ConceptKind::Vital, ConceptKind::Score);
constexpr KindSet kMedicines = set(ConceptKind::Drug, ConceptKind::DrugClass);
constexpr KindSet kThings = kMeasured | kMedicines |
                            set(ConceptKind::Condition, ConceptKind::Procedure, ConceptKind::Device,
                                ConceptKind::Organism, ConceptKind::Thing);
constexpr KindSet kAnyNamed = kThings | set(ConceptKind::Anchor);

// What a place in a node asks for: the kinds it wants most, and those it can do with.
struct Wanted {
  KindSet first;
  KindSet second = kThings;
};

Wanted wanted_by(ThingKind thing) {
  switch (thing) {
    case ThingKind::Condition:
      return {set(ConceptKind::Condition)};
    case ThingKind::Drug:
      return {kMedicines, kThings};
    case ThingKind::Procedure:
      return {set(ConceptKind::Procedure, ConceptKind::DrugClass)};
    case ThingKind::Measurement:
      return {kMeasured};
    case ThingKind::Allergy:
      return {kMedicines | set(ConceptKind::Condition)};
    case ThingKind::Device:
      return {set(ConceptKind::Device)};
    case ThingKind::Organism:
      return {set(ConceptKind::Organism)};
    case ThingKind::Person:
    case ThingKind::Visit:
    case ThingKind::Study:
    case ThingKind::Consent:
      return {set(ConceptKind::Thing)};
    case ThingKind::Other:
      break;
  }
  return {set(ConceptKind::Condition, ConceptKind::Procedure) | kMedicines};
}

ThingKind thing_of(ConceptKind kind) {
  switch (kind) {
    case ConceptKind::Condition:
      return ThingKind::Condition;
    case ConceptKind::Drug:
    case ConceptKind::DrugClass:
      return ThingKind::Drug;
    case ConceptKind::Procedure:
      return ThingKind::Procedure;
    case ConceptKind::Device:
      return ThingKind::Device;
    case ConceptKind::Organism:
      return ThingKind::Organism;
    case ConceptKind::Lab:
    case ConceptKind::Vital:
    case ConceptKind::Score:
    case ConceptKind::Demographic:
      return ThingKind::Measurement;
    default:
      return ThingKind::Other;
  }
}

// Whether `words` hold `exact` as whole words with these very letters.
bool holds_letters(llvm::StringRef words, llvm::StringRef exact) {
  for (size_t at = words.find(exact); at != llvm::StringRef::npos; at = words.find(exact, at + 1)) {
    const size_t end = at + exact.size();
    const bool starts = at == 0 || !llvm::isAlnum(words[at - 1]);
    const bool ends = end == words.size() || !llvm::isAlnum(words[end]);
    if (starts && ends) return true;
  }
  return false;
}

class Resolver {
 public:
  explicit Resolver(PassContext& context)
      : context_(context),
        document_(context.document),
        degrees_(context.catalog.unit("Cel")),
        gray_(context.catalog.unit("Gy")) {}

  void visit(Node& node) {
    if (auto* comparison = node.as<Comparison>()) {
      resolve_measured(*comparison);
      if (!comparison->subject.concept_id) report_unknown(*comparison, node);
    } else if (auto* has = node.as<Has>()) {
      resolve(has->subject, wanted_by(has->thing));
      if (has->thing == ThingKind::Other && has->subject.concept_id) {
        has->thing = thing_of(context_.catalog.kind(has->subject.concept_id));
      }
    } else if (auto* exposure = node.as<Exposure>()) {
      resolve_exposure(*exposure);
    } else if (auto* define = node.as<Define>()) {
      resolve(define->term, {set(ConceptKind::Condition), kAnyNamed});
    } else if (auto* exists = node.as<Exists>()) {
      resolve(exists->subject, {kThings});
    }
    if (!node.attrs) return;
    for (Window& window : node.attrs->time.windows) {
      resolve(window.anchor, {set(ConceptKind::Anchor), kAnyNamed});
    }
  }

 private:
  // The phrase of the subject; words that lowering did not look up (a document read back) are
  // looked up as a whole.
  PhraseId phrase_of(const Subject& subject) {
    if (subject.phrase || subject.text.empty()) return subject.phrase;
    WordList words(document_, context_.tokens, context_.catalog, subject.text);
    return whole_phrase(context_.catalog, words.words());
  }

  // Calls f(ConceptId, exact) for the senses that the letters in the text allow.
  template <typename F>
  void for_each_sense(const Subject& subject, F&& f) {
    const PhraseId phrase = phrase_of(subject);
    if (phrase == 0 || (phrase & kLocalBit)) return;
    const uint32_t count = context_.catalog.sense_count(phrase);
    for (uint32_t i = 0; i < count; ++i) {
      const Sense sense = context_.catalog.sense(phrase, i);
      if (!sense.exact.empty() && !holds_letters(document_.str(subject.text), sense.exact))
        continue;
      f(sense.concept_id, !sense.exact.empty());
    }
  }

  // Within one tier a sense with exact letters beats a plain one, then table order decides.
  void resolve(Subject& subject, Wanted wanted) {
    if (subject.concept_id) return;
    int best = 0;
    for_each_sense(subject, [&](ConceptId id, bool exact) {
      const KindSet kind = set(context_.catalog.kind(id));
      int rank = kind & wanted.first ? 4 : kind & wanted.second ? 2 : 0;
      if (rank && exact) ++rank;
      if (rank > best) {
        best = rank;
        subject.concept_id = id;
      }
    });
  }

  // Among several measurements the one whose unit fits what is written wins.
  void resolve_measured(Comparison& comparison) {
    const ConceptId lowered = comparison.subject.concept_id;
    const bool thing = lowered && !measurement_row(context_.catalog, lowered);
    llvm::SmallVector<ConceptId, 4> candidates;
    for_each_sense(comparison.subject, [&](ConceptId id, bool) {
      if (set(context_.catalog.kind(id)) & kMeasured) candidates.push_back(id);
    });
    if (candidates.empty() || thing || (lowered && !llvm::is_contained(candidates, lowered))) {
      if (!thing && !counts(comparison)) resolve(comparison.subject, {kMedicines, kThings});
      if (take_measurement_of(comparison)) return;
      keep_limit_on_measurement(comparison);
      keep_fitting(comparison);
      if (thing && !comparison.subject.concept_id && take_sense(comparison, candidates)) return;
      take_what_unit_counts(comparison);
      return;
    }
    if (!lowered) comparison.subject.concept_id = candidates.front();
    if (candidates.size() > 1) choose_by_unit(comparison, candidates);
    take_other_measurement(comparison);
  }

  static const End& one_end(const Comparison& comparison) {
    return comparison.bounds.low ? *comparison.bounds.low : *comparison.bounds.high;
  }

  // Whether the bound has a unit in which the measurement is taken, or a limit of normal.
  bool is_in_unit_of(const Comparison& comparison, ConceptId measured) const {
    const MeasurementRow& row = context_.catalog.measurement(measured);
    const End& end = one_end(comparison);
    if (end.reference == Reference::Uln || end.reference == Reference::Lln) return (row.flags & kAllowsReference) != 0;
    const UnitId unit = end.quantity.stated_unit;
    if (!unit || !row.unit || (unit & kLocalBit) || end.reference != Reference::None) return false;
    const Dimension stated = context_.catalog.unit(unit).dimension;
    Dimension wanted = context_.catalog.unit(row.unit).dimension;
    if (row.molar_mass.num != 0 && !(stated == Dimension{})) wanted.exponents[kMassExponent] = stated.exponents[kMassExponent];
    return stated == wanted;
  }

  // "weight loss > 5 %", "proteinuria > 1 g/day": the finding and its measurement have one name.
  bool take_sense(Comparison& comparison, llvm::ArrayRef<ConceptId> measured) const {
    const auto* fits = llvm::find_if(measured, [&](ConceptId id) { return is_in_unit_of(comparison, id); });
    if (fits == measured.end()) return false;
    comparison.subject.concept_id = *fits;
    return true;
  }

  // "thrombocytopenia < 50 x 10^9/L" bounds the platelets. Of several measurements that of the fewest conditions is the
  // condition's own: every lymphopenia is a leukopenia.
  bool take_measurement_of(Comparison& comparison) const {
    const ConceptId id = comparison.subject.concept_id;
    if (!id || context_.catalog.kind(id) != ConceptKind::Condition) return false;
    ConceptId best = 0;
    for (ConceptId whole : context_.catalog.classes(id)) {
      if (!measurement_row(context_.catalog, whole) || !is_in_unit_of(comparison, whole)) continue;
      if (!best || context_.catalog.members(whole).size() < context_.catalog.members(best).size()) best = whole;
    }
    const Reference reference = one_end(comparison).reference;  // "Gilbert's syndrome <= 3 x ULN" is of persons who have it
    if (reference == (comparison.bounds.low ? Reference::Lln : Reference::Uln)) return false;
    if (best) comparison.subject.concept_id = best;
    return best != 0;
  }

  // "creatinine >= 50 mL/min": the unit is of another measurement that goes by the same name.
  void take_other_measurement(Comparison& comparison) const {
    const ConceptId id = comparison.subject.concept_id;
    if (one_end(comparison).reference != Reference::None || is_in_unit_of(comparison, id)) return;
    for (ConceptId whole : context_.catalog.classes(id))
      if (measurement_row(context_.catalog, whole) && is_in_unit_of(comparison, whole)) comparison.subject.concept_id = whole;
  }

  // "smokes more than 10 cigarettes a day", "use > 14 drinks per week": nothing else is counted in the unit.
  void take_what_unit_counts(Comparison& comparison) const {
    const UnitId unit = one_end(comparison).quantity.stated_unit;
    const ConceptId id = comparison.subject.concept_id;
    if (!unit || (unit & kLocalBit) || (id && measurement_row(context_.catalog, id))) return;
    const ConceptId counted = context_.catalog.find(("unit:" + context_.catalog.ucum(unit)).str());
    for (ConceptId whole : counted ? context_.catalog.classes(counted) : llvm::ArrayRef<ConceptId>{})
      comparison.subject.concept_id = whole;
  }

  // A number without unit and limit is no value of a condition or drug.
  static bool counts(const Comparison& comparison) {
    const End& end = one_end(comparison);
    return end.quantity.unit_text.empty() && !end.quantity.stated_unit && end.reference == Reference::None;
  }

  // Only measurements have limits of normal; other names stay words.
  void keep_limit_on_measurement(Comparison& comparison) const {
    auto limited = [](const std::optional<End>& end) {
      return end && (end->reference == Reference::Uln || end->reference == Reference::Lln);
    };
    ConceptId& id = comparison.subject.concept_id;
    if (!limited(comparison.bounds.low) && !limited(comparison.bounds.high)) return;
    if (id && !(set(context_.catalog.kind(id)) & kLimited)) id = comparison.subject.phrase = 0;
  }

  // A finding has a size, bleeding a volume and a fever its degrees, radiotherapy a dose and a drug an amount; no other value is one of a
  // thing, and no share at all: "echocardiogram >= 50 %". The words stay.
  void keep_fitting(Comparison& comparison) const {
    Subject& subject = comparison.subject;
    const UnitId unit = one_end(comparison).quantity.stated_unit;
    if (!subject.concept_id || measurement_row(context_.catalog, subject.concept_id) || !unit || (unit & kLocalBit)) return;
    const KindSet kind = set(context_.catalog.kind(subject.concept_id));
    const Dimension dimension = context_.catalog.unit(unit).dimension;
    const Dimension share{}, length{{1, 0, 0, 0, 0, 0, 0}, 0}, area{{2, 0, 0, 0, 0, 0, 0}, 0}, time{{0, 1, 0, 0, 0, 0, 0}, 0};
    const Dimension volume{{3, 0, 0, 0, 0, 0, 0}, 0};
    const bool sized = dimension == length || dimension == area || dimension == volume ||
                       dimension == context_.catalog.unit(degrees_).dimension;
    const bool fits = kind & kMedicines                      ? !(dimension == share)
                      : kind & set(ConceptKind::Condition)   ? sized
                      : kind & set(ConceptKind::Procedure)   ? dimension == context_.catalog.unit(gray_).dimension
                                                             : dimension == length || dimension == time;
    if (!fits) subject.concept_id = subject.phrase = 0;
  }

  void choose_by_unit(Comparison& comparison, llvm::ArrayRef<ConceptId> candidates) {
    const std::optional<End>& end =
        comparison.bounds.low ? comparison.bounds.low : comparison.bounds.high;
    if (!end) return;
    const Catalog& catalog = context_.catalog;
    WordList words(document_, context_.tokens, catalog, end->quantity.unit_text);
    for (ConceptId id : candidates) {
      const MeasurementRow& row = catalog.measurement(id);
      if (end->reference == Reference::Uln || end->reference == Reference::Lln) {
        if (!(row.flags & kAllowsReference)) continue;
      } else if (end->quantity.unit_text.empty()) {
        if (row.unit && catalog.ucum(row.unit) != "1" && !row.bare_low_unit && !row.bare_high_unit)
          continue;
      } else {
        const UnitId unit = read_unit(document_, catalog, words.words(), row.unit);
        auto written = ucum_of(document_, catalog, unit);
        auto canonical = ucum_of(document_, catalog, row.unit);
        if (!written || !canonical || !equal_but_annotations(*written, *canonical)) continue;
      }
      comparison.subject.concept_id = id;
      return;
    }
  }

  bool takes_bare_numbers(const MeasurementRow& row) const {
    if (!row.unit || row.bare_low_unit || row.bare_high_unit) return true;
    llvm::StringRef code = context_.catalog.ucum(row.unit);
    return code == "1" || code.starts_with("{");
  }

  void resolve_exposure(Exposure& exposure) {
    if (exposure.thing == ThingKind::Drug) {
      resolve(exposure.subject,
              {kMedicines, set(ConceptKind::Procedure, ConceptKind::Device, ConceptKind::Thing)});
      if (exposure.subject.concept_id) {
        const ConceptKind kind = context_.catalog.kind(exposure.subject.concept_id);
        if (kind == ConceptKind::Procedure || kind == ConceptKind::Device) {
          exposure.thing = thing_of(kind);
        }
      }
    } else {
      resolve(exposure.subject, wanted_by(exposure.thing));
    }
    resolve(exposure.equivalent, {set(ConceptKind::Drug), kMedicines});
  }

  void report_unknown(const Comparison& comparison, const Node& node) {
    const TextSpan words = comparison.subject.text;
    if (words.empty()) return;
    report(document_, DiagnosticKind::UnknownSubject, bounds_range(comparison.bounds, node),
           {quoted_words(document_.str(words))});
  }

  PassContext& context_;
  Document& document_;
  const UnitId degrees_, gray_;
};

}  // namespace

void resolve_subjects(PassContext& context) {
  Resolver resolver(context);
  walk_nodes(context, [&](Node& node, const Place&) { resolver.visit(node); });
}

}  // namespace critc
