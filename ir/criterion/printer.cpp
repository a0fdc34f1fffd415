#include "ir/criterion/printer.h"

#include <string>

#include "ir/criterion/node_printer.h"
#include "ir/criterion/quoting.h"

namespace critc {

namespace {

constexpr size_t kLineWidth = 100;

// The lines of a document that are no items.
class DocumentPrinter : public IrWriter {
 public:
  DocumentPrinter(const Document& document, const Catalog& catalog, llvm::raw_ostream& out)
      : IrWriter(document, catalog, out, /*locations=*/true) {}

  void header();
  void population_line();
  void cohort(size_t index);
  void ranges();
  void diagnostic(const Diagnostic& diagnostic);
  void coverage();

 private:
  void quoted(llvm::StringRef value) { write_quoted(valid_utf8(value), out_); }
  void quoted_attribute(llvm::StringRef name, llvm::StringRef value);
  void field(llvm::StringRef name, const PostingField& field);
  void population(const Population& population);
};

void DocumentPrinter::quoted_attribute(llvm::StringRef name, llvm::StringRef value) {
  if (value.empty()) return;
  out_ << ' ' << name << '(';
  quoted(value);
  out_ << ')';
}

void DocumentPrinter::header() {
  out_ << "critir " << kSchemaVersion << ' ' << text(document_.stage);
  quoted_attribute("tool", document_.tool_version);
  quoted_attribute("catalog", document_.catalog_version);
  out_ << "\nposting ";
  quoted(document_.id);
  quoted_attribute("file", document_.file);
  if (document_.record != 0) out_ << " record(" << document_.record << ')';
  out_ << " form(" << text(document_.form) << ") bytes(" << document_.buffer_length << ')';
  quoted_attribute("sha256", document_.buffer_sha256);
  if (document_.text_begins_with_buffer) out_ << " words(placed)";
  out_ << '\n';
  field("minimum_age", document_.minimum_age);
  field("maximum_age", document_.maximum_age);
  field("sex", document_.sex);
  field("healthy_volunteers", document_.healthy_volunteers);
  field("gender_basis", document_.gender_basis);
  field("study_population", document_.study_population);
}

void DocumentPrinter::field(llvm::StringRef name, const PostingField& field) {
  if (field == PostingField{}) return;
  out_ << "field " << name << ' ';
  quoted(field.value);
  location(field.range);
  out_ << '\n';
}

void DocumentPrinter::population(const Population& population) {
  bounds_attribute("age", population.age, {});
  vocabulary_attribute("sex", population.sex);
}

void DocumentPrinter::population_line() {
  if (document_.population == Population{}) return;
  out_ << "population";
  population(document_.population);
  out_ << '\n';
}

void DocumentPrinter::cohort(size_t index) {
  const Cohort& cohort = document_.cohorts[index];
  std::string id = "C" + std::to_string(index + 1);
  out_ << "cohort " << id << ' ';
  quoted(cohort.title);
  if (cohort.id != id) {
    out_ << " id(";
    quoted(cohort.id);
    out_ << ')';
  }
  population(cohort.population);
  location(cohort.range);
  out_ << '\n';
}

void DocumentPrinter::ranges() {
  if (document_.ranges.empty()) return;
  out_ << "ranges {";
  size_t column = kLineWidth;
  for (const auto& [range, cls] : document_.ranges) {
    std::string entry =
        text(cls).str() + ' ' + std::to_string(range.begin) + ".." + std::to_string(range.end);
    bool wrap = column + 2 + entry.size() > kLineWidth;
    out_ << (wrap ? "\n  " : "  ") << entry;
    column = (wrap ? 0 : column) + 2 + entry.size();
  }
  out_ << "\n}\n";
}

void DocumentPrinter::diagnostic(const Diagnostic& diagnostic) {
  out_ << "diagnostic " << kebab_name(diagnostic.kind);
  if (!diagnostic.args.empty()) {
    out_ << " (";
    llvm::StringRef separator;
    for (const std::string& arg : diagnostic.args) {
      out_ << separator;
      quoted(arg);
      separator = ", ";
    }
    out_ << ')';
  }
  location(diagnostic.range);
  quoted_attribute("fix", diagnostic.fix);
  for (const DiagnosticNote& note : diagnostic.notes) {
    out_ << "\n  note ";
    quoted(note.text);
    location(note.range);
  }
  out_ << '\n';
}

void DocumentPrinter::coverage() {
  const Coverage& coverage = document_.coverage;
  if (coverage == Coverage{}) return;
  out_ << "coverage criterion(" << coverage.criterion_bytes << ") understood(" << coverage.understood_bytes
       << ") opaque(" << coverage.opaque_bytes << ")\n";
}

}  // namespace

void print_ir(const Document& document, const Catalog& catalog, llvm::raw_ostream& out) {
  DocumentPrinter printer(document, catalog, out);
  printer.header();
  printer.population_line();
  for (size_t i = 0; i < document.cohorts.size(); ++i) printer.cohort(i);
  printer.ranges();
  NodePrinter nodes(document, catalog, out, NodePrinter::Layout::Lines);
  for (const Node& item : document.items) {
    nodes.node(item);
    out << '\n';
  }
  for (const Diagnostic& diagnostic : document.diagnostics) printer.diagnostic(diagnostic);
  printer.coverage();
}

std::string print_node_inline(const Node& node, const Document& document, const Catalog& catalog) {
  std::string text;
  llvm::raw_string_ostream out(text);
  NodePrinter(document, catalog, out, NodePrinter::Layout::OneLine).node(node);
  return text;
}

}  // namespace critc
