#include "ir/catalog/spelling.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/text/scanner.h"

namespace critc {

namespace {

bool is_vowel(char c) { return llvm::StringRef("aeiou").contains(c); }

// The simple plural of a word as spelled, or "" where there is none.
std::string plural_of(llvm::StringRef word) {
  if (word.size() < 3 || !llvm::all_of(word, llvm::isAlpha)) return "";
  std::string lower = word.lower();
  llvm::StringRef end(lower);
  bool acronym = word.back() == llvm::toUpper(word.back());
  if (acronym) return end.ends_with("s") ? "" : word.str() + "s";
  if (end.ends_with("sis")) return word.drop_back(2).str() + "es";
  if (end.ends_with("ss") || end.ends_with("x") || end.ends_with("ch") || end.ends_with("sh")) {
    return word.str() + "es";
  }
  if (end.ends_with("s")) return "";
  if (end.ends_with("y") && !is_vowel(end[end.size() - 2])) return word.drop_back().str() + "ies";
  return word.str() + "s";
}

// What the word is the simple plural of, or "". Short words that stand alone are left alone: "fits" is no "fit",
// "glasses" no "glass".
std::string singular_of(llvm::StringRef word, bool alone) {
  const size_t shortest = alone ? 8 : 5;
  if (word.size() < shortest || !llvm::all_of(word, llvm::isAlpha)) return "";
  llvm::StringRef end = word;
  if (!end.ends_with("s") || end.ends_with("ss") || end.ends_with("us") || end.ends_with("is")) return "";
  if (end.ends_with("ies")) return word.drop_back(3).str() + "y";
  for (llvm::StringRef sibilant : {"sses", "xes", "ches", "shes"}) {
    if (end.ends_with(sibilant)) return word.drop_back(2).str();
  }
  return word.drop_back().str();
}

// "anti-CD20" -> "antiCD20", where both sides of a hyphen touch it.
std::string joined(llvm::StringRef spelling) {
  std::string result;
  for (size_t i = 0; i < spelling.size(); ++i) {
    bool inner = spelling[i] == '-' && i > 0 && i + 1 < spelling.size() &&
                 llvm::isAlpha(spelling[i - 1]) && llvm::isAlnum(spelling[i + 1]);
    if (!inner) result += spelling[i];
  }
  return result;
}

// "CD20" -> "CD 20"; only of words that are two or more letters and then digits.
std::string digits_apart(llvm::StringRef spelling, llvm::ArrayRef<SpellingWord> words) {
  std::string result;
  uint32_t copied = 0;
  for (const SpellingWord& word : words) {
    llvm::StringRef text = spelling.slice(word.begin, word.end);
    llvm::StringRef letters = text.take_while(llvm::isAlpha);
    bool splits = letters.size() >= 2 && letters.size() < text.size() &&
                  llvm::all_of(text.drop_front(letters.size()), llvm::isDigit);
    if (!splits) continue;
    auto cut = static_cast<uint32_t>(word.begin + letters.size());
    result += spelling.slice(copied, cut);
    result += ' ';
    copied = cut;
  }
  return copied == 0 ? "" : result + spelling.substr(copied).str();
}

}  // namespace

std::vector<SpellingWord> spelling_words(llvm::StringRef spelling) {
  std::vector<SpellingWord> words;
  llvm::SmallString<32> key;
  for (uint32_t at = skip_space(spelling, 0); at < spelling.size();) {
    ScannedToken token = scan_token(spelling, at);
    at = skip_space(spelling, token.end);
    if (token.kind == TokenKind::Hyphen) continue;
    llvm::StringRef text = spelling.slice(token.begin, token.end);
    if (token.kind == TokenKind::Word) {
      fold_word(text, key);
      text = key;
    }
    words.push_back({text.str(), token.kind, token.begin, token.end});
  }
  return words;
}

std::vector<SpellingEntry> derived_spellings(const SpellingEntry& entry, DerivedForms wanted) {
  llvm::StringRef text = entry.spelling.text;
  auto words = spelling_words(text);
  std::vector<std::string> forms = {text.str()};
  auto add = [&](std::string form) {
    if (!form.empty() && form != text) forms.push_back(std::move(form));
  };
  add(joined(text));
  if (wanted.apart) add(digits_apart(text, words));
  if (!words.empty() && words.back().kind == TokenKind::Word && words.back().end == text.size()) {
    llvm::StringRef last = text.slice(words.back().begin, words.back().end);
    const size_t count = forms.size();
    auto add_with_last = [&](const std::string& word) {
      for (size_t i = 0; i < count && !word.empty(); ++i) {
        if (!llvm::StringRef(forms[i]).ends_with(last)) continue;
        forms.push_back(llvm::StringRef(forms[i]).drop_back(last.size()).str() + word);
      }
    };
    if (wanted.plural) add_with_last(plural_of(last));
    if (wanted.singular) add_with_last(singular_of(last, words.size() == 1));
  }
  std::vector<SpellingEntry> derived;
  for (size_t i = 1; i < forms.size(); ++i) {
    derived.push_back({{forms[i], entry.spelling.place}, entry.kind});
  }
  return derived;
}

}  // namespace critc
