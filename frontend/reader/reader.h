// reader: turns input bytes into Postings.
//
//   Input input{"a.ndjson", bytes};
//   InputForm form = forced ? *forced : detect_form(input);
//   for (ByteRange record : split_records(input, form, diagnostics))
//     ReadResult result = read_record(input, form, record, number, catalog);
//
// Records are independent, so that threads can share the work. Forms: see InputForm. critc's own forms
// (critir, yaml, json) are read by ir/criterion/parser.h and ir/criterion/model.h instead.
#pragma once

#include <optional>
#include <vector>

#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/posting.h"
#include "ir/diagnostics/diagnostic.h"

namespace critc {

struct Input {
  llvm::StringRef name;   // as given by the user; "-" for standard input
  llvm::StringRef bytes;
};

// By content, never by file name. JSON whose first object is an API study (or has studies[]) is ApiV2;
// several JSON objects, one a line, are Ndjson; furniture rows make a Page; else Text.
InputForm detect_form(const Input& input, const Catalog& catalog);

struct SplitRecords {
  std::vector<ByteRange> records;  // 64-bit inputs are refused before: at most 4 GiB a file
  DiagnosticList diagnostics;
};
SplitRecords split_records(const Input& input, InputForm form);

struct ReadResult {
  std::optional<Posting> posting;  // empty: the record is unreadable, see diagnostics
  DiagnosticList diagnostics;
};
ReadResult read_record(const Input& input, InputForm form, ByteRange record, uint32_t number,
                       const Catalog& catalog);

}  // namespace critc
