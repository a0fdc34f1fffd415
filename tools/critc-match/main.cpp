// critc-match POSTING... --patients FILE: judges patients by the IR, without generated code.
// Prints one line for each posting and patient: the verdict and every criterion's truth.

#include <sstream>

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include "frontend/reader/reader.h"
#include "ir/criterion/parser.h"
#include "ir/eval/interpreter.h"
#include "tools/compiler/compiler.h"

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

}  // namespace
}  // namespace critc

int main(int argc, char** argv) {
  llvm::cl::list<std::string> files(llvm::cl::Positional, llvm::cl::desc("POSTING..."), llvm::cl::OneOrMore);
  llvm::cl::opt<std::string> patients_file("patients", llvm::cl::Required, llvm::cl::value_desc("FILE"),
                                           llvm::cl::desc("patient records; critc_runtime.h says how they are written"));
  llvm::cl::ParseCommandLineOptions(argc, argv, "critc-match: judges patients by compiled postings\n");
  auto bytes = llvm::MemoryBuffer::getFileOrSTDIN(patients_file);
  if (!bytes) return critc::file_error(patients_file, bytes.getError().message());
  std::istringstream records((*bytes)->getBuffer().str());
  auto [patients, bad_line] = critc_runtime::read_patients(records);
  if (bad_line != 0) return critc::file_error(patients_file, "line " + llvm::Twine(bad_line) + ": no statement of a patient record");
  for (const std::string& file : files) {
    auto posting = llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!posting) return critc::file_error(file, posting.getError().message());
    auto documents = critc::load_documents({file, (*posting)->getBuffer()});
    if (!documents) return critc::file_error(file, llvm::toString(documents.takeError()));
    for (const critc::Document& document : *documents) critc::match(document, patients, files.size() > 1 || documents->size() > 1);
  }
  return 0;
}
