#include "ir/catalog/builder.h"

#include <algorithm>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

#include "ir/catalog/image_loader.h"
#include "ir/catalog/image_writer.h"
#include "ir/catalog/row_readers.h"

namespace critc {

namespace {

struct TableKind {
  llvm::StringRef name;
  void (*read)(RowReader& row, CatalogModel& model);
};

constexpr TableKind kTableKinds[] = {
    {"ucum_atoms", read_ucum_atom},
    {"ucum_prefixes", read_ucum_prefix},
    {"units", read_unit},
    {"measurements", read_measurement},
    {"scales", read_scale},
    {"drugs", read_drug},
    {"drug_classes", read_drug_class},
    {"equivalence", read_equivalence},
    {"conditions", read_condition},
    {"procedures", read_procedure},
    {"devices", read_device},
    {"organisms", read_organism},
    {"things", read_thing},
    {"anchors", read_anchor},
    {"grammar", read_grammar},
    {"headings", read_heading},
    {"furniture", read_furniture},
    {"rewrites", read_rewrite},
    {"words", read_words},
    {"synonyms", read_synonym},
};

void read_document(const YAML::Node& document, uint32_t file, CatalogModel& model) {
  Place top{file, static_cast<uint32_t>(std::max(document.Mark().line, 0) + 1)};
  if (!document.IsMap()) return model.complaints.add(top, "a table starts with 'table: KIND'");
  RowReader header(document, file, "", model);
  header.check_keys({"table", "source", "rows", "note"});
  std::string name = header.required("table");
  std::string source = header.text("source");
  auto* kind =
      llvm::find_if(kTableKinds, [&](const TableKind& known) { return known.name == name; });
  if (kind == std::end(kTableKinds)) {
    if (!name.empty()) header.complain("unknown table '" + llvm::Twine(name) + "'");
    return;
  }
  YAML::Node rows = header.node("rows");
  if (!rows.IsDefined() || !(rows.IsSequence() || rows.IsNull())) {
    return header.complain("'rows' must be a list");
  }
  for (const YAML::Node& node : rows) {
    if (!node.IsMap()) {
      header.complain(header.place_of(node), "a row must be 'key: value' pairs");
      continue;
    }
    RowReader row(node, file, source, model);
    kind->read(row, model);
  }
}

void read_table(const CatalogTable& table, CatalogModel& model) {
  uint32_t file = model.complaints.add_file(table.file);
  try {
    for (const YAML::Node& document : YAML::LoadAll(table.text))
      read_document(document, file, model);
  } catch (const YAML::Exception& error) {
    model.complaints.add({file, static_cast<uint32_t>(std::max(error.mark.line, 0) + 1)},
                         error.msg);
  }
}

// The same for the same tables, whatever their order and their paths.
std::string version_of(llvm::ArrayRef<CatalogTable> tables, llvm::StringRef base) {
  std::vector<llvm::StringRef> texts;
  if (!base.empty()) texts.push_back(base);
  for (const CatalogTable& table : tables) texts.push_back(table.text);
  llvm::sort(texts);
  llvm::SHA256 hash;
  for (llvm::StringRef text : texts) {
    hash.update(std::to_string(text.size()) + ":");
    hash.update(text);
  }
  auto digest = hash.final();
  return std::string(CRITC_VERSION "+") + llvm::toHex(digest, /*LowerCase=*/true).substr(0, 12);
}

llvm::Expected<std::string> build(CatalogModel& model, PhraseTable phrases,
                                  llvm::ArrayRef<CatalogTable> tables, std::string version) {
  for (const CatalogTable& table : tables) read_table(table, model);
  model.version = std::move(version);
  std::string image = write_image(model, std::move(phrases));
  if (!model.complaints.empty()) return llvm::createStringError(model.complaints.text());
  return image;
}

}  // namespace

llvm::Expected<std::string> build_catalog_image(llvm::ArrayRef<CatalogTable> tables) {
  CatalogModel model;
  return build(model, {}, tables, version_of(tables, ""));
}

llvm::Expected<std::string> extend_catalog_image(const Catalog& base,
                                                 llvm::ArrayRef<CatalogTable> tables) {
  CatalogModel model;
  PhraseTable phrases = load_image(base, model);
  return build(model, std::move(phrases), tables, version_of(tables, base.version()));
}

}  // namespace critc
