// Rule: a criterion tree brought down to the questions that critc_runtime.h answers.
//
// The interpreter runs rules, the cxx backend prints them: what a node means is decided once, here.
#pragma once

#include <string>
#include <vector>

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/eval/critc_runtime.h"

namespace critc {

struct Rule {
  enum class Kind : uint8_t {
    Constant,  // `constant`: Unknown for what no rule can judge
    All, Any, Not,
    Choose,    // guard, body, rest
    Count,     // `asks.value` of the children
    Age,       // asks.value in asks.unit, completed
    Sex,       // subjects[0]
    Value, Finding, Exposure,  // asks of the entries of `subjects`
    Answered,  // one child; a person's answer to criterion `id` settles what it leaves open
  };
  Kind kind = Kind::Constant;
  critc_runtime::Truth constant = critc_runtime::Truth::Unknown;
  std::vector<Rule> children;
  critc_runtime::Subjects subjects;
  critc_runtime::Asks asks;
  std::string id;
};

// One criterion of a posting with its rule; also its populations, as criteria of their own.
struct RuleCriterion {
  std::string id;
  bool inclusion = true;
  std::string cohort;
  std::string words;  // for comments and traces; as in the source
  Rule rule;
};

struct RuleSet {
  std::string posting;
  std::vector<std::string> cohorts;
  std::vector<RuleCriterion> criteria;
};

// Of a canonical document.
RuleSet build_rules(const Document& document, const Catalog& catalog);

}  // namespace critc
