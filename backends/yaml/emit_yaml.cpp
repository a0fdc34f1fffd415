// --emit=yaml: the model laid out for people to review and edit.
#include "llvm/ADT/SmallVector.h"

#include "backends/backend.h"
#include "backends/json/json_text.h"
#include "backends/yaml/yaml_scalar.h"
#include "ir/criterion/model.h"

namespace critc {

namespace {

// Members and elements one a line; the elements of a member's array stand under its key. Small values
// are flow collections, and so is whatever stands in them.
class YamlSink final : public ModelSink {
 public:
  explicit YamlSink(size_t buffer_length) : text_(4096 + 2 * buffer_length) {}

  void begin_object(Layout layout) override { open(false, layout); }
  void end_object() override { close("{}", '}'); }
  void begin_array(Layout layout) override { open(true, layout); }
  void end_array() override { close("[]", ']'); }
  void key(llvm::StringRef name) override {
    Open& top = open_.back();
    if (top.flow)
      text_ += top.empty ? "" : ", ";
    else if (!top.empty || !top.starts_inline)
      new_line(top.indent);
    top.empty = false;
    text_ += name;
    text_ += ':';
  }
  void string(llvm::StringRef value) override {
    before_value();
    append_yaml_string(text_, value);
  }
  void decimal(Decimal value) override {
    before_value();
    append_decimal(text_, value);
  }
  void integer(int64_t value) override {
    before_value();
    append_integer(text_, value);
  }
  void boolean(bool value) override { plain(value ? "true" : "false"); }
  void null() override { plain("null"); }

  TextBuffer& text() { return text_; }

 private:
  struct Open {
    bool array;
    bool flow;
    unsigned indent;     // of its keys or dashes
    bool starts_inline;  // the first key stands behind a dash
    bool empty = true;
  };

  void plain(llvm::StringRef value) {
    before_value();
    text_ += value;
  }

  // The comma, dash or blank that a value on the same line needs.
  void before_value() {
    if (open_.empty()) return;
    Open& top = open_.back();
    if (!top.array)
      text_ += ' ';
    else if (top.flow)
      text_ += top.empty ? "" : ", ";
    else
      dash(top);
    top.empty = false;
  }
  void dash(const Open& array) {
    new_line(array.indent);
    text_ += "- ";
  }

  void open(bool array, Layout layout) {
    if (open_.empty()) {
      open_.push_back({array, false, 0, false});
      return;
    }
    Open& top = open_.back();
    bool nested_array = array && top.array;
    if (layout == Layout::Flow || top.flow || nested_array) {
      before_value();
      text_ += array ? '[' : '{';
      open_.push_back({array, true, 0, false});
      return;
    }
    if (top.array) before_value();
    unsigned indent = array ? top.indent : top.indent + 2;
    open_.push_back({array, false, indent, top.array});
  }
  void close(llvm::StringRef empty, char bracket) {
    Open closed = open_.pop_back_val();
    if (closed.flow) {
      text_ += bracket;
    } else if (closed.empty) {
      if (!closed.starts_inline) text_ += ' ';
      text_ += empty;
    }
  }
  void new_line(unsigned indent) {
    text_ += '\n';
    text_.fill(indent, ' ');
  }

  llvm::SmallVector<Open, 64> open_;
  TextBuffer text_;
};

}  // namespace

void emit_yaml(const Document& document, const Catalog& catalog, const EmitOptions&,
               llvm::raw_ostream& out) {
  YamlSink sink(document.buffer_length);
  sink.text() += "---";
  write_model(document, catalog, sink);
  out << sink.text().str() << '\n';
}

}  // namespace critc
