// From a tree of JSON values, however it was written, to a document.
#pragma once

#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc::model {

// Objects and arrays in one another, at most; what yaml-cpp can read, too.
constexpr unsigned kMaxDepth = 480;

// Room for the buffers whose words documents quote in place. It is set aside for all documents of a
// text together, so that a short text cannot claim long buffers.
class BufferBudget {
 public:
  explicit BufferBudget(size_t text_size) : left_((uint64_t{1} << 26) + 64 * uint64_t{text_size}) {}
  bool take(uint64_t bytes) {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }

 private:
  uint64_t left_;
};

// The error's message begins with the path of the offending member.
llvm::Expected<Document> read_document(const llvm::json::Value& value, const Catalog& catalog,
                                       BufferBudget& budget);

// "document 2: ..." as an Error.
llvm::Error document_error(size_t number, const llvm::Twine& message);

}  // namespace critc::model
