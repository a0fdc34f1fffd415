// critc_runtime.h: what critc's rules mean, for a patient.
//
// Rule code that `critc --emit=cxx` writes includes this header and nothing else; critc's own interpreter
// (ir/eval) calls the same functions, so both give the same verdicts. C++17, standard library only.
//
// Logic is three-valued: what the record does not say is Unknown. Numbers are exact decimals. Days count
// from the day of screening: -7 is a week before. A record is plain text, one statement a line (see
// read_patients), so that a person can write one.
#ifndef CRITC_RUNTIME_H
#define CRITC_RUNTIME_H

#include <algorithm>
#include <cstdint>
#include <istream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace critc_runtime {

// ---- truth -------------------------------------------------------------------------------------------

enum class Truth { False, Unknown, True };

inline const char* name(Truth t) { return t == Truth::True ? "true" : t == Truth::False ? "false" : "unknown"; }
inline Truth truth(bool b) { return b ? Truth::True : Truth::False; }
inline Truth negate(Truth t) { return t == Truth::Unknown ? t : truth(t == Truth::False); }
inline Truth both(Truth a, Truth b) { return a < b ? a : b; }
inline Truth either(Truth a, Truth b) { return a < b ? b : a; }

// The body where the guard holds, else the rest; an open guard matters only if the two differ.
inline Truth choose(Truth guard, Truth body, Truth rest) {
  if (guard == Truth::Unknown) return body == rest ? body : Truth::Unknown;
  return guard == Truth::True ? body : rest;
}

inline Truth all(const std::vector<Truth>& parts) {
  Truth result = Truth::True;
  for (Truth t : parts) result = both(result, t);
  return result;
}
inline Truth any(const std::vector<Truth>& parts) {
  Truth result = Truth::False;
  for (Truth t : parts) result = either(result, t);
  return result;
}

// ---- numbers -----------------------------------------------------------------------------------------

// mantissa * 10^exponent, exact.
struct Number {
  std::int64_t mantissa = 0;
  int exponent = 0;
};

