#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/unit_reader.h"

#include "llvm/ADT/SmallString.h"

#include "ir/catalog/matcher.h"
#include "ir/ucum/ucum.h"

namespace critc {

namespace {

// Composes one unit from left to right; `ucum_` is what has been read so far.
class UnitReader {
 public:
  UnitReader(const TokenBuffer& tokens, uint32_t end, const Catalog& catalog)
      : tokens_(tokens), end_(end), catalog_(catalog) {}

  UnitMatch read(uint32_t at, Document& document) {
    uint32_t next = power_of_ten(at);
    if (next != at && is(next, TokenKind::Word)) next = counted(at, next);
    if (next == at) next = atom(at);
    if (next == at && !is(at, TokenKind::Slash)) return {};
    at = next;
    while ((next = tail(at)) != at) at = next;
    if (ucum_.empty()) return {};
    return {at, broken_ ? 0 : unit_id(document)};
  }

 private:
  bool is(uint32_t at, TokenKind kind) const {
    return at < end_ && tokens_.tokens[at].kind == kind;
  }
  llvm::StringRef spelling(uint32_t at) const { return tokens_.spelling(tokens_.tokens[at]); }
  bool glued(uint32_t at) const { return !tokens_.tokens[at].has(kSpaceBefore); }

  bool is_times(uint32_t at) const {
    return is(at, TokenKind::Times) || is(at, TokenKind::Star) ||
           (is(at, TokenKind::Word) && spelling(at).equals_insensitive("x"));
  }

  // The exponent when `at` starts 10^n; moves `at` behind it.
  bool power(uint32_t& at, llvm::StringRef& exponent) const {
    if (!is(at, TokenKind::Number)) return false;
    llvm::StringRef number = spelling(at);
    if (number.consume_front("10^")) {
      exponent = number;
      ++at;
      return !exponent.empty();
    }
    if (number != "10" || !is(at + 1, TokenKind::Caret) || !is(at + 2, TokenKind::Number)) return false;
    exponent = spelling(at + 2);
    at += 3;
    return true;
  }

  uint32_t power_of_ten(uint32_t at) {
    uint32_t next = at;
    while (is_times(next)) ++next;
    llvm::StringRef exponent;
    if (!power(next, exponent)) return lost_power(next, at);
    ucum_ = "10*";
    ucum_ += exponent;
    return next;
  }

  // "x 10^9 cells/L", "10^6 CD34+ cells/kg": what is counted stands in the phrase of the unit.
  uint32_t counted(uint32_t at, uint32_t power_end) {
    for (uint32_t begin = at; begin < power_end; ++begin) {
      if (begin > at && !is_times(begin - 1)) break;
      UnitId unit = 0;
      const uint32_t next = unit_phrase(begin, unit);
      if (next <= power_end) continue;
      ucum_ = catalog_.ucum(unit);
      broken_ = false;
      return next;
    }
    return concentration(power_end);
  }

  // "10^3 copies/mL", "10^3 IU/mL": a power of what stands behind it.
  uint32_t concentration(uint32_t at) {
    UnitId unit = 0;
    const uint32_t next = unit_phrase(at, unit);
    const llvm::StringRef code = next > at ? catalog_.ucum(unit) : "";
    if (!(code.starts_with("{copies}/") || code.starts_with("[IU]/")) || broken_) return at;
    ucum_ += ".";
    ucum_ += code;
    return next;
  }

  // "x 109/L", "x 10 9/L", "103 cells/mm3": the exponent without its sign, before a volume. What it
  // means is for recover-symbols; `start` where there is none.
  uint32_t lost_power(uint32_t at, uint32_t start) {
    if (!is(at, TokenKind::Number) || !spelling(at).starts_with("10")) return start;
    uint32_t next = at + 1;
    llvm::StringRef exponent = spelling(at).drop_front(2);
    if (exponent.empty()) {
      if (is(next, TokenKind::Hyphen)) ++next;
      if (!is(next, TokenKind::Number)) return start;
      exponent = spelling(next++);
    }
    unsigned power = 0;
    if (exponent.getAsInteger(10, power) || power < 2 || power > 12) return start;
    UnitId volume = 0;
    uint32_t behind = unit_phrase(is_per(next) ? next + 1 : next, volume);
    if (!volume || (!is_per(next) && !catalog_.ucum(volume).starts_with("/"))) return start;
    ucum_ = "10*";
    broken_ = true;
    return behind;
  }

  // The longest phrase at `at` with a unit sense.
  uint32_t unit_phrase(uint32_t at, UnitId& unit) const {
    constexpr KindSet kUnit = kind_bit(ConceptKind::Unit);
    if (at >= end_ || !(tokens_.tokens[at].starts & kUnit)) return at;
    for (uint32_t limit = end_; limit > at;) {
      PhraseMatch match = longest_allowed_match(tokens_, at, limit, catalog_);
      if (!match) return at;
      bool found = any_allowed_sense(tokens_, match, catalog_, [&](const Sense& sense) {
        if (sense.kind != ConceptKind::Unit) return false;
        unit = catalog_.unit_of(sense.concept_id);
        return true;
      });
      if (found) return match.tok_end;
      limit = match.tok_end - 1;
    }
    return at;
  }

  uint32_t atom(uint32_t at) {
    UnitId unit = 0;
    uint32_t next = unit_phrase(at, unit);
    if (next == at) return at;
    ucum_ += catalog_.ucum(unit);
    return exponent(next);
  }

  uint32_t exponent(uint32_t at) {
    if (!is(at, TokenKind::Caret)) return at;
    bool negative = is(at + 1, TokenKind::Hyphen);
    uint32_t digits = at + (negative ? 2 : 1);
    if (!is(digits, TokenKind::Number)) return at;
    if (negative) ucum_ += "-";
    ucum_ += spelling(digits);
    return digits + 1;
  }

