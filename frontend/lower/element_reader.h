// ElementReader: questions about ranges of elements: what stands where outside brackets, what is said at all, where a list
// falls apart.
#pragma once

#include <array>

#include "llvm/ADT/SmallVector.h"

#include "frontend/lower/block_view.h"

namespace critc {

class ElementReader : public BlockView {
 public:
  explicit ElementReader(const BlockView& block) : BlockView(block) {}

  // Most rules need a part or a trait that the block does not have.
  void note_parts();
  bool holds(Part part) const { return held_parts_ >> static_cast<unsigned>(part) & 1; }
  template <typename... Parts>
  bool holds_any(Parts... parts) const { return (holds(parts) || ...); }
  uint32_t find_top(uint32_t begin, uint32_t end, Part part) const { return holds(part) ? search_top(begin, end, part) : end; }

  // ---- element_reader.cpp
  bool says_side(uint32_t i, uint32_t end) const;
  bool reads_on(uint32_t begin, uint32_t end) const;
  bool starts_with_words(uint32_t begin, uint32_t end) const;
  bool names_medical(const Node& node) const;
  uint32_t search_top(uint32_t begin, uint32_t end, Part part) const;
  void find_all_top(uint32_t begin, uint32_t end, std::array<uint32_t, kParts>& first) const;
  bool has_content(uint32_t begin, uint32_t end) const;
  bool has_content_outside(uint32_t begin, uint32_t end) const;
  bool says_anything(uint32_t begin, uint32_t end) const;
  bool has_statement(uint32_t begin, uint32_t end) const;
  TextSpan term_text(uint32_t begin, uint32_t end) const;
  ByteRange element_range(uint32_t begin, uint32_t end) const;

  // ---- list_split.cpp
  bool only_treats(uint32_t begin, uint32_t end) const;
  uint32_t tail_of_both(uint32_t begin, uint32_t end) const;
  bool joins_both(uint32_t begin, uint32_t end) const;
  GrammarCode list_word(uint32_t comma, uint32_t end) const;
  GrammarCode list_word(uint32_t comma, uint32_t end, uint32_t& found) const;
  void split_list(uint32_t begin, uint32_t end, GrammarCode word,
                  llvm::SmallVectorImpl<uint32_t>& cuts) const;
  bool parts_adjectives(uint32_t i, uint32_t end) const;
  bool awaits_noun(uint32_t begin, uint32_t joint) const;
  bool opens_clause(uint32_t i) const;
  bool names_medical_next(uint32_t begin, uint32_t end) const;
  bool has_connective(uint32_t begin, uint32_t end) const;
  bool only_attributes(uint32_t begin, uint32_t end) const;
  bool only_things(uint32_t begin, uint32_t end) const;

 protected:
  void forget_parts() { held_parts_ = ~0u; }

 private:
  uint32_t held_parts_ = ~0u;  // a bit for each part that an element of the block may have
};

}  // namespace critc
