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

namespace {

uint32_t trait_of(GrammarCode code) {
  switch (code) {
    case GrammarCode::Modifier: return kNarrows;
    case GrammarCode::RelationAfter: return kRelates;
    case GrammarCode::RelationMethod: return kMethod | kRelates;
    case GrammarCode::RelationOf: return kRelatesOf;
    case GrammarCode::Clause: return kInClause;
    case GrammarCode::Carrier: return kCarries;
    case GrammarCode::MeasureWord: return kMeasures;
    case GrammarCode::Recovery: return kRecovers;
    case GrammarCode::DenyingPrefix: return kDenies;
    case GrammarCode::Duty: return kObliges;
    case GrammarCode::KindWord: return kGeneric;
    case GrammarCode::Course: return kCourse | kNarrows;
    case GrammarCode::Which: return kWhich;
    case GrammarCode::LightVerb: return kLightVerb;
    case GrammarCode::AllergyWord: return kAllergy;
    case GrammarCode::RatioWord: return kRatio;
    case GrammarCode::Specimen: return kSpecimen;
    case GrammarCode::Commentary: return kHedges;
    case GrammarCode::Turn: return kTurns;
    case GrammarCode::RelationDenied: return kRelates | kNoCause;
    case GrammarCode::Takes: return kTakes;
    case GrammarCode::OfAnother: return kOfAnother;
    case GrammarCode::Admission: return kAdmits;
    case GrammarCode::DerivedMeasure: return kDerives;
    case GrammarCode::RelationOutside: return kOutside | kRelates;
    case GrammarCode::Place:
    case GrammarCode::Circumstance: return kPlaces;
    default: return 0;
  }
}

}  // namespace

GrammarWords::GrammarWords(const Catalog& catalog)
    : opens_sentence_(catalog.find("grammar:opens_sentence")), opens_behind_value_(catalog.find("grammar:opens_behind_value")),
      joins_onward_(catalog.find("heading:joins_onward")), refers_(catalog.find("grammar:refers")),
      refers_by_place_(catalog.find("grammar:refers_by_place")), text_place_(catalog.find("grammar:text_place")) {
  for (ConceptId each = 1; each < catalog.concept_count(); ++each) {
    if (catalog.kind(each) != ConceptKind::Grammar) continue;
    words_.resize(each + 1);
    words_.back() = grammar_word(catalog.name(each));
    words_.back().traits = trait_of(words_.back().code);
  }
}

}  // namespace critc
