// Ages of the registry's structured fields.
#pragma once

#include <optional>

#include "llvm/ADT/StringRef.h"

#include "ir/number/decimal.h"

namespace critc {

// An age as the registry writes it: "18 Years", "6 Months", "18.0", "N/A" (no bound), "30 Minutes".
struct RegistryAge {
  Decimal value;
  llvm::StringRef ucum;  // "a", "mo", "wk", "d", "h", "min"
};
std::optional<RegistryAge> parse_registry_age(llvm::StringRef text);

}  // namespace critc
