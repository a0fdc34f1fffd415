// RewriteIndex: finds the longest row of the rewrite table that matches at a place.
//
// Rows are found by their first character; the set of bytes that may follow it tells which places need
// a look at all, so that plain text is copied in runs.
#pragma once

#include <cstdint>

#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"

namespace critc {

// ASCII punctuation with a backslash before it reads as the punctuation alone.
bool is_escape(llvm::StringRef raw, uint32_t at);

class RewriteIndex {
 public:
  explicit RewriteIndex(const Catalog& catalog) : catalog_(catalog) {}

  struct Match {
    llvm::StringRef to;
    uint32_t length = 0;  // raw bytes, 0 when no row matches
  };
  // Rows match through escapes and ASCII entities: `\>/=` is `>/=`.
  Match match(llvm::StringRef raw, uint32_t at) const;

  bool starts_row(char ascii) const {
    const RewriteStart& start = catalog_.rewrite_start(ascii);
    return start.begin != start.end;
  }
  // Whether a row may match that starts with the ASCII character at `at`, by the byte behind it.
  bool may_match(llvm::StringRef raw, uint32_t at) const {
    return at + 1 >= raw.size() || catalog_.rewrite_start(raw[at]).may_go_on(raw[at + 1]);
  }

 private:
  const Catalog& catalog_;
};

}  // namespace critc
