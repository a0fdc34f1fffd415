// NodeMaker: nodes of elements, and what the words beside a node say of it: attributes, shared words, denials, verdicts.
#pragma once

#include "frontend/lower/clause_reader.h"

namespace critc {

// What stands side by side without a connective, while it is read.
struct PrimaryParts {
  NodeList plain, negated;
  bool negative = false, judged = false, words = false;
  bool verbal = false;   // the negation is that of a verb: "does not"
  bool blurred = false;  // words stand between "no" and the thing: "no need for"
  bool unjoined = false;  // things side by side that no word joins: a compound name, or a clause not read
  bool allowed = false, related = false, prohibited = false, timed = false;
  uint32_t end = 0;
  llvm::SmallVector<uint32_t, 8> waiting, rest;  // attributes before their thing; words that no node took
  llvm::SmallVector<uint32_t, 2> choices;  // places in `waiting` behind an `or` between attributes
  NodeList& list() { return negative ? negated : plain; }
};

class NodeMaker : public ClauseReader {
 public:
  using ClauseReader::ClauseReader;
  void settle_denials(Node& node);
  void join_things(Node& node);

 protected:
  enum class Joined : uint8_t { No, Any, All };
  // ---- node_maker.cpp
  std::optional<Node> join_parts(NodeList children, llvm::StringRef word);
  Node forbid(Node body) const;
  void define_last(Node& node, Node body);
  std::optional<Node> both_hold(std::optional<Node> left, std::optional<Node> right, ByteRange where);
  bool lists_kinds(const Node& node, const Node& list) const;
  Node opaque(uint32_t begin, uint32_t end, OpaqueReason reason);
  NodeList as_examples(Node list, bool is_one) const;
  Node with_examples(Node body, NodeList examples, ByteRange where) const;
  Node cohort(uint32_t begin, uint32_t end) const;
  Node not_understood(uint32_t begin, uint32_t end, NodeList things, Joined joined = Joined::No);
  void keep_rest(llvm::ArrayRef<uint32_t> rest, NodeList& nodes);
  void diagnose_opaque(const Node& node);
  void drop_opaque_diagnostic(ByteRange where);
  void assume_logic(Node& node, llvm::StringRef word);

  // ---- primary_nodes.cpp
  bool stands_alone(uint32_t begin, uint32_t end, uint32_t& thing) const;
  bool tells_persons(const PrimaryParts& parts, uint32_t begin, uint32_t end) const;
  bool carries(const Element& element, const Node& before) const;
  bool describes(const Node& state, const Element& persons) const;
  bool says_who(const Node& before, const Element& element) const;
  void take_node(uint32_t i, PrimaryParts& parts);
  bool asks_some_persons(uint32_t i, const PrimaryParts& parts) const;
  bool says_result_before(uint32_t i, uint32_t end) const;
  bool negates_behind(uint32_t i, const PrimaryParts& parts) const;
  bool only_names_trial(uint32_t begin, uint32_t end) const;
  std::optional<Node> clause_of_modality(uint32_t begin, uint32_t end, PrimaryParts& parts);
  std::optional<Node> words_of_modality(uint32_t begin, uint32_t end, const PrimaryParts& parts);
  std::optional<Node> primary_words(uint32_t begin, uint32_t end, const PrimaryParts& parts);

  // ---- attributes.cpp
  void apply_status(const Element& element, Has& has, Node& node) const;
  void narrow_by_status(const Element& words, const Has& has, Node& node) const;
  void apply_waiting(PrimaryParts& parts, Node& node) const;
  bool patient_is_infant() const;
  bool says_vaguely(TextSpan words) const;
  void narrow_vaguely(const Element& element, Node& node) const;
  Node without_narrowing(Node thing) const;
  bool chooses(uint32_t i, uint32_t end) const;
  void apply(const Element& element, Node& node) const;
  std::optional<Node> as_drug(const Node& node) const;

  // ---- shared_words.cpp
  bool shares_words(const NodeList& list) const;
  void share_attributes(uint32_t begin, uint32_t end, NodeList& list) const;
  void share_attribute(const Element& element, Node& node) const;
  void share_trailing_place(uint32_t end, NodeList& list);
  void share_adjective(uint32_t begin, uint32_t end, NodeList& list);
  size_t sharing_head(uint32_t begin, size_t things) const;
  Node say_of_all(bool any, NodeList list, ByteRange where);
  bool ends_in_remainder(const Node& node) const;
  NodeList take_things(NodeList list);

