#include <array>

#include "ir/catalog/resolve.h"

namespace critc {

namespace {

class RewriteFinder {
 public:
  explicit RewriteFinder(const CatalogModel& model) {
    for (const RewriteEntry& row : model.rewrites) {
      if (!row.from.empty()) by_byte_[static_cast<uint8_t>(row.from[0])].push_back(&row);
    }
  }

  // The first row that would change the text, reading from the left as the normalizer does.
  const RewriteEntry* find(llvm::StringRef text) const {
    for (size_t at = 0; at < text.size();) {
      const RewriteEntry* row = longest(text.substr(at));
      if (row && row->from != row->to) return row;
      at += row ? row->from.size() : 1;
    }
    return nullptr;
  }

 private:
  const RewriteEntry* longest(llvm::StringRef text) const {
    const RewriteEntry* best = nullptr;
    for (const RewriteEntry* row : by_byte_[static_cast<uint8_t>(text[0])]) {
      if (text.starts_with(row->from) && (!best || row->from.size() > best->from.size()))
        best = row;
    }
    return best;
  }

  std::array<std::vector<const RewriteEntry*>, 256> by_byte_;
};

}  // namespace

void check_rewrites(CatalogModel& model) {
  RewriteFinder finder(model);
  for (const RewriteEntry& row : model.rewrites) {
    const RewriteEntry* again = finder.find(row.to);
    if (!again) continue;
    model.complaints.add(row.place, "rewrite result '" + row.to + "' holds '" + again->from +
                                        "', which is rewritten at " +
                                        model.complaints.where(again->place));
  }
  for (const ConceptEntry& entry : model.concepts) {
    for (const SpellingEntry& spelling : entry.spellings) {
      const PlacedText& text = spelling.spelling;
      const RewriteEntry* changed = finder.find(text.text);
      if (!changed) continue;
      model.complaints.add(text.place, "spelling '" + text.text + "' is not in normalized form: '" +
                                           changed->from + "' is rewritten to '" + changed->to +
                                           "'");
    }
  }
}

}  // namespace critc
