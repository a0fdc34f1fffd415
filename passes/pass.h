// Passes: free functions over a Document, one file each, listed in passes.def in pipeline order.
//
// Naming: resolve-* (words to catalogue), recover-* (marked guesses), convert-* normalize-* merge-*
// expand-* simplify-* (rewrite), check-* (only diagnose). Merging and expansion annotate; they
// never remove, add or change what the text stated.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/text/token.h"
#include "passes/place.h"

namespace critc {

struct PassOptions {
  bool recover = true;      // --no-recover: lost symbols stay ??
  std::string equivalence;  // --equivalence=TABLE; empty: the default tables
};

struct PassContext {
  Document& document;
  const Catalog& catalog;
  const TokenBuffer* tokens;  // null when the document was read back; only passes up to stage
                              // resolved may look
  const PassOptions& options;
  // See node_index.h; a pass that moves nodes, or gives one its first bound or time, resets it.
  std::optional<NodeIndex> index = std::nullopt;
};

enum class PassKind : uint8_t {
#define PASS(Name, Function, Kebab, Reason) Name,
#include "passes/passes.def"
};

llvm::StringRef pass_name(PassKind pass);         // "resolve-units"
llvm::StringRef pass_description(PassKind pass);  // why it runs where it runs
std::vector<PassKind> default_pipeline();

// "resolve-units,convert-units" -> passes; the error names the unknown pass.
llvm::Expected<std::vector<PassKind>> parse_pipeline(llvm::StringRef text);
std::string print_pipeline(llvm::ArrayRef<PassKind> pipeline);

struct PassManagerOptions {
  bool verify_each = false;
  // Called after each pass, for --print-ir-after.
  llvm::function_ref<void(PassKind, const Document&)> after_pass = nullptr;
};

void run_passes(llvm::ArrayRef<PassKind> pipeline, PassContext context,
                const PassManagerOptions& options = {});

#define PASS(Name, Function, Kebab, Reason) void Function(PassContext& context);
#include "passes/passes.def"

}  // namespace critc
