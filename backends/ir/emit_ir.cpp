#include "ir/criterion/printer.h"

#include "backends/backend.h"

namespace critc {

void emit_ir(const Document& document, const Catalog& catalog, const EmitOptions&,
             llvm::raw_ostream& out) {
  print_ir(document, catalog, out);
}

}  // namespace critc
