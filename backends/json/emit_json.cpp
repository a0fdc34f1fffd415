// --emit=json: one document a line, or indented.
#include <cstring>
#include <utility>

#include "llvm/ADT/SmallVector.h"

#include "backends/backend.h"
#include "backends/json/json_text.h"
#include "ir/criterion/model_writer.h"

namespace critc {

namespace {

template <bool kPretty>
class JsonSink {
 public:
  using Layout = ModelSink::Layout;

  explicit JsonSink(size_t buffer_length) : text_(4096 + 12 * buffer_length) {}

  void begin_object(Layout layout) { open('{', layout); }
  void end_object() { close('}'); }
  void begin_array(Layout layout) { open('[', layout); }
  void end_array() { close(']'); }
  // Inlined, so that the name's length is known and copying it costs a move or two.
  [[gnu::always_inline]] void key(llvm::StringRef name) {
    size_t size = name.size();
    char* to = text_.reserve(size + 5);
    if (kPretty) {
      separate();
      to = text_.reserve(size + 5);
    } else {  // a comma that is written over where none belongs
      *to = ',';
      size_t comma = place_ == Place::AfterValue ? 1 : 0;
      text_.commit(comma);
      to += comma;
    }
    to[0] = '"';
    std::memcpy(to + 1, name.data(), size);
    to[size + 1] = '"';
    to[size + 2] = ':';
    to[size + 3] = ' ';
    text_.commit(kPretty ? size + 4 : size + 3);
    place_ = Place::AfterKey;
  }
  void string(llvm::StringRef value) {
    separate();
    append_json_string(text_, value);
  }
  void word(llvm::StringRef value) {
    separate();
    size_t size = value.size();
    char* to = text_.reserve(size + 2);
    to[0] = '"';
    copy_short(to + 1, value.data(), size);
    to[size + 1] = '"';
    text_.commit(size + 2);
  }
  void decimal(Decimal value) {
    separate();
    text_ += '"';
    append_decimal(text_, value);
    text_ += '"';
  }
  void integer(int64_t value) {
    separate();
    append_integer(text_, value);
  }
  void boolean(bool value) {
    separate();
    text_ += value ? "true" : "false";
  }
  void null() {
    separate();
    text_ += "null";
  }

  void end_line() { text_ += '\n'; }
  llvm::StringRef text() const { return text_.str(); }

 private:
  enum class Place : uint8_t { First, AfterKey, AfterValue };

  void open(char bracket, Layout layout) {
    separate();
    text_ += bracket;
    place_ = Place::First;
    if (kPretty) flow_.push_back(layout == Layout::Flow || (!flow_.empty() && flow_.back()));
  }
  void close(char bracket) {
    if (kPretty) {
      bool flow = flow_.pop_back_val();
      if (!flow && place_ != Place::First) new_line();
    }
    text_ += bracket;
    place_ = Place::AfterValue;
  }
  // What stands before a key, an element or a value.
  void separate() {
    Place before = std::exchange(place_, Place::AfterValue);
    if (before == Place::AfterKey) return;
    if (before == Place::AfterValue) text_ += ',';
    if (!kPretty || flow_.empty()) return;
    if (!flow_.back())
      new_line();
    else if (before == Place::AfterValue)
      text_ += ' ';
  }
  void new_line() {
    text_ += '\n';
    text_.fill(2 * flow_.size(), ' ');
  }

  Place place_ = Place::First;
  llvm::SmallVector<bool, 64> flow_;  // of the objects and arrays that are open, when pretty
  TextBuffer text_;
};

template <bool kPretty>
void emit(const Document& document, const Catalog& catalog, llvm::raw_ostream& out) {
  JsonSink<kPretty> sink(document.buffer_length);
  write_model_to(sink, document, catalog);
  sink.end_line();
  out << sink.text();
}

}  // namespace

void emit_json(const Document& document, const Catalog& catalog, const EmitOptions& options,
               llvm::raw_ostream& out) {
  options.pretty ? emit<true>(document, catalog, out) : emit<false>(document, catalog, out);
}

}  // namespace critc
