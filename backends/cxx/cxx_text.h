// Text of a posting inside C++ source: it can never end a comment or a literal.
#pragma once

#include <string>

#include "llvm/ADT/StringRef.h"

namespace critc {

// A string literal with its quotes; everything but plain ASCII as octal escapes.
std::string cxx_literal(llvm::StringRef text);

// The words for a // comment: one line of valid UTF-8, no control or direction characters, no backslash at
// its end; cut after most_bytes.
std::string cxx_comment(llvm::StringRef text, size_t most_bytes);

// An identifier that keeps different ids different: "NCT01" stays, other bytes become _xx.
std::string cxx_identifier(llvm::StringRef id);

}  // namespace critc
