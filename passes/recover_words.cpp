// recover-words: marks the nodes whose words the lexer found glued and split.
//
// The diagnostic stands since lexing, when there were no nodes yet; the innermost node around the
// word carries the mark.
#include <algorithm>
#include <vector>

#include "passes/pass.h"

namespace critc {

namespace {

class Marker {
 public:
  explicit Marker(const Document& document) {
    for (const Diagnostic& diagnostic : document.diagnostics) {
      if (diagnostic.kind == DiagnosticKind::SplitWord) words_.push_back(diagnostic.range);
    }
    std::sort(words_.begin(), words_.end(),
              [](ByteRange a, ByteRange b) { return a.begin < b.begin; });
    marked_.resize(words_.size());
  }

  bool empty() const { return words_.empty(); }

  void visit(Node& node) {
    const auto first = std::partition_point(
        words_.begin(), words_.end(), [&](ByteRange word) { return word.end <= node.range.begin; });
    const auto last = std::partition_point(
        first, words_.end(), [&](ByteRange word) { return word.begin < node.range.end; });
    if (first == last) return;
    for_each_child(node, [&](Node& child) { visit(child); });
    for (auto it = first; it != last; ++it) {
      const auto index = static_cast<size_t>(it - words_.begin());
      if (marked_[index]) continue;
      marked_[index] = true;
      node.add_mark(Mark::SplitWord);
    }
  }

 private:
  std::vector<ByteRange> words_;  // by begin; they do not overlap
  std::vector<bool> marked_;
};

}  // namespace

void recover_words(PassContext& context) {
  Marker marker(context.document);
  if (marker.empty()) return;
  for (Node& item : context.document.items) marker.visit(item);
}

}  // namespace critc
