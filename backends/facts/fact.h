// Fact: one comparator or range phrase about one subject, as a line of --emit=facts gives it.
#pragma once

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include "backends/criterion_walk.h"
#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

struct Fact {
  const Node* node;       // holds the bounds
  const Bounds* bounds;
  BoundsRole role;
  const Subject* subject;  // null where the phrase has none
  const Window* window;    // of role Window
};

// f(const Fact&) for every phrase that the node itself holds, times each subject that it governs.
// Time on a node without a subject of its own governs the subjects below it.
void for_each_fact(const Node& node, const Document& document, const Catalog& catalog,
                   llvm::function_ref<void(const Fact&)> f);

// "measurement", "age", ...
llvm::StringRef fact_kind(const Fact& fact, const Catalog& catalog);

// "6 months to 17 years": bounds with both ends in one unit, the finer one; those of one unit as they are.
Bounds in_one_unit(const Bounds& bounds, const Catalog& catalog);

// The UCUM code of a fact's bounds, "1" for bare scores, counts, titers and multiples; empty: unknown.
llvm::StringRef fact_unit(const Fact& fact, llvm::StringRef kind, const Document& document,
                          const Catalog& catalog);

// What both ends are relative to: low a multiple of LLN and high of ULN is `normal`.
Reference fact_reference(const Bounds& bounds);

}  // namespace critc
