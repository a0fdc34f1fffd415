// One function for each kind of table: reads a row into the model.
#pragma once

#include "ir/catalog/row_reader.h"

namespace critc {

void read_ucum_atom(RowReader& row, CatalogModel& model);
void read_ucum_prefix(RowReader& row, CatalogModel& model);
void read_unit(RowReader& row, CatalogModel& model);
void read_measurement(RowReader& row, CatalogModel& model);
void read_scale(RowReader& row, CatalogModel& model);
void read_drug(RowReader& row, CatalogModel& model);
void read_drug_class(RowReader& row, CatalogModel& model);
void read_equivalence(RowReader& row, CatalogModel& model);
void read_condition(RowReader& row, CatalogModel& model);
void read_procedure(RowReader& row, CatalogModel& model);
void read_device(RowReader& row, CatalogModel& model);
void read_organism(RowReader& row, CatalogModel& model);
void read_thing(RowReader& row, CatalogModel& model);
void read_anchor(RowReader& row, CatalogModel& model);
void read_grammar(RowReader& row, CatalogModel& model);
void read_heading(RowReader& row, CatalogModel& model);
void read_furniture(RowReader& row, CatalogModel& model);
void read_rewrite(RowReader& row, CatalogModel& model);
void read_synonym(RowReader& row, CatalogModel& model);
void read_words(RowReader& row, CatalogModel& model);

// The part that rows of all concepts share: name, title, spellings, exact, source, plural. The name
// must be in one of the given namespaces. Also checks the row's keys, of which `keys` are its own.
ConceptId read_concept(RowReader& row, CatalogModel& model, llvm::ArrayRef<ConceptKind> kinds,
                       llvm::ArrayRef<llvm::StringRef> keys);

// Whether spellings gain the plural of their last word unless the row says otherwise.
bool may_take_plural(ConceptKind kind);
bool may_take_singular(ConceptKind kind);

llvm::StringRef concept_namespace(ConceptKind kind);

}  // namespace critc
