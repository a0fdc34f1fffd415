// --emit=facts: one line for each comparator or range phrase times each subject it governs.
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/xxhash.h"

#include "backends/backend.h"
#include "backends/facts/fact.h"
#include "backends/facts/posting_facts.h"
#include "backends/json/json_line.h"
#include "ir/criterion/printer.h"

namespace critc {

namespace {

using llvm::StringRef;

constexpr size_t kMaxSubjectWords = 15;
constexpr uint32_t kMaxRange = 300;

StringRef first_words(StringRef text) {
  size_t end = 0;
  for (size_t i = 0; i < kMaxSubjectWords && end != StringRef::npos; ++i)
    end = text.find_first_of(" \t\r\n", text.find_first_not_of(" \t\r\n", end));
  return text.take_front(end).rtrim();
}

class FactsWriter {
 public:
  FactsWriter(const Document& document, const Catalog& catalog)
      : document_(document), catalog_(catalog) {}

  void add_all(const Node& node, const Place& place) {
    if (place.item) for_each_fact(node, document_, catalog_, [&](const Fact& fact) { add(fact, place); });
  }
  TextBuffer& text() { return text_; }

 private:
  void add(const Fact& fact, const Place& place);
  void place_members(JsonLine& line, const Place& place);
  void subject_members(JsonLine& line, const Fact& fact);
  void bounds_members(JsonLine& line, const Fact& fact, StringRef kind);
  void window_members(JsonLine& line, const Fact& fact);
  void stated_member(JsonLine& line, const Bounds& bounds);
  void guard_member(JsonLine& line, const Place& place);
  void mark_members(JsonLine& line, const Fact& fact, const Place& place);
  void range_members(JsonLine& line, const Fact& fact);

