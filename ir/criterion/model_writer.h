// Writes a document through a sink: any type with the members of ModelSink. Known at compile time, a
// sink costs no virtual calls.
#pragma once

#include <cstring>
#include <type_traits>

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/JSON.h"

#include "ir/criterion/model.h"
#include "ir/criterion/model_fields.h"
#include "ir/criterion/model_kinds.h"

namespace critc {
namespace model {

using Layout = ModelSink::Layout;

// Small values that people read best on one line.
template <typename T>
constexpr Layout layout_of() {
  constexpr bool small = std::is_same_v<T, Coverage> || std::is_same_v<T, ClassedRange> ||
                         std::is_same_v<T, Subject> || std::is_same_v<T, End> ||
                         std::is_same_v<T, StatedPart<const Quantity>> ||
                         std::is_same_v<T, StatedEnds<const Bounds>> ||
                         std::is_same_v<T, PostingField> || std::is_same_v<T, ByteRange> ||
                         std::is_same_v<T, DiagnosticNote>;
  return small ? Layout::Flow : Layout::Block;
}

template <typename T>
constexpr bool kIsBox = !std::is_same_v<typename Unboxed<T>::type, T>;

// Values whose parts are all empty; an empty range of words has no place and a phrase is not written.
inline bool is_nothing(const Subject& x) { return x.concept_id == 0 && x.text.empty(); }
inline bool is_nothing(const Time& x) {
  return x.windows.empty() && x.pick == Pick::All && x.durations.empty() &&
         x.frequencies.empty() && x.until.empty();
}

template <typename Sink>
class Writer {
 public:
  static constexpr bool kReading = false;

  Writer(const Document& document, const Catalog& catalog, Sink& sink)
      : document_(document),
        catalog_(catalog),
        sink_(sink),
        valid_text_(is_ascii(document.text) || llvm::json::isUTF8(document.text)) {}

  template <typename T>
  [[gnu::always_inline]] void required(llvm::StringRef name, const T& x) {
    sink_.key(name);
    value(x);
  }
  template <typename T>
  [[gnu::always_inline]] void nullable(llvm::StringRef name, const T& x) {
    sink_.key(name);
    is_empty(x) ? sink_.null() : value(x);
  }
  template <typename T>
  [[gnu::always_inline]] void optional(llvm::StringRef name, const T& x) {
    if (!is_empty(x)) required(name, x);
  }
  [[gnu::always_inline]] void inherited(llvm::StringRef name, UnitName<const UnitId> x, UnitName<const UnitId> from) {
    if (x.id != from.id) nullable(name, x);
  }
  [[gnu::always_inline]] void inherited(llvm::StringRef name, ByteRange x, ByteRange from) {
    if (!(x == from)) required(name, x);
  }
  [[gnu::always_inline]] void derived(llvm::StringRef name, llvm::StringRef text) {
    sink_.key(name);
    sink_.string(text);
  }
  void check(bool, llvm::StringRef, llvm::StringRef) {}

  void schema(llvm::StringRef name) {
    sink_.key(name);
    sink_.integer(kSchemaVersion);
  }
  void item_id(llvm::StringRef name, const Item& item) { derived(name, critc::item_id(item)); }
  void cohort(llvm::StringRef name, CohortId id) {
    sink_.key(name);
    if (id == 0 || id > document_.cohorts.size())
      sink_.null();
    else
      sink_.string(document_.cohorts[id - 1u].id);
  }
  // Words with their place in the buffer, where that is known and their length tells their end.
  [[gnu::always_inline]] void words(llvm::StringRef name, llvm::StringRef begin_name, TextSpan span) {
    nullable(name, span);
    if (!is_placed(span)) return;
    sink_.key(begin_name);
    sink_.integer(span.begin);
  }
  void words_at(llvm::StringRef name, TextSpan span, ByteRange) { required(name, span); }
  ByteRange node_range() const { return node_range_; }

  template <typename T>
  void object(const T& x) {
    sink_.begin_object(layout_of<T>());
    members(*this, x);
    sink_.end_object();
  }

