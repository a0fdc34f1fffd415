#include "frontend/normalize/tag.h"

#include <algorithm>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace critc {

namespace {

TagEffect effect_of(llvm::StringRef name, bool closing) {
  llvm::SmallString<12> lower;
  for (char c : name) lower.push_back(llvm::toLower(c));
  auto effect = llvm::StringSwitch<TagEffect>(lower)
                    .Cases("br", "p", "div", "tr", "ul", "ol", "dl", "hr", TagEffect::Line)
                    .Cases("h1", "h2", "h3", "h4", "h5", "h6", "table", TagEffect::Line)
                    .Cases("li", "dt", "dd", TagEffect::Item)
                    .Cases("td", "th", TagEffect::Space)
                    .Case("sup", TagEffect::Superscript)
                    .Cases("b", "i", "u", "em", "strong", "span", "font", "a", "sub", TagEffect::Drop)
                    .Cases("mark", "small", "code", "tbody", "thead", "s", "strike", TagEffect::Drop)
                    .Default(TagEffect::None);
  if (closing && (effect == TagEffect::Item || effect == TagEffect::Superscript)) return TagEffect::Drop;
  return effect;
}

// The end of a tag whose name ends at `at`; 0 when it does not close.
uint32_t closing_bracket(llvm::StringRef raw, uint32_t at) {
  constexpr uint32_t kLongest = 300;
  uint32_t limit = std::min<uint32_t>(static_cast<uint32_t>(raw.size()), at + kLongest);
  bool attribute = false;
  bool blank = true;
  for (uint32_t i = at; i < limit; ++i) {
    char c = raw[i];
    if (c == '>') return blank || attribute ? i + 1 : 0;
    if (c == '<' || c == '\n') return 0;
    if (c == '=') attribute = true;
    if (c != ' ' && c != '/') blank = false;
    if (i == at && !blank) return 0;  // the name goes on
  }
  return 0;
}

}  // namespace

Tag read_tag(llvm::StringRef raw, uint32_t at) {
  constexpr uint32_t kLongestName = 8;
  uint32_t name = at + 1;
  bool closing = name < raw.size() && raw[name] == '/';
  if (closing) ++name;
  uint32_t end = name;
  while (end < raw.size() && end - name < kLongestName && llvm::isAlnum(raw[end])) ++end;
  if (end == name) return {};
  TagEffect effect = effect_of(raw.slice(name, end), closing);
  if (effect == TagEffect::None) return {};
  uint32_t stop = closing_bracket(raw, end);
  if (stop == 0) return {};
  return {effect, stop - at};
}

}  // namespace critc
