// Shape: a pattern over a whole line, compiled when the first line comes that may match it.
//
// Compiling takes longer than reading a page, and most lines differ from most shapes in their first byte.
#pragma once

#include <bitset>
#include <memory>
#include <mutex>

#include <re2/re2.h>

#include "llvm/ADT/StringRef.h"

namespace critc {

using ByteSet = std::bitset<256>;

// The bytes that what matches the pattern may begin with: `P` of "Phase [1-4]", `S` and `A` of "(?:Sex|Ages)",
// the digits of "(?P<low>[0-9]+)"; all of them where the pattern does not begin with such a part.
ByteSet first_bytes(llvm::StringRef pattern);

class Shape {
 public:
  explicit Shape(llvm::StringRef pattern) : pattern_(pattern), first_(first_bytes(pattern)) {}

  bool may_match(llvm::StringRef line) const { return !line.empty() && first_[static_cast<uint8_t>(line.front())]; }
  const re2::RE2& compiled() const;  // not ok() where it is no pattern

 private:
  llvm::StringRef pattern_;
  ByteSet first_;
  mutable std::once_flag once_;  // threads share the shapes of the linked-in catalogue
  mutable std::unique_ptr<re2::RE2> compiled_;
};

}  // namespace critc
