#include "frontend/reader/json_cursor.h"

#include <array>
#include <bit>
#include <cstring>

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "ir/text/utf8.h"

namespace critc {

namespace {

// Bytes that end a plain run inside a string: quote, backslash, control characters.
constexpr std::array<bool, 256> make_stops() {
  std::array<bool, 256> stops = {};
  for (unsigned byte = 0; byte < 0x20; ++byte) stops[byte] = true;
  stops['"'] = stops['\\'] = true;
  return stops;
}
constexpr std::array<bool, 256> kStops = make_stops();

// Behind the plain run that starts at `at`, eight bytes at a time.
uint32_t plain_end(llvm::StringRef bytes, uint32_t at) {
  static_assert(std::endian::native == std::endian::little);
  constexpr uint64_t kOnes = 0x0101010101010101u, kTops = kOnes << 7;
  auto zeros = [](uint64_t word) { return (word - kOnes) & ~word & kTops; };
  for (uint64_t word; at + 8 <= bytes.size(); at += 8) {
    std::memcpy(&word, bytes.data() + at, sizeof(word));
    uint64_t control = (word - kOnes * 0x20) & ~word & kTops;
    // Behind the first byte that stops the run others may be marked that do not.
    const uint64_t stops = control | zeros(word ^ kOnes * '"') | zeros(word ^ kOnes * '\\');
    if (stops) return at + (static_cast<uint32_t>(std::countr_zero(stops)) >> 3);
  }
  while (at < bytes.size() && !kStops[static_cast<uint8_t>(bytes[at])]) ++at;
  return at;
}

bool is_scalar_char(char c) { return llvm::isAlnum(c) || c == '+' || c == '-' || c == '.'; }

bool is_number(llvm::StringRef text) {
  text.consume_front("-");
  auto digits = [&] {
    llvm::StringRef run = text.take_while(llvm::isDigit);
    text = text.drop_front(run.size());
    return !run.empty();
  };
  if (!digits()) return false;
  if (text.consume_front(".") && !digits()) return false;
  if (text.consume_front_insensitive("e")) {
    if (!text.consume_front("+")) text.consume_front("-");
    if (!digits()) return false;
  }
  return text.empty();
}

}  // namespace

llvm::StringRef json_type_name(JsonType type) {
  switch (type) {
    case JsonType::None: return "nothing";
    case JsonType::Object: return "object";
    case JsonType::Array: return "array";
    case JsonType::String: return "string";
    case JsonType::Number: return "number";
    case JsonType::Boolean: return "boolean";
    case JsonType::Null: return "null";
  }
  return "";
}

bool JsonCursor::fail(const char* error) {
  if (error_ == nullptr) error_ = at_ >= bytes_.size() ? "unexpected end" : error;
  return false;
}

void JsonCursor::skip_space() {
  while (at_ < bytes_.size() &&
         (bytes_[at_] == ' ' || bytes_[at_] == '\n' || bytes_[at_] == '\r' || bytes_[at_] == '\t')) {
    ++at_;
  }
}

JsonType JsonCursor::peek() {
  skip_space();
  if (failed() || at_ >= bytes_.size()) return JsonType::None;
  switch (char c = bytes_[at_]) {
    case '{': return JsonType::Object;
    case '[': return JsonType::Array;
    case '"': return JsonType::String;
    case 't': case 'f': return JsonType::Boolean;
    case 'n': return JsonType::Null;
    default: return c == '-' || llvm::isDigit(c) ? JsonType::Number : JsonType::None;
  }
}

bool JsonCursor::enter(char open) {
  skip_space();
  if (failed()) return false;
  if (at_ >= bytes_.size() || bytes_[at_] != open) return fail("a bracket was expected");
  ++at_;
  fresh_ = true;
  return true;
}

bool JsonCursor::enter_object() { return enter('{'); }
bool JsonCursor::enter_array() { return enter('['); }

// Moves over the comma to the next item; false behind the closing bracket.
bool JsonCursor::next_item(char close) {
  skip_space();
  if (failed()) return false;
  if (at_ >= bytes_.size()) return fail("");
  bool fresh = fresh_;
  fresh_ = false;
  if (bytes_[at_] == close) {
    ++at_;
    return false;
  }
  if (fresh) return true;
  if (bytes_[at_] != ',') return fail("a comma or a closing bracket was expected");
  ++at_;
  skip_space();
  if (at_ < bytes_.size() && bytes_[at_] == close) return fail("a value was expected behind the comma");
  return true;
}

bool JsonCursor::colon() {
  skip_space();
  if (at_ >= bytes_.size() || bytes_[at_] != ':') return fail("a colon was expected");
  ++at_;
  return true;
}

bool JsonCursor::next_member(std::string& key) {
  return next_item('}') && read_string(key) && colon();
}

bool JsonCursor::skip_to_member() {
  if (!next_item('}')) return false;
  if (at_ >= bytes_.size() || bytes_[at_] != '"') return fail("a string was expected");
  return skip_string() && colon();
}

bool JsonCursor::next_element() { return next_item(']'); }

bool JsonCursor::skip_string() {
  ++at_;
  for (;;) {
    at_ = plain_end(bytes_, at_);
    if (at_ >= bytes_.size()) return fail("");
    char c = bytes_[at_++];
    if (c == '"') return true;
    if (c == '\\') {
      if (at_ >= bytes_.size()) return fail("");
      ++at_;
    }
  }
}

bool JsonCursor::skip_scalar() {
  llvm::StringRef text = bytes_.substr(at_).take_while(is_scalar_char);
  if (text != "true" && text != "false" && text != "null" && !is_number(text)) {
    return fail("a value was expected");
  }
  at_ += static_cast<uint32_t>(text.size());
  return true;
}

bool JsonCursor::skip() {
  switch (peek()) {
    case JsonType::None: return fail("a value was expected");
    case JsonType::Object: case JsonType::Array: return skip_deep();
    case JsonType::String: return skip_string();
    default: return skip_scalar();
  }
}

// One pass over an object or array, with a stack of the open brackets in place of recursion.
bool JsonCursor::skip_deep() {
  llvm::SmallString<64> open;
  for (;;) {
    JsonType type = peek();
    if (type == JsonType::Object || type == JsonType::Array) {
      if (open.size() >= kDeepest) return fail("nested too deeply");
      open.push_back(bytes_[at_]);
      enter(bytes_[at_]);
    } else if (!skip()) {
      return false;
    }
    for (;;) {
      bool more = open.back() == '{' ? skip_to_member() : next_element();
      if (failed()) return false;
      if (more) break;
      open.pop_back();
      if (open.empty()) return true;
    }
  }
}

bool JsonCursor::read_hex(char32_t& value) {
  value = 0;
  if (at_ + 4 > bytes_.size()) {
    at_ = static_cast<uint32_t>(bytes_.size());
    return fail("");
  }
  for (uint32_t i = 0; i < 4; ++i) {
    unsigned digit = llvm::hexDigitValue(bytes_[at_ + i]);
    if (digit > 15) return fail("four hexadecimal digits were expected");
    value = value << 4 | digit;
  }
  at_ += 4;
  return true;
}

// Behind a backslash.
bool JsonCursor::read_escape(std::string& value) {
  if (at_ >= bytes_.size()) return fail("");
  char c = bytes_[at_++];
  switch (c) {
    case 'b': value += '\b'; return true;
    case 'f': value += '\f'; return true;
    case 'n': value += '\n'; return true;
    case 'r': value += '\r'; return true;
    case 't': value += '\t'; return true;
    case '"': case '\\': case '/': value += c; return true;
    case 'u': break;
    default: return fail("an unknown escape");
  }
  char32_t point = 0;
  if (!read_hex(point)) return false;
  if (point >= 0xD800 && point < 0xDC00 && bytes_.substr(at_).starts_with("\\u")) {
    uint32_t restart = at_;
    char32_t low = 0;
    at_ += 2;
    if (!read_hex(low)) return false;
    if (low >= 0xDC00 && low < 0xE000) {
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    } else {
      at_ = restart;
    }
  }
  if (point >= 0xD800 && point < 0xE000) ++lone_surrogates_;
  llvm::SmallString<4> utf8;
  append_utf8(point, utf8);
  value.append(utf8.begin(), utf8.end());
  return true;
}

bool JsonCursor::read_string(std::string& value) {
  value.clear();
  skip_space();
  if (failed()) return false;
  if (at_ >= bytes_.size() || bytes_[at_] != '"') return fail("a string was expected");
  ++at_;
  for (;;) {
    uint32_t begin = at_;
    at_ = plain_end(bytes_, at_);
    value.append(bytes_.data() + begin, at_ - begin);
    if (at_ >= bytes_.size()) return fail("");
    char c = bytes_[at_++];
    if (c == '"') return true;
    if (c != '\\') {
      value += c;  // a bare control character, which JSON forbids and text can bear
    } else if (!read_escape(value)) {
      return false;
    }
  }
}

bool JsonCursor::read_boolean(bool& value) {
  if (peek() != JsonType::Boolean) return fail("a boolean was expected");
  value = bytes_[at_] == 't';
  return skip_scalar();
}

bool JsonCursor::at_end() {
  skip_space();
  if (failed()) return false;
  return at_ >= bytes_.size() || fail("the record goes on behind its closing bracket");
}

}  // namespace critc
