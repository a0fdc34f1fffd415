// Reads list markers: `*`, `-`, `1.`, `1)`, `(1)`, `3.1`, `3.1.2`, `a.`, `(a)`, `iv.`, `A)`, `o` ...
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "ir/text/token.h"

namespace critc {

enum class MarkerClass : uint8_t {
  Paragraph,    // no marker
  Star,
  Dash,
  Bullet,       // a bullet character
  LetterO,
  Number,       // 3
  Section,      // 3.1, 3.1.2
  LowerLetter,
  UpperLetter,
  LowerRoman,
  UpperRoman,
};

constexpr bool is_ordered(MarkerClass cls) { return cls >= MarkerClass::Number; }

// One way to read a marker: style tells lists apart, value orders the items of one.
struct MarkerReading {
  MarkerClass cls = MarkerClass::Paragraph;
  uint8_t variant = 0;   // delimiter of ordered markers, character of bullets
  uint16_t value = 0;    // ordinal; of sections the last component
  uint32_t prefix = 0;   // of sections: the components before the last, 8 bits each

  bool same_style(const MarkerReading& other) const {
    return cls == other.cls && variant == other.variant;
  }
};

enum MarkerDelimiter : uint8_t {
  kNoDelimiter,     // 3.1
  kPeriod,          // 1.
  kClose,           // 1)
  kBothSides,       // (1)
  kPeriodClose,     // 1.)
  kDashDelimiter,   // 1-
};

struct Marker {
  uint32_t tok_begin = 0;
  uint32_t tok_end = 0;  // the first token of the item's words
  std::array<MarkerReading, 2> readings = {};
  uint8_t reading_count = 0;
};

// The marker whose first token is `at`, if these tokens can be one anywhere. Whether they are is for
// the list solver. `limit` ends the paragraph.
std::optional<Marker> read_marker(const TokenBuffer& buffer, uint32_t at, uint32_t limit);

}  // namespace critc
