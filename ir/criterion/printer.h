// The text form of a document: IR that people read and critc-opt reads back.
#pragma once

#include "llvm/Support/raw_ostream.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

void print_ir(const Document& document, const Catalog& catalog, llvm::raw_ostream& out);
// One node on one line, as facts quote guards.
std::string print_node_inline(const Node& node, const Document& document, const Catalog& catalog);

}  // namespace critc
