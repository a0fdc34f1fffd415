#include "tools/critc-tblgen/ucum_query.h"

#include "llvm/ADT/SmallVector.h"

#include "ir/ucum/ucum.h"

namespace critc {

namespace {

void print_dimension(const Dimension& dimension, llvm::raw_ostream& out) {
  static constexpr llvm::StringRef kNames[] = {"length",      "time",   "mass",      "angle",
                                               "temperature", "charge", "luminosity"};
  bool none = true;
  for (size_t i = 0; i < 7; ++i) {
    if (dimension.exponents[i] == 0) continue;
    out << ' ' << kNames[i];
    if (dimension.exponents[i] != 1) out << '^' << static_cast<int>(dimension.exponents[i]);
    none = false;
  }
  if (none) out << " 1";
}

void describe(llvm::StringRef code, const Catalog& catalog, llvm::raw_ostream& out) {
  auto unit = parse_ucum(code, catalog);
  if (!unit) {
    out << code << ": error: " << llvm::toString(unit.takeError()) << '\n';
    return;
  }
  out << code << ": " << unit->factor.str();
  if (unit->rounded) out << " (rounded)";
  print_dimension(unit->dimension, out);
  if (unit->dimension.annotation != unit->arbitrary) out << " annotated";
  if (unit->arbitrary != 0) out << " arbitrary";
  if (unit->scale == UcumScale::Affine) out << " from -" << unit->offset.str();
  if (unit->scale == UcumScale::Other) out << " special";
  out << '\n';
}

void convert_line(llvm::ArrayRef<llvm::StringRef> fields, const Catalog& catalog,
                  llvm::raw_ostream& out) {
  out << fields[0] << ' ' << fields[1] << ": ";
  auto value = Decimal::parse(fields[0]);
  auto from = parse_ucum(fields[1], catalog);
  auto to = parse_ucum(fields[2], catalog);
  if (!value || !from || !to) {
    out << "error: not a number or not UCUM\n";
    llvm::consumeError(from.takeError());
    llvm::consumeError(to.takeError());
    return;
  }
  auto result = convert_units(*value, without_annotations(*from), without_annotations(*to));
  if (!result) {
    out << "error: does not convert to " << fields[2] << '\n';
    return;
  }
  out << (result->rounded ? "~" : "") << result->value.str() << ' ' << fields[2] << '\n';
}

}  // namespace

void answer_ucum_queries(llvm::StringRef lines, const Catalog& catalog, llvm::raw_ostream& out) {
  while (!lines.empty()) {
    auto [line, rest] = lines.split('\n');
    lines = rest;
    llvm::SmallVector<llvm::StringRef, 4> fields;
    line.split(fields, '\t');
    if (fields.size() == 3)
      convert_line(fields, catalog, out);
    else
      describe(line, catalog, out);
  }
}

}  // namespace critc
