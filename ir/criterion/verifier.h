// The invariants of IR. A failure is a bug in critc, never a strange text.
#pragma once

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

// VerifierFailed diagnostics; empty when the document holds to its stage's invariants: ranges nest in
// their parents and in the buffer, all/any have two children or more, xULN only on measurements, no
// empty range, marks match diagnostics, nothing of an earlier stage is left, ...
DiagnosticList verify(const Document& document, const Catalog& catalog);

}  // namespace critc
