// The closed vocabularies of the IR as enums, with their texts (see vocabulary.def).
#pragma once

#include <cstdint>
#include <optional>

#include "llvm/ADT/StringRef.h"

namespace critc {

// Which list of criteria an item stands in.
enum class Section : uint8_t {
#define SECTION(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Section value);
std::optional<Section> parse_vocabulary(llvm::StringRef text, Section* tag);

// What sort of thing a node names; the kinds of --emit=mentions.
enum class ThingKind : uint8_t {
#define THING(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(ThingKind value);
std::optional<ThingKind> parse_vocabulary(llvm::StringRef text, ThingKind* tag);

// How a condition or finding stands to the patient.
enum class Status : uint8_t {
#define STATUS(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Status value);
std::optional<Status> parse_vocabulary(llvm::StringRef text, Status* tag);

enum class Severity : uint8_t {
#define SEVERITY(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Severity value);
std::optional<Severity> parse_vocabulary(llvm::StringRef text, Severity* tag);

// When an exposure happens, as seen from enrollment.
enum class Phase : uint8_t {
#define PHASE(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Phase value);
std::optional<Phase> parse_vocabulary(llvm::StringRef text, Phase* tag);

// What an exposure did.
enum class Response : uint8_t {
#define RESPONSE(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Response value);
std::optional<Response> parse_vocabulary(llvm::StringRef text, Response* tag);

// Whose value or state it is.
enum class Whose : uint8_t {
#define WHOSE(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Whose value);
std::optional<Whose> parse_vocabulary(llvm::StringRef text, Whose* tag);

// Ability, will, plan, need.
enum class Modality : uint8_t {
#define MODALITY(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Modality value);
std::optional<Modality> parse_vocabulary(llvm::StringRef text, Modality* tag);

// Whose judgement decides.
enum class Judgement : uint8_t {
#define JUDGEMENT(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Judgement value);
std::optional<Judgement> parse_vocabulary(llvm::StringRef text, Judgement* tag);

// What a bound is relative to.
enum class Reference : uint8_t {
#define REFERENCE(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Reference value);
std::optional<Reference> parse_vocabulary(llvm::StringRef text, Reference* tag);

// A bound on a change instead of a value.
enum class Change : uint8_t {
#define CHANGE(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Change value);
std::optional<Change> parse_vocabulary(llvm::StringRef text, Change* tag);

// On which side of its anchor a window lies.
enum class Direction : uint8_t {
#define DIRECTION(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Direction value);
std::optional<Direction> parse_vocabulary(llvm::StringRef text, Direction* tag);

// Which of several windows counts.
enum class Pick : uint8_t {
#define PICK(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Pick value);
std::optional<Pick> parse_vocabulary(llvm::StringRef text, Pick* tag);

// What a dose amounts to.
enum class DoseBasis : uint8_t {
#define DOSE(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(DoseBasis value);
std::optional<DoseBasis> parse_vocabulary(llvm::StringRef text, DoseBasis* tag);

// Why words were not understood.
enum class OpaqueReason : uint8_t {
#define REASON(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(OpaqueReason value);
std::optional<OpaqueReason> parse_vocabulary(llvm::StringRef text, OpaqueReason* tag);

enum class Sex : uint8_t {
#define SEX(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Sex value);
std::optional<Sex> parse_vocabulary(llvm::StringRef text, Sex* tag);

// The form an input came in.
enum class InputForm : uint8_t {
#define FORM(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(InputForm value);
std::optional<InputForm> parse_vocabulary(llvm::StringRef text, InputForm* tag);

// What is settled in a document.
enum class Stage : uint8_t {
#define STAGE(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Stage value);
std::optional<Stage> parse_vocabulary(llvm::StringRef text, Stage* tag);

// What each byte of the buffer is.
enum class RangeClass : uint8_t {
#define RANGECLASS(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(RangeClass value);
std::optional<RangeClass> parse_vocabulary(llvm::StringRef text, RangeClass* tag);

// What part a statement plays; derived from the node's place.
enum class Role : uint8_t {
#define ROLE(Name, Text) Name,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Role value);
std::optional<Role> parse_vocabulary(llvm::StringRef text, Role* tag);

// The value whose text is `text`, e.g. parse<Status>("history").
template <typename E>
std::optional<E> parse(llvm::StringRef text) {
  return parse_vocabulary(text, static_cast<E*>(nullptr));
}

}  // namespace critc
