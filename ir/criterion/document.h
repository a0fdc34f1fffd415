// Document: the IR of one posting; what every backend reads and every reader of IR makes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"

#include "ir/criterion/node.h"
#include "ir/criterion/posting.h"
#include "ir/diagnostics/diagnostic.h"

namespace critc {

constexpr int kSchemaVersion = 1;

// Whom a posting or a cohort admits by age and sex. Ages in years (unit a) unless the text counts in
// months, weeks or days. "<= 65 years" lasts until the 66th birthday: completed years.
struct Population {
  Bounds age;
  Sex sex = Sex::All;
  bool operator==(const Population&) const = default;
};

struct Cohort {
  std::string id;     // "C1", ... in reading order
  std::string title;  // the heading's words
  Population population;
  ByteRange range;    // from its heading to its end
  bool operator==(const Cohort&) const = default;
};

// Bytes of criteria text, by how well they were understood.
struct Coverage {
  uint32_t criterion_bytes = 0;
  uint32_t understood_bytes = 0;
  uint32_t opaque_bytes = 0;
  bool operator==(const Coverage&) const = default;
};

struct Document {
  Stage stage = Stage::Raw;
  std::string tool_version;
  std::string catalog_version;

  // The posting, without its buffer.
  std::string id, file;
  uint32_t record = 0;
  InputForm form = InputForm::Text;
  uint32_t buffer_length = 0;
  std::string buffer_sha256;  // 64 hex digits
  PostingField minimum_age, maximum_age, sex, healthy_volunteers, gender_basis, study_population;

  std::string text;                     // the pool of all TextSpans; bytes as read: writers print U+FFFD for invalid UTF-8
  // Then a TextSpan within buffer_length is a ByteRange too. In a document that was read back the
  // bytes that it does not quote are NUL.
  bool text_begins_with_buffer = false;
  std::vector<std::string> local_units; // UCUM codes of UnitIds with kLocalBit

  Population population;
  std::vector<Cohort> cohorts;
  std::vector<ClassedRange> ranges;  // tile the buffer
  NodeList items;                    // top-level Items in reading order
  DiagnosticList diagnostics;        // by range
  Coverage coverage;

  llvm::StringRef str(TextSpan span) const {
    return llvm::StringRef(text).substr(span.begin, span.end - span.begin);
  }
  // Where the words stand in the buffer; empty when that is not known.
  ByteRange range_of(TextSpan span) const {
    if (!text_begins_with_buffer || span.empty() || span.end > buffer_length) return {};
    return {span.begin, span.end};
  }
  TextSpan add_text(llvm::StringRef words);    // appends to the pool
  UnitId add_unit(llvm::StringRef ucum);       // finds or appends a local unit
};

// "I7.3", "E12".
std::string item_id(const Item& item);

}  // namespace critc
