// FurnitureIndex: which furniture row of the catalogue a line of a page matches.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include "frontend/reader/shape.h"
#include "ir/catalog/catalog.h"

namespace critc {

// Lines and prefixes match in any case and without the white space around a line; a line also without
// its last colon. Named groups of a shape are fields: (?P<minimum_age>\d+) - (?P<maximum_age>\d+).
class FurnitureIndex {
 public:
  explicit FurnitureIndex(const Catalog& catalog);

  // The index of a catalogue: that of the catalogue which is linked in is made once; for another one `own` takes it.
  static const FurnitureIndex& of(const Catalog& catalog, std::optional<FurnitureIndex>& own);

  struct Capture {
    llvm::StringRef field;
    llvm::StringRef value;  // inside the line
  };
  struct Match {
    const FurnitureRow* row = nullptr;
    llvm::StringRef argument;              // of Field and Section
    llvm::StringRef rest;                  // of a prefix: what stands behind it in the line
    llvm::SmallVector<Capture, 2> captures;  // of a shape
    explicit operator bool() const { return row != nullptr; }
  };
  Match match(llvm::StringRef line) const;

 private:
  struct Prefix {
    llvm::StringRef text;
    const FurnitureRow* row;
  };
  struct ShapeRow {
    ShapeRow(llvm::StringRef pattern, const FurnitureRow* from) : shape(pattern), row(from) {}
    Shape shape;
    const FurnitureRow* row;
  };
  Match match_shape(llvm::StringRef line) const;

  const Catalog& catalog_;
  llvm::StringMap<const FurnitureRow*> lines_;  // by folded text
  std::vector<Prefix> prefixes_;
  std::deque<ShapeRow> shapes_;
};

}  // namespace critc
