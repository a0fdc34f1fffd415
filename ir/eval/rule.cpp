#include "ir/eval/rule.h"

#include "ir/eval/asks.h"

namespace critc {

namespace rt = critc_runtime;

namespace {

Rule constant(rt::Truth value) {
  Rule rule;
  rule.constant = value;
  return rule;
}

Rule logic(Rule::Kind kind, std::vector<Rule> children) {
  Rule rule;
  rule.kind = kind;
  rule.children = std::move(children);
  return rule;
}

// A definition, or what the protocol merely allows.
bool asks_nothing(const Node& node) {
  const Exposure* exposure = node.as<Exposure>();
  return node.as<Define>() || (exposure && exposure->phase == Phase::Allowed);
}

// Builds the rule of one tree. `neutral` is what a part that asks nothing counts for: true where the
// tree is required, false where it excludes; each `not` turns it round.
class RuleBuilder {
 public:
  RuleBuilder(const Document& document, const Catalog& catalog) : asks_(document, catalog) {}

  Rule build(const Node& node, rt::Truth neutral) const {
    const Attrs* attrs = node.attrs.get();
    if (auto* comparison = node.as<Comparison>()) return asks_.comparison(*comparison, attrs);
    if (auto* has = node.as<Has>()) return asks_.finding(*has, attrs);
    if (asks_nothing(node)) return constant(neutral);
    if (auto* exposure = node.as<Exposure>()) return asks_.exposure(*exposure, attrs);
    if (auto* all = node.as<All>()) return logic(Rule::Kind::All, build_all(all->children, neutral));
    if (auto* any = node.as<Any>()) return logic(Rule::Kind::Any, build_all(any->children, neutral));
    if (auto* negation = node.as<Not>())
      return logic(Rule::Kind::Not, {build_box(negation->body, rt::negate(neutral))});
    if (auto* at_least = node.as<AtLeast>()) return count(at_least->count, at_least->children, neutral);
    if (auto* cases = node.as<Cases>()) return choose(*cases, neutral);
    if (auto* except = node.as<Except>()) return carve(*except, neutral);
    if (auto* includes = node.as<Includes>()) return build_box(includes->body, neutral);
    if (auto* item = node.as<Item>()) return answered(*item, neutral);
    return constant(rt::Truth::Unknown);  // opaque; exists, whose things no record lists one by one
  }

  Rule answered(const Item& item, rt::Truth neutral) const {
    Rule rule = logic(Rule::Kind::Answered, {item.body ? build(*item.body, neutral) : constant(rt::Truth::Unknown)});
    rule.id = item_id(item);
    return rule;
  }

  const AskBuilder& asks() const { return asks_; }

 private:
  std::vector<Rule> build_all(const NodeList& nodes, rt::Truth neutral) const {
    std::vector<Rule> rules;
    for (const Node& node : nodes) {
      const Item* item = node.as<Item>();
      const bool neutral_item = item && item->body && asks_nothing(*item->body);
      if (!neutral_item && !asks_nothing(node)) rules.push_back(build(node, neutral));
    }
    return rules.empty() ? std::vector<Rule>{constant(neutral)} : rules;
  }

  Rule build_box(const Box<Node>& box, rt::Truth neutral) const {
    return box ? build(*box, neutral) : constant(rt::Truth::Unknown);
  }

  Rule count(const Bounds& bounds, const NodeList& children, rt::Truth neutral) const {
    if (children.empty()) return constant(rt::Truth::Unknown);
    Rule rule = logic(Rule::Kind::Count, build_all(children, neutral));
    rule.asks.value = asks_.interval(bounds);
    return rule;
  }

  Rule choose(const Cases& cases, rt::Truth neutral) const {
    Rule rule = cases.otherwise ? build(*cases.otherwise, neutral) : constant(neutral);
    for (auto arm = cases.arms.rbegin(); arm != cases.arms.rend(); ++arm)
      rule = logic(Rule::Kind::Choose, {build(arm->guard, rt::Truth::Unknown), build(arm->body, neutral), std::move(rule)});
    return rule;
  }

  Rule carve(const Except& except, rt::Truth neutral) const {
    Rule carved = logic(Rule::Kind::Not, {build_box(except.carve, rt::Truth::Unknown)});
    return logic(Rule::Kind::All, {build_box(except.body, neutral), std::move(carved)});
  }

  AskBuilder asks_;
};

void add_population(const RuleBuilder& builder, const Population& population, const std::string& cohort, RuleSet& rules) {
  RuleCriterion criterion{cohort.empty() ? "population" : cohort + ".population", true, cohort, "", {}};
  criterion.rule = builder.asks().population(population);
  if (!criterion.rule.children.empty()) rules.criteria.push_back(std::move(criterion));
}

}  // namespace

RuleSet build_rules(const Document& document, const Catalog& catalog) {
  RuleSet rules;
  rules.posting = document.id;
  RuleBuilder builder(document, catalog);
  add_population(builder, document.population, "", rules);
  for (const Cohort& cohort : document.cohorts) {
    rules.cohorts.push_back(cohort.id);
    add_population(builder, cohort.population, cohort.id, rules);
  }
  for (const Node& node : document.items) {
    const Item& item = *node.as<Item>();
    RuleCriterion criterion;
    criterion.id = item_id(item);
    criterion.inclusion = item.section == Section::Inclusion;
    if (item.cohort != 0) criterion.cohort = document.cohorts[item.cohort - 1].id;
    criterion.words = document.str(item.text).str();
    criterion.rule = builder.answered(item, criterion.inclusion ? rt::Truth::True : rt::Truth::False);
    rules.criteria.push_back(std::move(criterion));
  }
  return rules;
}

}  // namespace critc
