#include "llvm/ADT/StringSwitch.h"

#include "frontend/lower/chunk.h"

namespace critc {

llvm::StringRef chunk_kind_name(ChunkKind kind) {
  switch (kind) {
#define CHUNK(Name, Description) \
  case ChunkKind::Name:          \
    return #Name;
#include "frontend/lower/chunk_kind.def"
  }
  return "";
}

GrammarWord grammar_word(llvm::StringRef concept_name) {
  llvm::StringRef name = concept_name;
  if (!name.consume_front("grammar:")) return {};
  if (name.starts_with("frequency.")) return {ChunkKind::Frequency, GrammarCode::Frequency, 0};
#define FAMILY(Name, Kind, Prefix, Enum)                                                         \
  if (name.consume_front(Prefix)) {                                                              \
    auto value = parse<Enum>(name);                                                              \
    if (!value) return {};                                                                       \
    return {ChunkKind::Kind, GrammarCode::Name, static_cast<uint8_t>(*value)};                   \
  }
#include "frontend/lower/grammar_code.def"
  uint8_t value = name.consume_back("_age") ? Chunk::kOfAge : uint8_t{0};
  auto word = llvm::StringSwitch<GrammarWord>(name)
#define CODE(Name, Kind, Value) .Case(Value, {ChunkKind::Kind, GrammarCode::Name, 0})
#include "frontend/lower/grammar_code.def"
                  .Default({});
  word.value = value;
  return word;
}

GrammarWord grammar_word(const Catalog& catalog, ConceptId id) {
  if (&catalog != &builtin_catalog()) return grammar_word(catalog.name(id));
  static const std::vector<GrammarWord> builtin = [&] {
    std::vector<GrammarWord> words(catalog.concept_count());
    for (ConceptId each = 1; each < words.size(); ++each) {
      if (catalog.kind(each) == ConceptKind::Grammar) words[each] = grammar_word(catalog.name(each));
    }
    return words;
  }();
  return builtin[id];
}

uint8_t trait_of(GrammarCode code) {
  switch (code) {
    case GrammarCode::Modifier: return kNarrows;
    case GrammarCode::RelationAfter: return kRelates;
    case GrammarCode::RelationOf: return kRelatesOf;
    case GrammarCode::Clause: return kInClause;
    case GrammarCode::Carrier: return kCarries;
    case GrammarCode::DenyingPrefix: return kDenies;
    case GrammarCode::Duty: return kObliges;
    default: return 0;
  }
}

}  // namespace critc
