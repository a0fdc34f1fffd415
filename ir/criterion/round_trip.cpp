#include "ir/criterion/round_trip.h"

#include "ir/criterion/parser.h"
#include "ir/criterion/printer.h"

namespace critc {

namespace {

std::string printed(const Document& document, const Catalog& catalog) {
  std::string text;
  llvm::raw_string_ostream out(text);
  print_ir(document, catalog, out);
  return text;
}

std::string first_difference(llvm::StringRef before, llvm::StringRef after) {
  for (unsigned line = 1; !before.empty() || !after.empty(); ++line) {
    auto [old_line, old_rest] = before.split('\n');
    auto [new_line, new_rest] = after.split('\n');
    if (old_line != new_line)
      return "line " + std::to_string(line) + ": '" + old_line.str() + "' was read back as '" +
             new_line.str() + "'";
    before = old_rest;
    after = new_rest;
  }
  return "";
}

}  // namespace

bool round_trips(const Document& document, const Catalog& catalog, std::string* difference) {
  std::string before = printed(document, catalog);
  auto documents = parse_ir(before, catalog);
  if (!documents) {
    *difference = llvm::toString(documents.takeError());
    return false;
  }
  if (documents->size() != 1) {
    *difference = "read back as " + std::to_string(documents->size()) + " documents";
    return false;
  }
  std::string after = printed(documents->front(), catalog);
  if (before == after) return true;
  *difference = first_difference(before, after);
  return false;
}

}  // namespace critc
