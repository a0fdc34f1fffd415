// Verification: what the rules of the verifier share.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/criterion/range_index.h"

namespace critc {

// The diagnostic that goes with a mark (marks.def).
DiagnosticKind mark_diagnostic(Mark mark);

class Verification {
 public:
  Verification(const Document& document, const Catalog& catalog);

  void verify_document();
  void verify_marks();
  DiagnosticList take_failures() { return std::move(failures_); }

 private:
  // Of one node, without its children; `where_` names it.
  void verify_node(const Node& node);
  void verify_structure(const Node& node);
  void verify_ids(const Node& node);
  void verify_bounds(const Bounds& bounds, BoundsRole role, const Node& node);
  void verify_end(const End& end, BoundsRole role, const Node& node);
  void verify_not_empty(const Bounds& bounds, const Node& node);
  void verify_concept(ConceptId id);

  void tree(const Node& node, ByteRange parent, const Item* parent_item);
  void verify_item(const Item& item, const Node& node, const Item* parent);
  void verify_ranges();
  void verify_population(const Population& population);

  bool in_buffer(ByteRange range) const { return range.begin <= range.end && range.end <= document_.buffer_length; }
  bool diagnosed(DiagnosticKind kind, ByteRange range) const {
    return diagnostics_[static_cast<size_t>(kind)].touches(range);
  }
  bool reached(Stage stage) const { return document_.stage >= stage; }
  // Whether the checks that follow the last rewrite have run; measure-coverage is the last of them.
  bool checked() const { return reached(Stage::Canonical) && document_.coverage != Coverage{}; }
  void fail(ByteRange range, llvm::StringRef what);

  const Document& document_;
  const Catalog& catalog_;
  std::vector<RangeIndex> diagnostics_;  // by kind
  std::vector<RangeIndex> marked_;       // ranges of nodes, by mark
  RangeIndex items_;
  std::string where_ = "document";
  DiagnosticList failures_;
};

}  // namespace critc
