// resolve-subjects: chooses among the senses of each subject's phrase by what the node asks.
#include "llvm/ADT/StringExtras.h"

#include "passes/measured_senses.h"
#include "passes/node_index.h"
#include "passes/report.h"
#include "passes/unit_math.h"
#include "passes/words.h"

namespace critc {

namespace {

constexpr ConceptKinds kThings = kMeasured | kMedicines |
                                 set(ConceptKind::Condition, ConceptKind::Procedure, ConceptKind::Device, ConceptKind::Organism,
                                     ConceptKind::Thing);
constexpr ConceptKinds kAnyNamed = kThings | set(ConceptKind::Anchor);

// What a place in a node asks for: the kinds it wants most, and those it can do with.
struct Wanted {
  ConceptKinds first;
  ConceptKinds second = kThings;
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
        senses_(context) {}

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
      const ConceptKinds kind = set(context_.catalog.kind(id));
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
      if (!thing && !senses_.counts(comparison)) resolve(comparison.subject, {kMedicines, kThings});
      if (senses_.take_measurement_of(comparison)) return;
      senses_.keep_limit_on_measurement(comparison);
      senses_.keep_fitting(comparison);
      if (thing && !comparison.subject.concept_id && senses_.take_sense(comparison, candidates)) return;
      senses_.take_what_unit_counts(comparison);
      return;
    }
    if (!lowered) comparison.subject.concept_id = candidates.front();
    if (candidates.size() > 1) senses_.choose_by_unit(comparison, candidates);
    senses_.take_other_measurement(comparison);
    senses_.keep_limit_on_measurement(comparison);
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
  const MeasuredSenses senses_;
};

}  // namespace

void resolve_subjects(PassContext& context) {
  Resolver resolver(context);
  walk_nodes(context, [&](Node& node, const Place&) { resolver.visit(node); });
}

}  // namespace critc
