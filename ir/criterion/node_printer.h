// NodePrinter: a criterion tree as text, indented or on one line.
#pragma once

#include "ir/criterion/ir_writer.h"

namespace critc {

class NodePrinter : public IrWriter {
 public:
  enum class Layout : uint8_t { Lines, OneLine };

  NodePrinter(const Document& document, const Catalog& catalog, llvm::raw_ostream& out, Layout layout)
      : IrWriter(document, catalog, out, layout == Layout::Lines), layout_(layout) {}

  void node(const Node& node);

 private:
  void head(const Opaque& opaque);
  void head(const Comparison& comparison);
  void head(const Has& has);
  void head(const Exposure& exposure);
  void head(const Item& item);
  void attributes(const Attrs& attrs);
  void time(const Time& time);
  void window(const Window& window);
  void source_lines();

  void leaf_end(const Node& node);  // attributes and range
  void item(const Node& node, const Item& item);
  void cases(const Cases& cases);
  void except(const Except& except);
  void includes(const Includes& includes);

  // A block in braces; `body` prints what stands in it.
  template <typename F>
  void block(F&& body, llvm::StringRef opening = " {");
  void list(const NodeList& nodes);
  void optional(const Box<Node>& node);
  void child(const Node& child);
  void line();  // begins a new line, or separates on the same one

  Layout layout_;
  int depth_ = 0;
  bool first_ = true;  // nothing stands in the current block yet
  ByteRange range_;    // of the node whose head is being printed
};

}  // namespace critc
