// --emit=cxx: the rules of a posting as C++17 on critc_runtime.h.

#include "llvm/ADT/StringExtras.h"

#include "backends/backend.h"
#include "backends/cxx/cxx_text.h"
#include "ir/eval/rule.h"

namespace critc {

namespace {

namespace rt = critc_runtime;

constexpr size_t kCommentBytes = 300;

class RulePrinter {
 public:
  explicit RulePrinter(llvm::raw_ostream& out) : out_(out) {}

  void rule(const Rule& rule, unsigned depth) {
    switch (rule.kind) {
      case Rule::Kind::Constant: out_ << constant(rule.constant); return;
      case Rule::Kind::All: return call("all({", rule.children, "})", depth);
      case Rule::Kind::Any: return call("any({", rule.children, "})", depth);
      case Rule::Kind::Not: return call("negate(", rule.children, ")", depth);
      case Rule::Kind::Choose: return call("choose(", rule.children, ")", depth);
      case Rule::Kind::Count:
        out_ << "count_holds(";
        asks(rule.asks);
        return call(".value, {", rule.children, "})", depth);
      case Rule::Kind::Age:
        out_ << "age_holds(p, ";
        asks(rule.asks);
        out_ << ".value, " << cxx_literal(rule.asks.unit) << ')';
        return;
      case Rule::Kind::Sex: out_ << "sex_is(p, " << cxx_literal(rule.subjects[0]) << ')'; return;
      case Rule::Kind::Value: return question("values", rule);
      case Rule::Kind::Finding: return question("findings", rule);
      case Rule::Kind::Exposure: return question("exposures", rule);
      case Rule::Kind::Answered:
        out_ << "answered(p, " << cxx_literal(rule.id) << ", ";
        return call("", rule.children, ")", depth);
    }
  }

 private:
  static llvm::StringRef constant(rt::Truth value) {
    return value == rt::Truth::True ? "Truth::True" : value == rt::Truth::False ? "Truth::False" : "Truth::Unknown";
  }

  void call(llvm::StringRef open, const std::vector<Rule>& children, llvm::StringRef close, unsigned depth) {
    out_ << open;
    for (size_t i = 0; i < children.size(); ++i) {
      if (i > 0) out_ << ',';
      if (children.size() > 1) out_.indent((out_ << '\n', depth * 2));
      rule(children[i], depth + 1);
    }
    out_ << close;
  }

  void question(llvm::StringRef entries, const Rule& rule) {
    out_ << "holds(p, p." << entries << ", {";
    llvm::ListSeparator comma;
    for (const std::string& subject : rule.subjects) out_ << comma << cxx_literal(subject);
    out_ << "}, ";
    asks(rule.asks);
    out_ << ')';
  }

  void number(rt::Number n) { out_ << "({" << n.mantissa << ", " << n.exponent << "})"; }

  void interval(const rt::Interval& interval) {
    out_ << "Asks()";
    if (interval.low) number((out_ << (interval.low_closed ? ".ge" : ".gt"), *interval.low));
    if (interval.high) number((out_ << (interval.high_closed ? ".le" : ".lt"), *interval.high));
    if (interval.lost) out_ << ".lost()";
  }

  void asks(const rt::Asks& asks) {
    static constexpr llvm::StringLiteral kSides[] = {"Side::Before", "Side::After", "Side::Around"};
    interval(asks.value);
    if (asks.value.low || asks.value.high) out_ << ".in(" << cxx_literal(asks.unit) << ')';
    if (!asks.reference.empty()) out_ << ".of(" << cxx_literal(asks.reference) << ')';
    for (const auto& [key, texts] : asks.facets) {
      out_ << ".facet(" << cxx_literal(key) << ", {";
      llvm::ListSeparator comma;
      for (const std::string& text : texts) out_ << comma << cxx_literal(text);
      out_ << "})";
    }
    for (const auto& [key, bounds] : asks.numbers) {
      out_ << ".number(" << cxx_literal(key) << ", ";
      interval(bounds);
      out_ << ')';
    }
    for (const rt::Window& window : asks.windows) {
      out_ << ".window(" << cxx_literal(window.anchor) << ", " << kSides[static_cast<size_t>(window.side)] << ", ";
      interval(window.days);
      out_ << ')';
    }
    if (asks.any_window) out_ << ".in_any_window()";
  }

  llvm::raw_ostream& out_;
};

void print_criterion(const RuleCriterion& criterion, llvm::raw_ostream& out) {
  if (!criterion.words.empty()) out << "// " << cxx_comment(criterion.words, kCommentBytes) << '\n';
  out << "inline Truth " << cxx_identifier(criterion.id) << "([[maybe_unused]] const Patient& p) {\n  return ";
  RulePrinter(out).rule(criterion.rule, 2);
  out << ";\n}\n\n";
}

void print_evaluate(const RuleSet& rules, llvm::raw_ostream& out) {
  out << "inline Verdict evaluate(const Patient& p) {\n  std::vector<Criterion> trace;\n";
  for (const RuleCriterion& criterion : rules.criteria) {
    out << "  trace.push_back({" << cxx_literal(criterion.id) << ", " << (criterion.inclusion ? "true" : "false") << ", "
        << cxx_literal(criterion.cohort) << ", " << cxx_identifier(criterion.id) << "(p)});\n";
  }
  out << "  return decide(std::move(trace), {";
  llvm::ListSeparator comma;
  for (const std::string& cohort : rules.cohorts) out << comma << cxx_literal(cohort);
  out << "});\n}\n";
}

constexpr llvm::StringLiteral kMain = R"(
#ifdef CRITC_RULES_MAIN
#include <iostream>
// Reads patients from standard input and prints one verdict a line.
int main() {
  auto [patients, bad_line] = critc_runtime::read_patients(std::cin);
  for (const critc_runtime::Patient& patient : patients)
    std::cout << critc_runtime::line(patient, CRITC_RULES_MAIN::evaluate(patient)) << '\n';
  if (bad_line) std::cerr << "line " << bad_line << ": no statement of a patient record\n";
  return bad_line ? 1 : 0;
}
#endif
)";

}  // namespace

void emit_cxx(const Document& document, const Catalog& catalog, const EmitOptions&, llvm::raw_ostream& out) {
  RuleSet rules = build_rules(document, catalog);
  std::string space = "critc_rules_" + cxx_identifier(document.id);
  out << "// Eligibility rules of posting " << cxx_comment(document.id, kCommentBytes) << ", written by critc "
      << cxx_comment(document.tool_version, kCommentBytes) << ", catalogue "
      << cxx_comment(document.catalog_version, kCommentBytes) << ".\n"
      << "// Source SHA-256 " << cxx_comment(document.buffer_sha256, kCommentBytes) << ". C++17; needs critc_runtime.h.\n"
      << "// With -DCRITC_RULES_MAIN=" << space << " it is a program that judges patients on standard input.\n"
      << "#include \"critc_runtime.h\"\n\nnamespace " << space << " {\n\nusing namespace critc_runtime;\n\n";
  for (const RuleCriterion& criterion : rules.criteria) print_criterion(criterion, out);
  print_evaluate(rules, out);
  out << "\n}  // namespace " << space << '\n' << kMain;
}

}  // namespace critc
