#include "tools/compiler/catalogs.h"

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

}  // namespace critc
