// The scalars of JSON, appended.
#pragma once

#include <cstdint>

#include "llvm/ADT/StringRef.h"

#include "backends/text_buffer.h"
#include "ir/number/decimal.h"

namespace critc {

// The words as a JSON string. Invalid UTF-8 becomes U+FFFD, one for each broken sequence.
void append_json_string(TextBuffer& out, llvm::StringRef words);

void append_integer(TextBuffer& out, int64_t value);
void append_decimal(TextBuffer& out, Decimal value);  // as Decimal::print, without quotes

}  // namespace critc
