// Lays out the model as an image: the last step of build_catalog_image.
#pragma once

#include "ir/catalog/model.h"

namespace critc {

// The image, or "" with complaints in the model.
std::string write_image(CatalogModel& model);

}  // namespace critc
