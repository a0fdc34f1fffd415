// The heads of nodes: what stands on a node's own line.
#include "ir/criterion/node_printer.h"

namespace critc {

void NodePrinter::head(const Opaque& opaque) {
  out_ << ' ';
  words(opaque.text, range_);
  vocabulary_attribute("reason", opaque.reason);
}

void NodePrinter::head(const Comparison& comparison) {
  out_ << ' ';
  subject(comparison.subject, range_);
  if (comparison.bounds != Bounds{}) {
    out_ << ' ';
    bounds(comparison.bounds, range_);
  }
  vocabulary_attribute("change", comparison.change);
}

void NodePrinter::head(const Has& has) {
  out_ << ' ';
  subject(has.subject, range_);
  vocabulary_attribute("thing", has.thing, default_thing(catalog_, has.subject.concept_id, ThingKind::Other));
  vocabulary_attribute("status", has.status);
  vocabulary_attribute("severity", has.severity);
  bounds_attribute("grade", has.grade, range_);
  if (has.scale == 0) return;
  out_ << " scale(";
  concept_name(has.scale);
  out_ << ')';
}

void NodePrinter::head(const Exposure& exposure) {
  out_ << ' ';
  subject(exposure.subject, range_);
  vocabulary_attribute("thing", exposure.thing,
                       default_thing(catalog_, exposure.subject.concept_id, ThingKind::Drug));
  bounds_attribute("dose", exposure.dose, range_);
  vocabulary_attribute("basis", exposure.basis);
  if (exposure.equivalent != Subject{}) {
    out_ << " equivalent(";
    subject(exposure.equivalent, range_);
    out_ << ')';
  }
  words_attribute("frequency", exposure.frequency, range_);
  words_attribute("route", exposure.route, range_);
  bounds_attribute("line", exposure.line, range_);
  vocabulary_attribute("phase", exposure.phase);
  vocabulary_attribute("response", exposure.response);
}

// The label stands at the start of the item, the words are the source: unless said otherwise.
void NodePrinter::head(const Item& item) {
  out_ << "item " << item_id(item);
  if (item.cohort != 0) out_ << " cohort(C" << item.cohort << ')';
  if (!item.label.empty()) {
    out_ << " label(";
    placed(item.label, range_.begin);
    out_ << ')';
  }
  if (!locations_) return;
  if (item.source != range_) out_ << " source(" << item.source.begin << ".." << item.source.end << ')';
  if (item.text.empty() || !document_.text_begins_with_buffer) return;
  bool expected = item_.text.size() == item.source.size();
  if (item_.begin == (expected ? std::optional(item.source.begin) : std::nullopt)) return;
  out_ << " words(@";
  if (item_.begin) {
    out_ << *item_.begin << ')';
  } else {
    out_ << "-)";
  }
}

void NodePrinter::window(const Window& window) {
  out_ << " window(";
  llvm::StringRef separator;
  if (window.distance != Bounds{}) {
    bounds(window.distance, range_);
    separator = " ";
  }
  bool anchored = window.anchor != Subject{};
  if (window.direction != Direction::None) {
    out_ << separator << text(window.direction);
  } else if (anchored) {
    out_ << separator << "from";
  }
  if (anchored) {
    out_ << ' ';
    subject(window.anchor, range_);
  }
  words_attribute("event", window.event, range_);
  out_ << ')';
}

void NodePrinter::time(const Time& time) {
  for (const Window& each : time.windows) window(each);
  vocabulary_attribute("pick", time.pick);
  auto list = [&](llvm::StringRef name, const std::vector<Bounds>& all) {
    for (const Bounds& each : all) {
      out_ << ' ' << name << '(';
      bounds(each, range_);
      out_ << ')';
    }
  };
  list("for", time.durations);
  list("rate", time.frequencies);
  words_attribute("until", time.until, range_);
}

void NodePrinter::attributes(const Attrs& attrs) {
  time(attrs.time);
  for (Mark mark : attrs.marks) out_ << ' ' << mark_kind(mark) << '(' << mark_text(mark) << ')';
  vocabulary_attribute("whose", attrs.whose);
  vocabulary_attribute("modality", attrs.modality);
  vocabulary_attribute("judgement", attrs.judgement);
  words_attribute("cause", attrs.cause, range_);
  words_attribute("purpose", attrs.purpose, range_);
  words_attribute("method", attrs.method, range_);
  words_attribute("site", attrs.site, range_);
  words_attribute("narrowed", attrs.narrowed, range_);
  words_attribute("review", attrs.review, range_);
}

}  // namespace critc
