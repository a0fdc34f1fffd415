#include "ir/catalog/image_loader.h"

#include "ir/catalog/row_readers.h"

namespace critc {

namespace {

class ImageLoader {
 public:
  ImageLoader(const Catalog& catalog, CatalogModel& model)
      : catalog_(catalog),
        model_(model),
        place_{model.complaints.add_file("the built-in catalogue"), 0} {}

  PhraseTable load() {
    load_ucum();
    for (ConceptId id = 1; id < catalog_.concept_count(); ++id) load_concept(id);
    for (ConceptId id = 1; id < catalog_.concept_count(); ++id) {
      load_row(id);
      for (ConceptId whole : catalog_.classes(id))
        model_.members.push_back({placed(id), placed(whole)});
    }
    load_equivalences();
    for (const FurnitureRow& row : catalog_.furniture()) {
      model_.furniture.push_back({row, text(row.text), text(row.argument)});
    }
    for (const RewriteRow& row : catalog_.rewrites()) {
      model_.rewrites.push_back({text(row.from), text(row.to), place_});
    }
    return load_phrases();
  }

 private:
  std::string text(StringSlice slice) const { return catalog_.string(slice).str(); }
  PlacedText placed(ConceptId id) const { return {catalog_.name(id).str(), place_}; }
  std::optional<PlacedText> placed_unit(UnitId id) const {
    if (id == 0) return std::nullopt;
    return PlacedText{catalog_.ucum(id).str(), place_};
  }

  void load_ucum() {
    UcumTable table = catalog_.ucum_table();
    for (const UcumAtomRow& row : table.atoms) {
      UcumAtomEntry entry;
      entry.atom = text(row.atom);
      entry.place = place_;
      entry.resolved = row;
      model_.atoms.push_back(std::move(entry));
    }
    for (const UcumPrefixRow& row : table.prefixes)
      model_.prefixes.push_back({text(row.prefix), row.factor});
  }

  void load_concept(ConceptId id) {
    ConceptEntry entry;
    entry.name = catalog_.name(id).str();
    entry.title = catalog_.title(id).str();
    entry.source = catalog_.source(id).str();
    entry.value = catalog_.value(id).str();
    entry.kind = catalog_.kind(id);
    entry.place = place_;
    entry.plural = may_take_plural(entry.kind);
    model_.concept_ids.try_emplace(entry.name, id);
    model_.concepts.push_back(std::move(entry));
  }

  void load_row(ConceptId id) {
    switch (catalog_.kind(id)) {
      case ConceptKind::Lab:
      case ConceptKind::Vital:
      case ConceptKind::Score:
      case ConceptKind::Demographic:
        return load_measurement(id);
      case ConceptKind::Scale:
        return load_scale(id);
      case ConceptKind::Unit:
        model_.concepts[id].row = static_cast<uint32_t>(model_.units.size());
        model_.units.push_back({catalog_.ucum(catalog_.unit_of(id)).str(), id, place_});
        return;
      default:
        return;
    }
  }

  void load_measurement(ConceptId id) {
    MeasurementEntry entry;
    entry.row = catalog_.measurement(id);
    entry.unit = placed_unit(entry.row.unit);
    entry.equation_unit = placed_unit(entry.row.equation_unit);
    entry.bare_low_unit = placed_unit(entry.row.bare_low_unit);
    entry.bare_high_unit = placed_unit(entry.row.bare_high_unit);
    if (entry.row.scale != 0) entry.scale = placed(entry.row.scale);
    entry.loinc = text(entry.row.loinc);
    model_.concepts[id].row = static_cast<uint32_t>(model_.measurements.size());
    model_.measurements.push_back(std::move(entry));
  }

  void load_scale(ConceptId id) {
    ScaleEntry entry{id, {}};
    for (const ScaleRank& rank : catalog_.ranks(catalog_.scale(id))) {
      entry.ranks.emplace_back(text(rank.text), rank.rank);
    }
    model_.concepts[id].row = static_cast<uint32_t>(model_.scales.size());
    model_.scales.push_back(std::move(entry));
  }

  void load_equivalences() {
    for (const EquivalenceRow& row : catalog_.equivalence_rows()) {
      model_.equivalences.push_back({text(row.table), text(row.version), row.is_default != 0,
                                     placed(row.target), placed(row.from), row.factor});
    }
  }

  // Breadth first through the trie, with the words that lead to each state.
  PhraseTable load_phrases() {
    PhraseTable table;
    for (WordId word = 1; word < catalog_.word_count(); ++word)
      table.intern(catalog_.word_text(word));
    std::vector<std::pair<Catalog::TrieState, std::vector<WordId>>> queue = {{Catalog::kRoot, {}}};
    for (size_t i = 0; i < queue.size(); ++i) {
      auto [state, words] = queue[i];
      if (PhraseId phrase = catalog_.phrase_at(state)) load_senses(phrase, table.phrases[words]);
      auto [begin, end] = catalog_.children(state);
      for (Catalog::TrieState child = begin; child < end; ++child) {
        auto longer = words;
        longer.push_back(catalog_.label(child));
        queue.emplace_back(child, std::move(longer));
      }
    }
    return table;
  }

  void load_senses(PhraseId phrase, std::vector<PhraseSense>& senses) {
    for (uint32_t i = 0; i < catalog_.sense_count(phrase); ++i) {
      Sense sense = catalog_.sense(phrase, i);
      senses.push_back({sense.concept_id, sense.exact.str(), sense.derived, sense.misspelt, place_});
    }
  }

  const Catalog& catalog_;
  CatalogModel& model_;
  Place place_;
};

}  // namespace

PhraseTable load_image(const Catalog& catalog, CatalogModel& model) {
  return ImageLoader(catalog, model).load();
}

}  // namespace critc
