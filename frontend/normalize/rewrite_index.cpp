#include "frontend/normalize/rewrite_index.h"

#include "llvm/ADT/StringExtras.h"

#include "frontend/normalize/entity.h"

namespace critc {

namespace {

// The raw bytes at `at` that stand for one character `c` of a row; 0 when they do not.
uint32_t match_char(llvm::StringRef raw, uint32_t at, char c) {
  if (at >= raw.size()) return 0;
  if (raw[at] == c) return 1;
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

// ASCII rows share a chain by their first byte, others by their first two or three.
uint32_t RewriteIndex::bucket(llvm::StringRef text) {
  auto byte = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : 0u; };
  if (byte(0) < 0x80) return byte(0);
  uint32_t key = byte(0) << 8 | byte(1);
  if (byte(0) >= 0xE0) key = key << 8 | byte(2);
  return (key * 0x9E3779B1u) >> 23;
}

RewriteIndex::RewriteIndex(const Catalog& catalog) {
  heads_.fill(kEnd);
  auto table = catalog.rewrites();
  rows_.reserve(table.size());
  // Each row goes in front of its chain: from the shortest to the longest.
  for (size_t i = table.size(); i-- > 0;) {
    llvm::StringRef from = catalog.string(table[i].from);
    if (from.empty()) continue;
    uint32_t& head = heads_[bucket(from)];
    rows_.push_back({from, catalog.string(table[i].to), head});
    head = static_cast<uint32_t>(rows_.size() - 1);
    starts_[static_cast<uint8_t>(from.front())] = true;
  }
}

RewriteIndex::Match RewriteIndex::match(llvm::StringRef raw, uint32_t at) const {
  llvm::StringRef rest = raw.substr(at, 8);
  char decoded;
  if (is_escape(raw, at)) {
    rest = raw.substr(at + 1, 1);
  } else if (raw[at] == '&') {
    Entity entity = read_entity(raw, at);
    if (entity.length != 0 && entity.value < 0x80) {
      decoded = static_cast<char>(entity.value);
      rest = llvm::StringRef(&decoded, 1);
    }
  }
  for (uint32_t i = heads_[bucket(rest)]; i != kEnd; i = rows_[i].next) {
    if (uint32_t length = match_row(raw, at, rows_[i].from)) return {rows_[i].to, length};
  }
  return {};
}

}  // namespace critc
