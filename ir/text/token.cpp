#include "ir/text/token.h"

namespace critc {

llvm::StringRef token_kind_name(TokenKind kind) {
  static constexpr llvm::StringLiteral kNames[] = {
#define TOKEN(Name, Description) #Name,
#include "ir/text/token_kind.def"
  };
  return kNames[static_cast<size_t>(kind)];
}

llvm::StringRef comparator_spelling(Comparator comparator) {
  static constexpr llvm::StringLiteral kSpellings[] = {"<", "<=", ">", ">=", "=", "!="};
  return kSpellings[static_cast<size_t>(comparator)];
}

}  // namespace critc