  // ---- shared_time.cpp
  enum class Takes : uint8_t { No, Yes, Last };  // Last: and nothing before it
  static void share_last_time(NodeList& list);
  void share_time(const Attrs& attrs, NodeList& list) const;
  void share_trailing_time(NodeList& list);
  bool lends_time(const Node& holder) const;
  bool happens(const Has& has) const;
  Takes takes_time(const Node& member, const Node& lender) const;
  bool takes_below(const Node& node, const Node& lender) const;
  bool opens_anew(const Node& node) const;
  bool opens_with_use(const Node& node) const;
  void lend_time_to(Node& member, const Time& time);
  bool is_commented(const Node& node) const;
  bool stands_in_bracket(const Node& node) const;
  bool joined_by_word(const Node& left, const Node& right) const;
  bool lasts_for_good(ConceptId id) const;
  bool says_now(const Node& node) const;
  bool is_kind_with_time(const Node& node) const;

  // ---- shared_scope.cpp
  const Element* element_at(uint32_t begin) const;
  bool names_what_another_has(const Node& node) const;
  bool words_between(const Node& left, const Node& right) const;
  bool opens_with_others(const Node& node) const;
  void share_grade(NodeList& list);
  Node either_persons(size_t count, NodeList children, ByteRange where);

  // ---- event_words.cpp
  uint32_t look_back(uint32_t i, const PrimaryParts& parts);
  bool said_of_time(uint32_t begin, uint32_t end) const;
  bool turns(uint32_t begin, uint32_t end) const;
  bool is_prohibition_word(uint32_t i) const;
  bool is_study(const Node& node) const;
  Node* event_of_time(uint32_t i, NodeList& list) const;
  Node& owner_of_bracket(uint32_t open, NodeList& list) const;
  void lend_time(uint32_t begin, uint32_t end, Node& head);

  // ---- denial.cpp
  void deny_front(Node& node) const;
  void deny_words(Node& node, bool verbal);
  void deny_each(Node& list) const;
  Node deny_with(Node denial, Node list) const;

  // ---- ruled_nodes.cpp
  Node permission(Node body, uint32_t begin, uint32_t end) const;
  void keep_label(uint32_t begin, uint32_t colon, Node& right);
  std::optional<Node> other_bound(Node& body, Node& carve);
  Node ruled_by_verdict(bool admits, Node condition, ByteRange where) const;
  std::optional<Node> the_same(const Node& persons, uint32_t begin, uint32_t end) const;
  Node allowed_where(Node allowed, Node condition, ByteRange where) const;
  bool bounds_measurement(const Node& node) const;
  bool denies(GrammarCode announce) const;
  std::optional<Node> children_node(GrammarCode how, const Element* announce);
  Node ruled_by(const Element& announce, Node list, ByteRange where);

  // ---- bracket_nodes.cpp
  bool is_age_range(const Node& node, const Node& inner) const;
  bool compares(uint32_t open, uint32_t close) const;
  bool holds_numbers(uint32_t open, uint32_t close) const;
  bool bounds_again(uint32_t open, uint32_t close) const;
  bool is_short_form(const Node& node, uint32_t open) const;
  bool is_gloss(const Node& node, uint32_t open) const;
  void keep_bracket(Node& node, uint32_t open, Node inner);

  // ---- label_words.cpp
  struct LabelWords {
    PrimaryParts front;
    llvm::SmallVector<uint32_t, 2> times;
    bool relates = false;  // "contraindication to": says of a thing what no node can say
    bool timed = false;    // some thing has taken the times
  };
  uint32_t label_tail(uint32_t begin, uint32_t end) const;
  bool leads_on(uint32_t begin, uint32_t tail, uint32_t end) const;
  bool is_light_word(const Element& element) const;
  void say_of_items(uint32_t begin, uint32_t end, Node& node);
  bool lists_bounds(const Node& node) const;
  void say_of(LabelWords& label, Node& node);
  void time_opaque(LabelWords& label, Node& node) const;
  void apply_times(LabelWords& label, Node& node) const;

  bool children_placed_ = false;
  size_t first_diagnostic_ = 0;  // of the block
};

}  // namespace critc
