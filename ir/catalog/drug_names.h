// The names of drugs that words may be misspelt from, for the image; see drug_speller.h.
#pragma once

#include "ir/catalog/phrase_table.h"
#include "ir/catalog/resolve.h"

namespace critc {

struct DrugNames {
  std::vector<DrugNameRow> rows;    // the shorter first, then in the order of their words
  std::vector<uint32_t> begins;     // by length and one more
};

// `table` has its words numbered as in the image.
DrugNames collect_drug_names(const PhraseTable& table, const CatalogModel& model, StringPool& strings);

}  // namespace critc
