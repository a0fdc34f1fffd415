// Posting: one registry record, as the reader hands it to the rest of the compiler.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ir/criterion/vocabulary.h"
#include "ir/source/byte_range.h"

namespace critc {

// A structured field as the record writes it ("18 Years", "ALL"); `range` where it stands in the
// criteria buffer (page forms), else empty. An absent field has an empty value.
struct PostingField {
  std::string value;
  ByteRange range;
  bool operator==(const PostingField&) const = default;
};

struct ClassedRange {
  ByteRange range;
  RangeClass cls = RangeClass::Criterion;
  bool operator==(const ClassedRange&) const = default;
};

// A place from which the text belongs to a section because the page says so (section:NAME furniture).
struct SectionHint {
  uint32_t begin = 0;
  Section section = Section::Inclusion;
};

struct Posting {
  std::string id;
  std::string file;      // name as given, "-" for standard input
  uint32_t record = 0;   // 0-based within the file
  InputForm form = InputForm::Text;
  std::string buffer;    // the criteria buffer, raw bytes
  PostingField minimum_age, maximum_age, sex, healthy_volunteers, gender_basis, study_population;
  // Fields, furniture and headings the reader found, in order, without overlap; what is not covered
  // is for the outline to class.
  std::vector<ClassedRange> classed;
  std::vector<SectionHint> hints;
};

}  // namespace critc
