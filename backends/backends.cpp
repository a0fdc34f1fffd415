#include "backends/backend.h"

namespace critc {

// One row a format, in the order of --help.
static constexpr Backend kBackends[] = {
    {"ir", ".critir", "the IR as text, as critc-opt reads it", emit_ir},
};

llvm::ArrayRef<Backend> backends() { return kBackends; }

const Backend* find_backend(llvm::StringRef name) {
  for (const Backend& backend : kBackends)
    if (backend.name == name) return &backend;
  return nullptr;
}

}  // namespace critc
