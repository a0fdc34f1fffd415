// HTML entities: &ge; &#8805; &#x2265; and, escaped twice, &amp;ge;.
#pragma once

#include <cstdint>

#include "llvm/ADT/StringRef.h"

namespace critc {

struct Entity {
  char32_t value = 0;
  uint32_t length = 0;  // raw bytes; 0: no entity
};

// The entity that starts with the & at `at`. Numbers that name no character read as U+FFFD.
Entity read_entity(llvm::StringRef raw, uint32_t at);

}  // namespace critc
