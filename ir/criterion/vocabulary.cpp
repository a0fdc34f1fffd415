#include "ir/criterion/vocabulary.h"

#include "llvm/ADT/ArrayRef.h"

namespace critc {
namespace {

template <typename E>
std::optional<E> find_text(llvm::ArrayRef<llvm::StringLiteral> texts, llvm::StringRef text) {
  for (size_t i = 0; i < texts.size(); ++i)
    if (texts[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace


static constexpr llvm::StringLiteral kSection[] = {
#define SECTION(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Section value) { return kSection[static_cast<size_t>(value)]; }
std::optional<Section> parse_vocabulary(llvm::StringRef text, Section*) { return find_text<Section>(kSection, text); }

static constexpr llvm::StringLiteral kThingKind[] = {
#define THING(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(ThingKind value) { return kThingKind[static_cast<size_t>(value)]; }
std::optional<ThingKind> parse_vocabulary(llvm::StringRef text, ThingKind*) { return find_text<ThingKind>(kThingKind, text); }

static constexpr llvm::StringLiteral kStatus[] = {
#define STATUS(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Status value) { return kStatus[static_cast<size_t>(value)]; }
std::optional<Status> parse_vocabulary(llvm::StringRef text, Status*) { return find_text<Status>(kStatus, text); }

static constexpr llvm::StringLiteral kSeverity[] = {
#define SEVERITY(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Severity value) { return kSeverity[static_cast<size_t>(value)]; }
std::optional<Severity> parse_vocabulary(llvm::StringRef text, Severity*) { return find_text<Severity>(kSeverity, text); }

static constexpr llvm::StringLiteral kPhase[] = {
#define PHASE(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Phase value) { return kPhase[static_cast<size_t>(value)]; }
std::optional<Phase> parse_vocabulary(llvm::StringRef text, Phase*) { return find_text<Phase>(kPhase, text); }

static constexpr llvm::StringLiteral kResponse[] = {
#define RESPONSE(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Response value) { return kResponse[static_cast<size_t>(value)]; }
std::optional<Response> parse_vocabulary(llvm::StringRef text, Response*) { return find_text<Response>(kResponse, text); }

static constexpr llvm::StringLiteral kWhose[] = {
#define WHOSE(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Whose value) { return kWhose[static_cast<size_t>(value)]; }
std::optional<Whose> parse_vocabulary(llvm::StringRef text, Whose*) { return find_text<Whose>(kWhose, text); }

static constexpr llvm::StringLiteral kModality[] = {
#define MODALITY(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Modality value) { return kModality[static_cast<size_t>(value)]; }
std::optional<Modality> parse_vocabulary(llvm::StringRef text, Modality*) { return find_text<Modality>(kModality, text); }

static constexpr llvm::StringLiteral kJudgement[] = {
#define JUDGEMENT(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Judgement value) { return kJudgement[static_cast<size_t>(value)]; }
std::optional<Judgement> parse_vocabulary(llvm::StringRef text, Judgement*) { return find_text<Judgement>(kJudgement, text); }

static constexpr llvm::StringLiteral kReference[] = {
#define REFERENCE(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Reference value) { return kReference[static_cast<size_t>(value)]; }
std::optional<Reference> parse_vocabulary(llvm::StringRef text, Reference*) { return find_text<Reference>(kReference, text); }

static constexpr llvm::StringLiteral kChange[] = {
#define CHANGE(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Change value) { return kChange[static_cast<size_t>(value)]; }
std::optional<Change> parse_vocabulary(llvm::StringRef text, Change*) { return find_text<Change>(kChange, text); }

static constexpr llvm::StringLiteral kDirection[] = {
#define DIRECTION(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Direction value) { return kDirection[static_cast<size_t>(value)]; }
std::optional<Direction> parse_vocabulary(llvm::StringRef text, Direction*) { return find_text<Direction>(kDirection, text); }

static constexpr llvm::StringLiteral kPick[] = {
#define PICK(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Pick value) { return kPick[static_cast<size_t>(value)]; }
std::optional<Pick> parse_vocabulary(llvm::StringRef text, Pick*) { return find_text<Pick>(kPick, text); }

static constexpr llvm::StringLiteral kDoseBasis[] = {
#define DOSE(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(DoseBasis value) { return kDoseBasis[static_cast<size_t>(value)]; }
std::optional<DoseBasis> parse_vocabulary(llvm::StringRef text, DoseBasis*) { return find_text<DoseBasis>(kDoseBasis, text); }

static constexpr llvm::StringLiteral kOpaqueReason[] = {
#define REASON(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(OpaqueReason value) { return kOpaqueReason[static_cast<size_t>(value)]; }
std::optional<OpaqueReason> parse_vocabulary(llvm::StringRef text, OpaqueReason*) { return find_text<OpaqueReason>(kOpaqueReason, text); }

static constexpr llvm::StringLiteral kSex[] = {
#define SEX(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Sex value) { return kSex[static_cast<size_t>(value)]; }
std::optional<Sex> parse_vocabulary(llvm::StringRef text, Sex*) { return find_text<Sex>(kSex, text); }

static constexpr llvm::StringLiteral kInputForm[] = {
#define FORM(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(InputForm value) { return kInputForm[static_cast<size_t>(value)]; }
std::optional<InputForm> parse_vocabulary(llvm::StringRef text, InputForm*) { return find_text<InputForm>(kInputForm, text); }

static constexpr llvm::StringLiteral kStage[] = {
#define STAGE(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Stage value) { return kStage[static_cast<size_t>(value)]; }
std::optional<Stage> parse_vocabulary(llvm::StringRef text, Stage*) { return find_text<Stage>(kStage, text); }

static constexpr llvm::StringLiteral kRangeClass[] = {
#define RANGECLASS(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(RangeClass value) { return kRangeClass[static_cast<size_t>(value)]; }
std::optional<RangeClass> parse_vocabulary(llvm::StringRef text, RangeClass*) { return find_text<RangeClass>(kRangeClass, text); }

static constexpr llvm::StringLiteral kRole[] = {
#define ROLE(Name, Text) Text,
#include "ir/criterion/vocabulary.def"
};
llvm::StringRef text(Role value) { return kRole[static_cast<size_t>(value)]; }
std::optional<Role> parse_vocabulary(llvm::StringRef text, Role*) { return find_text<Role>(kRole, text); }

}  // namespace critc
