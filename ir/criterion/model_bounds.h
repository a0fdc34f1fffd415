// Bounds as the model writes them: one comparator and a value where that says it all, else two ends.
#pragma once

#include <optional>

#include "llvm/ADT/StringRef.h"

#include "ir/criterion/quantity.h"

namespace critc::model {

enum class BoundsOp : uint8_t {
#define BOUNDS_OP(Name, Text) Name,
#include "ir/criterion/model_bounds.def"
};
llvm::StringRef text(BoundsOp op);
std::optional<BoundsOp> parse_vocabulary(llvm::StringRef text, BoundsOp* tag);

llvm::StringRef text(ConversionKind how);
std::optional<ConversionKind> parse_vocabulary(llvm::StringRef text, ConversionKind* tag);

BoundsOp op_of(const Bounds& bounds);                     // None: two ends are needed
const End& end_of(const Bounds& bounds, BoundsOp op);     // the end that `op` stands before
void set_bounds(Bounds& bounds, BoundsOp op, End end);    // the inverse of both

// 2 for "at least 2": a closed whole low end alone.
std::optional<int64_t> whole_minimum(const Bounds& bounds);

}  // namespace critc::model
