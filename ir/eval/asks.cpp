#include "ir/eval/asks.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace critc {

namespace rt = critc_runtime;

namespace {

constexpr size_t kTextKeyLength = 60;

rt::Number to_number(Decimal value) { return {value.mantissa, value.exponent}; }

// The key of a subject that no catalogue row covers: text:words_of_the_source.
std::string text_key(llvm::StringRef words) {
  std::string key = "text:";
  for (char c : words) {
    if (key.size() >= kTextKeyLength) break;
    bool plain = llvm::isAlnum(c) || static_cast<unsigned char>(c) >= 0x80;
    if (plain) key += llvm::toLower(c);
    else if (key.back() != '_' && key.back() != ':') key += '_';
  }
  while (key.back() == '_') key.pop_back();
  return key;
}

const End* first_end(const Bounds& bounds) {
  return bounds.low ? &*bounds.low : bounds.high ? &*bounds.high : nullptr;
}

// The limit that the ends are multiples of; "normal" is judged by its two limits.
std::string limit_name(Reference reference, bool is_low) {
  switch (reference) {
    case Reference::None: return "";
    case Reference::Uln: return "uln";
    case Reference::Lln: return "lln";
    case Reference::Normal: return is_low ? "lln" : "uln";
    case Reference::Baseline: return "baseline";
    case Reference::Predicted: return "predicted";
  }
  return "";
}

void add_facet(rt::Asks& asks, const char* facet, llvm::StringRef text) {
  if (!text.empty()) asks.facets[facet] = {text.str()};
}

}  // namespace

rt::Interval AskBuilder::interval(const Bounds& bounds) const {
  rt::Interval result;
  result.lost = bounds.comparator_lost;
  if (bounds.low) {
    result.low = to_number(bounds.low->quantity.canonical);
    result.low_closed = bounds.low->closed;
  }
  if (bounds.high) {
    result.high = to_number(bounds.high->quantity.canonical);
    result.high_closed = bounds.high->closed;
  }
  return result;
}

std::string AskBuilder::unit(const Bounds& bounds) const {
  const End* end = first_end(bounds);
  if (!end || end->quantity.unit == 0) return "1";
  UnitId id = end->quantity.unit;
  return id & kLocalBit ? document_.local_units[id & ~kLocalBit] : catalog_.ucum(id).str();
}

rt::Subjects AskBuilder::subjects(const Subject& subject) const {
  if (subject.concept_id == 0) return {text_key(document_.str(subject.text))};
  rt::Subjects names{catalog_.name(subject.concept_id).str()};
  if (catalog_.kind(subject.concept_id) == ConceptKind::DrugClass) {
    for (ConceptId member : catalog_.members(subject.concept_id)) names.push_back(catalog_.name(member).str());
  }
  return names;
}

// Months and years count as UCUM's mean ones. A distance that is no time (half-lives) leaves the window open.
rt::Interval AskBuilder::in_days(const Bounds& bounds) const {
  rt::Interval result = interval(bounds);
  UnitId day = catalog_.unit("d");
  auto convert_end = [&](const std::optional<End>& end, std::optional<rt::Number>& number) {
    if (!end) return;
    UnitId from = end->quantity.unit;
    bool is_time = from != 0 && !(from & kLocalBit) && catalog_.unit(from).dimension == catalog_.unit(day).dimension;
    std::optional<Ratio> factor = is_time ? divide(catalog_.unit(from).factor, catalog_.unit(day).factor) : std::nullopt;
    std::optional<Converted> days = factor ? convert(end->quantity.canonical, *factor) : std::nullopt;
    if (days) number = to_number(days->value);
    else result.lost = true;
  };
  if (day == 0) result.lost = true;
  else {
    convert_end(bounds.low, result.low);
    convert_end(bounds.high, result.high);
  }
  return result;
}

void AskBuilder::add_time(const Time& time, rt::Asks& asks) const {
  for (const Window& window : time.windows) {
    rt::Window asked;
    if (window.anchor.concept_id != 0) asked.anchor = catalog_.name(window.anchor.concept_id).str();
    else if (!window.anchor.text.empty()) asked.anchor = text_key(document_.str(window.anchor.text));
    asked.side = window.direction == Direction::After    ? rt::Side::After
                 : window.direction == Direction::Around ? rt::Side::Around
                                                         : rt::Side::Before;
    asked.days = in_days(window.distance);
    asks.windows.push_back(std::move(asked));
  }
  asks.any_window = time.pick == Pick::Longest;
  if (!time.durations.empty()) asks.numbers["for"] = in_days(time.durations.front());
  if (!time.frequencies.empty()) asks.numbers["per_week"] = interval(time.frequencies.front());
}

void AskBuilder::add_attrs(const Attrs* attrs, rt::Asks& asks) const {
  if (!attrs) return;
  add_time(attrs->time, asks);
  if (attrs->whose != Whose::Patient) add_facet(asks, "whose", text(attrs->whose));
  add_facet(asks, "modality", text(attrs->modality));
  if (!attrs->narrowed.empty()) add_facet(asks, "narrowed", text_key(document_.str(attrs->narrowed)));
}

