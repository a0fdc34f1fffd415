// RowReader: one row of a YAML table, read key by key; what does not fit becomes a complaint.
#pragma once

#include <yaml-cpp/yaml.h>

#include "llvm/ADT/ArrayRef.h"

#include "ir/catalog/model.h"

namespace critc {

class RowReader {
 public:
  // `map` must be a mapping. `table_source` serves rows without a source of their own.
  RowReader(const YAML::Node& map, uint32_t file, llvm::StringRef table_source,
            CatalogModel& model);

  Place place() const { return place_; }
  void complain(const llvm::Twine& message) { model_.complaints.add(place_, message); }
  void complain(Place place, const llvm::Twine& message) { model_.complaints.add(place, message); }

  // Complains about keys that are not in one of the lists, and about keys written twice.
  void check_keys(llvm::ArrayRef<llvm::StringRef> allowed,
                  llvm::ArrayRef<llvm::StringRef> more = {});

  bool has(llvm::StringRef key) const;
  YAML::Node node(llvm::StringRef key) const;  // undefined when absent
  Place place_of(const YAML::Node& node) const;

  std::string text(llvm::StringRef key);      // "" when absent
  std::string required(llvm::StringRef key);  // complains when absent or empty
  std::optional<PlacedText> placed(llvm::StringRef key);
  std::vector<PlacedText> list(llvm::StringRef key);  // a sequence, or one text
  bool flag(llvm::StringRef key, bool otherwise);
  std::optional<Decimal> decimal(llvm::StringRef key);
  std::optional<Ratio> ratio(llvm::StringRef key);
  std::string source();  // of the row or its table; complains when there is none

  std::optional<Decimal> decimal_of(const YAML::Node& node);
  std::optional<Ratio> ratio_of(const YAML::Node& node);
  std::string text_of(const YAML::Node& node, llvm::StringRef what);

 private:
  YAML::Node map_;
  Place place_;
  llvm::StringRef table_source_;
  CatalogModel& model_;
};

}  // namespace critc
