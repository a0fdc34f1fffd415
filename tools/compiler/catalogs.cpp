#include "tools/compiler/catalogs.h"

#include <set>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include "ir/catalog/builder.h"

namespace critc {

llvm::Expected<LoadedCatalog> LoadedCatalog::load(llvm::ArrayRef<std::string> files) {
  LoadedCatalog loaded;
  if (files.empty()) return loaded;
  std::vector<CatalogTable> tables;
  for (const std::string& file : files) {
    auto bytes = llvm::MemoryBuffer::getFile(file);
    if (!bytes) return llvm::createStringError(bytes.getError(), file + ": " + bytes.getError().message());
    tables.push_back({file, (*bytes)->getBuffer().str()});
  }
  auto image = extend_catalog_image(builtin_catalog(), tables);
  if (!image) return image.takeError();
  loaded.image_ = std::make_unique<std::string>(std::move(*image));
  auto catalog = Catalog::open(*loaded.image_);
  if (!catalog) return catalog.takeError();
  loaded.extended_ = *catalog;
  return loaded;
}

std::string unknown_tables(llvm::StringRef tables, const Catalog& catalog) {
  if (tables.trim().empty()) return "";
  std::set<llvm::StringRef> known;
  for (const EquivalenceRow& row : catalog.equivalence_rows()) known.insert(catalog.string(row.table));
  llvm::SmallVector<llvm::StringRef, 4> names;
  tables.split(names, ',');
  for (llvm::StringRef name : names)
    if (!known.count(name.trim())) return ("no equivalence table is named '" + name.trim() + "'; there are " + llvm::join(known, ", ")).str();
  return "";
}

}  // namespace critc
