// LineIndex: byte offset -> line and column of a buffer, for people.
#pragma once

#include <cstdint>
#include <vector>

#include "llvm/ADT/StringRef.h"

#include "ir/source/byte_range.h"

namespace critc {

struct LineColumn {
  uint32_t line = 1;    // 1-based
  uint32_t column = 1;  // 1-based, in bytes
};

class LineIndex {
 public:
  // Lines end at LF, CR LF or a lone CR.
  explicit LineIndex(llvm::StringRef buffer);
  LineColumn position(uint32_t offset) const;
  // The bytes of a 1-based line, without its line end.
  ByteRange line(uint32_t number) const;
  uint32_t line_count() const { return static_cast<uint32_t>(starts_.size()); }

 private:
  llvm::StringRef buffer_;
  std::vector<uint32_t> starts_;
};

}  // namespace critc
