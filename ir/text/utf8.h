// UTF-8, one code point at a time, for input that may be broken.
#pragma once

#include <cstdint>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace critc {

struct CodePoint {
  char32_t value = 0xFFFD;
  uint32_t length = 1;  // bytes; of a broken sequence its maximal well-formed start, at least 1
  bool valid = false;
};

// The code point at `at` (below text.size()). Broken sequences, surrogates and overlong forms read as
// U+FFFD.
CodePoint decode_utf8(llvm::StringRef text, uint32_t at);

void append_utf8(char32_t value, llvm::SmallVectorImpl<char>& out);

}  // namespace critc