// Digits of |n| aligned for comparison: the integer part and 40 decimal places as text.
inline std::string aligned(Number n) {
  std::string digits = std::to_string(n.mantissa);
  if (digits[0] == '-') digits.erase(0, 1);
  if (n.exponent >= 0) {
    digits.append(static_cast<std::size_t>(n.exponent), '0');
    digits.append(40, '0');
  } else {
    std::size_t places = static_cast<std::size_t>(-n.exponent);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.append(places < 40 ? 40 - places : 0, '0');
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

// -1, 0, 1. Exponents are those of decimals with at most 18 digits, between -40 and 40.
inline int compare(Number a, Number b) {
  if ((a.mantissa < 0) != (b.mantissa < 0)) return a.mantissa < 0 ? -1 : 1;
  int sign = a.mantissa < 0 ? -1 : 1;
  if (a.exponent == b.exponent) return a.mantissa < b.mantissa ? -1 : a.mantissa > b.mantissa ? 1 : 0;
  std::string x = aligned(a), y = aligned(b);
  if (x.size() != y.size()) return x.size() < y.size() ? -sign : sign;
  int order = x.compare(y);
  return order < 0 ? -sign : order > 0 ? sign : 0;
}

// a * b, or nothing when it does not fit.
inline std::optional<Number> multiply(Number a, Number b) {
  auto small = [](Number& n) {
    while (n.mantissa != 0 && n.mantissa % 10 == 0) n = {n.mantissa / 10, n.exponent + 1};
    return n.mantissa > -3000000000LL && n.mantissa < 3000000000LL;
  };
  if (!small(a) || !small(b)) return std::nullopt;
  return Number{a.mantissa * b.mantissa, a.exponent + b.exponent};
}

// -?[0-9]+(\.[0-9]+)?, at most 18 digits.
inline std::optional<Number> number(const std::string& text) {
  Number n;
  std::size_t i = text.compare(0, 1, "-") == 0 ? 1 : 0, digits = 0;
  bool point = false;
  for (; i < text.size(); ++i) {
    if (text[i] == '.' && !point && digits > 0) {
      point = true;
    } else if (text[i] >= '0' && text[i] <= '9' && ++digits <= 18) {
      n.mantissa = n.mantissa * 10 + (text[i] - '0');
      n.exponent -= point ? 1 : 0;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || text.back() == '.') return std::nullopt;
  if (text[0] == '-') n.mantissa = -n.mantissa;
  return n;
}

// What values meet a bound; an absent end does not bound.
struct Interval {
  std::optional<Number> low;
  bool low_closed = true;
  std::optional<Number> high;
  bool high_closed = true;
  bool lost = false;  // the comparator was lost: nothing is known of what it bounds
};

inline Truth inside(const Interval& interval, Number value) {
  if (interval.lost) return Truth::Unknown;
  if (interval.low) {
    int order = compare(value, *interval.low);
    if (order < 0 || (order == 0 && !interval.low_closed)) return Truth::False;
  }
  if (interval.high) {
    int order = compare(value, *interval.high);
    if (order > 0 || (order == 0 && !interval.high_closed)) return Truth::False;
  }
  return Truth::True;
}

inline Truth inside(const Interval& interval, const std::optional<Number>& value) {
  return value ? inside(interval, *value) : Truth::Unknown;
}

// ---- the patient -------------------------------------------------------------------------------------

// One line of a record: a measured value, a finding, or an exposure.
struct Entry {
  std::string subject;            // "lab:platelets", "condition:sle", "drug:prednisone", "text:..."
  bool present = true;            // `hasnt`, `never`: known to be absent
  std::optional<Number> value;    // of values and doses, in `unit`
  std::string unit;
  std::map<std::string, Number> limits;       // "uln", "lln", "baseline", "predicted": same unit
  std::map<std::string, std::string> facets;  // "status", "severity", "phase", "response", "change", "whose"
  std::map<std::string, Number> numbers;      // "grade", "line", "count", "for" (days), "per_week"
  std::optional<Number> from_day, to_day;     // when; equal for an event
};

struct Patient {
  std::string id;
  std::optional<Number> age_years;  // completed and begun: 65.9
  std::string sex;                  // "female", "male" or empty
  std::vector<Entry> values, findings, exposures;
  std::map<std::string, Number> anchors;   // day of "anchor:enrollment", ...
  std::set<std::string> complete;          // namespaces of which the record lists all: "condition"
  std::map<std::string, Truth> answers;    // a person's answer to a whole criterion: "I3"
};

// Subjects a question covers: the concept itself and, for classes, their members.
using Subjects = std::vector<std::string>;

inline bool names(const Subjects& subjects, const Entry& entry) {
  for (const std::string& subject : subjects)
    if (subject == entry.subject) return true;
  return false;
}

// ---- time --------------------------------------------------------------------------------------------

enum class Side { Before, After, Around };

// An event lies in the window when its distance in days from the anchor, on the given side, is inside.
struct Window {
  std::string anchor;  // empty: the day of screening
  Side side = Side::Before;
  Interval days;
};

inline std::optional<Number> subtract(Number a, Number b) {
  while (a.exponent > b.exponent && a.exponent > -9) a = {a.mantissa * 10, a.exponent - 1};
  while (b.exponent > a.exponent && b.exponent > -9) b = {b.mantissa * 10, b.exponent - 1};
  if (a.exponent != b.exponent) return std::nullopt;
  return Number{a.mantissa - b.mantissa, a.exponent};
}

// Does the entry happen in the window? An exposure does when its nearest day does.
inline Truth in_window(const Patient& patient, const Window& window, const Entry& entry) {
  Number anchor;
  if (!window.anchor.empty()) {
    auto found = patient.anchors.find(window.anchor);
    if (found == patient.anchors.end()) return Truth::Unknown;
    anchor = found->second;
  }
  const std::optional<Number>& day = window.side == Side::After ? entry.from_day : entry.to_day;
  if (!day) return Truth::Unknown;
  std::optional<Number> distance = subtract(*day, anchor);
  if (!distance) return Truth::Unknown;
  bool before = distance->mantissa < 0;
  if (window.side == Side::Before && distance->mantissa > 0) return Truth::False;
  if (window.side == Side::After && before) return Truth::False;
  if (before) distance->mantissa = -distance->mantissa;
  return inside(window.days, *distance);
}

// ---- questions ---------------------------------------------------------------------------------------

// What a statement asks of an entry beside its subject; empty members ask nothing.
struct Asks {
  Interval value;
  std::string unit;                               // the entry's value counts only in this unit
  std::string reference;                          // "uln", ...: the ends are multiples (percent if predicted)
  std::map<std::string, std::vector<std::string>> facets;  // any of the given texts
  std::map<std::string, Interval> numbers;        // "grade", "line", "for" (days)
  std::vector<Window> windows;
  bool any_window = false;                        // whichever is longest: one window is enough

  // How rule code spells a question: Asks().ge({75, 0}).in("10*9/L").
  Asks& gt(Number n) { return low(n, false); }
  Asks& ge(Number n) { return low(n, true); }
  Asks& lt(Number n) { return high(n, false); }
  Asks& le(Number n) { return high(n, true); }
  Asks& lost() { value.lost = true; return *this; }
  Asks& in(const char* ucum) { unit = ucum; return *this; }
  Asks& of(const char* limit) { reference = limit; return *this; }
  Asks& facet(const char* key, std::vector<std::string> texts) { facets[key] = std::move(texts); return *this; }
  Asks& number(const char* key, const Asks& bounds) { numbers[key] = bounds.value; return *this; }
  Asks& window(const char* anchor, Side side, const Asks& days) { windows.push_back({anchor, side, days.value}); return *this; }
  Asks& in_any_window() { any_window = true; return *this; }

 private:
  Asks& low(Number n, bool closed) { value.low = n; value.low_closed = closed; return *this; }
  Asks& high(Number n, bool closed) { value.high = n; value.high_closed = closed; return *this; }
};

inline Truth relative(const Interval& interval, Number value, Number limit, int scale) {
  Interval absolute = interval;
  for (std::optional<Number>* end : {&absolute.low, &absolute.high}) {
    if (!*end) continue;
    *end = multiply(**end, {limit.mantissa, limit.exponent + scale});
    if (!*end) return Truth::Unknown;
  }
  return inside(absolute, value);
}

inline Truth value_holds(const Asks& asks, const Entry& entry) {
  if (!asks.value.low && !asks.value.high && !asks.value.lost) return Truth::True;
  if (!entry.value) return Truth::Unknown;
  if (asks.reference.empty()) return entry.unit == asks.unit ? inside(asks.value, *entry.value) : Truth::Unknown;
  auto limit = entry.limits.find(asks.reference);
  if (limit == entry.limits.end()) return Truth::Unknown;
  return relative(asks.value, *entry.value, limit->second, asks.reference == "predicted" ? -2 : 0);
}

inline Truth facet_holds(const Entry& entry, const std::string& facet, const std::vector<std::string>& wanted) {
  auto found = entry.facets.find(facet);
  if (found == entry.facets.end()) return Truth::Unknown;
  for (const std::string& text : wanted)
    if (found->second == text) return Truth::True;
  return Truth::False;
}

inline Truth windows_hold(const Patient& patient, const Asks& asks, const Entry& entry) {
  if (asks.windows.empty()) return Truth::True;
  std::vector<Truth> parts;
  for (const Window& window : asks.windows) parts.push_back(in_window(patient, window, entry));
  return asks.any_window ? any(parts) : all(parts);
}

inline Truth meets(const Patient& patient, const Asks& asks, const Entry& entry) {
  if (!entry.present) return Truth::False;
  Truth result = both(value_holds(asks, entry), windows_hold(patient, asks, entry));
  for (const auto& [facet, wanted] : asks.facets) result = both(result, facet_holds(entry, facet, wanted));
  for (const auto& [key, interval] : asks.numbers) {
    auto found = entry.numbers.find(key);
    result = both(result, found == entry.numbers.end() ? Truth::Unknown : inside(interval, found->second));
  }
  return result;
}

// Entries about somebody else, or about a change, answer only questions that ask for it.
inline bool answers_kind(const Entry& entry, const Asks& asks) {
  for (const char* facet : {"whose", "change"})
    if (entry.facets.count(facet) && !asks.facets.count(facet)) return false;
  return true;
}

// True when one entry of the subjects meets all that is asked; Unknown when the record has none of them,
// unless it says that it lists all of that namespace.
inline Truth holds(const Patient& patient, const std::vector<Entry>& entries, const Subjects& subjects, const Asks& asks) {
  std::vector<Truth> parts;
  for (const Entry& entry : entries)
    if (names(subjects, entry) && answers_kind(entry, asks)) parts.push_back(meets(patient, asks, entry));
  if (!parts.empty()) return any(parts);
  for (const std::string& subject : subjects)
    if (!patient.complete.count(subject.substr(0, subject.find(':')))) return Truth::Unknown;
  return subjects.empty() ? Truth::Unknown : Truth::False;
}

// Age in completed units: 65.9 years is 65, and 790 months.
inline Truth age_holds(const Patient& patient, const Interval& interval, const std::string& unit) {
  if (!patient.age_years) return Truth::Unknown;
  Number per_year = unit == "a" ? Number{1, 0} : unit == "mo" ? Number{12, 0} : unit == "wk" ? Number{521786, -4} : Number{36525, -2};
  std::optional<Number> age = multiply(*patient.age_years, per_year);
  if (!age) return Truth::Unknown;
  Number whole = *age;
  while (whole.exponent < 0) whole = {whole.mantissa / 10, whole.exponent + 1};
  return inside(interval, whole);
}

inline Truth sex_is(const Patient& patient, const std::string& sex) {
  if (patient.sex.empty()) return Truth::Unknown;
  return truth(patient.sex == sex);
}

// How many parts hold, between those that surely do and those that might: "2 of the following".
inline Truth count_holds(const Interval& count, const std::vector<Truth>& parts) {
  std::int64_t sure = 0, possible = 0;
  for (Truth t : parts) {
    sure += t == Truth::True;
    possible += t != Truth::False;
  }
  Truth result = inside(count, Number{sure, 0});
  for (std::int64_t n = sure + 1; n <= possible; ++n)
    if (inside(count, Number{n, 0}) != result) return Truth::Unknown;
  return result;
}

// ---- verdicts ----------------------------------------------------------------------------------------

struct Criterion {
  std::string id;       // "I7.3"
  bool inclusion = true;
  std::string cohort;   // empty: all
  Truth truth = Truth::Unknown;
};

struct Verdict {
  Truth eligible = Truth::Unknown;
  std::vector<Criterion> trace;
};

// A person's answer settles what the rule leaves open.
inline Truth answered(const Patient& patient, const std::string& criterion, Truth rule) {
  auto found = patient.answers.find(criterion);
  return rule == Truth::Unknown && found != patient.answers.end() ? found->second : rule;
}

// Eligible: every inclusion criterion true and every exclusion criterion false, for the posting and, where
// it has cohorts, for at least one of them.
inline Verdict decide(std::vector<Criterion> trace, const std::vector<std::string>& cohorts) {
  auto judge = [&](const std::string& cohort) {
    Truth result = Truth::True;
    for (const Criterion& c : trace)
      if (c.cohort == cohort) result = both(result, c.inclusion ? c.truth : negate(c.truth));
    return result;
  };
  std::vector<Truth> parts;
  for (const std::string& cohort : cohorts) parts.push_back(judge(cohort));
  Truth eligible = both(judge(""), cohorts.empty() ? Truth::True : any(parts));
  return {eligible, std::move(trace)};
}

// ---- records -----------------------------------------------------------------------------------------

// One line a patient: "P1 eligible=true I1=true E1=unknown ...".
inline std::string line(const Patient& patient, const Verdict& verdict) {
  std::string text = patient.id + " eligible=" + name(verdict.eligible);
  for (const Criterion& c : verdict.trace) text += " " + c.id + "=" + name(c.truth);
  return text;
}

// Reads one line of a record into `patient`; false when it is none.
//   age 45 a | sex female | anchor anchor:enrollment 7 | complete condition drug | answer I3 yes
//   value SUBJECT NUMBER UNIT [uln N] [lln N] [baseline N] [predicted N] [change increase] [day N]
//   has SUBJECT | hasnt SUBJECT   [status T] [severity T] [grade N] [day N] [from N] [to N]
//   takes SUBJECT | never SUBJECT [dose NUMBER UNIT] [phase T] [response T] [line N] [for N] [from N] [to N]
inline bool read_entry(std::istringstream& words, bool with_value, Entry& entry) {
  static const std::set<std::string> limits = {"uln", "lln", "baseline", "predicted"};
  static const std::set<std::string> numbers = {"grade", "line", "for", "count", "per_week"};
  std::string key, text;
  auto read_number = [&](std::optional<Number>& n) { return (words >> text) && (n = number(text)); };
  if (!(words >> entry.subject)) return false;
  if (with_value && !(read_number(entry.value) && (words >> entry.unit))) return false;
  while (words >> key) {
    std::optional<Number> n;
    if (key == "dose") {
      if (!(read_number(entry.value) && (words >> entry.unit))) return false;
    } else if (key == "day" || key == "from" || key == "to") {
      if (!read_number(n)) return false;
      if (key != "to") entry.from_day = n;
      if (key != "from") entry.to_day = n;
    } else if (limits.count(key) || numbers.count(key)) {
      if (!read_number(n)) return false;
      (limits.count(key) ? entry.limits : entry.numbers)[key] = *n;
    } else if (words >> text) {
      entry.facets[key] = text;
    } else {
      return false;
    }
  }
  return true;
}

inline bool read_line(const std::string& line, Patient& patient) {
  std::istringstream words(line);
  std::string verb, a, b;
  words >> verb;
  if (verb == "complete") {
    while (words >> a) patient.complete.insert(a);
    return true;
  }
  if (verb == "value" || verb == "has" || verb == "hasnt" || verb == "takes" || verb == "never") {
    Entry entry;
    entry.present = verb != "hasnt" && verb != "never";
    if (!read_entry(words, verb == "value", entry)) return false;
    auto& list = verb == "value" ? patient.values : verb[0] == 'h' ? patient.findings : patient.exposures;
    list.push_back(std::move(entry));
    return true;
  }
  if (!(words >> a)) return false;
  if (verb == "sex") patient.sex = a;
  if (verb == "age") patient.age_years = number(a);
  if (verb == "sex" || verb == "age") return verb == "sex" || patient.age_years.has_value();
  if (!(words >> b)) return false;
  if (verb == "answer") patient.answers[a] = b == "yes" ? Truth::True : b == "no" ? Truth::False : Truth::Unknown;
  if (verb == "anchor" && number(b)) patient.anchors[a] = *number(b);
  return verb == "answer" || (verb == "anchor" && number(b));
}

// All patients of a text: each begins with "patient ID"; '#' begins a comment. The second member names the
// first line that could not be read, or is 0.
inline std::pair<std::vector<Patient>, std::size_t> read_patients(std::istream& in) {
  std::vector<Patient> patients;
  std::string line;
  for (std::size_t at = 1; std::getline(in, line); ++at) {
    line.erase(std::min(line.find('#'), line.size()));
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    std::istringstream words(line);
    std::string verb, id;
    if (words >> verb && verb == "patient" && words >> id) {
      patients.emplace_back();
      patients.back().id = id;
    } else if (patients.empty() || !read_line(line, patients.back())) {
      return {std::move(patients), at};
    }
  }
  return {std::move(patients), 0};
}

}  // namespace critc_runtime

#endif  // CRITC_RUNTIME_H
