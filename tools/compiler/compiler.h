// Compiler: frontend and passes behind one call; what critc, critc-bench and critc-match share.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "frontend/frontend.h"
#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "passes/pass.h"

namespace critc {

struct CompileOptions {
  PassOptions passes;
  std::vector<PassKind> pipeline = default_pipeline();
  bool verify_each = false;
  // Called for stage raw (nullopt) and after each pass.
  std::function<void(std::optional<PassKind>, const Document&)> observe;
};

// A posting through frontend and passes. Never fails: what went wrong is in the document's diagnostics.
FrontendResult compile(const Posting& posting, const Catalog& catalog, const CompileOptions& options,
                       DiagnosticList reader_diagnostics = {});

}  // namespace critc
