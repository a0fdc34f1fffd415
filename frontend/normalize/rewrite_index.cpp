#include "frontend/normalize/rewrite_index.h"

#include "llvm/ADT/StringExtras.h"

#include "frontend/normalize/entity.h"
#include "ir/text/utf8.h"

namespace critc {

namespace {

// The raw bytes at `at` that stand for one character `c` of a row; 0 when they do not.
uint32_t match_char(llvm::StringRef raw, uint32_t at, char c) {
  if (at >= raw.size()) return 0;
  if (raw[at] == c) return 1;
  if (raw[at] != '\\' && raw[at] != '&') return 0;
  if (is_escape(raw, at) && raw[at + 1] == c) return 2;
  if (raw[at] != '&') return 0;
  Entity entity = read_entity(raw, at);
  return entity.value == static_cast<uint8_t>(c) ? entity.length : 0;
}

uint32_t match_row(llvm::StringRef raw, uint32_t at, llvm::StringRef from) {
  uint32_t end = at;
  for (char c : from) {
    uint32_t length = match_char(raw, end, c);
    if (length == 0) return 0;
    end += length;
  }
  return end - at;
}

}  // namespace

bool is_escape(llvm::StringRef raw, uint32_t at) {
  if (raw[at] != '\\' || at + 1 >= raw.size()) return false;
  char c = raw[at + 1];
  return c > ' ' && c < 0x7F && !llvm::isAlnum(c);
}

RewriteIndex::Match RewriteIndex::match(llvm::StringRef raw, uint32_t at) const {
  char32_t first = static_cast<uint8_t>(raw[at]);
  if (first >= 0x80) {
    first = decode_utf8(raw, at).value;
  } else if (is_escape(raw, at)) {
    first = static_cast<uint8_t>(raw[at + 1]);
  } else if (first == '&') {
    Entity entity = read_entity(raw, at);
    if (entity.length != 0 && entity.value < 0x80) first = entity.value;
  }
  for (const RewriteRow& row : catalog_.rewrites_from(first)) {
    if (uint32_t length = match_row(raw, at, catalog_.string(row.from))) {
      return {catalog_.string(row.to), length};
    }
  }
  return {};
}

}  // namespace critc