Rule AskBuilder::age(const Bounds& bounds) const {
  Rule rule;
  rule.kind = Rule::Kind::Age;
  rule.asks.value = interval(bounds);
  rule.asks.unit = unit(bounds);
  return rule;
}

Rule AskBuilder::comparison(const Comparison& comparison, const Attrs* attrs) const {
  const End* end = first_end(comparison.bounds);
  bool own_age = comparison.subject.concept_id != 0 && catalog_.name(comparison.subject.concept_id) == "demographic:age" &&
                 (!attrs || attrs->whose == Whose::Patient);
  if (own_age && end && end->reference == Reference::None) return age(comparison.bounds);
  Rule rule;
  rule.kind = Rule::Kind::Value;
  rule.subjects = subjects(comparison.subject);
  add_attrs(attrs, rule.asks);
  add_facet(rule.asks, "change", text(comparison.change));
  rule.asks.value = interval(comparison.bounds);
  rule.asks.unit = unit(comparison.bounds);
  if (!end) return rule;
  rule.asks.reference = limit_name(end->reference, /*is_low=*/comparison.bounds.low.has_value());
  bool both_ends = comparison.bounds.low && comparison.bounds.high;
  if (end->reference != Reference::Normal || !both_ends) return rule;
  Rule low = rule, high = rule;  // within normal limits: one question for each limit
  low.asks.value.high.reset();
  high.asks.value.low.reset();
  high.asks.reference = limit_name(Reference::Normal, /*is_low=*/false);
  Rule within;
  within.kind = Rule::Kind::All;
  within.children = {std::move(low), std::move(high)};
  return within;
}

// "women", "male or female": the patient's sex. Empty: the finding is of something else.
std::string AskBuilder::sex_asked(const Has& has, const Attrs* attrs) const {
  if (has.subject.concept_id == 0 || (attrs && (attrs->whose != Whose::Patient || attrs->modality != Modality::None))) return "";
  return llvm::StringSwitch<std::string>(catalog_.name(has.subject.concept_id))
      .Case("thing:female", "female")
      .Case("thing:male", "male")
      .Case("thing:male_or_female", "all")
      .Default("");
}

Rule AskBuilder::finding(const Has& has, const Attrs* attrs) const {
  Rule rule;
  if (std::string sex = sex_asked(has, attrs); !sex.empty()) {
    rule.kind = sex == "all" ? Rule::Kind::Constant : Rule::Kind::Sex;
    rule.constant = rt::Truth::True;
    rule.subjects = {std::move(sex)};
    return rule;
  }
  rule.kind = Rule::Kind::Finding;
  rule.subjects = subjects(has.subject);
  if (has.thing == ThingKind::Allergy)
    for (std::string& name : rule.subjects) name.insert(0, "allergy:");
  add_attrs(attrs, rule.asks);
  add_facet(rule.asks, "status", text(has.status));
  if (has.status == Status::HistoryOrActive) rule.asks.facets["status"] = {"history", "active"};
  add_facet(rule.asks, "severity", text(has.severity));
  if (has.severity == Severity::ModerateToSevere) rule.asks.facets["severity"] = {"moderate", "severe"};
  if (has.severity == Severity::MildToModerate) rule.asks.facets["severity"] = {"mild", "moderate"};
  if (!has.grade.empty()) rule.asks.numbers["grade"] = interval(has.grade);
  return rule;
}

Rule AskBuilder::exposure(const Exposure& exposure, const Attrs* attrs) const {
  Rule rule;
  rule.kind = Rule::Kind::Exposure;
  bool in_equivalents = exposure.equivalent.concept_id != 0 && !exposure.dose.empty();
  rule.subjects = subjects(in_equivalents ? exposure.equivalent : exposure.subject);
  add_attrs(attrs, rule.asks);
  rule.asks.value = interval(exposure.dose);
  rule.asks.unit = unit(exposure.dose);
  add_facet(rule.asks, "response", text(exposure.response));
  bool tense = exposure.phase == Phase::Ongoing || exposure.phase == Phase::Prior || exposure.phase == Phase::Planned;
  if (tense) add_facet(rule.asks, "phase", text(exposure.phase));
  if (exposure.basis == DoseBasis::Cumulative) add_facet(rule.asks, "basis", text(exposure.basis));
  if (!exposure.line.empty()) rule.asks.numbers["line"] = interval(exposure.line);
  return rule;
}

Rule AskBuilder::population(const Population& population) const {
  Rule rule;
  rule.kind = Rule::Kind::All;
  if (!population.age.empty()) rule.children.push_back(age(population.age));
  if (population.sex != Sex::All) {
    Rule sex;
    sex.kind = Rule::Kind::Sex;
    sex.subjects = {text(population.sex).str()};
    rule.children.push_back(std::move(sex));
  }
  return rule;
}

}  // namespace critc