 private:
  template <typename T>
  static bool is_empty(const T& x) {
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, TextSpan>)
      return x.empty();
    else if constexpr (requires { is_nothing(x); })
      return is_nothing(x);
    else if constexpr (requires { x.has_value(); })
      return !x.has_value();
    else if constexpr (requires { x.id; x.id + 1; })
      return x.id == 0;
    else if constexpr (kIsBox<T>)
      return !x;
    else
      return x == T{};
  }

  static bool is_ascii(llvm::StringRef text) {
    uint64_t all = 0, eight = 0;
    for (; text.size() >= sizeof(eight); text = text.drop_front(sizeof(eight))) {
      std::memcpy(&eight, text.data(), sizeof(eight));
      all |= eight;
    }
    for (char c : text) all |= static_cast<uint8_t>(c);
    return (all & 0x8080808080808080u) == 0;
  }
  // Words of the buffer whose length there is that of what is written.
  bool is_placed(TextSpan span) const {
    if (document_.range_of(span).empty()) return false;
    if (!valid_text_) return llvm::json::isUTF8(document_.str(span));
    auto inside_character = [&](uint32_t at) {
      return at < document_.text.size() && (static_cast<uint8_t>(document_.text[at]) & 0xC0) == 0x80;
    };
    return !inside_character(span.begin) && !inside_character(span.end);
  }

  void value(bool x) { sink_.boolean(x); }
  void value(uint32_t x) { sink_.integer(x); }
  void value(int64_t x) { sink_.integer(x); }
  void value(const std::string& x) { sink_.string(x); }
  void value(TextSpan x) { sink_.string(document_.str(x)); }
  void value(Mark x) {
    llvm::SmallString<40> words;
    sink_.word((mark_kind(x) + "(" + mark_text(x) + ")").toStringRef(words));
  }
  void value(DiagnosticKind x) { sink_.word(kebab_name(x)); }
  void value(ConceptName<const ConceptId> x) { sink_.string(catalog_.name(x.id)); }
  void value(UnitName<const UnitId> x) {
    if (!(x.id & kLocalBit)) return sink_.string(catalog_.ucum(x.id));
    size_t index = x.id & ~kLocalBit;
    index < document_.local_units.size() ? sink_.string(document_.local_units[index])
                                         : sink_.null();
  }
  void value(Decimal x) { sink_.decimal(x); }
  void value(const Node& node);
  template <typename T>
  void value(const T& x) {
    if constexpr (std::is_enum_v<T>)
      sink_.word(text(x));
    else if constexpr (requires { x.has_value(); } || kIsBox<T>)
      value(*x);
    else if constexpr (requires { x.begin(); x.end(); })
      list(x);
    else
      object(x);
  }

  template <typename T>
  void list(const T& values) {
    using Element = std::remove_cvref_t<decltype(*values.begin())>;
    sink_.begin_array(std::is_same_v<Element, Mark> ? Layout::Flow : Layout::Block);
    for (const Element& each : values) value(each);
    sink_.end_array();
  }

  const Document& document_;
  const Catalog& catalog_;
  Sink& sink_;
  bool valid_text_;  // the whole pool is UTF-8
  ByteRange node_range_;
};

template <typename Sink>
void Writer<Sink>::value(const Node& node) {
  sink_.begin_object(Layout::Block);
  sink_.key("kind");
  sink_.word(model_kind(node));
  if (const Item* item = node.as<Item>()) item_head(*this, *item);
  members<Writer>(*this, node.range);
  visit_value(node, [&](const auto& inside) {
    node_range_ = node.range;
    members(*this, inside);
  });
  if (node.attrs) attribute_members(*this, *node.attrs);
  sink_.end_object();
}

}  // namespace model

template <typename Sink>
void write_model_to(Sink& sink, const Document& document, const Catalog& catalog) {
  model::Writer<Sink>(document, catalog, sink).object(document);
}

}  // namespace critc
