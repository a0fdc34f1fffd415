// --emit=mentions: one line for each thing that a criterion is about.
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/xxhash.h"

#include "backends/backend.h"
#include "backends/criterion_walk.h"
#include "backends/json/json_line.h"
#include "ir/catalog/matcher.h"
#include "ir/catalog/phrase_search.h"

namespace critc {

namespace {

using llvm::StringRef;

constexpr uint32_t kMaxRange = 120;

// The kind of a thing that only its concept tells.
ThingKind thing_of(ConceptId id, const Catalog& catalog, ThingKind unknown) {
  if (id == 0) return unknown;
  switch (catalog.kind(id)) {
    case ConceptKind::Lab:
    case ConceptKind::Vital:
    case ConceptKind::Score: return ThingKind::Measurement;
    case ConceptKind::Demographic:
      return catalog.name(id) == "demographic:age" ? ThingKind::Person : ThingKind::Measurement;
    case ConceptKind::Drug:
    case ConceptKind::DrugClass: return ThingKind::Drug;
    case ConceptKind::Condition: return ThingKind::Condition;
    case ConceptKind::Procedure: return ThingKind::Procedure;
    case ConceptKind::Device: return ThingKind::Device;
    case ConceptKind::Organism: return ThingKind::Organism;
    default: return unknown;
  }
}

class MentionsWriter {
 public:
  MentionsWriter(const Document& document, const Catalog& catalog)
      : document_(document), catalog_(catalog) {}

  void add_all(const Node& node, const Place& place);
  const TextBuffer& text() const { return text_; }

 private:
  void add(const Node& node, const Place& place, const Subject& subject, ThingKind thing,
           bool negated, StringRef status);
  void add_anchors(const Node& node, const Place& place);
  void add_methods(const Node& node, const Place& place);
  void add_has(const Node& node, const Place& place, const Has& has);
  void add_exposure(const Node& node, const Place& place, const Exposure& exposure);
  StringRef modality(const Node& node) const {
    return node.attrs ? critc::text(node.attrs->modality) : "";
  }

  const Document& document_;
  const Catalog& catalog_;
  TextBuffer text_;
  llvm::DenseSet<uint64_t> seen_;  // hashes of lines: one anchor may serve several nodes
};

// "no contraindication to A", "no plan for A": denied is not A but how the patient stands to it.
bool denies_relation(const Node& node, Response response, Phase phase) {
  bool plain = response == Response::None || response == Response::Stable;
  return !plain || phase == Phase::Planned || phase == Phase::Required || (node.attrs && node.attrs->modality != Modality::None);
}

void MentionsWriter::add_all(const Node& node, const Place& place) {
  if (const auto* has = node.as<Has>()) add_has(node, place, *has);
  if (const auto* exposure = node.as<Exposure>()) add_exposure(node, place, *exposure);
  auto add_plain = [&](const Subject& subject, ThingKind unknown) {
    ThingKind thing = thing_of(subject.concept_id, catalog_, unknown);
    add(node, place, subject, thing, place.denied, modality(node));
  };
  if (const auto* comparison = node.as<Comparison>())
    add_plain(comparison->subject, ThingKind::Measurement);
  if (const auto* exists = node.as<Exists>()) add_plain(exists->subject, ThingKind::Other);
  if (const auto* define = node.as<Define>()) add_plain(define->term, ThingKind::Other);
  add_anchors(node, place);
  add_methods(node, place);
}

// "negative for HIV" denies the infection; a negative test is a status of the test.
void MentionsWriter::add_has(const Node& node, const Place& place, const Has& has) {
  ThingKind thing = has.thing;
  if (thing == ThingKind::Other) thing = thing_of(has.subject.concept_id, catalog_, thing);
  bool denied = has.status == Status::Negative &&
                (thing == ThingKind::Condition || thing == ThingKind::Organism);
  StringRef status = critc::text(has.status);
  bool is_negated = place.denied != denied && !denies_relation(node, Response::None, Phase::None);
  if (status.empty()) status = modality(node);
  add(node, place, has.subject, thing, is_negated, status);
  ThingKind allergen = thing == ThingKind::Allergy ? thing_of(has.subject.concept_id, catalog_, thing) : thing;
  if (allergen != thing) add(node, place, has.subject, allergen, false, critc::text(ThingKind::Allergy));
}

void MentionsWriter::add_exposure(const Node& node, const Place& place, const Exposure& exposure) {
  StringRef status = critc::text(exposure.response);
  if (status.empty()) status = critc::text(exposure.phase);
  if (status.empty()) status = modality(node);
  bool is_negated = place.denied && !denies_relation(node, exposure.response, exposure.phase);
  add(node, place, exposure.subject, exposure.thing, is_negated, status);
  add(node, place, exposure.equivalent, ThingKind::Drug, place.denied, "");
}

// Anchors that are things and not points of the trial: "before leukapheresis".
void MentionsWriter::add_anchors(const Node& node, const Place& place) {
  if (!node.attrs) return;
  for (const Window& window : node.attrs->time.windows) {
    ThingKind thing = thing_of(window.anchor.concept_id, catalog_, ThingKind::Other);
    if (thing != ThingKind::Other) add(node, place, window.anchor, thing, false, "");
  }
}

// Tests by which something is measured: "by echocardiogram or MUGA".
void MentionsWriter::add_methods(const Node& node, const Place& place) {
  if (!node.attrs || node.attrs->method.empty()) return;
  for_each_phrase(document_.str(node.attrs->method), catalog_, [&](PhraseId phrase, size_t begin, size_t end) {
    const Sense sense = catalog_.sense(phrase, 0);
    const llvm::StringRef found = document_.str(node.attrs->method).slice(begin, end);
    if (sense.kind != ConceptKind::Procedure || !(sense.exact.empty() || same_letters(sense.exact, found))) return;
    const auto at = static_cast<uint32_t>(node.attrs->method.begin);
    const TextSpan words{at + static_cast<uint32_t>(begin), at + static_cast<uint32_t>(end)};
    add(node, place, {words, phrase, sense.concept_id}, ThingKind::Procedure, false, "");
  });
}

void MentionsWriter::add(const Node& node, const Place& place, const Subject& subject,
                         ThingKind thing, bool negated, StringRef status) {
  StringRef words = document_.str(subject.text);
  if (words.empty() || !place.item) return;
  ByteRange range = document_.range_of(subject.text);
  if (range.empty()) range = node.range;
  if (range.size() > kMaxRange) range.end = range.begin + kMaxRange;
  size_t begin = text_.size();
  JsonLine line(text_);
  line.string("posting", document_.id);
  line.string("criterion", item_id(*place.item));
  line.string("section", critc::text(place.item->section));
  line.string("kind", critc::text(thing));
  line.string("text", words.take_front(kMaxRange));
  line.string_or_null("concept", subject.concept_id ? catalog_.name(subject.concept_id) : "");
  line.boolean("negated", negated);
  line.string_or_null("status", status);
  line.integer("begin", range.begin);
  line.integer("end", range.end);
  line.finish();
  if (!seen_.insert(llvm::xxh3_64bits(text_.str().drop_front(begin))).second)
    text_.truncate(begin);
}

}  // namespace

void emit_mentions(const Document& document, const Catalog& catalog, const EmitOptions&,
                   llvm::raw_ostream& out) {
  MentionsWriter writer(document, catalog);
  walk_criteria(document,
                [&](const Node& node, const Place& place) { writer.add_all(node, place); });
  out << writer.text().str();
}

}  // namespace critc
