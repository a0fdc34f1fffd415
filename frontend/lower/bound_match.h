// BoundMatch: a bound as the words write it, before its subject is known.
#pragma once

#include <optional>

#include "frontend/lower/chunk.h"
#include "frontend/lower/unit_reader.h"
#include "ir/criterion/node.h"

namespace critc {

struct BoundMatch {
  Bounds bounds;
  uint32_t next = 0;                // chunk behind it
  UnitClass unit = UnitClass::None;
  bool plain = false;               // a number alone: no comparator, no range, no `or higher`
  bool post = false;                // `or higher` stood behind it
  GrammarCode quality = GrammarCode::None;  // `or better`, `or worse`: the scale tells the side
  bool range = false;
  bool age_word = false;            // `years old`
  bool titer = false;
  bool equal_sign = false;          // "=", no words
  bool ordinal = false;             // `grade` stood between comparator and number
  Change change = Change::None;
  DoseBasis basis = DoseBasis::None;
  uint32_t subject_chunk = 0;       // 18 <= age <= 65: 1 + index of the subject; else 0
  std::optional<End> second;        // 140/90
  TextSpan second_text;             // "/90"
  uint32_t value_begin = 0;         // chunk of the first number
  uint32_t begin = 0;               // chunk of the bound
};

inline const End& one_end(const Bounds& bounds) { return bounds.low ? *bounds.low : *bounds.high; }  // of bounds that are not empty
bool is_count(const BoundMatch& match);
void set_reference(BoundMatch& match, Reference reference);
bool limits(const Bounds& bounds);     // to a reference value
bool has_limit(const Bounds& bounds);  // to a limit of normal
void lose_comparator(Bounds& bounds);
Bounds bounds_with_subject(const Bounds& bounds, ByteRange subject);

}  // namespace critc
