// critc-tblgen: compiles catalogue tables into the image that all other tools link.
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileOutputBuffer.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include "ir/catalog/builder.h"
#include "ir/catalog/catalog.h"
#include "tools/critc-tblgen/import.h"
#include "tools/critc-tblgen/ucum_query.h"

namespace cl = llvm::cl;

namespace {

llvm::Expected<std::vector<critc::CatalogTable>> read_tables(llvm::ArrayRef<std::string> files) {
  std::vector<critc::CatalogTable> tables;
  for (const std::string& file : files) {
    auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(file);
    if (!buffer) return llvm::createFileError(file, buffer.getError());
    tables.push_back({llvm::sys::path::filename(file).str(), (*buffer)->getBuffer().str()});
  }
  return tables;
}

llvm::Error write_file(llvm::StringRef path, llvm::StringRef bytes) {
  auto buffer = llvm::FileOutputBuffer::create(path, bytes.size());
  if (!buffer) return buffer.takeError();
  std::copy(bytes.begin(), bytes.end(), (*buffer)->getBufferStart());
  return (*buffer)->commit();
}

void print_stats(const critc::Catalog& catalog) {
  constexpr llvm::StringRef kKinds[] = {
#define CONCEPT_KIND(Name, Namespace, Description) Namespace,
#include "ir/catalog/concept_kind.def"
  };
  std::vector<uint32_t> counts(std::size(kKinds));
  for (critc::ConceptId id = 1; id < catalog.concept_count(); ++id) {
    ++counts[static_cast<size_t>(catalog.kind(id))];
  }
  llvm::outs() << "version " << catalog.version() << '\n';
  for (size_t i = 1; i < counts.size(); ++i) {
    if (counts[i] != 0) llvm::outs() << kKinds[i] << ' ' << counts[i] << '\n';
  }
  llvm::outs() << "ucum atoms " << catalog.ucum_table().atoms.size() << '\n'
               << "furniture " << catalog.furniture().size() << '\n'
               << "rewrites " << catalog.rewrites().size() << '\n';
}

struct Options {
  std::vector<std::string> files;
  std::string output;
  std::string ucum_queries;
  std::string base;
  bool stats = false;
  std::string format, kind, source;  // of an import
};

// An image with the alignment that Catalog::open asks for.
class AlignedImage {
 public:
  explicit AlignedImage(llvm::StringRef bytes)
      : words_((bytes.size() + 7) / 8), size_(bytes.size()) {
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(words_.data()));
  }
  llvm::Expected<critc::Catalog> open() const {
    return critc::Catalog::open({reinterpret_cast<const char*>(words_.data()), size_});
  }

 private:
  std::vector<uint64_t> words_;
  size_t size_;
};

llvm::Expected<AlignedImage> read_image(const std::string& file) {
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer) return llvm::createFileError(file, buffer.getError());
  return AlignedImage((*buffer)->getBuffer());
}

llvm::Expected<std::string> build(llvm::ArrayRef<critc::CatalogTable> tables,
                                  const std::string& base) {
  if (base.empty()) return critc::build_catalog_image(tables);
  auto image = read_image(base);
  if (!image) return image.takeError();
  auto catalog = image->open();
  if (!catalog) return catalog.takeError();
  return critc::extend_catalog_image(*catalog, tables);
}

llvm::Error write_import(const critc::ImportRequest& request, const std::string& output) {
  auto imported = critc::import_vocabulary(request);
  if (!imported) return imported.takeError();
  llvm::errs() << imported->summary << '\n';
  if (!output.empty()) return write_file(output, imported->text);
  llvm::outs() << imported->text;
  return llvm::Error::success();
}

llvm::Error run_import(llvm::ArrayRef<critc::CatalogTable> files, const Options& options) {
  critc::ImportRequest request{options.format, options.kind, options.source, files};
  if (options.base.empty()) return write_import(request, options.output);
  auto image = read_image(options.base);
  if (!image) return image.takeError();
  auto catalog = image->open();
  if (!catalog) return catalog.takeError();
  request.base = &*catalog;
  return write_import(request, options.output);
}

llvm::Error answer(const critc::Catalog& catalog, const Options& options) {
  if (options.stats) print_stats(catalog);
  if (options.ucum_queries.empty()) return llvm::Error::success();
  auto queries = llvm::MemoryBuffer::getFileOrSTDIN(options.ucum_queries);
  if (!queries) return llvm::createFileError(options.ucum_queries, queries.getError());
  critc::answer_ucum_queries((*queries)->getBuffer(), catalog, llvm::outs());
  return llvm::Error::success();
}

llvm::Error run(const Options& options) {
  auto tables = read_tables(options.files);
  if (!tables) return tables.takeError();
  if (!options.format.empty()) return run_import(*tables, options);
  auto image = build(*tables, options.base);
  if (!image) return image.takeError();
  AlignedImage aligned(*image);
  auto catalog = aligned.open();
  if (!catalog) return catalog.takeError();
  if (llvm::Error error = answer(*catalog, options)) return error;
  return options.output.empty() ? llvm::Error::success() : write_file(options.output, *image);
}

}  // namespace

int main(int argc, char** argv) {
  cl::OptionCategory category("critc-tblgen options");
  cl::list<std::string> files(cl::Positional, cl::desc("TABLES"), cl::OneOrMore, cl::cat(category));
  cl::opt<std::string> output("o", cl::desc("the file to write"), cl::value_desc("FILE"),
                              cl::cat(category));
  cl::opt<bool> stats("print-stats", cl::desc("count rows by kind"), cl::cat(category));
  cl::opt<std::string> ucum("ucum", cl::desc("explain UCUM codes and convert values, a line each"),
                            cl::value_desc("FILE"), cl::cat(category));
  cl::opt<std::string> base("extend", cl::desc("add the tables to this image"),
                            cl::value_desc("IMAGE"), cl::cat(category));
  cl::opt<std::string> format("import",
                              cl::desc("write a catalogue file for critc --catalog instead: the TABLES are a public "
                                       "vocabulary, rxnorm (RXNCONSO.RRF, RXNREL.RRF), drugbank (open vocabulary, CSV) "
                                       "or obo; --extend names the image it must fit"),
                              cl::value_desc("FORMAT"), cl::cat(category));
  cl::opt<std::string> kind("kind", cl::desc("what the terms of an obo file are: condition, procedure, drug, device, "
                                             "organism or thing"),
                            cl::init("condition"), cl::value_desc("KIND"), cl::cat(category));
  cl::opt<std::string> source("source", cl::desc("where imported rows come from, with the licence"),
                              cl::value_desc("TEXT"), cl::cat(category));
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(argc, argv, "compiles catalogue tables into an image\n");
  if (llvm::Error error = run({files, output, ucum, base, stats, format, kind, source})) {
    llvm::errs() << llvm::toString(std::move(error)) << '\n';
    return 1;
  }
  return 0;
}
