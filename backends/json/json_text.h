// JsonText: appends JSON to one string; what the json, facts and mentions backends write with.
#pragma once

#include <cstdint>
#include <string>

#include "llvm/ADT/StringRef.h"

namespace critc {

// The words as a JSON string. Invalid UTF-8 becomes U+FFFD, one for each broken sequence.
void append_json_string(std::string& out, llvm::StringRef words);

void append_integer(std::string& out, int64_t value);

}  // namespace critc
