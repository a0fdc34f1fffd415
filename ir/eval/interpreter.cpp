#include "ir/eval/interpreter.h"

namespace critc {

namespace rt = critc_runtime;

static std::vector<rt::Truth> evaluate_all(const std::vector<Rule>& rules, const rt::Patient& patient) {
  std::vector<rt::Truth> parts;
  parts.reserve(rules.size());
  for (const Rule& rule : rules) parts.push_back(evaluate(rule, patient));
  return parts;
}

rt::Truth evaluate(const Rule& rule, const rt::Patient& patient) {
  switch (rule.kind) {
    case Rule::Kind::Constant: return rule.constant;
    case Rule::Kind::All: return rt::all(evaluate_all(rule.children, patient));
    case Rule::Kind::Any: return rt::any(evaluate_all(rule.children, patient));
    case Rule::Kind::Not: return rt::negate(evaluate(rule.children[0], patient));
    case Rule::Kind::Choose:
      return rt::choose(evaluate(rule.children[0], patient), evaluate(rule.children[1], patient),
                        evaluate(rule.children[2], patient));
    case Rule::Kind::Count: return rt::count_holds(rule.asks.value, evaluate_all(rule.children, patient));
    case Rule::Kind::Age: return rt::age_holds(patient, rule.asks.value, rule.asks.unit);
    case Rule::Kind::Sex: return rt::sex_is(patient, rule.subjects[0]);
    case Rule::Kind::Value: return rt::holds(patient, patient.values, rule.subjects, rule.asks);
    case Rule::Kind::Finding: return rt::holds(patient, patient.findings, rule.subjects, rule.asks);
    case Rule::Kind::Exposure: return rt::holds(patient, patient.exposures, rule.subjects, rule.asks);
    case Rule::Kind::Answered: return rt::answered(patient, rule.id, evaluate(rule.children[0], patient));
  }
  return rt::Truth::Unknown;
}

rt::Verdict evaluate(const RuleSet& rules, const rt::Patient& patient) {
  std::vector<rt::Criterion> trace;
  trace.reserve(rules.criteria.size());
  for (const RuleCriterion& criterion : rules.criteria)
    trace.push_back({criterion.id, criterion.inclusion, criterion.cohort, evaluate(criterion.rule, patient)});
  return rt::decide(std::move(trace), rules.cohorts);
}

}  // namespace critc
