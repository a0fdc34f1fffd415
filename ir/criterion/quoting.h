// How the IR text form writes arbitrary bytes.
//
// In quotes: \" \\ \n \r \t, other control characters as \x{1B}. On `|` lines a backslash stands for
// itself unless x{ follows it, so that source words read as they stand; control characters, a blank at
// the end of the line and such a backslash are \x{..}. Invalid UTF-8 reads as U+FFFD in both.
#pragma once

#include <string>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace critc {

// The text with every broken sequence as U+FFFD.
std::string valid_utf8(llvm::StringRef bytes);
bool is_valid_utf8(llvm::StringRef bytes);

// `valid` must be valid UTF-8 in all four.
void write_quoted(llvm::StringRef valid, llvm::raw_ostream& out);  // with the quotes
void write_source_line(llvm::StringRef valid, llvm::raw_ostream& out);
// The inverse; false where an escape is malformed.
bool read_quoted(llvm::StringRef inner, std::string& bytes);  // without the quotes
bool read_source_line(llvm::StringRef line, std::string& bytes);

}  // namespace critc
