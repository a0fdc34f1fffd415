#include "backends/backend.h"

namespace critc {

// One row a format, in the order of --help.
static constexpr Backend kBackends[] = {
    {"yaml", ".yaml", "a document to review and edit", emit_yaml},
    {"json", ".json", "a document for programs, one a line", emit_json},
    {"facts", ".facts.ndjson", "one line for each numeric statement and its subject", emit_facts},
    {"mentions", ".mentions.ndjson", "one line for each thing a criterion is about", emit_mentions},
    {"cxx", ".cpp", "C++17 rule code on critc_runtime.h (see --print-runtime)", emit_cxx},
    {"ir", ".critir", "the IR as text, as critc-opt reads it", emit_ir},
};

llvm::ArrayRef<Backend> backends() { return kBackends; }

const Backend* find_backend(llvm::StringRef name) {
  for (const Backend& backend : kBackends)
    if (backend.name == name) return &backend;
  return nullptr;
}

}  // namespace critc
