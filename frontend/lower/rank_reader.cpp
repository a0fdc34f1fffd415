#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/rank_reader.h"

namespace critc {

namespace {

std::optional<Decimal> roman(llvm::StringRef word) {
  int total = 0, last = 0;
  for (char letter : llvm::reverse(word)) {
    int value = letter == 'I' ? 1 : letter == 'V' ? 5 : letter == 'X' ? 10 : 0;
    if (!value) return std::nullopt;
    total += value < last ? -value : value;
    last = std::max(last, value);
  }
  if (total < 1 || total > 20) return std::nullopt;
  return Decimal::from_int(total);
}

}  // namespace

std::optional<Decimal> read_rank(llvm::StringRef word, ConceptId scale, const Catalog& catalog) {
  if (word.empty() || word.size() > 5 || word == "v" || word == "i" || word == "x") return std::nullopt;
  if (scale) {
    for (const ScaleRank& rank : catalog.ranks(catalog.scale(scale)))
      if (catalog.string(rank.text).equals_insensitive(word)) return rank.rank;
  }
  return roman(word);
}

}  // namespace critc
