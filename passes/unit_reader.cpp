#include "passes/unit_reader.h"

#include <string>

#include "llvm/ADT/StringExtras.h"

#include "ir/catalog/matcher.h"
#include "passes/unit_math.h"

namespace critc {

namespace {

std::string joined(llvm::ArrayRef<ListedWord> words) {
  std::string result;
  for (const ListedWord& word : words) result += word.spelling;
  return result;
}

// The unit among a phrase's senses: exact letters beat plain ones, then the wanted dimension, then
// table order.
UnitId choose_unit(Document& document, const Catalog& catalog, PhraseId phrase,
                   llvm::ArrayRef<ListedWord> words, UnitId wanted) {
  const uint32_t count = catalog.sense_count(phrase);
  std::string letters;
  std::optional<UcumUnit> target;
  UnitId best = 0;
  int best_rank = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const Sense sense = catalog.sense(phrase, i);
    if (catalog.kind(sense.concept_id) != ConceptKind::Unit) continue;
    if (!sense.exact.empty()) {
      if (letters.empty()) letters = joined(words);
      if (!same_letters(sense.exact, letters)) continue;
    }
    const UnitId unit = catalog.unit_of(sense.concept_id);
    if (count == 1) return unit;
    int rank = sense.exact.empty() ? 1 : 2;
    if (wanted) {
      if (!target) target = ucum_of(document, catalog, wanted);
      std::optional<UcumUnit> own = ucum_of(document, catalog, unit);
      if (target && own && equal_but_annotations(*target, *own)) rank += 4;
    }
    if (rank > best_rank) {
      best = unit;
      best_rank = rank;
    }
  }
  return best;
}

bool is_multiplication(const ListedWord& word) {
  return word.kind == TokenKind::Times || word.kind == TokenKind::Star ||
         (word.kind == TokenKind::Word && word.spelling.equals_insensitive("x"));
}

bool is_division(const ListedWord& word) {
  return word.kind == TokenKind::Slash ||
         (word.kind == TokenKind::Word && word.spelling.equals_insensitive("per"));
}

llvm::ArrayRef<ListedWord> trimmed(llvm::ArrayRef<ListedWord> words) {
  while (!words.empty() && is_multiplication(words.front())) words = words.drop_front();
  while (!words.empty() &&
         (words.back().kind == TokenKind::Period || words.back().kind == TokenKind::Comma ||
          words.back().kind == TokenKind::Close)) {
    words = words.drop_back();
  }
  return words;
}

// Composes a product of units term by term.
class Composer {
 public:
  Composer(Document& document, const Catalog& catalog, llvm::ArrayRef<ListedWord> words,
           bool damaged)
      : document_(document), catalog_(catalog), words_(words), damaged_(damaged) {}

  // The code, or an empty string when some word is no part of a unit.
  std::string compose() {
    bool first = true;
    while (at_ < words_.size()) {
      bool divided = false;
      if (is_division(words_[at_])) {
        divided = true;
        ++at_;
      } else if (is_multiplication(words_[at_])) {
        ++at_;
      } else if (!first && !damaged_ && !words_[at_].space_before) {
        return "";
      }
      if (at_ >= words_.size() || !term(divided, first)) return "";
      first = false;
    }
    return code_;
  }

 private:
  bool term(bool divided, bool first) {
    std::string atom = power_of_ten();
    if (atom.empty()) atom = body_surface();
    if (atom.empty()) {
      const WordMatch match = longest_phrase(catalog_, words_.drop_front(at_));
      if (!match.phrase) return false;
      const UnitId unit =
          choose_unit(document_, catalog_, match.phrase, words_.slice(at_, match.length), 0);
      if (!unit) return false;
      atom = catalog_.ucum(unit).str();
      at_ += match.length;
      std::string power = exponent();
      if (!first && !divided && llvm::StringRef(power).starts_with("-")) {
        divided = true;  // L.min-1 is written L/min
        power.erase(0, 1);
      }
      if (power != "1") atom += power;
    }
    if (atom.find('/') != std::string::npos && !first) {
      if (!damaged_ || divided || atom[0] != '/') return false;
    } else if (divided) {
      code_ += '/';
    } else if (!first) {
      // After a division UCUM reads left to right: a/b.c is (a/b).c.
      code_ += '.';
    }
    code_ += atom;
    return true;
  }

