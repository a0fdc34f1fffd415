// critc-match POSTING... --patients FILE: judges patients by the IR, without generated code.
// Prints one line for each posting and patient: the verdict and every criterion's truth.
// critc-match POSTING --probes: prints patients around every bound of the posting, to test rules with.

#include <sstream>

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include "frontend/reader/reader.h"
#include "ir/criterion/parser.h"
#include "ir/eval/interpreter.h"
#include "tools/compiler/compiler.h"
#include "tools/critc-match/probe.h"

namespace critc {
namespace {

namespace rt = critc_runtime;

constexpr int kFileError = 2;

int file_error(llvm::StringRef file, const llvm::Twine& text) {
  llvm::errs() << "critc-match: error: " << file << ": " << text << '\n';
  return kFileError;
}

// The documents of a file: IR as it is, anything else compiled.
llvm::Expected<std::vector<Document>> load_documents(const Input& input) {
  const Catalog& catalog = builtin_catalog();
  InputForm form = detect_form(input, catalog);
  if (form == InputForm::CritIr) return parse_ir(input.bytes, catalog);
  std::vector<Document> documents;
  SplitRecords split = split_records(input, form);
  for (size_t i = 0; i < split.records.size(); ++i) {
    ReadResult read = read_record(input, form, split.records[i], static_cast<uint32_t>(i), catalog);
    if (read.posting) documents.push_back(compile(*read.posting, catalog, {}).document);
  }
  return documents;
}

void match(const Document& document, const std::vector<rt::Patient>& patients, bool many) {
  RuleSet rules = build_rules(document, builtin_catalog());
  for (const rt::Patient& patient : patients) {
    if (many) llvm::outs() << document.id << ' ';
    llvm::outs() << rt::line(patient, evaluate(rules, patient)) << '\n';
  }
}

llvm::Expected<std::vector<rt::Patient>> load_patients(llvm::StringRef file) {
  auto bytes = llvm::MemoryBuffer::getFileOrSTDIN(file);
  if (!bytes) return llvm::createStringError(bytes.getError().message());
  std::istringstream records((*bytes)->getBuffer().str());
  auto [patients, bad_line] = rt::read_patients(records);
  if (bad_line == 0) return std::move(patients);
  return llvm::createStringError("line " + llvm::Twine(bad_line) + ": no statement of a patient record");
}

}  // namespace
}  // namespace critc

int main(int argc, char** argv) {
  llvm::cl::list<std::string> files(llvm::cl::Positional, llvm::cl::desc("POSTING..."), llvm::cl::OneOrMore);
  llvm::cl::opt<std::string> patients_file("patients", llvm::cl::value_desc("FILE"),
                                           llvm::cl::desc("patient records; critc_runtime.h says how they are written"));
  llvm::cl::opt<bool> probes("probes", llvm::cl::desc("print patients around every bound of the postings, and judge none"));
  llvm::cl::ParseCommandLineOptions(argc, argv, "critc-match: judges patients by compiled postings\n");
  std::vector<critc_runtime::Patient> patients;
  if (!probes) {
    auto loaded = critc::load_patients(patients_file.empty() ? llvm::StringRef("-") : llvm::StringRef(patients_file));
    if (!loaded) return critc::file_error(patients_file, llvm::toString(loaded.takeError()));
    patients = std::move(*loaded);
  }
  for (const std::string& file : files) {
    auto posting = llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!posting) return critc::file_error(file, posting.getError().message());
    auto documents = critc::load_documents({file, (*posting)->getBuffer()});
    if (!documents) return critc::file_error(file, llvm::toString(documents.takeError()));
    for (const critc::Document& document : *documents) {
      if (probes) critc::print_probes(critc::build_rules(document, critc::builtin_catalog()), llvm::outs());
      else critc::match(document, patients, files.size() > 1 || documents->size() > 1);
    }
  }
  return 0;
}
