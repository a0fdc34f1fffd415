// Job: one record of one input, and what becomes of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "llvm/Support/MemoryBuffer.h"

#include "frontend/reader/reader.h"
#include "ir/catalog/catalog.h"
#include "tools/critc/options.h"

namespace critc {

struct LoadedInput {
  std::string name;
  std::unique_ptr<llvm::MemoryBuffer> bytes;
  InputForm form = InputForm::Text;
  bool many_records = false;
  Input view() const { return {name, bytes->getBuffer()}; }
};

struct Job {
  const LoadedInput* input = nullptr;
  ByteRange record;
  uint32_t number = 0;
  Document* document = nullptr;  // of critc's own forms: read, not compiled
};

struct Outcome {
  std::string id;
  std::string output;       // what --emit or a dump wrote
  std::string trace;        // what --print-ir-after wrote
  std::string buffer;       // for carets; empty unless diagnostics are rendered
  DiagnosticList diagnostics;
  uint32_t criteria = 0;
  uint32_t facts = 0;
  Coverage coverage;
};

// Compiles or re-emits one record. Thread-safe; `keep_buffer` when diagnostics will be rendered.
Outcome run_job(const Job& job, const CritcOptions& options, const Catalog& catalog, bool keep_buffer);

}  // namespace critc
