#include "frontend/lex/number.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace critc {

namespace {

std::optional<NumberToken> make(llvm::StringRef digits, NumberToken::Form form) {
  std::optional<Decimal> value = Decimal::parse(digits);
  if (!value) return std::nullopt;
  return NumberToken{*value, form};
}

std::optional<NumberToken> read_fraction(llvm::StringRef spelling) {
  auto decimal = llvm::StringSwitch<llvm::StringRef>(spelling)
                     .Case("\u00BC", "0.25").Case("\u00BD", "0.5").Case("\u00BE", "0.75")
                     .Case("\u2155", "0.2").Case("\u2156", "0.4").Case("\u2157", "0.6")
                     .Case("\u2158", "0.8").Case("\u215B", "0.125").Case("\u215C", "0.375")
                     .Case("\u215D", "0.625").Case("\u215E", "0.875")
                     .Default("");
  return make(decimal, NumberToken::Fraction);
}

// Without the group separators, and with a point for the decimal sign.
llvm::SmallString<32> plain_digits(llvm::StringRef spelling, char group, char decimal) {
  llvm::SmallString<32> digits;
  for (char c : spelling) {
    if (c != group) digits.push_back(c == decimal ? '.' : c);
  }
  return digits;
}

// One comma: 100,000 is grouped, 1,5 and 0,125 are decimals, 1,125 may be either.
std::optional<NumberToken> read_one_comma(llvm::StringRef spelling) {
  auto [whole, rest] = spelling.split(',');
  if (rest.size() != 3 || whole == "0") {
    return make(plain_digits(spelling, '\0', ','), NumberToken::DecimalComma);
  }
  bool unsure = whole.size() == 1 && !rest.ends_with("0");
  return make(plain_digits(spelling, ',', '\0'), unsure ? NumberToken::Ambiguous : NumberToken::Grouped);
}

}  // namespace

std::optional<NumberToken> read_number(llvm::StringRef spelling) {
  if (static_cast<uint8_t>(spelling.front()) >= 0x80) return read_fraction(spelling);
  size_t commas = spelling.count(','), points = spelling.count('.');
  if (commas == 0 && points == 0) return make(spelling, NumberToken::Plain);
  if (commas == 0 && points == 1) {
    auto [whole, rest] = spelling.split('.');
    bool unsure = rest.size() == 3 && rest.ends_with("00") && whole != "0" && whole.size() <= 3;
    if (unsure) return make(plain_digits(spelling, '.', '\0'), NumberToken::Ambiguous);
    return make(spelling, NumberToken::Plain);
  }
  if (commas == 1 && points == 0) return read_one_comma(spelling);
  bool comma_groups = points == 0 || (points == 1 && spelling.find('.') > spelling.rfind(','));
  return comma_groups ? make(plain_digits(spelling, ',', '.'), NumberToken::Grouped)
                      : make(plain_digits(spelling, '.', ','), NumberToken::Grouped);
}

std::optional<NumberToken> read_scientific(Decimal mantissa, llvm::StringRef exponent, bool negative) {
  int power = 0;
  if (exponent.size() > 2 || exponent.getAsInteger(10, power)) return std::nullopt;
  std::optional<Decimal> value = mantissa.scaled(negative ? -power : power);
  if (!value) return std::nullopt;
  return NumberToken{*value, NumberToken::Scientific};
}

std::optional<Decimal> number_word(WordId word, const Catalog& catalog) {
  if (word == 0) return std::nullopt;
  Catalog::TrieState state = catalog.step(Catalog::kRoot, word);
  PhraseId phrase = state == Catalog::kDead ? 0 : catalog.phrase_at(state);
  if (phrase == 0) return std::nullopt;
  for (uint32_t i = 0; i < catalog.sense_count(phrase); ++i) {
    ConceptId id = catalog.sense(phrase, i).concept_id;
    if (catalog.kind(id) != ConceptKind::Grammar) continue;
    if (!catalog.name(id).starts_with("grammar:number")) continue;
    return Decimal::parse(catalog.value(id));
  }
  return std::nullopt;
}

}  // namespace critc
