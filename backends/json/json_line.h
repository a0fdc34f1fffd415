// JsonLine: one object on one line, for newline-delimited JSON.
#pragma once

#include <optional>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include "backends/json/json_text.h"

namespace critc {

class JsonLine {
 public:
  explicit JsonLine(TextBuffer& out) : out_(out) { out_ += '{'; }
  void finish() { out_ += "}\n"; }

  void null(llvm::StringRef name) { key(name) += "null"; }
  void boolean(llvm::StringRef name, bool value) { key(name) += value ? "true" : "false"; }
  void integer(llvm::StringRef name, int64_t value) { append_integer(key(name), value); }
  void string(llvm::StringRef name, llvm::StringRef value) { append_json_string(key(name), value); }
  // Null where the value is empty.
  void string_or_null(llvm::StringRef name, llvm::StringRef value) {
    value.empty() ? null(name) : string(name, value);
  }
  void boolean_or_null(llvm::StringRef name, std::optional<bool> value) {
    value ? boolean(name, *value) : null(name);
  }
  void strings(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> values) {
    key(name) += '[';
    for (size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out_ += ',';
      append_json_string(out_, values[i]);
    }
    out_ += ']';
  }
  void begin_object(llvm::StringRef name) {
    key(name) += '{';
    empty_ = true;
  }
  void end_object() {
    out_ += '}';
    empty_ = false;
  }

 private:
  TextBuffer& key(llvm::StringRef name) {
    if (!empty_) out_ += ',';
    empty_ = false;
    out_ += '"';
    out_ += name;
    return out_ += "\":";
  }

  TextBuffer& out_;
  bool empty_ = true;
};

}  // namespace critc
