// lex: turns normalized text into typed tokens (see ir/text/token.h).
#pragma once

#include "frontend/normalize/normalize.h"
#include "ir/catalog/catalog.h"
#include "ir/diagnostics/diagnostic.h"
#include "ir/text/token.h"

namespace critc {

// Words glued by lost spaces are split where the dictionary proves it (flag kRecovered, diagnostic
// split-word). Tokens never overlap; what lies between them is white space or dropped markup.
TokenBuffer lex(NormalizedText text, const Catalog& catalog, DiagnosticList& diagnostics);

// --dump-tokens: one line a token, with its raw range, kind, flags, spelling and value.
void dump_tokens(const TokenBuffer& tokens, llvm::raw_ostream& out);

}  // namespace critc
