#include "ir/criterion/node.h"

#include <algorithm>

namespace critc {

namespace {

struct MarkRow {
  llvm::StringLiteral kind, text;
};

constexpr MarkRow kMarks[] = {
#define MARK(Name, Kind, Text, Diagnostic) {Kind, Text},
#include "ir/criterion/marks.def"
};

}  // namespace

llvm::StringRef mark_kind(Mark mark) { return kMarks[static_cast<size_t>(mark)].kind; }
llvm::StringRef mark_text(Mark mark) { return kMarks[static_cast<size_t>(mark)].text; }

bool Cases::operator==(const Cases& other) const {
  return arms == other.arms && otherwise == other.otherwise;
}

bool Node::has_mark(Mark mark) const {
  return attrs && std::binary_search(attrs->marks.begin(), attrs->marks.end(), mark);
}

void Node::add_mark(Mark mark) {
  auto& marks = attrs.ensure().marks;
  auto* at = std::lower_bound(marks.begin(), marks.end(), mark);
  if (at == marks.end() || *at != mark) marks.insert(at, mark);
}

namespace {

struct KindName {
  llvm::StringRef operator()(const Opaque&) const { return "opaque"; }
  llvm::StringRef operator()(const Box<Item>&) const { return "item"; }
  llvm::StringRef operator()(const Box<Comparison>& comparison) const {
    if (!comparison) return "compare";
    const Bounds& bounds = comparison->bounds;
    return bounds.low && bounds.high && !bounds.is_equality() ? "range" : "compare";
  }
  llvm::StringRef operator()(const Box<Has>&) const { return "has"; }
  llvm::StringRef operator()(const Box<Exposure>&) const { return "exposure"; }
  llvm::StringRef operator()(const All&) const { return "all"; }
  llvm::StringRef operator()(const Any&) const { return "any"; }
  llvm::StringRef operator()(const Box<AtLeast>&) const { return "at_least"; }
  llvm::StringRef operator()(const Not&) const { return "not"; }
  llvm::StringRef operator()(const Cases&) const { return "cases"; }
  llvm::StringRef operator()(const Except&) const { return "except"; }
  llvm::StringRef operator()(const Includes&) const { return "includes"; }
  llvm::StringRef operator()(const Box<Define>&) const { return "define"; }
  llvm::StringRef operator()(const Box<Exists>&) const { return "exists"; }
};

}  // namespace

llvm::StringRef kind_name(const Node& node) {
  llvm::StringRef name;
  node.value.visit([&](const auto& value) { name = KindName{}(value); });
  return name;
}

}  // namespace critc
