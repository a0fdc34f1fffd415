#include "ir/criterion/document.h"

#include <algorithm>
#include <limits>

namespace critc {

TextSpan Document::add_text(llvm::StringRef words) {
  if (words.size() > std::numeric_limits<uint32_t>::max() - text.size()) return {};
  auto begin = static_cast<uint32_t>(text.size());
  text.append(words.data(), words.size());
  return {begin, static_cast<uint32_t>(text.size())};
}

UnitId Document::add_unit(llvm::StringRef ucum) {
  auto found = std::find(local_units.begin(), local_units.end(), ucum);
  auto index = static_cast<UnitId>(found - local_units.begin());
  if (found == local_units.end()) local_units.push_back(ucum.str());
  return kLocalBit | index;
}

std::string item_id(const Item& item) {
  std::string id(1, item.section == Section::Inclusion ? 'I' : 'E');
  for (size_t i = 0; i < item.number.size(); ++i) {
    if (i > 0) id += '.';
    id += std::to_string(item.number[i]);
  }
  return id;
}

}  // namespace critc
