// What stands to the left of a bound and may be its subject.
#pragma once

#include <cstdint>

#include "ir/criterion/node.h"

namespace critc {

struct LeftSubject {
  enum Kind : uint8_t { None, Element, Statement, Words, Header } kind = None;
  uint32_t element = 0;  // of Element and Statement
  uint32_t words_begin = 0, words_end = 0;  // chunks
  uint32_t between = 0;  // words between subject and bound
  Reference reference = Reference::None;
  Change change = Change::None;
  DoseBasis basis = DoseBasis::None;
  bool ordinal = false;
  bool connective = false;  // between subject and bound
  bool afar = false;        // further left in the clause: the unit tells
};

}  // namespace critc
