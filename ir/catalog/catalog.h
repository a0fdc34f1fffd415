// Catalog: what critc knows, as one position-independent blob.
//
// YAML tables under ir/catalog are compiled by critc-tblgen (see builder.h) into an image that is
// linked in; --catalog FILE builds a larger image at run time with the same builder. All look-ups are
// by id and allocate nothing. A Catalog is immutable and safe to share between threads.
#pragma once

#include <cstdint>
#include <optional>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include "ir/catalog/ids.h"
#include "ir/catalog/image_layout.h"
#include "ir/number/decimal.h"
#include "ir/number/ratio.h"

namespace critc {

// The namespaces of concepts; the name of a concept is "<namespace>:<snake_case>".
enum class ConceptKind : uint8_t {
#define CONCEPT_KIND(Name, Namespace, Description) Name,
#include "ir/catalog/concept_kind.def"
};
constexpr KindSet kind_bit(ConceptKind kind) { return KindSet{1} << static_cast<unsigned>(kind); }
constexpr KindSet kAnyLetters = KindSet{1} << 31;  // of a phrase: some sense demands no exact letters

// One meaning of a phrase. Where `exact` is not empty the phrase has this meaning only if the words
// stand in the text with these letters ("ALL" the leukemia, "G/L" giga per litre).
struct Sense {
  ConceptId concept_id = 0;
  llvm::StringRef exact;
  bool derived = false;  // by way of a plural or a joined form
};

class Catalog {
 public:
  // The image must outlive the catalog and be 8-byte aligned.
  static llvm::Expected<Catalog> open(llvm::StringRef image);

  llvm::StringRef version() const;  // "<semver>+<first 12 hex digits of the tables' SHA-256>"

  // Words and phrases. `word` takes a folded word (see ir/text/scanner.h) or a sign.
  WordId word(llvm::StringRef folded) const;
  using TrieState = uint32_t;
  static constexpr TrieState kRoot = 0;
  static constexpr TrieState kDead = UINT32_MAX;
  TrieState step(TrieState state, WordId word) const;  // kDead when no phrase goes on like this
  PhraseId phrase_at(TrieState state) const { return states_[state].phrase; }  // 0 when none ends here
  std::pair<TrieState, TrieState> children(TrieState state) const {  // first and one past the last
    return {states_[state].first_child, states_[state + 1].first_child};
  }
  WordId label(TrieState state) const { return states_[state].label; }  // the word that leads to it
  uint32_t word_count() const { return word_count_; }               // one more than the last WordId
  llvm::StringRef word_text(WordId word) const;
  // The kinds of the phrases that start with a word: most words start none of a given kind.
  KindSet start_kinds(WordId word) const { return word < word_count_ ? starts_[word].kinds : 0; }
  KindSet kinds_at(TrieState state) const { return states_[state].kinds; }
  uint32_t sense_count(PhraseId phrase) const {
    return sense_begins_[phrase + 1] - sense_begins_[phrase];
  }
  Sense sense(PhraseId phrase, uint32_t index) const;  // in table order, best first

  // Concepts.
  uint32_t concept_count() const;
  ConceptId find(llvm::StringRef name) const;  // "lab:platelets"; 0 when unknown
  ConceptKind kind(ConceptId id) const { return static_cast<ConceptKind>(concepts_[id].kind); }
  llvm::StringRef name(ConceptId id) const { return string(concepts_[id].name); }
  llvm::StringRef title(ConceptId id) const;   // for people: "platelet count"
  llvm::StringRef source(ConceptId id) const;
  llvm::StringRef value(ConceptId id) const;   // of grammar words: `value:` of the row, e.g. "30"

  // Rows by kind; the id must be of that kind.
  const MeasurementRow& measurement(ConceptId id) const;
  const ScaleRow& scale(ConceptId id) const;
  llvm::ArrayRef<ScaleRank> ranks(const ScaleRow& scale) const;  // in order; text by string()
  // Drugs and classes of drugs by `classes` and `members`, other things by `is_a`; transitive, sorted.
  llvm::ArrayRef<ConceptId> members(ConceptId whole) const;
  llvm::ArrayRef<ConceptId> classes(ConceptId part) const;
  llvm::StringRef string(StringSlice slice) const {
    return {strings_ + slice.offset, slice.length};
  }

  // Units.
  UnitId unit(llvm::StringRef ucum) const;  // 0 when no row has this code
  const UnitRow& unit(UnitId id) const;
  llvm::StringRef ucum(UnitId id) const;
  // The unit that a concept of kind Unit stands for.
  UnitId unit_of(ConceptId id) const;

  // Atoms and prefixes for parse_ucum.
  UcumTable ucum_table() const;

  // Dose equivalence: mg of `to` that one mg of `from` counts for, by the given table ("" = default).
  struct Equivalence {
    Ratio factor;
    llvm::StringRef table;    // "glucocorticoid"
    llvm::StringRef version;  // "BNF/ELMMB 6.3"
    ConceptId target = 0;     // drug:prednisone
  };
  std::optional<Equivalence> equivalence(ConceptId from, llvm::StringRef table = "") const;
  llvm::ArrayRef<EquivalenceRow> equivalence_rows() const;  // sorted by `from`, default tables first

  // Rows that the reader, the normalizer and the outline use.
  llvm::ArrayRef<FurnitureRow> furniture() const;
  llvm::ArrayRef<RewriteRow> rewrites() const;  // by first character, then longest first
  const RewriteStart& rewrite_start(char ascii) const {
    return rewrite_starts_[static_cast<uint8_t>(ascii)];
  }
  llvm::ArrayRef<RewriteRow> rewrites_from(char32_t first) const;

 private:
  llvm::StringRef image_;
  const ImageHeader* header_ = nullptr;
  const StartRow* starts_ = nullptr;
  const StateRow* states_ = nullptr;
  const uint32_t* sense_begins_ = nullptr;
  const SenseRow* senses_ = nullptr;
  const ConceptRow* concepts_ = nullptr;
  const RewriteStart* rewrite_starts_ = nullptr;
  const char* strings_ = nullptr;
  uint32_t word_count_ = 0;
};

inline Catalog::TrieState Catalog::step(TrieState state, WordId word) const {
  if (state == kRoot) return word < word_count_ ? starts_[word].state : kDead;
  auto [low, end] = children(state);
  TrieState high = end;
  while (low < high) {
    TrieState middle = low + (high - low) / 2;
    if (states_[middle].label < word) low = middle + 1;
    else high = middle;
  }
  return low < end && states_[low].label == word ? low : kDead;
}

inline Sense Catalog::sense(PhraseId phrase, uint32_t index) const {
  const SenseRow& row = senses_[sense_begins_[phrase] + index];
  return {row.concept_id, string(row.exact), row.derived != 0};
}

// The catalogue that is linked into the program.
const Catalog& builtin_catalog();

}  // namespace critc
