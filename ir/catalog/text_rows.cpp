// Rows about text as such: furniture of pages, rewrites, plain words.
#include "llvm/ADT/StringSwitch.h"

#include "ir/catalog/row_readers.h"

namespace critc {

namespace {

std::optional<FurnitureMatch> match_of(llvm::StringRef text) {
  return llvm::StringSwitch<std::optional<FurnitureMatch>>(text)
      .Case("line", FurnitureMatch::Line)
      .Case("prefix", FurnitureMatch::Prefix)
      .Case("shape", FurnitureMatch::Shape)
      .Default(std::nullopt);
}

std::optional<FurnitureRole> role_of(llvm::StringRef text) {
  return llvm::StringSwitch<std::optional<FurnitureRole>>(text)
      .Case("skip", FurnitureRole::Skip)
      .Case("stop", FurnitureRole::Stop)
      .Case("field", FurnitureRole::Field)
      .Case("section", FurnitureRole::Section)
      .Case("heading", FurnitureRole::Heading)
      .Default(std::nullopt);
}

}  // namespace

void read_furniture(RowReader& row, CatalogModel& model) {
  row.check_keys({"match", "text", "role", "source", "example", "note"});
  row.source();
  FurnitureEntry entry;
  std::string match = row.required("match"), role = row.required("role");
  auto [role_name, argument] = llvm::StringRef(role).split(':');
  entry.text = row.required("text");
  entry.argument = argument.str();
  auto match_kind = match_of(match);
  auto role_kind = role_of(role_name);
  if (!match_kind) row.complain("'match' must be line, prefix or shape");
  bool named = role_kind == FurnitureRole::Field || role_kind == FurnitureRole::Section;
  if (!role_kind || named == argument.empty()) {
    row.complain("'role' must be skip, stop, field:NAME, section:NAME or heading");
  }
  if (!match_kind || !role_kind) return;
  entry.row.match = *match_kind;
  entry.row.role = *role_kind;
  for (const FurnitureEntry& other : model.furniture) {
    if (other.text != entry.text || other.row.match != entry.row.match) continue;
    row.complain("furniture '" + llvm::Twine(entry.text) + "' is listed twice");
  }
  model.furniture.push_back(std::move(entry));
}

void read_rewrite(RowReader& row, CatalogModel& model) {
  row.check_keys({"from", "to", "source", "example", "note"});
  row.source();
  RewriteEntry entry{row.required("from"), row.text("to"), row.place()};
  if (!row.has("to")) row.complain("missing 'to'");
  for (const RewriteEntry& other : model.rewrites) {
    if (other.from != entry.from) continue;
    row.complain("rewrite '" + llvm::Twine(entry.from) + "' is listed twice, first at " +
                 model.complaints.where(other.place));
  }
  model.rewrites.push_back(std::move(entry));
}

void read_words(RowReader& row, CatalogModel& model) {
  row.check_keys({"words", "source", "note"});
  row.source();
  if (!row.has("words")) row.complain("missing 'words'");
  for (PlacedText& word : row.list("words")) {
    if (word.text.empty() || word.text.find(' ') != std::string::npos) {
      row.complain(word.place, "'" + llvm::Twine(word.text) + "' is not one word");
    }
    model.words.push_back(std::move(word.text));
  }
}

}  // namespace critc
