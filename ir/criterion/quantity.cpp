#include "ir/criterion/quantity.h"

namespace critc {

static constexpr llvm::StringLiteral kConversions[] = {"", "unit", "molar", "affine", "dose_equivalence"};

llvm::StringRef conversion_text(ConversionKind kind) { return kConversions[static_cast<size_t>(kind)]; }

std::optional<ConversionKind> parse_conversion(llvm::StringRef text) {
  for (size_t i = 0; i < std::size(kConversions); ++i)
    if (kConversions[i] == text) return static_cast<ConversionKind>(i);
  return std::nullopt;
}

}  // namespace critc
