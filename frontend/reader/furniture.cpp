#include "frontend/reader/furniture.h"

#include <algorithm>

namespace critc {

namespace {

constexpr size_t kLongestLine = 1000;  // longer lines are text, and no shape is tried on them

std::string line_key(llvm::StringRef line) {
  line = line.trim();
  line.consume_back(":");
  return line.rtrim().lower();
}

re2::StringPiece piece(llvm::StringRef text) { return {text.data(), text.size()}; }

}  // namespace

FurnitureIndex::FurnitureIndex(const Catalog& catalog) : catalog_(catalog) {
  for (const FurnitureRow& row : catalog.furniture()) {
    llvm::StringRef text = catalog.string(row.text);
    switch (row.match) {
      case FurnitureMatch::Line:
        lines_.try_emplace(line_key(text), &row);
        break;
      case FurnitureMatch::Prefix:
        prefixes_.push_back({text.trim(), &row});
        break;
      case FurnitureMatch::Shape:
        shapes_.emplace_back(text, &row);
        break;
    }
  }
}

const FurnitureIndex& FurnitureIndex::of(const Catalog& catalog, std::optional<FurnitureIndex>& own) {
  if (&catalog != &builtin_catalog()) return own.emplace(catalog);
  static const FurnitureIndex builtin(builtin_catalog());
  return builtin;
}

FurnitureIndex::Match FurnitureIndex::match(llvm::StringRef line) const {
  line = line.trim();
  Match match;
  if (line.empty()) return match;
  if (line.size() <= kLongestLine) {
    auto found = lines_.find(line_key(line));
    if (found != lines_.end()) match.row = found->second;
  }
  if (!match) {
    for (const Prefix& row : prefixes_) {
      if (!line.starts_with_insensitive(row.text)) continue;
      match.row = row.row;
      match.rest = line.drop_front(row.text.size());
      break;
    }
  }
  if (!match && line.size() <= kLongestLine) match = match_shape(line);
  if (match) match.argument = catalog_.string(match.row->argument);
  return match;
}

FurnitureIndex::Match FurnitureIndex::match_shape(llvm::StringRef line) const {
  constexpr int kMostGroups = 8;
  Match match;
  for (const ShapeRow& row : shapes_) {
    if (!row.shape.may_match(line)) continue;
    const re2::RE2& shape = row.shape.compiled();
    re2::StringPiece groups[kMostGroups];
    int count = std::min(shape.NumberOfCapturingGroups() + 1, kMostGroups);
    if (!shape.Match(piece(line), 0, line.size(), re2::RE2::ANCHOR_BOTH, groups, count)) continue;
    match.row = row.row;
    for (const auto& [index, name] : shape.CapturingGroupNames()) {
      if (index >= count || groups[index].empty()) continue;
      match.captures.push_back({name, {groups[index].data(), groups[index].size()}});
    }
    break;
  }
  return match;
}

}  // namespace critc
