// The fingerprint of a buffer.
#pragma once

#include <string>

#include "llvm/ADT/StringRef.h"

namespace critc {

// SHA-256 of the bytes in lower-case hexadecimal digits; by the processor's own instructions where it has them.
std::string sha256_hex(llvm::StringRef bytes);

}  // namespace critc
