// lower: turns the blocks of an outline into criterion trees of stage raw.
//
// Each block's tokens are cut into chunks that tile them (chunk.h), and a deterministic parser with at
// most four chunks of look-ahead builds nodes by the rules of rules.def. What no rule understands
// becomes opaque with its reason; no token is dropped.
#pragma once

#include "frontend/outline/outline.h"
#include "ir/criterion/document.h"

namespace critc {

// Fills document.items and appends diagnostics. document.text already begins with the raw buffer.
void lower(const Outline& outline, const TokenBuffer& tokens, const Catalog& catalog, Document& document);

// --dump-chunks: the chunks of each item, one line each.
void dump_chunks(const Outline& outline, const TokenBuffer& tokens, const Catalog& catalog,
                 llvm::raw_ostream& out);

}  // namespace critc