  const Document& document_;
  const Catalog& catalog_;
  TextBuffer text_;
  llvm::DenseSet<uint64_t> seen_;  // hashes of lines: one phrase can reach a subject by two ways
  const Node* guard_ = nullptr;    // whose words `guard_text_` holds
  std::string guard_text_;
};

void FactsWriter::add(const Fact& fact, const Place& place) {
  StringRef kind = fact_kind(fact, catalog_);
  size_t begin = text_.size();
  JsonLine line(text_);
  place_members(line, place);
  line.string("kind", kind);
  subject_members(line, fact);
  bounds_members(line, fact, kind);
  window_members(line, fact);
  stated_member(line, *fact.bounds);
  line.boolean("negated", place.negated);
  guard_member(line, place);
  mark_members(line, fact, place);
  range_members(line, fact);
  line.finish();
  if (!seen_.insert(llvm::xxh3_64bits(text_.str().drop_front(begin))).second)
    text_.truncate(begin);
}

void FactsWriter::place_members(JsonLine& line, const Place& place) {
  const Item& item = *place.item;
  line.string("posting", document_.id);
  line.string("criterion", item_id(item));
  line.string("section", critc::text(item.section));
  bool in_cohort = item.cohort > 0 && item.cohort <= document_.cohorts.size();
  line.string_or_null("cohort", in_cohort ? StringRef(document_.cohorts[item.cohort - 1u].id) : "");
  line.string("role", critc::text(place.role));
}

void FactsWriter::subject_members(JsonLine& line, const Fact& fact) {
  ConceptId id = fact.subject ? fact.subject->concept_id : 0;
  line.string_or_null("subject", id ? catalog_.name(id) : "");
  StringRef words = fact.subject ? document_.str(fact.subject->text) : "";
  line.string_or_null("subject_text", first_words(words));
}

void FactsWriter::bounds_members(JsonLine& line, const Fact& fact, StringRef kind) {
  const Bounds bounds = in_one_unit(*fact.bounds, catalog_);
  auto end_members = [&](StringRef name, StringRef closed_name, const std::optional<End>& end) {
    bool settled = end && !bounds.comparator_lost;
    line.string_or_null(name, settled ? end->quantity.canonical.normalized().str() : "");
    line.boolean_or_null(closed_name, settled ? std::optional(end->closed) : std::nullopt);
  };
  end_members("low", "low_closed", bounds.low);
  end_members("high", "high_closed", bounds.high);
  Fact settled = fact;
  settled.bounds = &bounds;
  line.string_or_null("unit", fact_unit(settled, kind, document_, catalog_));
  line.string_or_null("reference", critc::text(fact_reference(bounds)));
  const auto* comparison = fact.node->as<Comparison>();
  bool value = comparison && fact.role == BoundsRole::Value;
  line.string_or_null("change", value ? critc::text(comparison->change) : "");
}

void FactsWriter::window_members(JsonLine& line, const Fact& fact) {
  if (!fact.window) return;
  const Subject& anchor = fact.window->anchor;
  line.string_or_null("anchor", anchor.concept_id ? catalog_.name(anchor.concept_id)
                                                  : first_words(document_.str(anchor.text)));
  line.string_or_null("direction", critc::text(fact.window->direction));
  StringRef event = document_.str(fact.window->event);
  if (event.empty() && fact.subject) event = document_.str(fact.subject->text);
  line.string_or_null("event", first_words(event));
}

void FactsWriter::stated_member(JsonLine& line, const Bounds& bounds) {
  auto number = [](const std::optional<End>& end) {
    return end ? end->quantity.stated.str() : std::string();
  };
  auto unit = [&](const std::optional<End>& end) {
    return end ? document_.str(end->quantity.unit_text) : StringRef();
  };
  StringRef low_unit = unit(bounds.low), high_unit = unit(bounds.high);
  line.begin_object("stated");
  line.string_or_null("low", number(bounds.low));
  line.string_or_null("high", number(bounds.high));
  line.string_or_null("unit", high_unit.empty() ? low_unit : high_unit);
  if (!low_unit.empty() && !high_unit.empty() && low_unit != high_unit)
    line.string("low_unit", low_unit);
  line.end_object();
}

void FactsWriter::guard_member(JsonLine& line, const Place& place) {
  if (place.otherwise) return line.string("guard", "otherwise");
  if (!place.guard) return line.null("guard");
  if (guard_ != place.guard) guard_text_ = print_node_inline(*place.guard, document_, catalog_);
  guard_ = place.guard;
  line.string("guard", guard_text_);
}

void FactsWriter::mark_members(JsonLine& line, const Fact& fact, const Place& place) {
  llvm::SmallVector<StringRef, 4> recovered, assumed, unresolved;
  if (fact.node->attrs) {
    for (Mark mark : fact.node->attrs->marks)
      (mark_kind(mark) == "recovered" ? recovered : assumed).push_back(mark_text(mark));
  }
  if (place.section_assumed) assumed.push_back(mark_text(Mark::AssumedSection));
  if (fact.bounds->comparator_lost) unresolved.push_back("comparator");
  for (const auto* end : {&fact.bounds->low, &fact.bounds->high}) {
    bool unknown = *end && !(*end)->quantity.unit_text.empty() && (*end)->quantity.stated_unit == 0;
    if (unknown && !llvm::is_contained(unresolved, "unit")) unresolved.push_back("unit");
  }
  line.strings("recovered", recovered);
  line.strings("assumed", assumed);
  line.strings("unresolved", unresolved);
}

// A range that is too long keeps its end, where the number stands.
void FactsWriter::range_members(JsonLine& line, const Fact& fact) {
  ByteRange range = fact.bounds->range.empty() ? fact.node->range : fact.bounds->range;
  if (range.size() > kMaxRange) range.begin = range.end - kMaxRange;
  line.integer("begin", range.begin);
  line.integer("end", range.end);
}

}  // namespace

void emit_facts(const Document& document, const Catalog& catalog, const EmitOptions&,
                llvm::raw_ostream& out) {
  FactsWriter writer(document, catalog);
  append_posting_facts(document, writer.text());
  walk_criteria(document,
                [&](const Node& node, const Place& place) { writer.add_all(node, place); });
  out << writer.text().str();
}

}  // namespace critc
