#include "ir/criterion/node_parser.h"

namespace critc {

namespace {

constexpr int kMaxDepth = 200;  // of nodes in nodes; far above what criteria need

}  // namespace

template <typename T>
T& NodeParser::make(Node& node) {
  if constexpr (NodeValue::holds<T>) {
    return node.value.emplace<T>();
  } else {
    return node.value.emplace<Box<T>>().ensure();
  }
}

bool NodeParser::kind(Node& node) {
  struct Kind {
    llvm::StringLiteral word;
    bool (NodeParser::*read)(Node&);
  };
  static constexpr Kind kKinds[] = {
      {"opaque", &NodeParser::opaque},     {"compare", &NodeParser::comparison},
      {"range", &NodeParser::comparison},  {"has", &NodeParser::has},
      {"exposure", &NodeParser::exposure}, {"all", &NodeParser::all},
      {"any", &NodeParser::any},           {"at_least", &NodeParser::at_least},
      {"not", &NodeParser::negation},      {"cases", &NodeParser::cases},
      {"except", &NodeParser::except},     {"includes", &NodeParser::includes},
      {"define", &NodeParser::define},     {"exists", &NodeParser::exists},
      {"item", &NodeParser::item},
  };
  for (const Kind& kind : kKinds)
    if (accept_word(kind.word)) return (this->*kind.read)(node);
  return fail("a node");
}

bool NodeParser::node(Node& node) {
  if (depth_ >= kMaxDepth) return fail("at most " + llvm::Twine(kMaxDepth) + " nested nodes");
  ++depth_;
  bool ok = kind(node);
  --depth_;
  return ok;
}

bool NodeParser::at_node() const { return token_.kind == IrTokenKind::Word; }

bool NodeParser::list(NodeList& nodes) {
  if (!expect('{')) return false;
  while (at_node())
    if (!node(nodes.emplace_back())) return false;
  return expect('}');
}

bool NodeParser::optional(Box<Node>& body) {
  if (!expect('{')) return false;
  if (at_node() && !node(body.ensure())) return false;
  return expect('}');
}

// What follows every head: attributes and range.
bool NodeParser::leaf_end(Node& node) {
  if (!attributes(node) || !location(node.range)) return false;
  settle(node, node.range);
  return true;
}

bool NodeParser::opaque(Node& node) {
  auto& opaque = make<Opaque>(node);
  if (!words(opaque.text) || !leaf_end(node)) return false;
  return !accept_word("about") || list(opaque.about);
}

bool NodeParser::comparison(Node& node) {
  auto& comparison = make<Comparison>(node);
  if (!subject(comparison.subject)) return false;
  if (at_bounds() && !bounds(comparison.bounds)) return false;
  return leaf_end(node);
}

bool NodeParser::has(Node& node) {
  auto& has = make<Has>(node);
  if (!subject(has.subject)) return false;
  has.thing = default_thing(catalog_, has.subject.concept_id, ThingKind::Other);
  return leaf_end(node);
}

bool NodeParser::exposure(Node& node) {
  auto& exposure = make<Exposure>(node);
  if (!subject(exposure.subject)) return false;
  exposure.thing = default_thing(catalog_, exposure.subject.concept_id, ThingKind::Drug);
  return leaf_end(node);
}

bool NodeParser::all(Node& node) {
  auto& all = make<All>(node);
  return leaf_end(node) && list(all.children);
}

bool NodeParser::any(Node& node) {
  auto& any = make<Any>(node);
  return leaf_end(node) && list(any.children);
}

bool NodeParser::count(Bounds& count) {
  return !accept_word("count") || (expect('(') && bounds(count) && expect(')'));
}

bool NodeParser::at_least(Node& node) {
  auto& at_least = make<AtLeast>(node);
  return count(at_least.count) && leaf_end(node) && list(at_least.children);
}

bool NodeParser::negation(Node& node) {
  auto& negation = make<Not>(node);
  return leaf_end(node) && optional(negation.body);
}

bool NodeParser::cases(Node& node) {
  auto& cases = make<Cases>(node);
  if (!leaf_end(node) || !expect('{')) return false;
  while (accept_word("when")) {
    CaseArm& arm = cases.arms.emplace_back();
    if (!this->node(arm.guard) || !expect('{') || !this->node(arm.body) || !expect('}')) return false;
  }
  if (accept_word("otherwise")) {
    if (!expect('{') || !this->node(cases.otherwise.ensure()) || !expect('}')) return false;
  }
  return expect('}');
}

bool NodeParser::except(Node& node) {
  auto& except = make<Except>(node);
  if (!leaf_end(node) || !expect('{')) return false;
  if (!token_.is_word("unless") && !this->node(except.body.ensure())) return false;
  if (!accept_word("unless")) return fail("'unless'");
  return optional(except.carve) && expect('}');
}

bool NodeParser::includes(Node& node) {
  auto& includes = make<Includes>(node);
  if (!leaf_end(node) || !expect('{')) return false;
  if (!token_.is_word("examples") && !this->node(includes.body.ensure())) return false;
  if (!accept_word("examples")) return fail("'examples'");
  return list(includes.examples) && expect('}');
}

bool NodeParser::define(Node& node) {
  auto& define = make<Define>(node);
  return subject(define.term) && leaf_end(node) && optional(define.body);
}

bool NodeParser::exists(Node& node) {
  auto& exists = make<Exists>(node);
  return count(exists.count) && subject(exists.subject) && leaf_end(node) && optional(exists.body);
}

}  // namespace critc
