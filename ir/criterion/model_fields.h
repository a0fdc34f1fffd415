// The members of every value of the JSON and YAML model, each listed once: ModelWriter and ModelReader
// walk the same lists, so that nothing can be written and not read.
//
// An archive A has A::kReading and
//   required(name, x)        a member that is always there
//   nullable(name, x)        always there, null when x is empty
//   optional(name, x)        there only when x is not empty
//   inherited(name, x, y)    there only when x differs from y, which it has otherwise
//   derived(name, text)      for people and programs; reading passes over it
//   check(ok, name, what)    fails a reading
// Items, placed words and nodes are the archive's own business.
#pragma once

#include <optional>
#include <type_traits>

#include "ir/criterion/document.h"
#include "ir/criterion/model_bounds.h"

namespace critc::model {

template <typename A, typename T>
using Ref = std::conditional_t<A::kReading, T&, const T&>;

// Ids are written as names: lab:platelets, 10*9/L.
template <typename Id>
struct ConceptName {
  Id& id;
};
template <typename Id>
struct UnitName {
  Id& id;
};
template <typename Id>
ConceptName(Id&) -> ConceptName<Id>;
template <typename Id>
UnitName(Id&) -> UnitName<Id>;

// Parts of a value that are objects of their own.
template <typename Q>
struct StatedPart {
  Q& quantity;
};
template <typename B>
struct StatedEnds {
  B& bounds;
};
template <typename I>
struct ItemSource {
  I& item;
};
template <typename D>
struct PostingPart {
  D& document;
};
template <typename Q>
StatedPart(Q&) -> StatedPart<Q>;
template <typename B>
StatedEnds(B&) -> StatedEnds<B>;
template <typename I>
ItemSource(I&) -> ItemSource<I>;
template <typename D>
PostingPart(D&) -> PostingPart<D>;

template <typename A>
void members(A& a, Ref<A, ByteRange> range) {
  a.required("begin", range.begin);
  a.required("end", range.end);
}

// A range that may be nowhere.
template <typename A>
void range_if_any(A& a, Ref<A, ByteRange> range) {
  bool present = false;
  if constexpr (A::kReading) {
    present = a.has("begin");
  } else {
    present = !(range == ByteRange{});
  }
  if (present) members(a, range);
}

template <typename A>
void members(A& a, Ref<A, Subject> subject) {
  a.nullable("concept", ConceptName{subject.concept_id});
  a.words("text", "text_begin", subject.text);
}

template <typename A>
void subject_members(A& a, Ref<A, Subject> subject) {
  a.nullable("subject", ConceptName{subject.concept_id});
  a.words("subject_text", "subject_begin", subject.text);
}

// ---- bounds ----------------------------------------------------------------------------------------

template <typename A, typename Q>
void members(A& a, const StatedPart<Q>& part) {
  auto& quantity = part.quantity;
  a.required("value", quantity.stated);
  a.nullable("unit", quantity.unit_text);
  a.inherited("ucum", UnitName{quantity.stated_unit}, UnitName{quantity.unit});
  a.optional("conversion", quantity.how);
  a.optional("rounded", quantity.rounded);
}

template <typename A>
void members(A& a, Ref<A, End> end) {
  a.required("value", end.quantity.canonical);
  a.required("closed", end.closed);
  a.nullable("unit", UnitName{end.quantity.unit});
  a.nullable("reference", end.reference);
}

template <typename A, typename B>
void members(A& a, const StatedEnds<B>& ends) {
  if (ends.bounds.low) a.required("low", StatedPart{ends.bounds.low->quantity});
  if (ends.bounds.high) a.required("high", StatedPart{ends.bounds.high->quantity});
}

// One end, or two that are equal: op, value, unit, reference, [between], stated. Else: low, high,
// [between], stated.
template <typename A, typename Between>
void bounds_members(A& a, Ref<A, Bounds> bounds, Between&& between) {
  BoundsOp op = op_of(bounds);
  a.optional("op", op);
  if (op == BoundsOp::None) {
    a.nullable("low", bounds.low);
    a.nullable("high", bounds.high);
    a.optional("comparator_lost", bounds.comparator_lost);
    between();
    a.required("stated", StatedEnds{bounds});
    return;
  }
  std::conditional_t<A::kReading, End, const End&> end = end_of(bounds, op);
  a.required("value", end.quantity.canonical);
  a.nullable("unit", UnitName{end.quantity.unit});
  a.nullable("reference", end.reference);
  between();
  a.required("stated", StatedPart{end.quantity});
  if constexpr (A::kReading) set_bounds(bounds, op, end);
}

template <typename A>
void members(A& a, Ref<A, Bounds> bounds) {
  bounds_members(a, bounds, [] {});
  range_if_any(a, bounds.range);
}

// ---- time and attributes ---------------------------------------------------------------------------

template <typename A>
void members(A& a, Ref<A, Window> window) {
  a.nullable("distance", window.distance);
  a.nullable("anchor", window.anchor);
  a.nullable("direction", window.direction);
  a.nullable("event", window.event);
}

template <typename A>
void members(A& a, Ref<A, Time> time) {
  a.optional("windows", time.windows);
  a.optional("pick", time.pick);
  a.optional("durations", time.durations);
  a.optional("frequencies", time.frequencies);
  a.optional("until", time.until);
}

template <typename A>
void attribute_members(A& a, Ref<A, Attrs> attrs) {
  a.optional("time", attrs.time);
  a.optional("marks", attrs.marks);
  a.optional("whose", attrs.whose);
  a.optional("modality", attrs.modality);
  a.optional("judgement", attrs.judgement);
  a.optional("cause", attrs.cause);
  a.optional("purpose", attrs.purpose);
  a.optional("method", attrs.method);
  a.optional("site", attrs.site);
  a.optional("narrowed", attrs.narrowed);
  a.optional("review", attrs.review);
}

// ---- nodes -----------------------------------------------------------------------------------------

template <typename A>
void members(A& a, Ref<A, Opaque> opaque) {
  a.nullable("text", opaque.text);
  a.required("reason", opaque.reason);
  a.optional("about", opaque.about);
}

template <typename A>
void members(A& a, Ref<A, Comparison> comparison) {
  subject_members(a, comparison.subject);
  bounds_members(a, comparison.bounds, [&] { a.nullable("change", comparison.change); });
  a.inherited("bounds", comparison.bounds.range, a.node_range());
}

template <typename A>
void members(A& a, Ref<A, Has> has) {
  members(a, has.subject);
  a.required("thing", has.thing);
  a.nullable("status", has.status);
  a.optional("severity", has.severity);
  a.optional("grade", has.grade);
  a.optional("scale", ConceptName{has.scale});
}

template <typename A>
void members(A& a, Ref<A, Exposure> exposure) {
  members(a, exposure.subject);
  a.required("thing", exposure.thing);
  a.nullable("dose", exposure.dose);
  a.optional("basis", exposure.basis);
  a.optional("equivalent", exposure.equivalent);
  a.optional("frequency", exposure.frequency);
  a.optional("route", exposure.route);
  a.optional("line", exposure.line);
  a.optional("phase", exposure.phase);
  a.optional("response", exposure.response);
}

template <typename A>
void members(A& a, Ref<A, All> all) {
  a.required("children", all.children);
}

template <typename A>
void members(A& a, Ref<A, Any> any) {
  a.required("children", any.children);
}

template <typename A>
void members(A& a, Ref<A, AtLeast> at_least) {
  std::optional<int64_t> k = whole_minimum(at_least.count);
  a.nullable("k", k);
  a.required("count", at_least.count);
  a.required("children", at_least.children);
  a.check(k == whole_minimum(at_least.count), "k", "is not what count says");
}

template <typename A>
void members(A& a, Ref<A, Not> negation) {
  a.nullable("body", negation.body);
}

template <typename A>
void members(A& a, Ref<A, CaseArm> arm) {
  a.required("guard", arm.guard);
  a.required("body", arm.body);
}

template <typename A>
void members(A& a, Ref<A, Cases> cases) {
  a.required("arms", cases.arms);
  a.nullable("otherwise", cases.otherwise);
}

template <typename A>
void members(A& a, Ref<A, Except> except) {
  a.nullable("body", except.body);
  a.nullable("carve", except.carve);
}

template <typename A>
void members(A& a, Ref<A, Includes> includes) {
  a.nullable("body", includes.body);
  a.required("examples", includes.examples);
}

template <typename A>
void members(A& a, Ref<A, Define> define) {
  a.required("term", define.term);
  a.nullable("body", define.body);
}

template <typename A>
void members(A& a, Ref<A, Exists> exists) {
  a.required("count", exists.count);
  subject_members(a, exists.subject);
  a.nullable("body", exists.body);
}

// An item's id, label, section and cohort stand before its range, the rest behind.
template <typename A>
void item_head(A& a, Ref<A, Item> item) {
  a.item_id("id", item);
  a.words("label", "label_begin", item.label);
  a.required("section", item.section);
  a.cohort("cohort", item.cohort);
  if constexpr (A::kReading) a.check(item.section == a.id_section(), "id", "is of another section");
}

template <typename A, typename I>
void members(A& a, const ItemSource<I>& source) {
  members<A>(a, source.item.source);
  a.words_at("text", source.item.text, source.item.source);
}

template <typename A>
void members(A& a, Ref<A, Item> item) {
  a.required("source", ItemSource{item});
  a.nullable("tree", item.body);
}

// ---- the document ----------------------------------------------------------------------------------

template <typename A>
void members(A& a, Ref<A, PostingField> field) {
  a.required("value", field.value);
  range_if_any(a, field.range);
}

template <typename A>
void members(A& a, Ref<A, Population> population) {
  a.nullable("ages", population.age);
  a.required("sex", population.sex);
}

template <typename A>
void members(A& a, Ref<A, Cohort> cohort) {
  a.required("id", cohort.id);
  a.required("title", cohort.title);
  members(a, cohort.population);
  members(a, cohort.range);
}

template <typename A>
void members(A& a, Ref<A, ClassedRange> range) {
  a.required("class", range.cls);
  members(a, range.range);
}

template <typename A>
void members(A& a, Ref<A, DiagnosticNote> note) {
  a.required("text", note.text);
  members(a, note.range);
}

template <typename A>
void members(A& a, Ref<A, Diagnostic> diagnostic) {
  a.required("name", diagnostic.kind);
  if constexpr (A::kReading) {
    a.derived("level", "");
    a.derived("message", "");
  } else {
    a.derived("level", level_name(level(diagnostic.kind)));
    a.derived("message", message(diagnostic));
  }
  members(a, diagnostic.range);
  a.optional("args", diagnostic.args);
  a.optional("notes", diagnostic.notes);
  a.optional("fix", diagnostic.fix);
}

template <typename A>
void members(A& a, Ref<A, Coverage> coverage) {
  a.required("criterion_bytes", coverage.criterion_bytes);
  a.required("understood_bytes", coverage.understood_bytes);
  a.required("opaque_bytes", coverage.opaque_bytes);
}

template <typename A, typename D>
void members(A& a, const PostingPart<D>& part) {
  auto& document = part.document;
  a.required("id", document.id);
  a.required("file", document.file);
  a.required("record", document.record);
  a.required("form", document.form);
  a.required("buffer_length", document.buffer_length);
  a.required("buffer_sha256", document.buffer_sha256);
  a.nullable("minimum_age", document.minimum_age);
  a.nullable("maximum_age", document.maximum_age);
  a.nullable("sex", document.sex);
  a.nullable("healthy_volunteers", document.healthy_volunteers);
  a.nullable("gender_basis", document.gender_basis);
  a.nullable("study_population", document.study_population);
}

// Cohorts stand before the criteria that name them.
template <typename A>
void members(A& a, Ref<A, Document> document) {
  a.schema("schema");
  a.required("posting", PostingPart{document});
  a.required("stage", document.stage);
  a.required("tool", document.tool_version);
  a.required("catalog", document.catalog_version);
  a.required("population", document.population);
  a.required("cohorts", document.cohorts);
  a.required("criteria", document.items);
  a.required("ranges", document.ranges);
  a.required("diagnostics", document.diagnostics);
  a.required("coverage", document.coverage);
}

}  // namespace critc::model
