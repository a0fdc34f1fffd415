// Scalars of YAML that read back as the same string in every YAML 1.1 and 1.2 reader.
#pragma once

#include "llvm/ADT/StringRef.h"

#include "backends/text_buffer.h"

namespace critc {

// Plain where that cannot be taken for anything else, in single quotes where that spares escapes,
// else in double quotes. Always one line.
void append_yaml_string(TextBuffer& out, llvm::StringRef words);

}  // namespace critc
