// Backends: one Emit each, from a document of stage canonical to text.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

struct EmitOptions {
  bool pretty = false;  // json: indented
};

using EmitFunction = void (*)(const Document&, const Catalog&, const EmitOptions&, llvm::raw_ostream&);

struct Backend {
  llvm::StringRef name;         // --emit=NAME
  llvm::StringRef suffix;       // ".yaml"
  llvm::StringRef description;  // for --help
  EmitFunction emit;
};

void emit_json(const Document&, const Catalog&, const EmitOptions&, llvm::raw_ostream&);
void emit_yaml(const Document&, const Catalog&, const EmitOptions&, llvm::raw_ostream&);
void emit_ir(const Document&, const Catalog&, const EmitOptions&, llvm::raw_ostream&);
void emit_facts(const Document&, const Catalog&, const EmitOptions&, llvm::raw_ostream&);
void emit_mentions(const Document&, const Catalog&, const EmitOptions&, llvm::raw_ostream&);
void emit_cxx(const Document&, const Catalog&, const EmitOptions&, llvm::raw_ostream&);

llvm::ArrayRef<Backend> backends();
const Backend* find_backend(llvm::StringRef name);

}  // namespace critc
