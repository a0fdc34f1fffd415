#include <algorithm>

#include "ir/catalog/resolve.h"
#include "ir/ucum/exact.h"
#include "ir/ucum/ucum.h"

namespace critc {

namespace {

constexpr llvm::StringRef kDimensions[] = {"length",      "time",   "mass",      "angle",
                                           "temperature", "charge", "luminosity"};

// Atoms are defined by one another in any order: rows whose definition does not parse yet wait for
// the next round.
class AtomResolver {
 public:
  AtomResolver(CatalogModel& model, StringPool& strings) : model_(model), strings_(strings) {}

  UcumRows resolve() {
    for (const UcumPrefixEntry& prefix : model_.prefixes) {
      rows_.prefixes.push_back({strings_.add(prefix.prefix), prefix.factor});
    }
    llvm::StringMap<Place> places;
    std::vector<const UcumAtomEntry*> waiting;
    for (const UcumAtomEntry& atom : model_.atoms) {
      auto [first, added] = places.try_emplace(atom.atom, atom.place);
      if (added) {
        waiting.push_back(&atom);
      } else {
        complain(atom, "atom '" + atom.atom + "' is defined twice, first at " +
                           model_.complaints.where(first->second));
      }
    }
    size_t before = waiting.size() + 1;
    while (!waiting.empty() && waiting.size() < before) {
      before = waiting.size();
      std::vector<UcumAtomRow> found;
      llvm::erase_if(waiting, [&](const UcumAtomEntry* atom) { return define(*atom, found); });
      rows_.atoms.insert(rows_.atoms.end(), found.begin(), found.end());
      std::sort(rows_.atoms.begin(), rows_.atoms.end(),
                [&](const UcumAtomRow& a, const UcumAtomRow& b) {
                  return strings_[a.atom] < strings_[b.atom];
                });
    }
    for (const UcumAtomEntry* atom : waiting) {
      auto unit = parse(*atom);
      complain(*atom, "atom '" + atom->atom + "': " + llvm::toString(unit.takeError()));
    }
    return std::move(rows_);
  }

 private:
  llvm::Expected<UcumUnit> parse(const UcumAtomEntry& atom) {
    return parse_ucum(atom.definition, UcumTable{rows_.atoms, rows_.prefixes, strings_.text()});
  }

  // Whether the atom needs no further round.
  bool define(const UcumAtomEntry& atom, std::vector<UcumAtomRow>& found) {
    UcumAtomRow row;
    if (atom.resolved) {
      row = *atom.resolved;
      row.atom = strings_.add(atom.atom);
      found.push_back(row);
      return true;
    }
    if (atom.dimension.empty()) {
      auto unit = parse(atom);
      if (!unit) {
        llvm::consumeError(unit.takeError());
        return false;
      }
      row.dimension = unit->dimension;
      row.factor = unit->factor;
      row.rounded = unit->rounded;
    } else {
      auto it = std::find(std::begin(kDimensions), std::end(kDimensions), atom.dimension);
      if (it == std::end(kDimensions)) {
        complain(atom, "unknown dimension '" + atom.dimension + "'");
        return true;
      }
      row.dimension.exponents[it - std::begin(kDimensions)] = 1;
    }
    if (!atom.factor.empty()) {
      auto factor = parse_factor(atom.factor, row.rounded);
      if (!factor) {
        complain(atom, "not a positive factor: '" + atom.factor + "'");
        return true;
      }
      row.factor = multiply_rounding(row.factor, *factor, row.rounded);
    }
    row.atom = strings_.add(atom.atom);
    row.offset = atom.offset;
    row.scale = atom.scale;
    row.metric = atom.metric;
    if (atom.arbitrary && row.dimension.annotation == 0) {
      row.dimension.annotation = ucum_annotation_hash(atom.atom);
    }
    found.push_back(row);
    return true;
  }

  void complain(const UcumAtomEntry& atom, const std::string& message) {
    model_.complaints.add(atom.place, message);
  }

  CatalogModel& model_;
  StringPool& strings_;
  UcumRows rows_;
};

}  // namespace

UcumRows resolve_ucum(CatalogModel& model, StringPool& strings) {
  return AtomResolver(model, strings).resolve();
}

std::vector<UnitRow> resolve_units(CatalogModel& model, const UcumRows& ucum, StringPool& strings) {
  std::vector<UnitRow> rows(1);
  for (UnitId id = 1; id < model.units.size(); ++id) {
    const UnitEntry& entry = model.units[id];
    UnitRow row;
    row.ucum = strings.add(entry.ucum);
    auto unit = parse_ucum(entry.ucum, UcumTable{ucum.atoms, ucum.prefixes, strings.text()});
    if (unit) {
      row.dimension = unit->dimension;
      row.factor = unit->factor;
      row.special = unit->special;
    } else {
      model.complaints.add(entry.place, llvm::toString(unit.takeError()));
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace critc
