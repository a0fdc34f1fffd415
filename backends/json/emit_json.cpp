// --emit=json: one document a line, or indented.
#include "llvm/ADT/SmallVector.h"

#include "backends/backend.h"
#include "backends/json/json_text.h"
#include "ir/criterion/model.h"

namespace critc {

namespace {

class JsonSink final : public ModelSink {
 public:
  explicit JsonSink(bool pretty) : pretty_(pretty) {}

  void begin_object(Layout layout) override { open('{', layout); }
  void end_object() override { close('}'); }
  void begin_array(Layout layout) override { open('[', layout); }
  void end_array() override { close(']'); }
  void key(llvm::StringRef name) override {
    separate();
    text_ += '"';
    text_.append(name.data(), name.size());
    text_ += "\":";
    if (pretty_) text_ += ' ';
    after_key_ = true;
  }
  void string(llvm::StringRef value) override {
    separate();
    append_json_string(text_, value);
  }
  void decimal(llvm::StringRef value) override {
    separate();
    text_ += '"';
    text_.append(value.data(), value.size());
    text_ += '"';
  }
  void integer(int64_t value) override {
    separate();
    append_integer(text_, value);
  }
  void boolean(bool value) override {
    separate();
    text_ += value ? "true" : "false";
  }
  void null() override {
    separate();
    text_ += "null";
  }

  std::string& text() { return text_; }

 private:
  // An object or array that is still open.
  struct Open {
    bool flow;
    bool empty = true;
  };

  void open(char bracket, Layout layout) {
    separate();
    text_ += bracket;
    open_.push_back({layout == Layout::Flow || (!open_.empty() && open_.back().flow)});
  }
  void close(char bracket) {
    Open closed = open_.pop_back_val();
    if (pretty_ && !closed.flow && !closed.empty) new_line();
    text_ += bracket;
  }
  // What stands before a key, an element or a value.
  void separate() {
    if (after_key_) {
      after_key_ = false;
      return;
    }
    if (open_.empty()) return;
    Open& top = open_.back();
    if (!top.empty) text_ += ',';
    if (pretty_) {
      if (!top.flow)
        new_line();
      else if (!top.empty)
        text_ += ' ';
    }
    top.empty = false;
  }
  void new_line() {
    text_ += '\n';
    text_.append(2 * open_.size(), ' ');
  }

  const bool pretty_;
  bool after_key_ = false;
  llvm::SmallVector<Open, 64> open_;
  std::string text_;
};

}  // namespace

void emit_json(const Document& document, const Catalog& catalog, const EmitOptions& options,
               llvm::raw_ostream& out) {
  JsonSink sink(options.pretty);
  sink.text().reserve(2 * size_t{document.buffer_length});
  write_model(document, catalog, sink);
  out << sink.text() << '\n';
}

}  // namespace critc
