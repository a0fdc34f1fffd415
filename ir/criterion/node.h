// Node: the criterion tree.
//
// One value type for all stages. Nodes hold ids, ranges and exact decimals, never strings. What each
// kind means, three-valued, is in ir/LangRef.md; ir/eval implements it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "llvm/ADT/SmallVector.h"

#include "ir/catalog/ids.h"
#include "ir/criterion/box.h"
#include "ir/criterion/flat_variant.h"
#include "ir/criterion/quantity.h"
#include "ir/criterion/vocabulary.h"
#include "ir/source/byte_range.h"

namespace critc {

struct Node;
using NodeList = std::vector<Node>;

enum class Mark : uint8_t {
#define MARK(Name, Kind, Text, Diagnostic) Name,
#include "ir/criterion/marks.def"
};

llvm::StringRef mark_kind(Mark mark);  // "recovered", "assumed"
llvm::StringRef mark_text(Mark mark);  // "comparator"

// What a statement is about: the words, the phrase they matched, the concept chosen.
struct Subject {
  TextSpan text;
  PhraseId phrase = 0;
  ConceptId concept_id = 0;
  bool operator==(const Subject&) const = default;
};

// ---- time ----------------------------------------------------------------------------------------

// "within 2 weeks before leukapheresis": distance high 2 wk closed, direction before, anchor leukapheresis.
// "in the past 6 months": direction before, anchor 0 (now). "at least 4 weeks before": distance low 4.
struct Window {
  Bounds distance;
  Subject anchor;
  Direction direction = Direction::None;
  TextSpan event;  // what happens in the window, when it is not the node itself
  bool operator==(const Window&) const = default;
};

struct Time {
  std::vector<Window> windows;
  Pick pick = Pick::All;           // "30 days or 5 half-lives, whichever is longer"
  std::vector<Bounds> durations;   // "for at least 6 months"
  std::vector<Bounds> frequencies; // "at least 2 times a week"; unit 1/wk ...
  TextSpan until;                  // "until 1 year after the infusion"
  bool operator==(const Time&) const = default;
};

// ---- attributes that few nodes have ----------------------------------------------------------------

struct Attrs {
  Time time;
  llvm::SmallVector<Mark, 2> marks;  // sorted, unique
  Whose whose = Whose::Patient;
  Modality modality = Modality::None;
  Judgement judgement = Judgement::None;
  TextSpan cause;    // "attributable to systemic sclerosis"
  TextSpan purpose;  // "to maintain blood pressure"
  TextSpan method;   // "(Cockcroft/Gault equation)", "mean of three"
  TextSpan site;     // body site, specimen
  TextSpan narrowed; // words that narrow the thing: "proximal tibial" osteotomy
  TextSpan review;   // a reviewer's remark, kept by every pass
  bool operator==(const Attrs&) const = default;
};

// ---- kinds -----------------------------------------------------------------------------------------

struct All { NodeList children; bool operator==(const All&) const = default; };  // at least 2
struct Any { NodeList children; bool operator==(const Any&) const = default; };  // at least 2
struct AtLeast {
  Bounds count;  // "2 of the following": low 2; facts of kind count
  NodeList children;  // empty when the announced items are missing (diagnosed)
  bool operator==(const AtLeast&) const = default;
};
struct Not { Box<Node> body; bool operator==(const Not&) const = default; };

// Printed `compare` with one end or an equality, `range` with two.
struct Comparison {
  Subject subject;
  Bounds bounds;
  Change change = Change::None;
  bool operator==(const Comparison&) const = default;
};

struct Has {
  Subject subject;
  ThingKind thing = ThingKind::Other;
  Status status = Status::None;
  Severity severity = Severity::None;
  Bounds grade;              // "grade 2 or above", "stage IIIB-IV" as ranks of `scale`
  ConceptId scale = 0;
  bool operator==(const Has&) const = default;
};

struct Exposure {
  Subject subject;
  ThingKind thing = ThingKind::Drug;
  Bounds dose;
  DoseBasis basis = DoseBasis::None;
  Subject equivalent;        // "or equivalent", "prednisone equivalent": the dose counts in this drug
  TextSpan frequency;
  TextSpan route;
  Bounds line;               // line of therapy, courses: "at least 2 prior lines"
  Phase phase = Phase::None;
  Response response = Response::None;
  bool operator==(const Exposure&) const = default;
};

struct CaseArm;
struct Cases {
  std::vector<CaseArm> arms;
  Box<Node> otherwise;       // empty: nothing is asked when no guard holds
  bool operator==(const Cases&) const;
};
struct Except { Box<Node> body; Box<Node> carve; bool operator==(const Except&) const = default; };
struct Includes { Box<Node> body; NodeList examples; bool operator==(const Includes&) const = default; };
struct Define { Subject term; Box<Node> body; bool operator==(const Define&) const = default; };
struct Exists {              // "at least 2 teeth with CAL >= 3 mm"
  Bounds count;
  Subject subject;           // what is counted
  Box<Node> body;            // what each must meet; may be empty
  bool operator==(const Exists&) const = default;
};
struct Opaque {
  TextSpan text;
  OpaqueReason reason = OpaqueReason::NoRule;
  NodeList about;            // things that the words name; what is asked of them was not understood
  bool operator==(const Opaque&) const = default;
};

// A criterion or a nested list item. Nested items are nodes of their parent's tree.
struct Item {
  Section section = Section::Inclusion;
  CohortId cohort = 0;
  llvm::SmallVector<uint16_t, 4> number;  // {7, 3}: I7.3
  TextSpan label;                         // the printed marker, "3."; may be empty
  ByteRange source;                       // the item's own words, without its nested items
  TextSpan text;                          // the same, in the pool
  Box<Node> body;
  bool operator==(const Item&) const = default;
};

using NodeValue = FlatVariant<Opaque, Box<Item>, Box<Comparison>, Box<Has>, Box<Exposure>, All, Any,
                              Box<AtLeast>, Not, Cases, Except, Includes, Box<Define>, Box<Exists>>;

struct Node {
  ByteRange range;
  Box<Attrs> attrs;
  NodeValue value;

