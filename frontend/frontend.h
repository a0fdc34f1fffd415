// The frontend as one function: a posting in, a document of stage raw out.
#pragma once

#include "frontend/outline/outline.h"
#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/criterion/posting.h"
#include "ir/text/token.h"

namespace critc {

struct FrontendResult {
  Document document;   // stage raw
  TokenBuffer tokens;  // passes up to stage resolved may read them
  Outline outline;
};

// What a document says of its posting before the text is read.
Document begin_document(const Posting& posting, const Catalog& catalog);

FrontendResult run_frontend(const Posting& posting, const Catalog& catalog,
                            DiagnosticList reader_diagnostics = {});

}  // namespace critc
