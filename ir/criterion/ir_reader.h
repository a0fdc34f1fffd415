// IrReader: reads the pieces of the text form that IrWriter writes.
//
// Its functions return false after the first error, which stays in `error()`. Words are collected
// while a node's head is read and get their place in the pool when its range is known: settle().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/criterion/ir_lexer.h"
#include "ir/criterion/word_places.h"

namespace critc {

class IrReader {
 public:
  IrReader(llvm::StringRef text, const Catalog& catalog) : text_(text), catalog_(catalog), lexer_(text) {
    advance();
  }
  std::string error() const;  // "line:column: expected ..."

 protected:
  // How the text form gives the place of words.
  struct Place {
    enum Kind : uint8_t { Default, Nowhere, At } kind = Default;
    uint32_t begin = 0;
  };

  void advance() { token_ = lexer_.next(); }
  bool fail(const llvm::Twine& message);
  bool expect(char sign);
  bool accept(char sign);
  bool accept_word(llvm::StringRef word);
  bool at_attribute() const;  // a word directly before an opening bracket

  bool integer(uint32_t& value);
  bool range(ByteRange& range);     // 10..20
  bool location(ByteRange& range);  // @10..20, or nothing
  bool string(std::string& bytes);
  bool place(Place& place);         // @10, @-, or nothing
  bool words(TextSpan& span);
  bool subject(Subject& subject);
  bool concept_name(ConceptId& id);
  bool bounds(Bounds& bounds);
  bool at_bounds();
  template <typename E>
  bool vocabulary(E& value) {
    std::optional<E> known;
    if (token_.kind == IrTokenKind::Word) known = parse<E>(token_.text);
    if (!known) return fail("a word of this attribute");
    value = *known;
    advance();
    return true;
  }

  void begin_document();
  // Ends a head: words move to the pool, bounds without a range take `range`.
  void settle(Node& node, ByteRange range);
  void settle(Bounds& bounds, ByteRange range);
  TextSpan put(llvm::StringRef words, std::optional<uint32_t> place);

  llvm::StringRef text_;
  const Catalog& catalog_;
  IrToken token_;
  Document document_;
  ItemWords item_;  // the item that is being read

 private:
  struct Pending {
    TextSpan scratch;
    Place place;
    std::optional<TextSpan> settled;
  };
  void settle(TextSpan& span, ByteRange range);
  bool phrase(llvm::StringRef words, PhraseId& id);
  bool end(End& end);
  bool reference(Reference& reference);
  bool stated(Quantity& quantity);
  bool unit(UnitId& id);
  bool lost_value(Bounds& bounds);

  IrLexer lexer_;
  std::string error_;
  size_t error_at_ = 0;
  std::string scratch_;
  std::vector<Pending> pending_;  // by scratch.begin
  llvm::StringMap<UnitId> local_units_;
};

}  // namespace critc
