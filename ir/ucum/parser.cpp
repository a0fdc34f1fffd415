// A recursive-descent parser of UCUM codes:
//
//   unit      = ["/"] term
//   term      = component { ("." | "/") component }
//   component = ( "(" term ")" | atom [exponent] | number | annotation ) { annotation }
#include <algorithm>
#include <cstdlib>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

#include "ir/ucum/exact.h"
#include "ir/ucum/ucum.h"

namespace critc {

namespace {

constexpr int kMaxDepth = 32;
constexpr int kMaxExponent = 99;
constexpr size_t kMaxLength = 256;

llvm::StringRef slice(const UcumTable& table, StringSlice s) {
  return table.strings.substr(s.offset, s.length);
}

const UcumAtomRow* find_atom(const UcumTable& table, llvm::StringRef code) {
  auto it = std::lower_bound(
      table.atoms.begin(), table.atoms.end(), code,
      [&](const UcumAtomRow& row, llvm::StringRef key) { return slice(table, row.atom) < key; });
  return it != table.atoms.end() && slice(table, it->atom) == code ? &*it : nullptr;
}

// Exponents of one dimension stay in a byte.
bool add_dimension(Dimension& to, const Dimension& from, int exponent) {
  for (int i = 0; i < 7; ++i) {
    int sum = to.exponents[i] + from.exponents[i] * exponent;
    if (sum < -127 || sum > 127) return false;
    to.exponents[i] = static_cast<int8_t>(sum);
  }
  to.annotation += from.annotation * static_cast<uint32_t>(exponent);
  return true;
}

class UcumParser {
 public:
  UcumParser(llvm::StringRef code, const UcumTable& table) : code_(code), table_(table) {}

  llvm::Expected<UcumUnit> parse() {
    if (code_.empty()) return fail("a unit has no code");
    if (code_.size() > kMaxLength) return fail("a unit code is longer than 256 bytes");
    bool inverted = accept('/');
    if (llvm::Error error = parse_term(inverted ? -1 : 1, 0)) return error;
    if (at_ < code_.size()) return fail("'" + code_.substr(at_, 1) + "' is out of place");
    if (unit_.scale != UcumScale::Linear && (components_ > 1 || inverted || scaled_special_)) {
      return fail("special unit cannot be part of a product");
    }
    return unit_;
  }

