// IrWriter: the pieces that the printer of the text form is made of: ranges, words, subjects, bounds.
#pragma once

#include <optional>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/criterion/word_places.h"

namespace critc {

class IrWriter {
 public:
  // Without `locations` no byte ranges are written: print_node_inline.
  IrWriter(const Document& document, const Catalog& catalog, llvm::raw_ostream& out, bool locations)
      : document_(document), catalog_(catalog), out_(out), locations_(locations) {}

  // ` @10..20`; nothing for the range {0, 0}.
  void location(ByteRange range);
  // "words", with their place where it is not the default one within `node`.
  void words(TextSpan span, ByteRange node);
  // The same, where `expected` is the default place.
  void placed(TextSpan span, std::optional<uint32_t> expected);
  // ` name("words")`; nothing when there are no words.
  void words_attribute(llvm::StringRef name, TextSpan span, ByteRange node);
  void subject(const Subject& subject, ByteRange node);
  void concept_name(ConceptId id);
  // `>= 75 "10*9/L"`; `node` is the range that is not repeated.
  void bounds(const Bounds& bounds, ByteRange node);
  // ` name(bounds)`; nothing for bounds that say nothing.
  void bounds_attribute(llvm::StringRef name, const Bounds& bounds, ByteRange node);
  // ` name(text)` unless the value is the default one.
  template <typename E>
  void vocabulary_attribute(llvm::StringRef name, E value, E standard = E{}) {
    if (value != standard) out_ << ' ' << name << '(' << text(value) << ')';
  }

 protected:
  const Document& document_;
  const Catalog& catalog_;
  llvm::raw_ostream& out_;
  bool locations_;
  ItemWords item_;  // the item that is being printed

 private:
  bool known(ConceptId id) const { return id != 0 && id < catalog_.concept_count(); }
  void phrase(const Subject& subject);
  void end(const End& end, ByteRange node);
  void stated(const Quantity& quantity, ByteRange node);
  llvm::StringRef ucum(UnitId unit) const;
};

}  // namespace critc
