#include "llvm/ADT/StringSwitch.h"

#include "ir/catalog/row_readers.h"

namespace critc {

namespace {

// bounds: {inclusion: [lower, upper], exclusion: [lower, upper]}
void read_bounds(RowReader& outer, CatalogModel& model, MeasurementRow& measurement) {
  YAML::Node bounds = outer.node("bounds");
  if (!bounds.IsDefined()) return;
  if (!bounds.IsMap()) {
    outer.complain(outer.place_of(bounds), "'bounds' must be {inclusion: [lower, upper], exclusion: [lower, upper]}");
    return;
  }
  RowReader row(bounds, outer.place().file, "", model);
  row.check_keys({"inclusion", "exclusion"});
  for (auto [key, counts] : {std::pair{"inclusion", &measurement.inclusion}, {"exclusion", &measurement.exclusion}}) {
    if (!row.has(key)) continue;
    YAML::Node pair = row.node(key);
    const bool read = pair.IsSequence() && pair.size() == 2 &&
                      !llvm::StringRef(row.text_of(pair[0], key)).getAsInteger(10, counts->lower) &&
                      !llvm::StringRef(row.text_of(pair[1], key)).getAsInteger(10, counts->upper);
    if (!read) row.complain(row.place_of(pair), "'" + llvm::Twine(key) + "' must be two counts, [lower, upper]");
  }
}

uint8_t read_allows(RowReader& row) {
  unsigned flags = 0;
  for (const PlacedText& allowed : row.list("allows")) {
    unsigned flag = llvm::StringSwitch<unsigned>(allowed.text)
                        .Case("reference", kAllowsReference)
                        .Case("predicted", kAllowsPredicted)
                        .Case("titer", kTiter)
                        .Case("threshold", kThreshold)
                        .Default(0);
    if (flag == 0) {
      row.complain(allowed.place, "'allows' knows reference, predicted, titer and threshold, not '" +
                                      llvm::Twine(allowed.text) + "'");
    }
    flags |= flag;
  }
  return static_cast<uint8_t>(flags);
}

void read_plausible(RowReader& row, MeasurementRow& measurement) {
  YAML::Node range = row.node("plausible");
  if (!range.IsDefined()) return;
  if (!range.IsSequence() || range.size() != 2) {
    row.complain(row.place_of(range), "'plausible' must be [low, high]");
    return;
  }
  auto low = row.decimal_of(range[0]);
  auto high = row.decimal_of(range[1]);
  if (!low || !high) return;
  if (compare(*low, *high) >= 0) row.complain(row.place_of(range), "'plausible' is empty");
  measurement.plausible_low = *low;
  measurement.plausible_high = *high;
  if (!row.has("unit")) row.complain(row.place_of(range), "'plausible' needs a 'unit'");
}

void read_bare(RowReader& outer, CatalogModel& model, MeasurementEntry& entry) {
  YAML::Node bare = outer.node("bare");
  if (!bare.IsDefined()) return;
  if (!bare.IsMap()) {
    outer.complain(outer.place_of(bare), "'bare' must be {below: N, unit: U, otherwise: U2}");
    return;
  }
  RowReader row(bare, outer.place().file, "", model);
  row.check_keys({"below", "unit", "otherwise"});
  entry.bare_low_unit = row.placed("unit");
  entry.bare_high_unit = row.has("otherwise") ? row.placed("otherwise") : entry.bare_low_unit;
  if (!entry.bare_low_unit) row.complain("missing 'unit' of 'bare'");
  if (auto split = row.decimal("below")) {
    entry.row.bare_split = *split;
  } else if (row.has("otherwise")) {
    row.complain("missing 'below' of 'bare'");
  }
}

}  // namespace

void read_measurement(RowReader& row, CatalogModel& model) {
  using enum ConceptKind;
  ConceptId id =
      read_concept(row, model, {Lab, Vital, Score, Demographic},
                   {"unit", "scale", "bounds", "plausible",
                    "bare", "allows", "molar_mass", "loinc", "codes", "is_a"});
  MeasurementEntry entry;
  entry.row.concept_id = id;
  entry.unit = row.placed("unit");
  entry.scale = row.placed("scale");
  entry.loinc = row.text("loinc");
  read_bounds(row, model, entry.row);
  entry.row.flags = read_allows(row);
  entry.row.molar_mass = row.ratio("molar_mass").value_or(Ratio{0, 1, 0});
  read_plausible(row, entry.row);
  read_bare(row, model, entry);
  model.concepts[id].row = static_cast<uint32_t>(model.measurements.size());
  model.measurements.push_back(std::move(entry));
}

void read_scale(RowReader& row, CatalogModel& model) {
  ScaleEntry entry;
  entry.concept_id = read_concept(row, model, {ConceptKind::Scale}, {"ranks"});
  YAML::Node ranks = row.node("ranks");
  if (!ranks.IsDefined() || !ranks.IsSequence() || ranks.size() == 0) {
    row.complain("'ranks' must list [text, rank] pairs");
    return;
  }
  for (const YAML::Node& pair : ranks) {
    if (!pair.IsSequence() || pair.size() != 2) {
      row.complain(row.place_of(pair), "'ranks' must list [text, rank] pairs");
      continue;
    }
    std::string text = row.text_of(pair[0], "rank");
    auto rank = row.decimal_of(pair[1]);
    if (!rank) continue;
    for (const auto& [other, other_rank] : entry.ranks) {
      if (other == text)
        row.complain(row.place_of(pair), "rank '" + llvm::Twine(text) + "' is listed twice");
    }
    if (!entry.ranks.empty() && compare(entry.ranks.back().second, *rank) > 0) {
      row.complain(row.place_of(pair), "rank '" + llvm::Twine(text) + "' is out of order");
    }
    entry.ranks.emplace_back(text, *rank);
  }
  model.concepts[entry.concept_id].row = static_cast<uint32_t>(model.scales.size());
  model.scales.push_back(std::move(entry));
}

}  // namespace critc
