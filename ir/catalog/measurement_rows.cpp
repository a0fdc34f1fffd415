#include "llvm/ADT/StringSwitch.h"

#include "ir/catalog/row_readers.h"

namespace critc {

namespace {

bool read_counts(RowReader& row, const YAML::Node& pair, llvm::StringRef what, BoundCounts& counts) {
  if (pair.IsSequence() && pair.size() == 2 && !llvm::StringRef(row.text_of(pair[0], what)).getAsInteger(10, counts.lower) &&
      !llvm::StringRef(row.text_of(pair[1], what)).getAsInteger(10, counts.upper)) {
    return true;
  }
  row.complain(row.place_of(pair), "'" + what + "' must be two counts, [lower, upper]");
  return false;
}

// inclusion: {below: {120: [12, 80], 160: [4, 4]}, otherwise: [90, 3]}
void read_bands(RowReader& outer, CatalogModel& model, const YAML::Node& bands, llvm::StringRef key, SectionBounds& bounds) {
  RowReader row(bands, outer.place().file, "", model);
  row.check_keys({"below", "otherwise"});
  YAML::Node below = row.node("below"), otherwise = row.node("otherwise");
  if (!below.IsDefined() || !below.IsMap() || !otherwise.IsDefined() || below.size() > SectionBounds::kMostLimits) {
    outer.complain(outer.place_of(bands), "'" + key + "' must be [lower, upper] or {below: {LIMIT: [lower, upper]}, otherwise: [lower, upper]}, with " +
                                              llvm::Twine(SectionBounds::kMostLimits) + " limits at most");
    return;
  }
  for (const auto& band : below) {
    std::optional<Decimal> limit = row.decimal_of(band.first);
    if (!limit || !read_counts(row, band.second, key, bounds.bands[bounds.used])) return;
    if (bounds.used > 0 && compare(bounds.limits[bounds.used - 1], *limit) >= 0) {
      row.complain(row.place_of(band.first), "limits of '" + key + "' must ascend");
    }
    bounds.limits[bounds.used++] = *limit;
  }
  read_counts(row, otherwise, key, bounds.bands[bounds.used]);
}

// bounds: {inclusion: [lower, upper], exclusion: [lower, upper]}, each perhaps in bands.
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
    YAML::Node node = row.node(key);
    if (!node.IsMap()) {
      read_counts(row, node, key, counts->bands[0]);
      continue;
    }
    if (!outer.has("unit")) row.complain(row.place_of(node), "bands need a 'unit'");
    read_bands(row, model, node, key, *counts);
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
                        .Case("thing_grade", kThingGrade)
                        .Default(0);
    if (flag == 0) {
      row.complain(allowed.place, "'allows' knows reference, predicted, titer, threshold and thing_grade, not '" +
                                      llvm::Twine(allowed.text) + "'");
    }
    flags |= flag;
  }
  return static_cast<uint8_t>(flags);
}

// `better: high` or `better: low`.
uint8_t read_better(RowReader& row) {
  if (!row.has("better")) return 0;
  const std::string side = row.text("better");
  if (side == "high") return kHigherIsBetter;
  if (side != "low") row.complain("'better' must be high or low");
  return kLowerIsBetter;
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

// equation: {unit: mmol/mol, factor: "0.09148", offset: "2.152"}
void read_equation(RowReader& outer, CatalogModel& model, MeasurementEntry& entry) {
  YAML::Node equation = outer.node("equation");
  if (!equation.IsDefined()) return;
  if (!equation.IsMap() || !entry.unit) {
    outer.complain(outer.place_of(equation), "'equation' must be {unit: U, factor: F, offset: N}, in a row with a 'unit'");
    return;
  }
  RowReader row(equation, outer.place().file, "", model);
  row.check_keys({"unit", "factor", "offset"});
  entry.equation_unit = row.placed("unit");
  std::optional<Ratio> factor = row.ratio("factor");
  if (!entry.equation_unit || !factor) row.complain("'equation' needs a 'unit' and a 'factor'");
  entry.row.equation_factor = factor.value_or(Ratio{});
  entry.row.equation_offset = row.decimal("offset").value_or(Decimal{});
}

// molar: {umol/L: "88.4"}: published factors, which the molar mass must give.
void read_molar(RowReader& row, MeasurementEntry& entry) {
  YAML::Node molar = row.node("molar");
  if (!molar.IsDefined()) return;
  if (!molar.IsMap() || !entry.unit || entry.row.molar_mass.num == 0) {
    row.complain(row.place_of(molar), "'molar' must be {UNIT: FACTOR}, in a row with a 'unit' and a 'molar_mass'");
    return;
  }
  for (const auto& published : molar) {
    PlacedText unit{row.text_of(published.first, "unit"), row.place_of(published.first)};
    if (auto factor = row.ratio_of(published.second)) entry.molar.emplace_back(std::move(unit), *factor);
  }
}

}  // namespace

void read_measurement(RowReader& row, CatalogModel& model) {
  using enum ConceptKind;
  ConceptId id =
      read_concept(row, model, {Lab, Vital, Score, Demographic},
                   {"unit", "scale", "bounds", "plausible",
                    "bare", "allows", "better", "molar_mass", "molar", "equation", "loinc", "codes", "is_a", "conditions", "also_called"});
  MeasurementEntry entry;
  entry.row.concept_id = id;
  entry.unit = row.placed("unit");
  entry.scale = row.placed("scale");
  entry.loinc = row.text("loinc");
  read_bounds(row, model, entry.row);
  entry.row.flags = static_cast<uint8_t>(read_allows(row) | read_better(row));
  entry.row.molar_mass = row.ratio("molar_mass").value_or(Ratio{0, 1, 0});
  read_molar(row, entry);
  read_equation(row, model, entry);
  read_plausible(row, entry.row);
  read_bare(row, model, entry);
  for (llvm::StringRef key : {"conditions", "also_called"}) {
    for (PlacedText& part : row.list(key)) {
      const Place place = part.place;
      model.members.push_back({std::move(part), {model.concepts[id].name, place}});
    }
  }
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