  // 10^9 -> 10*9; damaged also 109, 10 9, 10-9 -> 10*9.
  std::string power_of_ten() {
    if (words_[at_].kind != TokenKind::Number) return "";
    llvm::StringRef digits = words_[at_].spelling;
    if (digits == "10" && at_ + 2 < words_.size() && words_[at_ + 1].kind == TokenKind::Caret &&
        words_[at_ + 2].kind == TokenKind::Number) {
      std::string result = "10*" + words_[at_ + 2].spelling.str();
      at_ += 3;
      return result;
    }
    if (damaged_ && digits == "10") return split_power_of_ten();
    if (digits.consume_front("10^") ||
        (damaged_ && digits.size() >= 3 && digits.consume_front("10"))) {
      if (digits.empty() || !llvm::all_of(digits, llvm::isDigit)) return "";
      ++at_;
      return "10*" + digits.str();
    }
    return "";
  }

  std::string split_power_of_ten() {
    uint32_t at = at_ + 1;
    if (at < words_.size() && words_[at].kind == TokenKind::Hyphen) ++at;
    if (at >= words_.size() || words_[at].kind != TokenKind::Number) return "";
    llvm::StringRef digits = words_[at].spelling;
    if (digits.size() > 2 || !llvm::all_of(digits, llvm::isDigit)) return "";
    at_ = at + 1;
    return "10*" + digits.str();
  }

  // 1.73 m2 -> {1.73_m2}
  std::string body_surface() {
    if (words_[at_].kind != TokenKind::Number || words_[at_].spelling != "1.73") return "";
    uint32_t end = at_ + 1;
    while (end < words_.size() && end < at_ + 4 && !is_division(words_[end]) &&
           !is_multiplication(words_[end])) {
      ++end;
    }
    const std::string rest = joined(words_.slice(at_ + 1, end - at_ - 1));
    if (rest != "m2" && rest != "m^2" && rest != "M2") return "";
    at_ = end;
    return "{1.73_m2}";
  }

  std::string exponent() {
    uint32_t at = at_;
    bool caret = false, minus = false;
    if (at < words_.size() && words_[at].kind == TokenKind::Caret) caret = true, ++at;
    if (at < words_.size() && words_[at].kind == TokenKind::Hyphen) minus = true, ++at;
    if (at >= words_.size() || words_[at].kind != TokenKind::Number) return "";
    if (!damaged_ && words_[at].space_before) return "";
    llvm::StringRef digits = words_[at].spelling;
    if (digits.size() != 1 || !llvm::isDigit(digits[0])) return "";
    if (damaged_ && !caret && !minus) minus = true;  // min 1: the sign went with the superscript
    at_ = at + 1;
    return (minus ? "-" : "") + digits.str();
  }

  Document& document_;
  const Catalog& catalog_;
  llvm::ArrayRef<ListedWord> words_;
  bool damaged_;
  uint32_t at_ = 0;
  std::string code_;
};

// Words can compose what UCUM forbids (a decibel a metre: special units are no part of products).
std::optional<UcumUnit> parsed(llvm::StringRef code, const Catalog& catalog) {
  if (code.empty()) return std::nullopt;
  llvm::Expected<UcumUnit> unit = parse_ucum(code, catalog);
  if (unit) return *unit;
  llvm::consumeError(unit.takeError());
  return std::nullopt;
}

}  // namespace

UnitId read_unit(Document& document, const Catalog& catalog, llvm::ArrayRef<ListedWord> words,
                 UnitId wanted) {
  for (llvm::ArrayRef<ListedWord> attempt : {words, trimmed(words)}) {
    if (attempt.empty()) return 0;
    if (PhraseId phrase = whole_phrase(catalog, attempt)) {
      if (UnitId unit = choose_unit(document, catalog, phrase, attempt, wanted)) return unit;
    }
  }
  const std::string code = Composer(document, catalog, trimmed(words), false).compose();
  return parsed(code, catalog) ? intern_unit(document, catalog, code) : 0;
}

UnitId read_damaged_unit(Document& document, const Catalog& catalog,
                         llvm::ArrayRef<ListedWord> words, UnitId wanted) {
  const std::optional<UcumUnit> target = ucum_of(document, catalog, wanted);
  if (!target) return 0;
  const std::string code = Composer(document, catalog, trimmed(words), true).compose();
  const std::optional<UcumUnit> unit = parsed(code, catalog);
  return unit && commensurable(*unit, *target) ? intern_unit(document, catalog, code) : 0;
}

}  // namespace critc
