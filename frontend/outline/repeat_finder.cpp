#include "frontend/outline/repeat_finder.h"

#include <algorithm>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace critc {

namespace {

constexpr uint32_t kFewestParagraphs = 3;
constexpr uint32_t kFewestCharacters = 300;

class RepeatFinder {
 public:
  RepeatFinder(const std::vector<Paragraph>& paragraphs, const TokenBuffer& buffer)
      : paragraphs_(paragraphs), buffer_(buffer) {}

  std::vector<TokenRange> run() {
    if (!may_repeat()) return {};
    llvm::DenseMap<uint64_t, uint32_t> last;
    prints_.reserve(paragraphs_.size());
    for (uint32_t i = 0; i < paragraphs_.size(); ++i) {
      prints_.push_back(fingerprint(paragraphs_[i]));
      if (distance_ == 0 || prints_[i - distance_] != prints_[i]) {
        auto found = last.find(prints_[i]);
        distance_ = found == last.end() ? 0 : i - found->second;
        run_ = 0;
      }
      if (distance_ != 0 && ++run_ == distance_) {
        add(i + 1 - 2 * distance_, i + 1 - distance_, i + 1);
        distance_ = run_ = 0;
      }
      last[prints_[i]] = i;
    }
    return std::move(repeats_);
  }

 private:
  // Whether three paragraphs in a row are as long as three others and start alike: equal ones are. Few texts
  // have such, and the others need no fingerprints.
  bool may_repeat() const {
    constexpr uint64_t kMix = 0x9E3779B97F4A7C15u;
    if (paragraphs_.size() < 2 * kFewestParagraphs) return false;
    llvm::SmallVector<uint64_t, 64> rows;
    uint64_t before = 0, last = 0;
    for (const Paragraph& paragraph : paragraphs_) {
      uint64_t shape = outline(paragraph) * kMix;
      rows.push_back((shape ^ (last * kMix + (last >> 32)) ^ (before * kMix * kMix + (before >> 16))) * kMix);
      before = last;
      last = shape;
    }
    std::sort(rows.begin(), rows.end());
    return std::adjacent_find(rows.begin(), rows.end()) != rows.end();
  }

  uint64_t outline(const Paragraph& paragraph) const {
    uint64_t size = 0;
    for (uint32_t i = paragraph.tok_begin; i < paragraph.tok_end; ++i) {
      const Token& token = buffer_.tokens[i];
      size += token.norm().size();
      if (token.kind == TokenKind::Number) size -= buffer_.spelling(token).count(' ');  // a number and its fraction
    }
    char first = llvm::toLower(buffer_.text[buffer_.tokens[paragraph.tok_begin].norm_begin]);
    return size << 8 | static_cast<uint8_t>(first);
  }

  // Of letters and digits alone, so that lost spaces do not matter.
  uint64_t fingerprint(const Paragraph& paragraph) const {
    uint64_t hash = 0, part = 0;
    uint32_t count = 0;
    auto mix = [&] { hash = ((hash ^ part) * 0x9E3779B97F4A7C15u) ^ (hash >> 29); };
    uint32_t begin = buffer_.tokens[paragraph.tok_begin].norm_begin;
    uint32_t end = buffer_.tokens[paragraph.tok_end - 1].norm_end;
    for (uint32_t i = begin; i < end; ++i) {
      char c = buffer_.text[i];
      if (llvm::isSpace(c)) continue;
      part = part << 8 | static_cast<uint8_t>(llvm::toLower(c));
      if (++count % 8 == 0) mix();
    }
    mix();
    part = count;
    mix();
    return hash >> 1;  // stays clear of the map's reserved keys
  }

  // Copies [first, second) and [second, end) are equal.
  void add(uint32_t first, uint32_t second, uint32_t end) {
    if (second - first < kFewestParagraphs) return;
    TokenRange a{paragraphs_[first].tok_begin, paragraphs_[second - 1].tok_end};
    TokenRange b{paragraphs_[second].tok_begin, paragraphs_[end - 1].tok_end};
    if (buffer_.tokens[a.tok_end - 1].norm_end - buffer_.tokens[a.tok_begin].norm_begin < kFewestCharacters) return;
    repeats_.push_back(spaces(a) < spaces(b) ? a : b);
  }

  // Words that stand apart in the text itself: where fewer do, spaces were lost.
  uint32_t spaces(TokenRange range) const {
    uint32_t count = 0;
    for (uint32_t i = range.tok_begin; i < range.tok_end; ++i) {
      const Token& token = buffer_.tokens[i];
      count += !token.has(kRecovered) && (token.has(kSpaceBefore) || token.has(kLineStart));
    }
    return count;
  }

  const std::vector<Paragraph>& paragraphs_;
  const TokenBuffer& buffer_;
  std::vector<uint64_t> prints_;
  uint32_t distance_ = 0;
  uint32_t run_ = 0;
  std::vector<TokenRange> repeats_;
};

}  // namespace

std::vector<TokenRange> find_repeats(const std::vector<Paragraph>& paragraphs, const TokenBuffer& buffer) {
  return RepeatFinder(paragraphs, buffer).run();
}

}  // namespace critc
