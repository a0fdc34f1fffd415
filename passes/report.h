// report: how passes diagnose, and how they mark what they recovered or assumed.
#pragma once

#include <initializer_list>
#include <string>

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

void report(Document& document, DiagnosticKind kind, ByteRange range,
            std::initializer_list<std::string> args);

// Marks the node and gives the mark's diagnostic on `range`; the verifier demands both together.
void report_mark(Document& document, Node& node, Mark mark, ByteRange range,
                 std::initializer_list<std::string> args);

// Words of the posting as an argument: valid UTF-8, blanks collapsed, cut to a readable length.
std::string quoted_words(llvm::StringRef words);

// The range to point at for a bound: its own, else its node's.
ByteRange bounds_range(const Bounds& bounds, const Node& node);

// ">= 30 10*9/L", "18..70 a": canonical values.
std::string bounds_text(const Bounds& bounds, const Document& document, const Catalog& catalog);

}  // namespace critc
