// The data model of JSON and YAML documents, described once (model_fields.h) for writing and reading.
#pragma once

#include <cstdint>
#include <vector>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

// What a writer of the model must offer; json and yaml implement it.
class ModelSink {
 public:
  // How much room a value deserves where people read it: a line of its own a member, or all on one.
  enum class Layout : uint8_t { Block, Flow };

  virtual ~ModelSink() = default;
  virtual void begin_object(Layout layout) = 0;
  virtual void end_object() = 0;
  virtual void begin_array(Layout layout) = 0;
  virtual void end_array() = 0;
  virtual void key(llvm::StringRef name) = 0;
  virtual void string(llvm::StringRef value) = 0;   // may hold invalid UTF-8: written as U+FFFD
  virtual void word(llvm::StringRef value) { string(value); }  // of our own vocabulary: plain ASCII
  virtual void decimal(Decimal value) = 0;          // as Decimal::print; a string in JSON
  virtual void integer(int64_t value) = 0;
  virtual void boolean(bool value) = 0;
  virtual void null() = 0;
};

// PhraseIds are not written: they serve resolving only and mean nothing in another catalogue.
void write_model(const Document& document, const Catalog& catalog, ModelSink& sink);

// Documents of a JSON text (one object a line, or indented) or of a YAML stream. What the model does
// not know is an error, whose message names the place: "document 1: criteria[3].tree.op: ...".
llvm::Expected<std::vector<Document>> read_json_model(llvm::StringRef text, const Catalog& catalog);
llvm::Expected<std::vector<Document>> read_yaml_model(llvm::StringRef text, const Catalog& catalog);

}  // namespace critc