  // The struct of the node, or nullptr: node.as<Comparison>(), node.as<All>().
  template <typename T>
  T* as() {
    if constexpr (NodeValue::holds<T>) {
      return value.template get_if<T>();
    } else {
      auto* box = value.template get_if<Box<T>>();
      return box ? box->get() : nullptr;
    }
  }
  template <typename T>
  const T* as() const {
    return const_cast<Node*>(this)->as<T>();
  }
  // A node of a kind that has no children.
  bool is_leaf() const { return value.holds_any_of<Box<Comparison>, Box<Has>, Box<Exposure>>(); }
  bool has_mark(Mark mark) const;
  void add_mark(Mark mark);
  const Time* time() const { return attrs ? &attrs->time : nullptr; }
  bool operator==(const Node&) const = default;
};
static_assert(sizeof(Node) <= 64);

struct CaseArm {
  Node guard;
  Node body;
  bool operator==(const CaseArm&) const = default;
};

// The IR's word for a node: "compare", "range", "has", ...
llvm::StringRef kind_name(const Node& node);

// Calls f(Node&) for each direct child, in printed order: bodies, guards, carve-outs, examples.
template <typename F>
void for_each_child(Node& node, F&& f);
template <typename F>
void for_each_child(const Node& node, F&& f);

// Calls f(Bounds&, BoundsRole) for every Bounds that the node itself holds (not its children):
// its value, dose, count, grade, line, window distances, durations, frequencies.
enum class BoundsRole : uint8_t { Value, Dose, Count, Grade, Line, Window, Duration, Frequency };
template <typename F>
void for_each_bounds(Node& node, F&& f);
template <typename F>
void for_each_bounds(const Node& node, F&& f);

}  // namespace critc

#include "ir/criterion/node_walk.h"  // IWYU pragma: export
