// The value and the form of a number as it is written.
#pragma once

#include <optional>

#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"
#include "ir/text/token.h"

namespace critc {

// Digits with groups and a decimal sign, as scan_token cuts them, or one fraction character. Nothing
// when the value is no exact Decimal: thirds, or more than 18 digits.
std::optional<NumberToken> read_number(llvm::StringRef spelling);

// mantissa E exponent; nothing when it leaves the range of Decimal.
std::optional<NumberToken> read_scientific(Decimal mantissa, llvm::StringRef exponent, bool negative);

// The value of a number word ("five" -> 5) by the catalogue's grammar:number rows.
std::optional<Decimal> number_word(WordId word, const Catalog& catalog);

}  // namespace critc
