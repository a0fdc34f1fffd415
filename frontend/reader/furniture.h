// FurnitureIndex: which furniture row of the catalogue a line of a page matches.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <re2/re2.h>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"

namespace critc {

// Lines and prefixes match in any case and without the white space around a line; a line also without
// its last colon. Named groups of a shape are fields: (?P<minimum_age>\d+) - (?P<maximum_age>\d+).
class FurnitureIndex {
 public:
  explicit FurnitureIndex(const Catalog& catalog);

  // The index of a catalogue: compiling its shapes takes longer than reading a page, so that of the catalogue
  // that is linked in is made once; for another one `own` takes it.
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
  struct Row {
    llvm::StringRef text;
    const FurnitureRow* row;
    std::unique_ptr<re2::RE2> shape;
  };
  Match match_shape(llvm::StringRef line) const;

  const Catalog& catalog_;
  llvm::StringMap<const FurnitureRow*> lines_;  // by folded text
  std::vector<Row> prefixes_, shapes_;
};

}  // namespace critc
