#include "ir/criterion/node_printer.h"

#include <string>

#include "ir/criterion/quoting.h"

namespace critc {

void NodePrinter::line() {
  if (layout_ == Layout::Lines) {
    out_ << '\n';
    out_.indent(static_cast<unsigned>(2 * depth_));
  } else {
    out_ << (first_ ? " " : "; ");
  }
  first_ = false;
}

template <typename F>
void NodePrinter::block(F&& body, llvm::StringRef opening) {
  out_ << opening;
  ++depth_;
  first_ = true;
  body();
  --depth_;
  bool empty = first_;
  first_ = false;
  if (!empty && layout_ == Layout::Lines) {
    line();
  } else if (!empty) {
    out_ << ' ';
  }
  out_ << '}';
}

void NodePrinter::child(const Node& child) {
  line();
  node(child);
}

void NodePrinter::list(const NodeList& nodes) {
  for (const Node& each : nodes) child(each);
}

void NodePrinter::optional(const Box<Node>& node) {
  if (node) child(*node);
}

void NodePrinter::cases(const Cases& cases) {
  for (const CaseArm& arm : cases.arms) {
    line();
    out_ << "when ";
    node(arm.guard);
    block([&] { child(arm.body); });
  }
  if (!cases.otherwise) return;
  line();
  out_ << "otherwise";
  block([&] { child(*cases.otherwise); });
}

void NodePrinter::except(const Except& except) {
  optional(except.body);
  line();
  out_ << "unless";
  block([&] { optional(except.carve); });
}

void NodePrinter::includes(const Includes& includes) {
  optional(includes.body);
  line();
  out_ << "examples";
  block([&] { list(includes.examples); });
}

void NodePrinter::leaf_end(const Node& node) {
  if (node.attrs) attributes(*node.attrs);
  location(node.range);
}

void NodePrinter::item(const Node& node, const Item& item) {
  ItemWords outer = std::move(item_);
  item_ = {valid_utf8(document_.str(item.text)), std::nullopt};
  ByteRange place = document_.range_of(item.text);
  bool unchanged = document_.str(item.text) == item_.text;
  if (!place.empty() && unchanged) item_.begin = place.begin;
  head(item);
  leaf_end(node);
  bool lines = layout_ == Layout::Lines && !item.text.empty();
  if (lines) source_lines();
  block([&] { optional(item.body); }, lines ? "{" : " {");
  item_ = std::move(outer);
}

void NodePrinter::source_lines() {
  llvm::StringRef rest = item_.text;
  ++depth_;
  for (bool more = true; more;) {
    size_t end = rest.find('\n');
    more = end != llvm::StringRef::npos;
    llvm::StringRef words = rest.take_front(end);
    line();
    out_ << (words.empty() ? "|" : "| ");
    write_source_line(words, out_);
    rest = rest.substr(more ? end + 1 : rest.size());
  }
  --depth_;
  line();
}

void NodePrinter::node(const Node& node) {
  range_ = node.range;
  if (auto* item = node.as<Item>()) return this->item(node, *item);
  out_ << kind_name(node);
  auto composite = [&](auto&& body) {
    leaf_end(node);
    block(body);
  };
  if (auto* opaque = node.as<Opaque>()) {
    head(*opaque);
    leaf_end(node);
    if (opaque->about.empty()) return;
    out_ << " about";
    return block([&] { list(opaque->about); });
  }
  if (auto* comparison = node.as<Comparison>()) head(*comparison);
  if (auto* has = node.as<Has>()) head(*has);
  if (auto* exposure = node.as<Exposure>()) head(*exposure);
  if (auto* all = node.as<All>()) return composite([&] { list(all->children); });
  if (auto* any = node.as<Any>()) return composite([&] { list(any->children); });
  if (auto* negation = node.as<Not>()) return composite([&] { optional(negation->body); });
  if (auto* cases = node.as<Cases>()) return composite([&] { this->cases(*cases); });
  if (auto* except = node.as<Except>()) return composite([&] { this->except(*except); });
  if (auto* includes = node.as<Includes>()) return composite([&] { this->includes(*includes); });
  if (auto* at_least = node.as<AtLeast>()) {
    bounds_attribute("count", at_least->count, range_);
    return composite([&] { list(at_least->children); });
  }
  if (auto* define = node.as<Define>()) {
    out_ << ' ';
    subject(define->term, range_);
    return composite([&] { optional(define->body); });
  }
  if (auto* exists = node.as<Exists>()) {
    bounds_attribute("count", exists->count, range_);
    out_ << ' ';
    subject(exists->subject, range_);
    return composite([&] { optional(exists->body); });
  }
  leaf_end(node);
}

}  // namespace critc
