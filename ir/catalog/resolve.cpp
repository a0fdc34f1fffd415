#include "ir/catalog/resolve.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"

#include "ir/ucum/ucum.h"

namespace critc {

namespace {

ConceptId find_concept(CatalogModel& model, const PlacedText& name, const char* what) {
  auto found = model.concept_ids.find(name.text);
  if (found != model.concept_ids.end()) return found->second;
  model.complaints.add(name.place, llvm::Twine("unknown ") + what + " '" + name.text + "'");
  return 0;
}

UnitId find_unit(CatalogModel& model, const std::optional<PlacedText>& code) {
  if (!code) return 0;
  auto found = model.concept_ids.find("unit:" + code->text);
  if (found != model.concept_ids.end()) return model.concepts[found->second].row;
  model.complaints.add(code->place,
                       "unknown unit '" + code->text + "': no row of units has this code");
  return 0;
}

// Depth-first over `direct`, whose cycles are complained about where they are closed.
class ClosureBuilder {
 public:
  ClosureBuilder(CatalogModel& model, std::vector<std::vector<std::pair<ConceptId, Place>>> direct)
      : model_(model),
        direct_(std::move(direct)),
        all_(direct_.size()),
        state_(direct_.size(), New) {}

  std::vector<std::vector<ConceptId>> build() {
    for (ConceptId id = 0; id < direct_.size(); ++id) visit(id, 0);
    return std::move(all_);
  }

 private:
  enum State : uint8_t { New, Open, Done };
  static constexpr int kMaxDepth = 64;

  void visit(ConceptId id, int depth) {
    if (state_[id] == Done) return;
    state_[id] = Open;
    std::vector<ConceptId> all;
    for (auto [whole, place] : direct_[id]) {
      if (state_[whole] == Open || depth > kMaxDepth) {
        model_.complaints.add(place, "'" + model_.concepts[whole].name +
                                         "' contains itself by way of '" +
                                         model_.concepts[id].name + "'");
        continue;
      }
      visit(whole, depth + 1);
      all.push_back(whole);
      all.insert(all.end(), all_[whole].begin(), all_[whole].end());
    }
    llvm::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    all_[id] = std::move(all);
    state_[id] = Done;
  }

  CatalogModel& model_;
  std::vector<std::vector<std::pair<ConceptId, Place>>> direct_;
  std::vector<std::vector<ConceptId>> all_;
  std::vector<State> state_;
};

}  // namespace

StringSlice StringPool::add(llvm::StringRef text) {
  if (text.empty()) return {};
  auto [found, added] = known_.try_emplace(text);
  if (added) {
    found->second = {static_cast<uint32_t>(text_.size()), static_cast<uint32_t>(text.size())};
    text_ += text;
  }
  return found->second;
}

void resolve_synonyms(CatalogModel& model) {
  for (SynonymEntry& entry : model.synonyms) {
    ConceptId id = find_concept(model, entry.name, "name");
    if (id == 0) continue;
    for (SpellingEntry& spelling : entry.spellings) {
      model.concepts[id].spellings.push_back(std::move(spelling));
    }
  }
}

Closure resolve_members(CatalogModel& model) {
  std::vector<std::vector<std::pair<ConceptId, Place>>> direct(model.concepts.size());
  for (const MemberEntry& entry : model.members) {
    ConceptId part = find_concept(model, entry.part, "member");
    ConceptId whole = find_concept(model, entry.whole, "class");
    if (part != 0 && whole != 0) direct[part].push_back({whole, entry.part.place});
  }
  Closure closure;
  closure.classes = ClosureBuilder(model, std::move(direct)).build();
  closure.members.resize(model.concepts.size());
  for (ConceptId part = 1; part < model.concepts.size(); ++part) {
    for (ConceptId whole : closure.classes[part]) closure.members[whole].push_back(part);
  }
  return closure;
}

namespace {

UcumUnit unit_of(const UnitRow& row) {
  UcumUnit unit;
  unit.dimension = row.dimension;
  unit.factor = row.factor;
  unit.special = row.special;
  return unit;
}

// Published factors are rounded: they may differ from the molar mass's by one part in a hundred.
void check_molar(CatalogModel& model, const MeasurementEntry& entry, const MeasurementRow& row, llvm::ArrayRef<UnitRow> units) {
  const Decimal least{99, -2}, most{101, -2};
  for (const auto& [unit, published] : entry.molar) {
    const UnitId to = find_unit(model, unit);
    if (!to || !row.unit) continue;
    const auto own = molar_factor(unit_of(units[row.unit]), unit_of(units[to]), row.molar_mass);
    const auto quotient = own ? divide(*own, published) : std::nullopt;
    const auto share = quotient ? convert(Decimal::from_int(1), *quotient) : std::nullopt;
    if (share && compare(share->value, least) > 0 && compare(share->value, most) < 0) continue;
    const auto factor = own ? convert(Decimal::from_int(1), *own) : std::nullopt;
    const auto stated = convert(Decimal::from_int(1), published);
    model.complaints.add(unit.place, "factor " + (stated ? stated->value.str() : published.str()) + " to '" + unit.text + "' is not that of the molar mass, " +
                                         (factor ? factor->value.str() : "which leads to no such unit"));
  }
}

}  // namespace

std::vector<MeasurementRow> resolve_measurements(CatalogModel& model, llvm::ArrayRef<UnitRow> units, StringPool& strings) {
  std::vector<MeasurementRow> rows;
  for (const MeasurementEntry& entry : model.measurements) {
    MeasurementRow row = entry.row;
    row.unit = find_unit(model, entry.unit);
    row.equation_unit = find_unit(model, entry.equation_unit);
    check_molar(model, entry, row, units);
    row.bare_low_unit = find_unit(model, entry.bare_low_unit);
    row.bare_high_unit = find_unit(model, entry.bare_high_unit);
    row.loinc = strings.add(entry.loinc);
    if (entry.scale) {
      row.scale = find_concept(model, *entry.scale, "scale");
      if (row.scale != 0 && model.concepts[row.scale].kind != ConceptKind::Scale) {
        model.complaints.add(entry.scale->place, "'" + entry.scale->text + "' is no scale");
        row.scale = 0;
      }
    }
    rows.push_back(row);
  }
  return rows;
}

std::vector<EquivalenceRow> resolve_equivalences(CatalogModel& model, StringPool& strings) {
  std::vector<EquivalenceRow> rows;
  for (const EquivalenceEntry& entry : model.equivalences) {
    EquivalenceRow row;
    row.from = find_concept(model, entry.from, "drug");
    row.target = find_concept(model, entry.target, "drug");
    row.factor = entry.factor;
    row.table = strings.add(entry.table);
    row.version = strings.add(entry.version);
    row.is_default = entry.is_default;
    rows.push_back(row);
  }
  llvm::stable_sort(rows, [](const EquivalenceRow& a, const EquivalenceRow& b) {
    return std::pair(a.from, !a.is_default) < std::pair(b.from, !b.is_default);
  });
  return rows;
}

}  // namespace critc
