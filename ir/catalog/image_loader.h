// The way back from an image to the model, so that tables can be added to it.
#pragma once

#include "ir/catalog/model.h"
#include "ir/catalog/phrase_table.h"

namespace critc {

// Fills an empty model with the rows of a catalogue; their place is "the built-in catalogue". The
// spellings come back as phrases, not as spellings of the rows.
PhraseTable load_image(const Catalog& catalog, CatalogModel& model);

}  // namespace critc
