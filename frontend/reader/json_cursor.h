// JsonCursor: walks JSON bytes in place, without building values.
//
//   JsonCursor json(bytes, begin, end);
//   if (json.enter('{'))
//     while (json.next_member(key)) { if (key == "id") json.read_string(id); else json.skip(); }
//   if (json.failed()) ... json.error() ...
//
// Registry records are large and critc wants a few strings of them, so everything else is skipped at
// scanning speed. Unlike the JSON libraries at hand it takes what registries really publish: invalid
// UTF-8 stays as it is and a lone surrogate reads as U+FFFD; both are reported later, and neither costs
// the record. After a failure every call returns false.
#pragma once

#include <cstdint>
#include <string>

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include "ir/source/byte_range.h"

namespace critc {

enum class JsonType : uint8_t { None, Object, Array, String, Number, Boolean, Null };

llvm::StringRef json_type_name(JsonType type);

class JsonCursor {
 public:
  JsonCursor(llvm::StringRef bytes, ByteRange record)
      : bytes_(bytes.substr(0, record.end)), at_(record.begin) {}

  JsonType peek();  // of the value that comes next; None at the end or at garbage

  bool enter_object();
  bool enter_array();
  // Moves to the next member's value and gives its key, or past the closing bracket: false.
  bool next_member(std::string& key);
  bool next_element();

  bool skip();                          // one value with all it holds
  bool read_string(std::string& value);
  bool read_boolean(bool& value);
  bool at_end();                        // only white space is left; anything else is a failure

  uint32_t offset() const { return at_; }
  bool failed() const { return error_ != nullptr; }
  const char* error() const { return error_; }       // "unexpected end"
  uint32_t lone_surrogates() const { return lone_surrogates_; }

 private:
  static constexpr size_t kDeepest = 1000;

  void skip_space();
  bool enter(char open);
  bool next_item(char close);
  bool colon();
  bool skip_to_member();
  bool skip_string();
  bool skip_scalar();
  bool skip_deep();
  bool read_escape(std::string& value);
  bool read_hex(char32_t& value);
  bool fail(const char* error);

  llvm::StringRef bytes_;
  uint32_t at_;
  bool fresh_ = false;  // just behind an opening bracket
  const char* error_ = nullptr;
  uint32_t lone_surrogates_ = 0;
};

}  // namespace critc
