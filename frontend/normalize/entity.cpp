#include "frontend/normalize/entity.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace critc {

namespace {

// The entities that registry texts use. 0: unknown.
char32_t named(llvm::StringRef name) {
  return llvm::StringSwitch<char32_t>(name)
      .Case("lt", '<').Case("gt", '>').Case("amp", '&').Case("quot", '"').Case("apos", '\'')
      .Cases("le", "leq", 0x2264).Cases("ge", "geq", 0x2265).Case("ne", 0x2260)
      .Case("asymp", 0x2248).Case("equiv", 0x2261).Case("plusmn", 0xB1).Case("minus", 0x2212)
      .Case("times", 0xD7).Case("divide", 0xF7).Case("middot", 0xB7).Case("frasl", 0x2044)
      .Case("sup1", 0xB9).Case("sup2", 0xB2).Case("sup3", 0xB3)
      .Case("frac12", 0xBD).Case("frac14", 0xBC).Case("frac34", 0xBE)
      .Case("micro", 0xB5).Case("mu", 0x3BC).Case("deg", 0xB0).Case("permil", 0x2030)
      .Case("alpha", 0x3B1).Case("beta", 0x3B2).Case("gamma", 0x3B3).Case("delta", 0x3B4)
      .Case("kappa", 0x3BA).Case("lambda", 0x3BB)
      .Case("nbsp", 0xA0).Case("ensp", 0x2002).Case("emsp", 0x2003).Case("thinsp", 0x2009)
      .Case("shy", 0xAD).Case("zwj", 0x200D).Case("zwnj", 0x200C)
      .Case("ndash", 0x2013).Case("mdash", 0x2014).Case("hellip", 0x2026)
      .Case("lsquo", 0x2018).Case("rsquo", 0x2019).Case("ldquo", 0x201C).Case("rdquo", 0x201D)
      .Case("bull", 0x2022).Case("rarr", 0x2192).Case("larr", 0x2190).Case("prime", 0x2032)
      .Case("copy", 0xA9).Case("reg", 0xAE).Case("trade", 0x2122).Case("sect", 0xA7)
      .Case("eacute", 0xE9).Case("egrave", 0xE8).Case("ouml", 0xF6).Case("auml", 0xE4)
      .Case("uuml", 0xFC).Case("szlig", 0xDF).Case("ccedil", 0xE7).Case("ntilde", 0xF1)
      .Default(0);
}

char32_t numeric(llvm::StringRef digits) {
  unsigned radix = digits.consume_front_insensitive("x") ? 16 : 10;
  uint32_t value = 0;
  if (digits.empty() || digits.getAsInteger(radix, value)) return 0xFFFD;
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 0xFFFD;
  return value;
}

}  // namespace

Entity read_entity(llvm::StringRef raw, uint32_t at) {
  constexpr uint32_t kLongest = 12;
  uint32_t name = at + 1;
  // `&amp;lt;` was escaped twice: what &amp; opens may be an entity itself.
  bool twice = raw.substr(name).starts_with("amp;");
  if (twice) name += 4;
  uint32_t end = name;
  while (end < raw.size() && end - name < kLongest && (llvm::isAlnum(raw[end]) || raw[end] == '#')) ++end;
  if (end > name && end < raw.size() && raw[end] == ';') {
    llvm::StringRef text = raw.slice(name, end);
    char32_t value = text.starts_with("#") ? numeric(text.drop_front()) : named(text);
    if (value != 0) return {value, end + 1 - at};
  }
  if (twice) return {'&', 5};
  return {};
}

}  // namespace critc
