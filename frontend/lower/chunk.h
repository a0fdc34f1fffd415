// Chunk: what the parser sees: a phrase of the catalogue, a number, a unit, a sign or a plain word.
//
//   Platelets >= 75 x 10^9/L   ->   Subject Comparator Number Unit
//
// Chunks tile the tokens they were cut from.
#pragma once

#include <cstdint>
#include <vector>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include "ir/catalog/catalog.h"
#include "ir/catalog/short_forms.h"
#include "ir/criterion/document.h"
#include "ir/text/token.h"

namespace critc {

enum class ChunkKind : uint8_t {
#define CHUNK(Name, Description) Name,
#include "frontend/lower/chunk_kind.def"
};
llvm::StringRef chunk_kind_name(ChunkKind kind);

enum class GrammarCode : uint8_t {
  None,
  Frequency,
#define CODE(Name, Kind, Value) Name,
#define FAMILY(Name, Kind, Prefix, Enum) Name,
#include "frontend/lower/grammar_code.def"
};

// What words are to the name of a thing beside them; any chunk may have some (ir/catalog/grammar/naming.yaml).
enum TraitBits : uint32_t {
  kTurns = 32768,     // beside a time: of what stands with it, another event is meant, "withheld", "change in"
  kNarrows = 1,      // before a thing: "ocular", "other"
  kRelates = 2,      // behind a thing: opens what is said about it, "due to"
  kRelatesOf = 4,    // the same, where words follow that are no thing: "of", "in"
  kInClause = 8,     // no name of a thing contains it: "receive", "however"
  kGeneric = 128,    // names a kind of things and no thing: "disease", "drugs"
  kCourse = 256,     // how a thing runs, with any name: "acute", "metastatic"
  kWhich = 1024,     // "that", "which", "who": a clause about the thing before
  kLightVerb = 2048, // between "unwilling to" and a thing: adds nothing, "use", "undergo"
  kAllergy = 512,    // "allergy", before what it is to
  kObliges = 64,     // "must": behind persons
  kDenies = 32,      // a prefix that denies the thing behind it: "non"
  kRatio = 8192,     // behind two measurements: "ratio"
  kCarries = 16,     // behind a thing: adds nothing, "use", "episodes"
  kHedges = 16384,    // before a bound that only describes: "most are", "typically"
  kMeasures = 65536,   // behind a measurement: adds nothing, "test"
  kMethod = 131072,    // behind a bound or finding: before how it is measured or seen, "by", "using", "assessed"
  kOfAnother = 1048576,  // before "of" or `or`: a word for what something else has, "symptoms", "features"
  kNoCause = 524288,    // behind a thing: what follows has nothing to do with it, "not due to"
  kTakes = 4194304,     // before a drug, where a clause begins: "on warfarin"
  kAdmits = 262144,     // "eligible": lets persons in, or names who is asked for
  kDerives = 2097152,   // behind a measurement: another one made of it, "variability", "gradient"
  kRecovers = 8388608,  // before "to grade": "recovered", "resolved"
  kOutside = 16777216,  // before a range: what is not in it
  kPlaces = 33554432,   // behind a thing or bound: where or when it is so, "in the study eye"
  kSpecimen = 4096,  // before or behind a measurement: what it is measured in, "synovial fluid"
};

// The meaning of the catalogue row grammar:*.
struct GrammarWord {
  ChunkKind kind = ChunkKind::Word;
  GrammarCode code = GrammarCode::None;
  uint8_t value = 0;
  uint32_t traits = 0;  // TraitBits
};
GrammarWord grammar_word(llvm::StringRef concept_name);

// The same by concept.
class GrammarWords {
 public:
  explicit GrammarWords(const Catalog& catalog);
  GrammarWord operator[](ConceptId id) const { return id < words_.size() ? words_[id] : GrammarWord{}; }
  ConceptId opens_sentence() const { return opens_sentence_; }        // words with which items begin, where they have a capital
  ConceptId opens_behind_value() const { return opens_behind_value_; }  // the same, behind a value only
  ConceptId joins_onward() const { return joins_onward_; }            // words that end no sentence
  ConceptId refers() const { return refers_; }                        // "see": what follows points elsewhere
  ConceptId refers_by_place() const { return refers_by_place_; }      // "per": the same, where it names a place in a text
  ConceptId text_place() const { return text_place_; }                // "appendix", "section"

 private:
  std::vector<GrammarWord> words_;  // up to the last one
  ConceptId opens_sentence_, opens_behind_value_, joins_onward_, refers_, refers_by_place_, text_place_;
};

struct alignas(16) Chunk {  // 32 bytes: chunks are looked up everywhere
  static constexpr uint8_t kSentence = 1;  // value of a Stop that is a period
  static constexpr uint8_t kOfAge = 1;     // value of a comparator that only ages have: older than

  static constexpr uint8_t kRank = 2;      // value of a Number that is written as a rank: III, B

  ChunkKind kind = ChunkKind::Word;
  GrammarCode code = GrammarCode::None;
  GrammarCode other_code = GrammarCode::None;  // a second grammar sense of the same words; of a
                                               // Subject the comparator in it: "aged between"
  uint8_t value = 0;
  uint32_t traits = 0;                     // TraitBits
  uint32_t tok_begin = 0;
  uint32_t tok_end = 0;
  uint32_t payload = 0;
  PhraseId phrase = 0;
  ConceptId concept_id = 0;

  bool is(GrammarCode wanted) const { return code == wanted || other_code == wanted; }
};
static_assert(sizeof(Chunk) == 32);

// Reused from block to block, so that a posting costs few allocations.
struct ChunkBuffer {
  std::vector<Chunk> chunks;
  std::vector<Decimal> values;
  std::vector<uint32_t> open;  // brackets that wait for their close
  llvm::ArrayRef<ShortForm> short_forms;  // that the posting defines
  uint32_t traits = 0;         // of all chunks together
  uint64_t kinds = 0;          // a bit for each kind that some chunk has

  static constexpr uint64_t bit(ChunkKind kind) { return uint64_t{1} << static_cast<unsigned>(kind); }
};

// Cuts tokens [begin, end) into buffer.chunks. Compound units that no catalogue row has are added to
// the document.
void cut_chunks(const TokenBuffer& tokens, uint32_t begin, uint32_t end, const Catalog& catalog,
                const GrammarWords& grammar, Document& document, ChunkBuffer& buffer);

}  // namespace critc
