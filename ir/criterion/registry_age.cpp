#include "ir/criterion/registry_age.h"

#include <utility>

namespace critc {

namespace {

// Units of the registry's data elements, singular and plural.
constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> kUnits[] = {
    {"year", "a"}, {"month", "mo"}, {"week", "wk"}, {"day", "d"}, {"hour", "h"}, {"minute", "min"},
};

}  // namespace

std::optional<RegistryAge> parse_registry_age(llvm::StringRef text) {
  text = text.trim(" \t\r\n");
  llvm::StringRef number = text.take_while([](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  llvm::StringRef unit = text.drop_front(number.size()).ltrim(" \t");
  auto value = Decimal::parse(number);
  if (!value) return std::nullopt;
  if (unit.empty()) return RegistryAge{*value, "a"};
  unit.consume_back_insensitive("s");
  for (const auto& [name, ucum] : kUnits)
    if (unit.equals_insensitive(name)) return RegistryAge{*value, ucum};
  return std::nullopt;
}

}  // namespace critc
