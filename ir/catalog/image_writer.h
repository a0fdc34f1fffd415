// Lays out the model as an image: the last step of build_catalog_image.
#pragma once

#include "ir/catalog/model.h"
#include "ir/catalog/phrase_table.h"

namespace critc {

// The image, or "" with complaints in the model. `phrases` are those that an image already had.
std::string write_image(CatalogModel& model, PhraseTable phrases);

}  // namespace critc
