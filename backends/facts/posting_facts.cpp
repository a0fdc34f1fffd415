#include "backends/facts/posting_facts.h"

#include "llvm/ADT/StringExtras.h"

#include "backends/json/json_line.h"
#include "ir/criterion/registry_age.h"

namespace critc {

namespace {

using llvm::StringRef;

StringRef unit_words(const PostingField* field) {
  if (!field) return "";
  return StringRef(field->value).ltrim(" 0123456789.").rtrim();
}

struct AgeFact {
  const PostingField* low_field = nullptr;
  const PostingField* high_field = nullptr;
  std::optional<RegistryAge> low, high;
};

void age_members(JsonLine& line, const AgeFact& fact) {
  auto end_members = [&](StringRef name, StringRef closed_name,
                         const std::optional<RegistryAge>& age) {
    line.string_or_null(name, age ? age->value.normalized().str() : "");
    line.boolean_or_null(closed_name, age ? std::optional(true) : std::nullopt);
  };
  end_members("low", "low_closed", fact.low);
  end_members("high", "high_closed", fact.high);
  line.string("unit", fact.high ? fact.high->ucum : fact.low->ucum);
  line.null("reference");
  line.null("change");
  line.begin_object("stated");
  line.string_or_null("low", fact.low ? fact.low->value.str() : "");
  line.string_or_null("high", fact.high ? fact.high->value.str() : "");
  line.string_or_null("unit", unit_words(fact.high ? fact.high_field : fact.low_field));
  line.end_object();
}

void append_age(const Document& document, const AgeFact& fact, TextBuffer& out) {
  if (!fact.low && !fact.high) return;
  JsonLine line(out);
  line.string("posting", document.id);
  line.null("criterion");
  line.string("section", "posting");
  line.null("cohort");
  line.string("role", text(Role::Requirement));
  line.string("kind", "age");
  line.string("subject", "demographic:age");
  line.null("subject_text");
  age_members(line, fact);
  line.boolean("negated", false);
  line.null("guard");
  for (StringRef name : {"recovered", "assumed", "unresolved"}) line.strings(name, {});
  ByteRange range = (fact.low_field ? fact.low_field : fact.high_field)->range;
  if (range.empty()) {
    line.null("begin");
    line.null("end");
  } else {
    line.integer("begin", range.begin);
    line.integer("end", range.end);
  }
  line.finish();
}

}  // namespace

void append_posting_facts(const Document& document, TextBuffer& out) {
  const PostingField &minimum = document.minimum_age, &maximum = document.maximum_age;
  auto low = parse_registry_age(minimum.value), high = parse_registry_age(maximum.value);
  bool together = low && high && low->ucum == high->ucum && !minimum.range.empty() &&
                  minimum.range == maximum.range;
  if (together) return append_age(document, {&minimum, &maximum, low, high}, out);
  append_age(document, {&minimum, nullptr, low, std::nullopt}, out);
  append_age(document, {nullptr, &maximum, std::nullopt, high}, out);
}

}  // namespace critc
