#include "llvm/ADT/StringSwitch.h"

#include "ir/catalog/row_readers.h"

namespace critc {

void read_ucum_atom(RowReader& row, CatalogModel& model) {
  row.check_keys({"atom", "title", "dimension", "definition", "factor", "offset", "special",
                  "metric", "arbitrary", "source"});
  row.source();
  UcumAtomEntry entry;
  entry.place = row.place();
  entry.atom = row.required("atom");
  entry.dimension = row.text("dimension");
  entry.definition = row.text("definition");
  if (entry.dimension.empty() == entry.definition.empty()) {
    row.complain("atom '" + llvm::Twine(entry.atom) + "' needs either a dimension or a definition");
  }
  entry.factor = row.text("factor");
  entry.metric = row.flag("metric", false);
  entry.arbitrary = row.flag("arbitrary", false);
  std::string special = row.text("special");
  entry.scale = llvm::StringSwitch<UcumScale>(special)
                    .Case("", UcumScale::Linear)
                    .Case("affine", UcumScale::Affine)
                    .Default(UcumScale::Other);
  if (auto offset = row.decimal("offset")) entry.offset = *offset;
  if ((entry.scale == UcumScale::Affine) != row.has("offset")) {
    row.complain("'offset' and 'special: affine' belong together");
  }
  model.atoms.push_back(std::move(entry));
}

void read_ucum_prefix(RowReader& row, CatalogModel& model) {
  row.check_keys({"prefix", "title", "factor", "source"});
  row.source();
  std::string prefix = row.required("prefix");
  auto factor = row.ratio("factor");
  if (!row.has("factor")) row.complain("missing 'factor'");
  for (const UcumPrefixEntry& other : model.prefixes) {
    if (other.prefix == prefix)
      row.complain("prefix '" + llvm::Twine(prefix) + "' is defined twice");
  }
  if (factor) model.prefixes.push_back({std::move(prefix), *factor});
}

void read_unit(RowReader& row, CatalogModel& model) {
  row.check_keys({"unit", "title", "spellings", "exact", "of", "source", "example", "note"});
  UnitEntry entry;
  entry.place = row.place();
  entry.ucum = row.required("unit");
  ConceptEntry meaning;
  meaning.name = "unit:" + entry.ucum;
  meaning.kind = ConceptKind::Unit;
  meaning.title = row.has("title") ? row.text("title") : entry.ucum;
  meaning.source = row.source();
  meaning.place = entry.place;
  meaning.row = static_cast<uint32_t>(model.units.size());
  for (PlacedText& text : row.list("spellings")) {
    meaning.spellings.push_back({std::move(text), SpellingKind::Plain});
  }
  for (PlacedText& text : row.list("exact")) {
    meaning.spellings.push_back({std::move(text), SpellingKind::Exact});
  }
  if (row.has("of")) model.members.push_back({{meaning.name, entry.place}, *row.placed("of")});
  entry.concept_id = static_cast<ConceptId>(model.concepts.size());
  auto [found, added] = model.concept_ids.try_emplace(meaning.name, entry.concept_id);
  if (!added) {
    row.complain("unit '" + llvm::Twine(entry.ucum) + "' is defined twice, first at " +
                 model.complaints.where(model.concepts[found->second].place));
  }
  model.concepts.push_back(std::move(meaning));
  model.units.push_back(std::move(entry));
}

void read_equivalence(RowReader& row, CatalogModel& model) {
  row.check_keys({"table", "version", "target", "default", "factors", "source", "example", "note"});
  row.source();
  EquivalenceEntry entry;
  entry.table = row.required("table");
  entry.version = row.required("version");
  entry.is_default = row.flag("default", false);
  entry.target = {row.required("target"), row.place()};
  YAML::Node factors = row.node("factors");
  if (!factors.IsDefined() || !factors.IsMap()) {
    row.complain("'factors' must map drugs to factors");
    return;
  }
  for (const EquivalenceEntry& other : model.equivalences) {
    if (other.table != entry.table) continue;
    row.complain("equivalence table '" + llvm::Twine(entry.table) + "' is defined twice");
    break;
  }
  for (const auto& pair : factors) {
    auto factor = row.ratio_of(pair.second);
    if (!factor) continue;
    entry.from = {row.text_of(pair.first, "factors"), row.place_of(pair.first)};
    entry.factor = *factor;
    model.equivalences.push_back(entry);
  }
}

}  // namespace critc
