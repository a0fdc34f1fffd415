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
  ConceptKind kind = ConceptKind::None;  // of the concept
  llvm::StringRef exact;
  bool derived = false;   // by way of a plural or a joined form
  bool misspelt = false;  // a mistranslation or misspelling that a row lists: "yamerol"
};

class Catalog {
 public:
  // The image must outlive the catalog and be 8-byte aligned.
  static llvm::Expected<Catalog> open(llvm::StringRef image);

  llvm::StringRef version() const;  // "<semver>+<first 12 hex digits of the tables' SHA-256>"

  // Words and phrases. `word` takes a folded word (see ir/text/scanner.h) or a sign.
  struct Word {
    WordId id = 0;       // 0: not known
    KindSet starts = 0;  // the kinds of the phrases that start with it: most words start none of a given kind
  };
  Word find_word(llvm::StringRef folded) const;  // the quicker where the word is probably unknown
  Word find_word(const WordKey& key, uint32_t hash) const;  // of at most WordKey::kInline bytes, with key.hash()
  void prefetch_word(uint32_t hash) const { __builtin_prefetch(word_slots_ + (hash & word_mask_)); }
  void prefetch(Word word) const {  // the phrases that start with it
    if (word.starts) __builtin_prefetch(states_ + word.id);
  }
  WordId word(llvm::StringRef folded) const { return find_word(folded).id; }
  using TrieState = uint32_t;
  static constexpr TrieState kRoot = 0;
  static constexpr TrieState kDead = UINT32_MAX;
  TrieState step(TrieState state, WordId word) const;  // kDead when no phrase goes on like this
  PhraseId phrase_at(TrieState state) const { return states_[state].phrase; }  // 0 when none ends here
  std::pair<TrieState, TrieState> children(TrieState state) const {  // first and one past the last
    const StateRow& row = states_[state];
    return {row.first_child, row.first_child + row.children};
  }
  WordId label(TrieState state) const { return labels_[state]; }  // the word that leads to it
  uint32_t word_count() const { return word_count_; }               // one more than the last WordId
  llvm::StringRef word_text(WordId word) const;
  KindSet kinds_at(TrieState state) const { return states_[state].kinds; }
  uint32_t sense_count(PhraseId phrase) const { return senses_[phrase].count; }
  Sense sense(PhraseId phrase, uint32_t index) const;  // in table order, best first
  // Whether `test` holds for the concept of some sense that the word has by itself.
  template <typename Test>
  bool some_sense(WordId word, Test test) const {
    const TrieState state = step(kRoot, word);
    const PhraseId phrase = state == kDead ? 0 : phrase_at(state);
    for (uint32_t k = 0; phrase && k < sense_count(phrase); ++k)
      if (test(sense(phrase, k).concept_id)) return true;
    return false;
  }

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
  // Drugs and classes of drugs by `classes` and `members`, other things by `is_a`; conditions and units are
  // members of the measurements that they tell of. Transitive, sorted.
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

  // Names that words may be misspelt from, of `size` letters; see drug_speller.h.
  llvm::ArrayRef<DrugNameRow> drug_names(size_t size) const;

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
  const WordSlot* word_slots_ = nullptr;
  const uint64_t* word_filter_ = nullptr;
  const StateRow* states_ = nullptr;
  const WordId* labels_ = nullptr;
  const SenseRow* senses_ = nullptr;
  const ConceptRow* concepts_ = nullptr;
  const RewriteStart* rewrite_starts_ = nullptr;
  const char* strings_ = nullptr;
  uint32_t word_mask_ = 0;
  uint32_t word_count_ = 0;
  uint32_t start_count_ = 0;  // of the words that start phrases, which are the first
};

inline Catalog::Word Catalog::find_word(const WordKey& key, uint32_t hash) const {
  for (uint32_t i = hash & word_mask_;; i = (i + 1) & word_mask_) {
    const WordSlot& slot = word_slots_[i];
    if (slot.is(key) || slot.id == 0) return {slot.id, slot.starts};
  }
}

inline Catalog::TrieState Catalog::step(TrieState state, WordId word) const {
  if (state == kRoot) return word - 1 < start_count_ ? word : kDead;
  const StateRow& row = states_[state];
  if (!(row.next & next_bit(word))) return kDead;
  const WordId* low = labels_ + row.first_child;
  for (uint32_t count = row.children; count > 1;) {  // without a branch that nobody could predict
    uint32_t half = count / 2;
    low += low[half - 1] < word ? half : 0;
    count -= half;
  }
  return *low == word ? static_cast<TrieState>(low - labels_) : kDead;
}

inline Sense Catalog::sense(PhraseId phrase, uint32_t index) const {
  const SenseRow& row = senses_[phrase + index];
  return {row.concept_id, static_cast<ConceptKind>(row.kind), string(row.exact),
          (row.flags & SenseRow::kDerived) != 0, (row.flags & SenseRow::kMisspelt) != 0};
}

// The catalogue that is linked into the program.
const Catalog& builtin_catalog();

}  // namespace critc
