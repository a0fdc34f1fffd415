// Where compiled postings go: one stream (standard output or a file), or one file a posting in a folder.
// Files are written whole or not at all.
#pragma once

#include <memory>
#include <string>

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace critc {

class Output {
 public:
  virtual ~Output() = default;
  virtual llvm::Error add(llvm::StringRef posting_id, llvm::StringRef text) = 0;
  virtual llvm::Error finish() = 0;  // nothing is kept of a file output without it
};

// `path`: empty for standard output; a folder if it exists as one or ends in '/'.
llvm::Expected<std::unique_ptr<Output>> open_output(llvm::StringRef path, llvm::StringRef suffix);

// The file name of a posting: bytes outside [A-Za-z0-9._-] and a leading dot as %XX.
std::string file_name(llvm::StringRef posting_id);

// The error of a closed pipe, which ends a run quietly.
bool is_closed_pipe(const llvm::Error& error);

}  // namespace critc