  bool is_per(uint32_t at) const {
    return is(at, TokenKind::Slash) ||
           (is(at, TokenKind::Word) && spelling(at).equals_insensitive("per"));
  }

  // One more `/ unit`, `per unit` or lost superscript behind what was read.
  uint32_t tail(uint32_t at) {
    if (is_per(at)) return denominator(at);
    if (const uint32_t behind = skip_gloss(at); behind > at) {
      const uint32_t next = denominator(behind);
      return next > behind ? next : at;
    }
    if (is(at, TokenKind::Times) && !ucum_.empty()) return lost_superscript(at);
    if (has_denominator_ && at < end_ && spelling(at).size() == 1) return second_denominator(at);
    return at;
  }

  // "9 grams (g)/deciliter": the unit once more, in brackets before the slash.
  uint32_t skip_gloss(uint32_t at) const {
    if (ucum_.empty() || !is(at, TokenKind::Open)) return at;
    UnitId unit = 0;
    const uint32_t close = unit_phrase(at + 1, unit);
    const bool again = close > at + 1 && ucum_.str().ends_with(catalog_.ucum(unit)) && is(close, TokenKind::Close) && is_per(close + 1);
    return again ? close + 1 : at;
  }

  // "mg/kg d": the slash before the time unit is left out.
  uint32_t second_denominator(uint32_t at) {
    UnitId unit = 0;
    uint32_t next = unit_phrase(at, unit);
    if (next != at + 1 || catalog_.unit(unit).dimension.exponents[1] != 1) return at;
    ucum_ += "/";
    ucum_ += catalog_.ucum(unit);
    return next;
  }

  uint32_t denominator(uint32_t at) {
    uint32_t next = at + 1;
    if (is(at, TokenKind::Slash) && is(next, TokenKind::Word) && is_per(next)) ++next;  // "/ per decilitre"
    llvm::StringRef factor;
    if (is(next, TokenKind::Number)) {
      if (ucum_.empty()) return at;  // 140/90 mmHg
      factor = spelling(next++);
    }
    UnitId unit = 0;
    uint32_t behind = unit_phrase(next, unit);
    if (behind == next) return at;
    ucum_ += "/";
    llvm::StringRef code = catalog_.ucum(unit);
    size_t begin = ucum_.size();
    ucum_ += code;
    behind = exponent(behind);
    if (factor == "1.73") {
      std::string area = ("{1.73_" + ucum_.substr(begin) + "}").str();
      ucum_.resize(begin);
      ucum_ += area;
    } else if (factor == "24" && code == "h") {
      ucum_.resize(begin);
      ucum_ += "d";
    } else if (!factor.empty() && factor != "1") {  // "5 points / 150 points": no unit
      ucum_.resize(begin - 1);
      return at;
    }
    has_denominator_ = true;
    return behind;
  }

  // "L · min 1 · m 2": multiplication dots and exponents that lost their signs.
  uint32_t lost_superscript(uint32_t at) {
    UnitId unit = 0;
    uint32_t next = unit_phrase(at + 1, unit);
    if (next == at + 1) return at;
    ucum_ += ".";
    ucum_ += catalog_.ucum(unit);
    broken_ = true;
    if (is(next, TokenKind::Hyphen) && is(next + 1, TokenKind::Number)) ++next;
    if (is(next, TokenKind::Number)) ++next;
    return next;
  }

  UnitId unit_id(Document& document) const {
    if (UnitId known = catalog_.unit(ucum_)) return known;
    llvm::Expected<UcumUnit> unit = parse_ucum(ucum_, catalog_);
    if (unit) return document.add_unit(ucum_);
    llvm::consumeError(unit.takeError());  // what UCUM forbids: degrees Celsius a diopter
    return 0;
  }

  const TokenBuffer& tokens_;
  uint32_t end_;
  const Catalog& catalog_;
  llvm::SmallString<32> ucum_;
  bool broken_ = false;
  bool has_denominator_ = false;
};

bool one_of(llvm::StringRef atom, std::initializer_list<llvm::StringRef> codes) {
  return llvm::is_contained(codes, atom);
}

bool is_dose_code(llvm::StringRef ucum) {
  auto [amount, per] = ucum.split('/');
  if (!one_of(amount, {"g", "mg", "ug", "ng", "[IU]", "U", "[iU]", "mL", "meq", "mmol", "Gy", "cGy"}))
    return false;
  while (!per.empty()) {
    auto [base, rest] = per.split('/');
    if (!one_of(base, {"kg", "m2", "d", "wk", "mo", "h", "min", "a"})) return false;
    per = rest;
  }
  return true;
}

}  // namespace

UnitMatch read_unit(const TokenBuffer& tokens, uint32_t at, uint32_t end, const Catalog& catalog,
                    Document& document) {
  if (at >= end) return {};
  return UnitReader(tokens, end, catalog).read(at, document);
}

UnitClass unit_class(UnitId unit, const Catalog& catalog, const Document& document) {
  if (!unit) return UnitClass::None;
  llvm::StringRef ucum = (unit & kLocalBit) ? llvm::StringRef(document.local_units[unit & ~kLocalBit])
                                            : catalog.ucum(unit);
  if (ucum == "%") return UnitClass::Percent;
  if (one_of(ucum, {"a", "mo", "wk", "d", "h", "min", "s", "{half-life}", "{half_life}"}))
    return UnitClass::Time;
  return is_dose_code(ucum) ? UnitClass::Dose : UnitClass::Other;
}

}  // namespace critc
