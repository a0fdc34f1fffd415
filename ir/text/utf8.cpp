#include "ir/text/utf8.h"

namespace critc {

namespace {

struct LeadByte {
  uint32_t length;      // of the whole sequence, 0 for bytes that start none
  uint8_t low = 0x80;   // bounds of the second byte: they rule out overlong forms and surrogates
  uint8_t high = 0xBF;
};

LeadByte classify(uint8_t byte) {
  if (byte < 0x80) return {1};
  if (byte < 0xC2) return {0};
  if (byte < 0xE0) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0};
}

}  // namespace

CodePoint decode_utf8(llvm::StringRef text, uint32_t at) {
  auto first = static_cast<uint8_t>(text[at]);
  LeadByte lead = classify(first);
  if (lead.length == 1) return {first, 1, true};
  if (lead.length == 0) return {};
  char32_t value = first & (0xFFu >> (lead.length + 1));
  for (uint32_t i = 1; i < lead.length; ++i) {
    if (at + i >= text.size()) return {0xFFFD, i, false};
    auto byte = static_cast<uint8_t>(text[at + i]);
    uint8_t low = i == 1 ? lead.low : 0x80;
    uint8_t high = i == 1 ? lead.high : 0xBF;
    if (byte < low || byte > high) return {0xFFFD, i, false};
    value = (value << 6) | (byte & 0x3Fu);
  }
  return {value, lead.length, true};
}

void append_utf8(char32_t value, llvm::SmallVectorImpl<char>& out) {
  auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
  if (value < 0x80) {
    put(value);
    return;
  }
  if (value < 0x800) {
    put(0xC0 | (value >> 6));
  } else {
    if (value < 0x10000) {
      put(0xE0 | (value >> 12));
    } else {
      put(0xF0 | (value >> 18));
      put(0x80 | ((value >> 12) & 0x3F));
    }
    put(0x80 | ((value >> 6) & 0x3F));
  }
  put(0x80 | (value & 0x3F));
}

}  // namespace critc
