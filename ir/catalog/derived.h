// What is worked out from a whole catalogue and never changes.
#pragma once

#include <optional>

#include "ir/catalog/catalog.h"

namespace critc {

// A T made from the catalogue. That of the catalogue which is linked in is made once for all, that of another one
// in `own`.
template <typename T>
const T& derived_from(const Catalog& catalog, std::optional<T>& own) {
  if (&catalog == &builtin_catalog()) {
    static const T builtin(builtin_catalog());
    return builtin;
  }
  if (!own) own.emplace(catalog);
  return *own;
}

}  // namespace critc
