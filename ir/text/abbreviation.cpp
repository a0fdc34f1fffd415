#include "ir/text/abbreviation.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace critc {

bool looks_abbreviated(llvm::StringRef word) {
  if (word.size() < 2 || word.size() > 12) return false;
  return llvm::any_of(word.drop_front(), llvm::isUpper);
}

// From the end, so that words before the long form do no harm.
bool abbreviates(llvm::StringRef short_form, llvm::StringRef words, size_t missing) {
  size_t left = short_form.size();
  for (char c : llvm::reverse(words)) {
    if (left == 0) break;
    if (llvm::toLower(c) == llvm::toLower(short_form[left - 1])) --left;
  }
  return left <= missing;
}

}  // namespace critc
