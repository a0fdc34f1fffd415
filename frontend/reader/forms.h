// One reader a form; read_record calls them.
#pragma once

#include <string>

#include "frontend/reader/reader.h"

namespace critc {

void read_text(const Input& input, ByteRange record, ReadResult& result);
void read_page(const Input& input, ByteRange record, const Catalog& catalog, ReadResult& result);
void read_study_json(const Input& input, ByteRange record, ReadResult& result);
void read_study_xml(const Input& input, ByteRange record, ReadResult& result);

SplitRecords split_studies_json(const Input& input);
SplitRecords split_lines(const Input& input);
SplitRecords split_studies_xml(const Input& input);

// Whether the furniture of a mirror's page stands in the text.
bool looks_like_page(llvm::StringRef text, const Catalog& catalog);

// "dir/NCT01.txt" -> "NCT01"; "-" -> "stdin".
std::string stem(llvm::StringRef name);

// Where a byte of the input stands, for messages: "byte 14". Not a line, which would cost a pass over
// the input for each bad record.
std::string place(uint32_t offset);

// The length of a byte order mark at the start of `bytes`.
uint32_t bom_length(llvm::StringRef bytes);

// Empties a field whose value its form does not allow, with a bad-field diagnostic.
void check_ages(Posting& posting, DiagnosticList& diagnostics);

void add_bad_field(llvm::StringRef field, llvm::StringRef expected, DiagnosticList& diagnostics);

}  // namespace critc
