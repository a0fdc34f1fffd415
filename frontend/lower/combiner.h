// Combiner: the tree of the elements of a block, by one precedence table of connectives and clauses. Each rule here reads a range
// of elements and calls the others for its parts; `depth` bounds the recursion.
#pragma once

#include "frontend/lower/node_maker.h"

namespace critc {

class Combiner : public NodeMaker {
 public:
  using NodeMaker::NodeMaker;

  // Before a block is scanned; diagnostics from `first_diagnostic` on are its own.
  void begin_block(size_t first_diagnostic);
  std::optional<Node> combine_block();
  // Nested items that no rule has placed, under what the block says.
  std::optional<Node> with_children(std::optional<Node> node);
  // Puts an element that no rule has placed into an opaque node of the tree.
  void keep_element(uint32_t index, std::optional<Node>& root);

 private:
  // ---- logic.cpp
  std::optional<Node> combine_sentences(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> combine_parts(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> combine_clause(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> prohibited_clause(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> combine_list(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> combine_and(uint32_t begin, uint32_t end, unsigned depth);

  // ---- negation.cpp
  std::optional<Node> negated_list(uint32_t begin, uint32_t end, unsigned depth);

  // ---- primary.cpp
  std::optional<Node> primary(uint32_t begin, uint32_t end, unsigned depth);
  uint32_t take_element(uint32_t i, PrimaryParts& parts, unsigned depth);

  // ---- remainder.cpp
  uint32_t remainder_begin(uint32_t begin, uint32_t end) const;
  Node remainder(uint32_t begin, uint32_t end, unsigned depth);

  // ---- bracket.cpp
  std::optional<Node> examples_in_bracket(uint32_t open, unsigned depth);
  void attach_bracket(Node& node, uint32_t open, unsigned depth);

  // ---- clause.cpp
  std::optional<Node> except_for(uint32_t begin, uint32_t at, Node carve, unsigned depth);
  std::optional<Node> exception_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  std::optional<Node> example_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  std::optional<Node> announced(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  bool describes_list(uint32_t at, uint32_t end) const;
  std::optional<Node> described_list(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);

  // ---- guard.cpp
  std::optional<Node> guard_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  bool happens_under(uint32_t at, const Node& body, const Node& guard) const;
  std::optional<Node> case_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  std::optional<Node> allowed_if(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  std::optional<Node> permitted_clause(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> verdict_if(bool admits, uint32_t begin, uint32_t at, uint32_t end, unsigned depth);

  // ---- duty.cpp
  std::optional<Node> forbidden_to_all(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> unread_duty(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> duty_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);

  // ---- permission.cpp
  bool excepts_too(Node& before, uint32_t begin, uint32_t end, unsigned depth);
  bool folds_into(Node& before, uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> admitting_block(uint32_t end);
  std::optional<Node> note_clause(uint32_t begin, uint32_t end, unsigned depth);
  Node admitted(uint32_t begin, uint32_t end, unsigned depth);
  Node except_admitted(Node body, uint32_t begin, uint32_t end, unsigned depth);
  Node ruled_by_duty(Node body, uint32_t at, uint32_t end, unsigned depth);
  Node except_behind(Node body, uint32_t at, uint32_t end, unsigned depth);

  // ---- header.cpp
  std::optional<Node> header_clause(uint32_t begin, uint32_t colon, uint32_t end, unsigned depth);
  std::optional<Node> exceptions_below(uint32_t begin, uint32_t lead, uint32_t colon, unsigned depth);
  std::optional<Node> examples_below(uint32_t begin, uint32_t lead, unsigned depth);
  std::optional<Node> clause_without_colon(uint32_t begin, uint32_t end, ByteRange where, unsigned depth);

  // ---- ruling_label.cpp
  std::optional<Node> ruling_label(uint32_t begin, uint32_t colon, uint32_t end, unsigned depth);
  std::optional<Node> list_behind(uint32_t colon, uint32_t end, unsigned depth);
  std::optional<Node> note_label(uint32_t begin, uint32_t note, uint32_t colon, uint32_t end, unsigned depth);

  // ---- ruled.cpp
  std::optional<Node> led_list(uint32_t begin, uint32_t at, Node list, unsigned depth);
  Node beside_list(uint32_t begin, uint32_t at, std::optional<Node> left, Node list, ByteRange where);
  std::optional<Node> label_case(ElementRange group, uint32_t begin, uint32_t colon, uint32_t end, unsigned depth);
  void apply_time(uint32_t begin, uint32_t end, Node& node) const;

  // ---- timed_bounds.cpp
  uint32_t time_at_end(uint32_t begin, uint32_t end) const;
  bool bounds_several(uint32_t begin, uint32_t open);
  std::optional<Node> timed_bounds(uint32_t begin, uint32_t end, unsigned depth);

  // ---- definition.cpp
  Node explained(uint32_t begin, uint32_t at, Node meaning) const;
  bool narrows_term(const Node& words, uint32_t begin, uint32_t end) const;
  std::optional<Node> denied_definition(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  std::optional<Node> definition_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);

  bool in_duty_ = false;  // inside what somebody must do
};

}  // namespace critc
