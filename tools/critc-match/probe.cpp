#include "tools/critc-match/probe.h"

#include "ir/number/decimal.h"

namespace critc {

namespace rt = critc_runtime;

namespace {

std::string str(rt::Number n) { return Decimal{n.mantissa, static_cast<int8_t>(n.exponent)}.str(); }

// Below, at and above an end, by a tenth of its last digit.
std::vector<rt::Number> around(rt::Number end) {
  std::vector<rt::Number> values;
  for (int64_t step : {-1, 0, 1}) values.push_back({end.mantissa * 10 + step, end.exponent - 1});
  return values;
}

std::vector<rt::Number> probes(const rt::Interval& interval) {
  std::vector<rt::Number> values;
  for (const auto& end : {interval.low, interval.high}) {
    if (!end) continue;
    for (rt::Number value : around(*end)) values.push_back(value);
  }
  return values;
}

// A value that meets the interval, or lies at its end.
rt::Number within(const rt::Interval& interval) {
  for (rt::Number value : probes(interval))
    if (rt::inside(interval, value) == rt::Truth::True) return value;
  return {0, 0};
}

// What one patient's entry says: the answer to everything asked, with one number put in place of another.
struct Probe {
  const Rule* rule;
  rt::Number value;
  std::map<std::string, rt::Number> numbers;
  std::vector<rt::Number> distances;

  explicit Probe(const Rule& of) : rule(&of), value(within(of.asks.value)) {
    for (const auto& [key, interval] : of.asks.numbers) numbers[key] = within(interval);
    for (const rt::Window& window : of.asks.windows) distances.push_back(within(window.days));
  }
};

class ProbePrinter {
 public:
  explicit ProbePrinter(llvm::raw_ostream& out) : out_(out) {}

  void walk(const Rule& rule) {
    for (const Rule& child : rule.children) walk(child);
    if (rule.kind == Rule::Kind::Age) return ages(rule);
    bool is_question = rule.kind == Rule::Kind::Value || rule.kind == Rule::Kind::Finding || rule.kind == Rule::Kind::Exposure;
    if (is_question) question(rule);
  }

  void begin() { out_ << "patient P" << ++count_ << '\n'; }

 private:
  void ages(const Rule& rule) {
    for (rt::Number value : probes(rule.asks.value)) {
      begin();
      out_ << "age " << str(value) << " a\n";
    }
  }

  void question(const Rule& rule) {
    Probe base(rule);
    print(base);
    for (rt::Number value : probes(rule.asks.value)) {
      Probe probe = base;
      probe.value = value;
      print(probe);
    }
    for (const auto& [key, interval] : rule.asks.numbers) {
      for (rt::Number value : probes(interval)) {
        Probe probe = base;
        probe.numbers[key] = value;
        print(probe);
      }
    }
    for (size_t i = 0; i < rule.asks.windows.size(); ++i) {
      for (rt::Number value : probes(rule.asks.windows[i].days)) {
        Probe probe = base;
        probe.distances[i] = value;
        print(probe);
      }
    }
  }

  void verb(const Probe& probe) {
    const rt::Asks& asks = probe.rule->asks;
    bool bounded = asks.value.low || asks.value.high;
    const std::string& subject = probe.rule->subjects.back();
    if (probe.rule->kind == Rule::Kind::Value) {
      out_ << "value " << subject << ' ' << str(probe.value) << ' ' << asks.unit;
    } else if (probe.rule->kind == Rule::Kind::Finding) {
      out_ << "has " << subject;
    } else {
      out_ << "takes " << subject;
      if (bounded) out_ << " dose " << str(probe.value) << ' ' << asks.unit;
    }
    if (!asks.reference.empty()) out_ << ' ' << asks.reference << (asks.reference == "predicted" ? " 100" : " 1");
  }

  void print(const Probe& probe) {
    const rt::Asks& asks = probe.rule->asks;
    begin();
    for (const rt::Window& window : asks.windows)
      if (!window.anchor.empty()) out_ << "anchor " << window.anchor << " 0\n";
    verb(probe);
    for (const auto& [key, texts] : asks.facets) out_ << ' ' << key << ' ' << texts.front();
    for (const auto& [key, value] : probe.numbers) out_ << ' ' << key << ' ' << str(value);
    for (size_t i = 0; i < probe.distances.size(); ++i) {
      rt::Number day = probe.distances[i];
      if (asks.windows[i].side == rt::Side::Before) day.mantissa = -day.mantissa;
      out_ << " day " << str(day);
    }
    out_ << '\n';
  }

  llvm::raw_ostream& out_;
  unsigned count_ = 0;
};

}  // namespace

void print_probes(const RuleSet& rules, llvm::raw_ostream& out) {
  ProbePrinter printer(out);
  printer.begin();  // knows nothing
  for (const RuleCriterion& criterion : rules.criteria) printer.walk(criterion.rule);
}

}  // namespace critc
