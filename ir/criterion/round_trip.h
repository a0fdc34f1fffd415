// Whether a document survives its own text form; what CRITC_ROUNDTRIP=1 makes the tools check.
#pragma once

#include <string>

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

// print(parse(print(document))) == print(document). If not, `difference` tells the first line that
// differs, or what the parser complained about.
bool round_trips(const Document& document, const Catalog& catalog, std::string* difference);

}  // namespace critc
