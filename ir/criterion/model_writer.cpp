#include "ir/criterion/model_writer.h"

namespace critc {

void write_model(const Document& document, const Catalog& catalog, ModelSink& sink) {
  write_model_to(sink, document, catalog);
}

}  // namespace critc
