// Element: what the scanner makes of chunks and the logic reader combines: a finished statement, a
// thing that a statement may be about, a connective, a bracket, words.
#pragma once

#include <vector>

#include "frontend/lower/chunk.h"
#include "ir/criterion/node.h"

namespace critc {

enum class Part : uint8_t {
  Words,      // nothing known
  Statement,  // node is complete: a comparison, a dose, a counted thing
  Entity,     // node is a Has or an Exposure
  Subject,    // a measurement that has found no bound yet
  Time,       // node's attributes hold the time, its value is empty
  Frequency,
  Dose,
  Reference,
  Change,
  Attribute,
  Negation,
  Exception,
  Guard,
  Example,
  Includes,
  Definition,
  Announce,   // node's value is an AtLeast with the count, where one is stated
  And,
  Or,
  Comma,
  Stop,
  Colon,
  Open,
  Close,
  Ordinal,
  Filler,
};

constexpr size_t kParts = static_cast<size_t>(Part::Filler) + 1;  // Filler is the last

inline bool is_connective(Part part) { return part == Part::And || part == Part::Or || part == Part::Comma; }

// What an `all` or `any` joins; none for other nodes.
inline NodeList* list_of(Node& node) {
  if (All* all = node.as<All>()) return &all->children;
  Any* any = node.as<Any>();
  return any ? &any->children : nullptr;
}
inline const NodeList* list_of(const Node& node) { return list_of(const_cast<Node&>(node)); }

// `when guard { body }`: nothing is asked where the guard does not hold. Covers `where` and both.
inline Node case_of(Node guard, Node body, ByteRange where) {
  Node node;
  node.range = hull(where, hull(guard.range, body.range));
  Cases cases;
  cases.arms.push_back({std::move(guard), std::move(body)});
  node.value = std::move(cases);
  return node;
}

// `except { body unless { carve } }`. Covers `where` and both.
inline Node except_of(Node body, Node carve, ByteRange where) {
  Node node;
  node.range = hull(where, hull(body.range, carve.range));
  node.value = Except{std::move(body), std::move(carve)};
  return node;
}

// What a condition, drug or other thing is called; none for other nodes.
inline Subject* subject_of_thing(Node& node) {
  if (Has* has = node.as<Has>()) return &has->subject;
  Exposure* exposure = node.as<Exposure>();
  return exposure ? &exposure->subject : nullptr;
}

// Where the thing's own words begin; attributes may stand before them.
inline uint32_t name_begin(const Node& node) {
  const Subject* subject = subject_of_thing(const_cast<Node&>(node));
  return subject ? subject->text.begin : node.range.begin;
}

inline bool carries_content(Part part) {
  return part == Part::Statement || part == Part::Entity || part == Part::Subject || part == Part::Announce;
}

struct Element {
  static constexpr uint8_t kInterval = 1;  // value of a Statement that no bound behind it continues
  static constexpr uint8_t kAhead = 1;  // value of a Time that is said of the thing behind it
  static constexpr uint8_t kSince = 2;  // the same, of how long ago that was: nothing asks for the thing

  Part part = Part::Words;
  GrammarCode code = GrammarCode::None;
  uint8_t value = 0;
  bool shares_head = false;  // named together with the last word of a thing behind it: "hepatic or renal impairment"
  uint32_t chunk_begin = 0;
  uint32_t chunk_end = 0;
  uint32_t match = 0;  // Open, Close: index of the other one
  Node node;
};

// "patients", "the subject": those of whom everything is asked.
inline bool is_patient(const Element& element) {
  return element.part == Part::Attribute && element.code == GrammarCode::Whose && static_cast<Whose>(element.value) == Whose::Patient;
}

// "contraindication to", "response to": of a finding it says what no node can say.
inline bool relates(const Element& element) {
  if (element.code != GrammarCode::Response) return false;
  auto response = static_cast<Response>(element.value);
  return response != Response::Refractory && response != Response::Stable;
}

// "positive", "negative"
inline bool says_result(const Element& element) {
  const auto status = static_cast<Status>(element.value);
  return element.part == Part::Attribute && element.code == GrammarCode::Status && (status == Status::Positive || status == Status::Negative);
}

// "in the study eye", "on room air"
inline bool is_place(const Element& element) {
  return element.code == GrammarCode::Place || element.code == GrammarCode::Circumstance;
}

inline bool is_prohibition(const Element& element) {
  return element.part == Part::Attribute && element.code == GrammarCode::Phase &&
         static_cast<Phase>(element.value) == Phase::Prohibited;
}

// "received", "requiring": an attribute of what stands behind it.
inline bool rules_onward(const Element& element) {
  return element.part == Part::Attribute && (element.code == GrammarCode::Phase || element.code == GrammarCode::Modality ||
                                             element.code == GrammarCode::Response);
}

// "History of latent tuberculosis which was never treated": a node has one status only.
inline bool contradicts(const Element& said, const Node& node) {
  const Has* has = node.as<Has>();
  if (!has || said.part != Part::Attribute || said.code != GrammarCode::Status) return false;
  const Status status = static_cast<Status>(said.value);
  const bool treated = status == Status::Untreated || status == Status::Controlled || status == Status::Uncontrolled || status == Status::Refractory;
  return treated && has->status != Status::None && has->status != status;
}

// What a comparison is about; 0 for other elements.
inline ConceptId compared(const Element& element) {
  const Comparison* comparison = element.node.as<Comparison>();
  return comparison ? comparison->subject.concept_id : 0;
}

}  // namespace critc
