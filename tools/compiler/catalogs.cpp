#include "tools/compiler/catalogs.h"

#include "llvm/Support/MemoryBuffer.h"

#include "ir/catalog/builder.h"

extern "C" const char critc_catalog_tables_begin[];
extern "C" const char critc_catalog_tables_end[];

namespace critc {

namespace {

// The linked-in tables are one text in which "#%file NAME" lines begin each table.
constexpr llvm::StringLiteral kFileMark = "#%file ";

std::vector<CatalogTable> linked_tables() {
  llvm::StringRef bundle(critc_catalog_tables_begin,
                         static_cast<size_t>(critc_catalog_tables_end - critc_catalog_tables_begin));
  std::vector<CatalogTable> tables;
  while (bundle.consume_front(kFileMark)) {
    auto [name, rest] = bundle.split('\n');
    size_t end = rest.find(("\n" + kFileMark).str());
    tables.push_back({name.str(), rest.substr(0, end).str()});
    bundle = end == llvm::StringRef::npos ? "" : rest.substr(end + 1);
  }
  return tables;
}

llvm::Expected<std::string> build_extended(llvm::ArrayRef<std::string> files) {
  std::vector<CatalogTable> tables = linked_tables();
  for (const std::string& file : files) {
    auto bytes = llvm::MemoryBuffer::getFile(file);
    if (!bytes) return llvm::createStringError(bytes.getError(), file + ": " + bytes.getError().message());
    tables.push_back({file, (*bytes)->getBuffer().str()});
  }
  return build_catalog_image(tables);
}

}  // namespace

llvm::Expected<const Catalog*> load_catalog(llvm::ArrayRef<std::string> extension_files) {
  if (extension_files.empty()) return &builtin_catalog();
  auto image = build_extended(extension_files);
  if (!image) return image.takeError();
  static std::string kept_image;
  static std::optional<Catalog> kept;
  kept_image = std::move(*image);
  auto catalog = Catalog::open(kept_image);
  if (!catalog) return catalog.takeError();
  kept = *catalog;
  return &*kept;
}

}  // namespace critc
