// JSON texts: documents one after the other, with white space between them.
#include <optional>

#include "ir/criterion/model.h"
#include "ir/criterion/model_reader.h"

namespace critc {

namespace {

// The end of the value that starts with `text`, or what is wrong with it. Only brackets and strings
// matter here: the depth is bounded before anything recurses.
struct Extent {
  size_t end = 0;
  const char* error = nullptr;
};

Extent object_extent(llvm::StringRef text) {
  unsigned depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > model::kMaxDepth) return {0, "is nested too deep"};
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return {i + 1, nullptr};
    }
  }
  return {0, "is cut off"};
}

}  // namespace

llvm::Expected<std::vector<Document>> read_json_model(llvm::StringRef text,
                                                      const Catalog& catalog) {
  std::vector<Document> documents;
  model::BufferBudget budget(text.size());
  text.consume_front("\xEF\xBB\xBF");
  for (text = text.ltrim(); !text.empty(); text = text.ltrim()) {
    size_t number = documents.size() + 1;
    if (text.front() != '{') return model::document_error(number, "must be an object");
    Extent extent = object_extent(text);
    if (extent.error) return model::document_error(number, extent.error);
    auto value = llvm::json::parse(text.take_front(extent.end));
    if (!value) return model::document_error(number, llvm::toString(value.takeError()));
    auto document = model::read_document(*value, catalog, budget);
    if (!document) return model::document_error(number, llvm::toString(document.takeError()));
    documents.push_back(std::move(*document));
    text = text.drop_front(extent.end);
  }
  return documents;
}

}  // namespace critc
