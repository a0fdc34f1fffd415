// RewriteIndex: finds the longest row of the rewrite table that matches at a place.
//
// Rows are chained by the first code point of what they rewrite, longest first; a table of bytes tells
// which places need a look at all, so that plain text is copied in runs.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"

namespace critc {

// ASCII punctuation with a backslash before it reads as the punctuation alone.
bool is_escape(llvm::StringRef raw, uint32_t at);

class RewriteIndex {
 public:
  explicit RewriteIndex(const Catalog& catalog);

  struct Match {
    llvm::StringRef to;
    uint32_t length = 0;  // raw bytes, 0 when no row matches
  };
  // Rows match through escapes and ASCII entities: `\>/=` is `>/=`.
  Match match(llvm::StringRef raw, uint32_t at) const;

  bool starts_row(char byte) const { return starts_[static_cast<uint8_t>(byte)]; }

 private:
  struct Row {
    llvm::StringRef from;
    llvm::StringRef to;
    uint32_t next;  // in the chain; kEnd at its end
  };
  static constexpr uint32_t kEnd = UINT32_MAX;
  static constexpr uint32_t kBuckets = 512;
  static uint32_t bucket(llvm::StringRef text);

  std::vector<Row> rows_;
  std::array<uint32_t, kBuckets> heads_;
  std::array<bool, 256> starts_ = {};
};

}  // namespace critc
