// HTML tags of the kind that registry texts hold.
#pragma once

#include <cstdint>

#include "llvm/ADT/StringRef.h"

namespace critc {

enum class TagEffect : uint8_t {
  None,         // no tag: the < is a comparator
  Drop,         // <b>, </sup>: nothing stands in its place
  Space,        // <td>
  Line,         // <br>, <p>: a line ends here
  Item,         // <li>: a new line with a bullet
  Superscript,  // <sup>
};

struct Tag {
  TagEffect effect = TagEffect::None;
  uint32_t length = 0;
};

// The tag that starts with the < at `at`. Only names of HTML count, and only when the tag is closed
// in the same line: `a <b` and `p<0.05` are text.
Tag read_tag(llvm::StringRef raw, uint32_t at);

}  // namespace critc
