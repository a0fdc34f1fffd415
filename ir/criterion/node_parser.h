// NodeParser: criterion trees of the text form; the counterpart of NodePrinter.
#pragma once

#include "ir/criterion/ir_reader.h"

namespace critc {

class NodeParser : public IrReader {
 public:
  using IrReader::IrReader;

 protected:
  bool node(Node& node);

 private:
  struct ItemHead;  // what is known of an item before its range

  bool kind(Node& node);
  bool leaf_end(Node& node);
  bool attributes(Node& node);
  bool attribute(Node& node, llvm::StringRef name);
  bool time_attribute(Time& time, llvm::StringRef name);
  bool mark(Node& node, llvm::StringRef kind);
  bool window(Window& window);
  bool unknown_attribute(llvm::StringRef name);

  bool opaque(Node& node);
  bool comparison(Node& node);
  bool has(Node& node);
  bool has_attribute(Has& has, llvm::StringRef name);
  bool exposure(Node& node);
  bool exposure_attribute(Exposure& exposure, llvm::StringRef name);
  bool all(Node& node);
  bool any(Node& node);
  bool at_least(Node& node);
  bool negation(Node& node);
  bool cases(Node& node);
  bool except(Node& node);
  bool includes(Node& node);
  bool define(Node& node);
  bool exists(Node& node);
  bool count(Bounds& count);

  bool item(Node& node);
  bool item_id(Item& item);
  bool item_attribute(Item& item, ItemHead& head, llvm::StringRef name);
  bool source_lines(std::string& words);

  // A block in braces with any number of nodes, or with at most one.
  bool list(NodeList& nodes);
  bool optional(Box<Node>& node);
  bool at_node() const;

  template <typename T>
  T& make(Node& node);

  int depth_ = 0;
  ItemHead* open_head_ = nullptr;  // of the item whose head is being read
};

}  // namespace critc