 private:
  char peek() const { return at_ < code_.size() ? code_[at_] : '\0'; }
  bool accept(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  llvm::Error fail(const llvm::Twine& what) const {
    return llvm::createStringError(what + " in unit '" + code_ + "'");
  }

  llvm::Error parse_term(int sign, int depth) {
    if (depth > kMaxDepth) return fail("brackets nest too deeply");
    if (llvm::Error error = parse_component(sign, depth)) return error;
    for (;;) {
      int next = accept('.') ? sign : accept('/') ? -sign : 0;
      if (next == 0) return llvm::Error::success();
      if (llvm::Error error = parse_component(next, depth)) return error;
    }
  }

  llvm::Error parse_component(int sign, int depth) {
    if (at_ == code_.size()) {
      return fail("nothing follows '" + code_.substr(at_ - 1, 1) + "'");
    }
    if (accept('(')) {
      if (llvm::Error error = parse_term(sign, depth + 1)) return error;
      if (!accept(')')) return fail("a bracket is not closed");
    } else if (peek() != '{') {
      ++components_;
      if (llvm::Error error = parse_simple(sign)) return error;
    }
    while (peek() == '{') {
      if (llvm::Error error = parse_annotation(sign)) return error;
    }
    char next = peek();
    if (next == '\0' || next == '.' || next == '/' || next == ')') return llvm::Error::success();
    return fail("'" + code_.substr(at_, 1) + "' is out of place");
  }

  llvm::Error parse_annotation(int sign) {
    size_t close = code_.find('}', at_);
    if (close == llvm::StringRef::npos) return fail("an annotation is not closed");
    llvm::StringRef text = code_.substr(at_, close + 1 - at_);
    for (char c : text.drop_front()) {
      if (c < '!' || c > '~' || c == '{')
        return fail("an annotation has a character that UCUM forbids");
    }
    if (text == "{}") return fail("an annotation is empty");
    at_ = close + 1;
    unit_.dimension.annotation += ucum_annotation_hash(text) * static_cast<uint32_t>(sign);
    return llvm::Error::success();
  }

  // Up to the next operator; square brackets may hold operators.
  llvm::StringRef take_symbol() {
    size_t begin = at_;
    bool bracket = false;
    for (; at_ < code_.size(); ++at_) {
      char c = code_[at_];
      if (c == '[')
        bracket = true;
      else if (c == ']')
        bracket = false;
      else if (!bracket && (c == '.' || c == '/' || c == '(' || c == ')' || c == '{'))
        break;
    }
    return code_.slice(begin, at_);
  }

  llvm::Error parse_simple(int sign) {
    llvm::StringRef symbol = take_symbol();
    if (symbol.empty()) return fail("'" + code_.substr(at_, 1) + "' is out of place");
    if (llvm::all_of(symbol, llvm::isDigit)) {
      int64_t number;
      if (symbol.getAsInteger(10, number) || number == 0) return fail("number out of range");
      apply({number, 1, 0}, sign);
      return llvm::Error::success();
    }
    llvm::StringRef atom = symbol.rtrim("0123456789");
    llvm::StringRef digits = symbol.drop_front(atom.size());
    int exponent = 1;
    if (!digits.empty()) {
      if (digits.getAsInteger(10, exponent) || exponent > kMaxExponent)
        return fail("exponent too large");
      if (atom.ends_with("-")) exponent = -exponent;
      if (atom.ends_with("-") || atom.ends_with("+")) atom = atom.drop_back();
    }
    return parse_atom(atom, exponent, sign);
  }

  llvm::Error parse_atom(llvm::StringRef atom, int exponent, int sign) {
    if (const UcumAtomRow* row = find_atom(table_, atom))
      return apply_atom(*row, nullptr, exponent * sign);
    for (const UcumPrefixRow& prefix : table_.prefixes) {
      llvm::StringRef rest = atom;
      if (!rest.consume_front(slice(table_, prefix.prefix))) continue;
      const UcumAtomRow* row = find_atom(table_, rest);
      if (row && row->metric) return apply_atom(*row, &prefix, exponent * sign);
    }
    return fail("unknown atom '" + atom + "'");
  }

  llvm::Error apply_atom(const UcumAtomRow& row, const UcumPrefixRow* prefix, int exponent) {
    if (!add_dimension(unit_.dimension, row.dimension, exponent)) return fail("exponent too large");
    unit_.arbitrary += row.dimension.annotation * static_cast<uint32_t>(exponent);
    unit_.rounded |= row.rounded;
    apply(row.factor, exponent);
    if (prefix) apply(prefix->factor, exponent);
    if (row.scale == UcumScale::Linear) return llvm::Error::success();
    unit_.scale = row.scale;
    unit_.special = static_cast<uint32_t>(&row - table_.atoms.begin()) + 1;
    unit_.offset = row.offset;
    scaled_special_ = exponent != 1;
    if (prefix && row.scale == UcumScale::Affine) {
      // Prefixes of affine units are powers of ten: a milli-degree counts from an offset of 273150.
      auto offset = row.offset.scaled(-prefix->factor.pow10);
      if (!offset || prefix->factor.num != 1 || prefix->factor.den != 1)
        return fail("prefix out of range");
      unit_.offset = *offset;
    }
    return llvm::Error::success();
  }

  void apply(Ratio factor, int exponent) {
    unit_.factor = multiply_rounding(unit_.factor, power_rounding(factor, exponent, unit_.rounded),
                                     unit_.rounded);
  }

  llvm::StringRef code_;
  const UcumTable& table_;
  size_t at_ = 0;
  UcumUnit unit_;
  int components_ = 0;
  bool scaled_special_ = false;
};

}  // namespace

uint32_t ucum_annotation_hash(llvm::StringRef text) {
  auto hash = static_cast<uint32_t>(llvm::xxh3_64bits(text));
  return hash == 0 ? 1 : hash;
}

llvm::Expected<UcumUnit> parse_ucum(llvm::StringRef code, const UcumTable& table) {
  return UcumParser(code, table).parse();
}

llvm::Expected<UcumUnit> parse_ucum(llvm::StringRef code, const Catalog& catalog) {
  return parse_ucum(code, catalog.ucum_table());
}

}  // namespace critc
