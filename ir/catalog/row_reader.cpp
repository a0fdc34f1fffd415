#include "ir/catalog/row_reader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace critc {

RowReader::RowReader(const YAML::Node& map, uint32_t file, llvm::StringRef table_source,
                     CatalogModel& model)
    : map_(map), table_source_(table_source), model_(model) {
  place_ = {file, static_cast<uint32_t>(map.Mark().line + 1)};
}

Place RowReader::place_of(const YAML::Node& node) const {
  return {place_.file, static_cast<uint32_t>(node.Mark().line + 1)};
}

void RowReader::check_keys(llvm::ArrayRef<llvm::StringRef> allowed,
                           llvm::ArrayRef<llvm::StringRef> more) {
  llvm::StringSet<> seen;
  for (const auto& entry : map_) {
    std::string key = text_of(entry.first, "key");
    if (!llvm::is_contained(allowed, key) && !llvm::is_contained(more, key)) {
      complain(place_of(entry.first), "unknown key '" + llvm::Twine(key) + "'");
    }
    if (!seen.insert(key).second) {
      complain(place_of(entry.first), "key '" + llvm::Twine(key) + "' is written twice");
    }
  }
}

YAML::Node RowReader::node(llvm::StringRef key) const {
  for (const auto& entry : map_) {
    if (entry.first.IsScalar() && entry.first.Scalar() == key) return entry.second;
  }
  return YAML::Node(YAML::NodeType::Undefined);
}

bool RowReader::has(llvm::StringRef key) const { return node(key).IsDefined(); }

std::string RowReader::text_of(const YAML::Node& node, llvm::StringRef what) {
  if (node.IsScalar()) return node.Scalar();
  complain(place_of(node), "'" + llvm::Twine(what) + "' must be a text");
  return "";
}

std::string RowReader::text(llvm::StringRef key) {
  YAML::Node found = node(key);
  return found.IsDefined() ? text_of(found, key) : "";
}

std::string RowReader::required(llvm::StringRef key) {
  if (!has(key)) {
    complain("missing '" + llvm::Twine(key) + "'");
    return "";
  }
  std::string value = text(key);
  if (value.empty() && node(key).IsScalar()) complain("'" + llvm::Twine(key) + "' is empty");
  return value;
}

std::optional<PlacedText> RowReader::placed(llvm::StringRef key) {
  YAML::Node found = node(key);
  if (!found.IsDefined()) return std::nullopt;
  return PlacedText{text_of(found, key), place_of(found)};
}

std::vector<PlacedText> RowReader::list(llvm::StringRef key) {
  std::vector<PlacedText> texts;
  YAML::Node found = node(key);
  if (!found.IsDefined()) return texts;
  if (!found.IsSequence()) return {PlacedText{text_of(found, key), place_of(found)}};
  for (const YAML::Node& element : found) {
    texts.push_back({text_of(element, key), place_of(element)});
  }
  return texts;
}

bool RowReader::flag(llvm::StringRef key, bool otherwise) {
  if (!has(key)) return otherwise;
  std::string value = text(key);
  if (value != "true" && value != "false") {
    complain(place_of(node(key)), "'" + llvm::Twine(key) + "' must be true or false");
  }
  return value == "true";
}

std::optional<Decimal> RowReader::decimal_of(const YAML::Node& node) {
  std::string value = text_of(node, "number");
  auto decimal = Decimal::parse(value);
  if (!decimal) complain(place_of(node), "not a number: '" + llvm::Twine(value) + "'");
  return decimal;
}

std::optional<Ratio> RowReader::ratio_of(const YAML::Node& node) {
  std::string value = text_of(node, "factor");
  auto ratio = Ratio::parse(value);
  if (ratio && ratio->num > 0 && ratio->den > 0) return ratio;
  complain(place_of(node), "not a positive factor: '" + llvm::Twine(value) + "'");
  return std::nullopt;
}

std::optional<Decimal> RowReader::decimal(llvm::StringRef key) {
  return has(key) ? decimal_of(node(key)) : std::nullopt;
}

std::optional<Ratio> RowReader::ratio(llvm::StringRef key) {
  return has(key) ? ratio_of(node(key)) : std::nullopt;
}

std::string RowReader::source() {
  std::string own = has("source") ? text("source") : table_source_.str();
  if (own.empty()) complain("missing 'source', of the row or of its table");
  return own;
}

}  // namespace critc
