#include "llvm/Support/ErrorHandling.h"

#include "ir/catalog/catalog.h"

extern "C" const char critc_catalog_image_begin[];
extern "C" const char critc_catalog_image_end[];

namespace critc {

const Catalog& builtin_catalog() {
  static const Catalog catalog = [] {
    llvm::StringRef image(critc_catalog_image_begin,
                          static_cast<size_t>(critc_catalog_image_end - critc_catalog_image_begin));
    auto opened = Catalog::open(image);
    if (!opened) llvm::report_fatal_error(opened.takeError());
    return *opened;
  }();
  return catalog;
}

}  // namespace critc
