#include <algorithm>

#include "llvm/Support/raw_ostream.h"

#include "frontend/outline/outline.h"
#include "frontend/outline/range_tiler.h"

namespace critc {

namespace {

constexpr size_t kShownWords = 60;

// The bytes with runs of white space as one space, cut to a readable length at a character's start.
std::string shown(llvm::StringRef bytes) {
  std::string words;
  for (char c : bytes) {
    bool space = static_cast<unsigned char>(c) <= ' ';
    if (space && (words.empty() || words.back() == ' ')) continue;
    bool starts_character = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (words.size() >= kShownWords && starts_character) return words + "...";
    words += space ? ' ' : c;
  }
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

class OutlineDumper {
 public:
  OutlineDumper(const Outline& outline, const Posting& posting, const TokenBuffer& buffer,
                llvm::raw_ostream& out)
      : outline_(outline), bytes_(posting.buffer), out_(out) {
    depths_.reserve(outline.blocks.size());
    for (uint32_t i = 0; i < outline.blocks.size(); ++i) {
      const OutlineBlock& block = outline.blocks[i];
      bool nested = block.parent != OutlineBlock::kNoParent;
      depths_.push_back(nested ? depths_[block.parent] + 1 : 0);
      places_.push_back({own_range(block, buffer).begin, i, false});
      if (block.tail_begin < block.tail_end) {
        places_.push_back({buffer.tokens[block.tail_begin].raw_begin, i, true});
      }
    }
    std::stable_sort(places_.begin(), places_.end(),
                     [](const Place& a, const Place& b) { return a.begin < b.begin; });
  }

  void run() {
    size_t next = 0;
    for (const ClassedRange& range : outline_.ranges) {
      while (next < places_.size() && places_[next].begin < range.range.begin) ++next;
      bool found = next < places_.size() && places_[next].begin == range.range.begin &&
                   outline_.blocks[places_[next].block].cls == range.cls;
      out_ << range.range.begin << ".." << range.range.end << ' ' << text(range.cls);
      if (found) print_block(places_[next]);
      print_words(range, found ? &places_[next] : nullptr);
    }
  }

 private:
  struct Place {
    uint32_t begin;
    uint32_t block;
    bool tail;
  };

  void print_block(const Place& place) {
    const OutlineBlock& block = outline_.blocks[place.block];
    out_ << ' ' << text(block.section) << (block.section_assumed ? "?" : "") << ' ';
    if (block.cohort == 0) {
      out_ << '-';
    } else {
      out_ << outline_.cohorts[block.cohort - 1].id;
    }
    if (block.cls != RangeClass::Criterion) return;
    out_ << ' ' << depths_[place.block] << ' ';
    if (place.tail) {
      out_ << "tail";
    } else if (block.label.empty()) {
      out_ << '-';
    } else {
      out_ << shown(bytes_.slice(block.label.begin, block.label.end));
    }
  }

  void print_words(const ClassedRange& range, const Place* place) {
    if (range.cls != RangeClass::Blank) {
      ByteRange words = range.range;
      if (place && !place->tail) words.begin = std::max(words.begin, outline_.blocks[place->block].label.end);
      out_ << " | " << shown(bytes_.slice(words.begin, words.end));
    }
    out_ << '\n';
  }

  const Outline& outline_;
  llvm::StringRef bytes_;
  llvm::raw_ostream& out_;
  std::vector<uint32_t> depths_;
  std::vector<Place> places_;
};

}  // namespace

void dump_outline(const Outline& outline, const Posting& posting, const TokenBuffer& tokens,
                  llvm::raw_ostream& out) {
  OutlineDumper(outline, posting, tokens, out).run();
}

}  // namespace critc
