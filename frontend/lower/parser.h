// Parser: the criterion tree of one block of text.
//
// Three steps, each linear in the block: cut_chunks (chunker.cpp); scan, which finds the known shapes
// - bounds with their subjects, time phrases, doses, counted things - and makes elements (scan.cpp,
// bound.cpp, statement.cpp, time_phrase.cpp); combine, which reads the connectives between elements by
// one precedence table (logic.cpp, clause.cpp). The rules are listed in rules.def.
#pragma once

#include <array>
#include <optional>

#include "llvm/ADT/SmallVector.h"

#include "frontend/lower/chunk.h"
#include "frontend/lower/element.h"
#include "frontend/lower/unit_reader.h"
#include "ir/criterion/document.h"

namespace critc {

// Buffers that are reused from block to block.
struct LowerBuffers {
  ChunkBuffer chunks;
  std::vector<Element> elements;
  std::vector<uint32_t> open;
};

// What the blocks around a block say about it.
struct BlockContext {
  Section section = Section::Inclusion;
  Subject header;                // measurement that a parent's header names: `Platelets:`
  NodeList* children = nullptr;  // nested items, to be put where the words announce them
  bool children_alternatives = false;
  bool children_or = false;      // `or` stands behind one of them
  bool or_children = false;      // they are alternatives to the block itself
  bool topic = false;            // a line of its own, without a list marker: "Prior medication:"
};

// A bound as the words write it, before its subject is known.
struct BoundMatch {
  Bounds bounds;
  uint32_t next = 0;                // chunk behind it
  UnitClass unit = UnitClass::None;
  bool plain = false;               // a number alone: no comparator, no range, no `or higher`
  bool post = false;                // `or higher` stood behind it
  GrammarCode quality = GrammarCode::None;  // `or better`, `or worse`: the scale tells the side
  bool range = false;
  bool age_word = false;            // `years old`
  bool titer = false;
  bool equal_sign = false;          // "=", no words
  bool ordinal = false;             // `grade` stood between comparator and number
  Change change = Change::None;
  DoseBasis basis = DoseBasis::None;
  uint32_t subject_chunk = 0;       // 18 <= age <= 65: 1 + index of the subject; else 0
  std::optional<End> second;        // 140/90
  TextSpan second_text;             // "/90"
  uint32_t value_begin = 0;         // chunk of the first number
  uint32_t begin = 0;               // chunk of the bound
};

class Parser {
 public:
  // A bound or count is stated somewhere in the node, times aside.
  static bool states_number(const Node& node);

  Parser(const TokenBuffer& tokens, const Catalog& catalog, const GrammarWords& grammar, Document& document,
         LowerBuffers& buffers)
      : tokens_(tokens), catalog_(catalog), grammar_(grammar), document_(document), buffers_(buffers),
        age_(catalog.find("demographic:age")), person_group_(catalog.find("thing:person_group")),
        everybody_(catalog.find("thing:male_or_female")), organ_function_(catalog.find("thing:organ_function")) {}

  // The tree of tokens [begin, end); nothing when they hold nothing to say.
  std::optional<Node> parse(uint32_t begin, uint32_t end, const BlockContext& context);

  // The last word of tokens [begin, end) is `or`: what follows is an alternative.
  bool ends_in_or(uint32_t begin, uint32_t end) const;

  // The measurement that the words of a header leave without a bound, for the items below it.
  Subject header_subject(uint32_t begin, uint32_t end);

 private:
  // ---- chunks (scan.cpp)
  uint32_t size() const { return static_cast<uint32_t>(chunks().size()); }
  const std::vector<Chunk>& chunks() const { return buffers_.chunks.chunks; }
  const Chunk& chunk(uint32_t i) const { return chunks()[i]; }
  bool is(uint32_t i, ChunkKind kind) const { return i < size() && chunk(i).kind == kind; }
  bool is_link(uint32_t i) const {  // words that a bound may stand behind: fillers, "of"
    return is(i, ChunkKind::Filler) ||
           (is(i, ChunkKind::Time) && (chunk(i).is(GrammarCode::TimeOf) || chunk(i).is(GrammarCode::TimeFrom)));
  }
  uint32_t chunk_traits(uint32_t i) const { return i < size() ? chunk(i).traits : 0; }
  bool is_word(uint32_t i) const { return is(i, ChunkKind::Word) || is(i, ChunkKind::Filler); }
  Decimal value(uint32_t i) const { return buffers_.chunks.values[chunk(i).payload]; }
  ByteRange range(uint32_t chunk_begin, uint32_t chunk_end) const;
  TextSpan text(uint32_t chunk_begin, uint32_t chunk_end) const;
  uint32_t skip_filler(uint32_t i) const;
  Subject subject_of(uint32_t i) const;
  uint32_t list_marker(uint32_t i) const;

  void scan();
  uint32_t shape(uint32_t i);
  uint32_t plain(uint32_t i);
  static void settle_cases(Node& node);
  void note_stated();
  static void cover(Node& node);
  std::optional<Node> combine_block();
  bool keep_lost(std::optional<Node>& root);
  void keep_element(uint32_t index, std::optional<Node>& root);
  bool names_thing(uint32_t i) const;
  bool parts_names(uint32_t i) const;
  bool is_member(uint32_t i) const;
  bool between_digits(uint32_t i) const;
  Element& push(Part part, uint32_t begin, uint32_t end);
  uint32_t push_entity(uint32_t i);

  // ---- names of things (things.cpp, compound.cpp, shared_head.cpp)
  void name_things();
  void join_kind_word(uint32_t i, uint32_t lead);
  bool is_course_before(uint32_t i) const;
  void name_allergies();
  void read_normal();
  bool is_long_form(uint32_t words);
  void narrow_over(uint32_t words);
  bool is_kind_word(const Element& element) const;
  bool says_course(const Element& words) const;
  GrammarWord ending(uint32_t i) const;
  bool joined_by_hyphen(uint32_t i) const;
  bool narrows(uint32_t i) const;
  bool opens_compound(uint32_t i) const;
  uint32_t narrowing_begin(uint32_t begin, uint32_t end) const;
  void narrow(uint32_t words, uint32_t thing);
  void narrow_by(uint32_t words, uint32_t thing, uint32_t at);
  void skip_carrier(uint32_t i);
  void skip_light_verb(uint32_t i);
  bool deny_prefixed(uint32_t i);
  bool names_alone(uint32_t token, ConceptId id) const;
  bool may_name(const Element& words) const;
  bool has_clause_word(const Element& words) const;
  void name_words(Element& element, ThingKind kind);
  struct ListRun;
  struct ListMember;
  void name_lists();
  void name_members(uint32_t begin);
  uint32_t add_to_member(uint32_t i, ListMember& member, ListRun& run);
  void close_member(const ListMember& member, bool list, ListRun& run);
  bool is_noun(const Element& words) const;
  bool is_long_name(const ListMember& member) const;
  void join_member(const ListMember& member, ListRun& run);
  bool is_misspelt_drug(uint32_t i);
  void narrowing_members(uint32_t joint, llvm::SmallVectorImpl<uint32_t>& members) const;
  ConceptId with_head(const Element& words, const Element& thing, PhraseId& phrase) const;
  void widen_name(uint32_t first, uint32_t thing);
  void share_head(uint32_t thing);
  uint32_t remainder_begin(uint32_t begin, uint32_t end) const;
  bool is_relative_word(const Element& element) const;
  bool only_treats(uint32_t begin, uint32_t end) const;
  static bool rules_onward(const Element& element);
  bool reads_on(uint32_t begin, uint32_t end) const;
  Node remainder(uint32_t begin, uint32_t end, unsigned depth);
  static Node negation_of(Node body);

  // ---- bounds (bound.cpp, range.cpp)
  bool read_bound(uint32_t i, BoundMatch& match) const;
  GrammarCode comparator_before(uint32_t i) const;
  uint32_t skip_inclusive(uint32_t i) const;
  uint32_t skip_subject(uint32_t i, BoundMatch& match) const;
  void take_unit(uint32_t i, BoundMatch& match) const;
  bool read_between(uint32_t i, BoundMatch& match) const;
  bool read_compared(GrammarCode code, uint32_t at, BoundMatch& match) const;
  bool read_multiple(uint32_t i, const End& multiple, BoundMatch& match) const;
  bool read_plain(uint32_t i, BoundMatch& match) const;
  bool read_sandwich(uint32_t i, const End& low, BoundMatch& match) const;
  bool read_range_end(uint32_t i, BoundMatch& match) const;
  bool read_end(uint32_t i, End& end, uint32_t& next, BoundMatch& match) const;
  void read_second(uint32_t i, End& first, BoundMatch& match) const;
  Decimal spelled_number(uint32_t i, uint32_t& next) const;
  uint32_t unknown_unit(uint32_t i) const;
  uint32_t read_reference(uint32_t i, End& end) const;
  void share_unit(BoundMatch& match) const;
  void finish_bound(uint32_t begin, BoundMatch& match) const;

  // ---- ranks (ranks.cpp)
  std::optional<Decimal> next_rank(const Subject& subject, Decimal rank) const;
  bool read_ranks(const Subject& subject, BoundMatch& match) const;
  bool split_ranks(const Subject& subject, BoundMatch& match) const;
  bool has_fractions(const Subject& subject) const;
  bool is_stage(const Subject& subject, const BoundMatch& match) const;
  static std::optional<Decimal> next_stage(Decimal before, Decimal rank);
  bool read_falling_ranks(const Subject& subject, BoundMatch& match) const;
  uint32_t skip_rank_joints(uint32_t i) const;
  static void set_high_rank(Decimal high, uint32_t next, BoundMatch& match);
  bool settle_rank_alone(const Subject& subject, bool listed, BoundMatch& match) const;

  // ---- statements (statement.cpp, subject.cpp, dose.cpp)
  struct LeftSubject {
    enum Kind : uint8_t { None, Element, Statement, Words, Header } kind = None;
    uint32_t element = 0;  // of Element and Statement
    uint32_t words_begin = 0, words_end = 0;  // chunks
    uint32_t between = 0;  // words between subject and bound
    Reference reference = Reference::None;
    Change change = Change::None;
    DoseBasis basis = DoseBasis::None;
    bool ordinal = false;
    bool connective = false;  // between subject and bound
    bool afar = false;        // further left in the clause: the unit tells
  };
  uint32_t statement(uint32_t i);
  uint32_t missing_value(uint32_t i);
  uint32_t lost_limit(uint32_t i);
  bool within_limit(uint32_t i, BoundMatch& match) const;
  bool fits_over_words(const Subject& subject, const BoundMatch& match, const LeftSubject& left) const;
  uint32_t announce(uint32_t i, BoundMatch& match);
  LeftSubject find_left() const;
  LeftSubject walk_left(uint32_t end, uint32_t& alias) const;
  void look_left(const BoundMatch& match, LeftSubject& left) const;
  bool fits_measurement(ConceptId id, const BoundMatch& match) const;
  bool has_unit(const BoundMatch& match) const;
  void fold_method(uint32_t element, TextSpan& method);
  Subject subject_at(const Element& element) const;
  bool age(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool dose(uint32_t i, BoundMatch& match, const LeftSubject& left);
  uint32_t graded_thing(uint32_t i) const;
  bool grade(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool compare_left(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool joins_as_or(const Subject& subject) const;
  void compare_coordinated(uint32_t element, const BoundMatch& match);
  bool compare_right(uint32_t i, BoundMatch& match);
  bool shares_of(const BoundMatch& match, const LeftSubject& left) const;
  bool is_governed(uint32_t i) const;
  bool opens_sentence(uint32_t i) const;
  uint32_t misread(const BoundMatch& match, const LeftSubject& left) const;
  void rename_subject(uint32_t i, const LeftSubject& left, Subject& subject);
  bool has_other_head(uint32_t end, const LeftSubject& left) const;
  bool loses_comparator(const Subject& subject) const;
  bool lost_lines() const;
  static void lose_comparator(Bounds& bounds);
  void share_unit_back(Element& statement, const BoundMatch& match) const;
  bool is_age_of_other(const Element& age, uint32_t& end) const;
  bool is_consent(const Subject& subject) const;
  uint32_t unread_range(uint32_t i);
  uint32_t leave(uint32_t i, uint32_t end);
  bool compare_right_words(uint32_t i, BoundMatch& match);
  bool states_scale_range(uint32_t i, const BoundMatch& match) const;
  bool borrow_age(BoundMatch& match) const;
  bool count(uint32_t i, BoundMatch& match);
  static bool is_count(const BoundMatch& match);
  bool names_counted(uint32_t begin, uint32_t end) const;
  bool counts_left(const Element& element, const BoundMatch& match) const;
  bool count_left(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool is_plural(uint32_t i) const;
  uint32_t scale_behind(uint32_t i) const;
  bool compare_scored(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool comment(uint32_t i, BoundMatch& match);
  void place_grades();
  bool place_grade(uint32_t statement, uint32_t thing);
  bool grades_things(const Element& element) const;
  void settle_quality(const Subject& subject, BoundMatch& match, bool grade = false) const;
  bool is_measurement(ConceptId id) const;
  void drop_specimen(Subject& subject, uint32_t element, uint32_t i);
  bool compare_words(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool names_something(uint32_t begin, uint32_t end) const;
  bool compare_named(uint32_t i, BoundMatch& match, const LeftSubject& left);
  bool compare_defined(uint32_t i, BoundMatch& match);
  bool compare_inherited(uint32_t i, BoundMatch& match);
  bool joined_before(const BoundMatch& match) const;
  bool other_measure(const Element& statement, const BoundMatch& match) const;
  bool inherits(const Comparison& comparison, const BoundMatch& match) const;
  void close_over(uint32_t element, uint32_t i, BoundMatch& match);
  void push_inherited(uint32_t i, const Subject& subject, const BoundMatch& match);
  bool is_measured(ConceptId id) const;
  static bool has_limit(const Bounds& bounds);
  static bool limits(const Bounds& bounds);
  bool may_share(const Subject& subject, const BoundMatch& match) const;
  static void settle_normal(Bounds& bounds);
  void settle_limit(Comparison& comparison) const;
  void push_comparison(uint32_t begin, uint32_t end, Subject subject, BoundMatch& match);
  bool counts_things(const Subject& subject, const BoundMatch& match) const;
  bool is_word_token(uint32_t i) const;
  bool split_composite(Subject& subject, uint32_t i, BoundMatch& match);
  bool read_snellen(BoundMatch& match);
  bool out_of_maximum(const Subject& subject, BoundMatch& match);
  bool is_pressure_pair(const Subject& subject, const BoundMatch& match) const;
  static void set_reference(BoundMatch& match, Reference reference);
  void take_change_behind(BoundMatch& match) const;
  static Bounds bounds_with_subject(const Bounds& bounds, ByteRange subject);
  uint32_t drug_on_right(uint32_t i) const;  // 1 + its chunk; 0 when there is none
  bool measures_time(const Subject& subject) const;
  bool decreases(uint32_t element) const;
  bool is_scaled(const Subject& subject) const;
  bool is_years(const BoundMatch& match) const;
  bool is_time_next(uint32_t i) const;
  bool ends_here(uint32_t i) const;
  bool is_demographic(const Subject& subject) const;
  bool is_person(const Subject& subject) const;
  bool names_persons(const Token& word) const;
  bool follows_time(uint32_t i) const;
  bool is_no_age(const Subject& subject, const BoundMatch& match, const LeftSubject& left) const;

  // ---- bounds of some persons (groups.cpp)
  struct GroupOfBound {  // elements
    uint32_t bound = 0, group = 0;
    uint32_t begin = 0, end = 0;  // the group and what joins it with the bound
    enum Form : uint8_t { None, Behind, Before, Around } form = None;  // Around: what is measured stands between them
    bool without = false;  // the group is of those who have it not
  };
  bool names_some(const Element& element) const;
  bool parts_limit(uint32_t bound, uint32_t thing) const;
  bool join_case(Cases& before, Element& element, bool either) const;
  bool is_slash(const Element& element) const;
  bool says_age_again(uint32_t bound, uint32_t group) const;
  GroupOfBound group_behind(uint32_t s) const;
  GroupOfBound group_before(uint32_t s) const;
  void guard_by_group(const GroupOfBound& of);
  bool alternate(const GroupOfBound& one, const GroupOfBound& other) const;
  void join_groups();
  void place_groups();
  LeftSubject left_of_group(const LeftSubject& left) const;

  // ---- time (time_phrase.cpp)
  uint32_t time_phrase(uint32_t i);
  uint32_t bare_time(uint32_t i);
  uint32_t second_window(uint32_t i, Time& time) const;
  static bool has_no_side(const Window& window) { return window.direction == Direction::None && window.anchor.text.empty(); }
  uint32_t restated_time(uint32_t i);
  bool stands_for(uint32_t i) const;
  uint32_t behind_comma(uint32_t i) const;
  uint32_t since_thing(uint32_t i) const;
  void share_anchor_back(const Window& window);
  uint32_t read_pick(uint32_t i, Time& time) const;
  uint32_t interval(uint32_t i, uint32_t next, BoundMatch& match);
  void anchor_behind_bracket(uint32_t i, Time& time);
  void doubt_distance(uint32_t i, Time& time) const;
  bool lasts(const BoundMatch& match) const;
  bool looks_back(uint32_t i) const {
    return is(i, ChunkKind::Time) && (chunk(i).is(GrammarCode::TimePast) || chunk(i).is(GrammarCode::TimePreceding));
  }
  bool says_prior(uint32_t i) const;
  bool reaches_back(const BoundMatch& match) const;
  void mark_windows(uint32_t begin, uint32_t end, Time& time) const;
  uint32_t read_window(uint32_t i, Time& time) const;
  uint32_t read_anchor(uint32_t i, Window& window) const;

  // ---- logic (logic, list_split, attributes, shared_words, negation, clause, guard, duty, primary, bracket.cpp); ranges are of elements
  std::optional<Node> combine_sentences(uint32_t begin, uint32_t end, unsigned depth);
  uint32_t unstopped_sentence(uint32_t begin, uint32_t end) const;
  std::optional<Node> combine_parts(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> join_parts(NodeList children, llvm::StringRef word);
  bool rules_all_parts(uint32_t begin, uint32_t end) const;
  std::optional<Node> combine_clause(uint32_t begin, uint32_t end, unsigned depth);
  static void share_last_time(NodeList& list);
  static bool is_prohibition(const Element& element);
  std::optional<Node> prohibited_clause(uint32_t begin, uint32_t end, unsigned depth);
  std::optional<Node> combine_list(uint32_t begin, uint32_t end, unsigned depth);
  uint32_t tail_of_both(uint32_t begin, uint32_t end) const;
  bool joins_both(uint32_t begin, uint32_t end) const;
  bool commas_join(uint32_t begin, uint32_t end, const NodeList& children) const;
  std::optional<Node> combine_and(uint32_t begin, uint32_t end, unsigned depth);
  uint32_t end_of_denial(uint32_t begin, uint32_t end) const;
  uint32_t negated_tail(uint32_t begin, uint32_t end) const;
  void deny_front(Node& node) const;
  void deny_words(Node& node, bool verbal);
  bool starts_with_words(uint32_t begin, uint32_t end) const;
  bool rules_list(uint32_t at, uint32_t end) const;
  std::optional<Node> negated_list(uint32_t begin, uint32_t end, unsigned depth);
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
  bool stands_alone(uint32_t begin, uint32_t end, uint32_t& thing) const;
  std::optional<Node> primary(uint32_t begin, uint32_t end, unsigned depth);
  Node forbid(Node body) const;
  bool tells_persons(const PrimaryParts& parts, uint32_t begin, uint32_t end) const;
  uint32_t take_element(uint32_t i, PrimaryParts& parts, unsigned depth);
  uint32_t look_back(uint32_t i, const PrimaryParts& parts);
  bool said_of_time(uint32_t begin, uint32_t end) const;
  bool turns(uint32_t begin, uint32_t end) const;
  bool is_prohibition_word(uint32_t i) const;
  Node* event_of_time(uint32_t i, NodeList& list) const;
  Node& owner_of_bracket(uint32_t open, NodeList& list) const;
  void lend_time(uint32_t begin, uint32_t end, Node& head);
  void settle_denials(Node& node);
  static bool denies_duration(const Node& node);
  bool carries(const Element& element, const Node& before) const;
  void take_node(uint32_t i, PrimaryParts& parts);
  void apply_waiting(PrimaryParts& parts, Node& node) const;
  Node without_narrowing(Node thing) const;
  bool chooses(uint32_t i, uint32_t end) const;
  static bool relates(const Element& element);
  bool negates_behind(uint32_t i, const PrimaryParts& parts) const;
  std::optional<Node> words_of_modality(uint32_t begin, uint32_t end, const PrimaryParts& parts);
  std::optional<Node> primary_words(uint32_t begin, uint32_t end, const PrimaryParts& parts);
  std::optional<Node> header_clause(uint32_t begin, uint32_t colon, uint32_t end, unsigned depth);
  uint32_t onward_word(uint32_t begin, uint32_t colon) const;
  std::optional<Node> exceptions_below(uint32_t begin, uint32_t lead, uint32_t colon, unsigned depth);
  std::optional<Node> examples_below(uint32_t begin, uint32_t lead, unsigned depth);
  void keep_label(uint32_t begin, uint32_t colon, Node& right);
  struct ElementRange {
    uint32_t begin = 0, end = 0;
    bool empty() const { return begin == end; }
  };
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
  void say_of(LabelWords& label, Node& node);
  void time_opaque(LabelWords& label, Node& node) const;
  void apply_times(LabelWords& label, Node& node) const;
  uint32_t word_of_list(uint32_t begin, uint32_t at) const;
  std::optional<Node> led_list(uint32_t begin, uint32_t at, Node list, unsigned depth);
  ElementRange group_of_label(uint32_t begin, uint32_t colon) const;
  bool is_for(const Element& element) const;
  std::optional<Node> label_case(ElementRange group, uint32_t begin, uint32_t colon, uint32_t end, unsigned depth);
  bool parts_persons(uint32_t begin, uint32_t cut, const NodeList& children) const;
  std::optional<Node> unread_duty(uint32_t begin, uint32_t end, unsigned depth);
  bool holds_group(uint32_t open) const;
  uint32_t end_of_persons(uint32_t begin, uint32_t end) const;
  bool of_some_persons(uint32_t begin, uint32_t end) const;
  bool folds_into(Node& before, uint32_t begin, uint32_t end, unsigned depth);
  uint32_t skip_note(uint32_t begin, uint32_t end) const;
  std::optional<Node> note_clause(uint32_t begin, uint32_t end, unsigned depth);
  bool admits(uint32_t begin, uint32_t end) const;
  bool admits_kind(const Node& before, uint32_t begin, uint32_t end) const;
  bool exposes_to_kind(const Node& node, ConceptId id) const;
  bool widens(const Node& before, uint32_t begin, uint32_t end) const;
  uint32_t condition_of_admission(uint32_t begin, uint32_t end) const;
  Node admitted(uint32_t begin, uint32_t end, unsigned depth);
  bool asks_each(const NodeList& items) const;
  bool names_function(uint32_t begin, uint32_t end) const;
  std::optional<Node> denied_definition(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  Node except_admitted(Node body, uint32_t begin, uint32_t end, unsigned depth);
  uint32_t opening_exception(uint32_t begin, uint32_t end) const;
  Node except_behind(Node body, uint32_t at, uint32_t end, unsigned depth);
  uint32_t permission_begin(uint32_t begin, uint32_t end) const;
  uint32_t time_of_whole(uint32_t begin, uint32_t at, uint32_t end) const;
  bool lists_alike(uint32_t at, uint32_t end) const;
  void apply_time(uint32_t begin, uint32_t end, Node& node) const;
  std::optional<Node> except_for(uint32_t begin, uint32_t at, Node carve, unsigned depth);
  std::optional<Node> other_bound(Node& body, Node& carve);
  Node ruled_by_verdict(bool admits, Node condition, ByteRange where) const;
  void mark_persons();
  bool opens_age(uint32_t i) const;
  bool opens_finding(uint32_t i) const;
  void bind_alternatives();
  uint32_t last_of_bound(uint32_t i) const;
  void bind(uint32_t first, uint32_t last);
  std::optional<Node> definition_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  bool asks_for_term(uint32_t begin, uint32_t at) const;
  bool names_again(uint32_t begin, uint32_t at) const;
  bool carries_concept(uint32_t i) const;
  void define_last(Node& node, Node body);
  bool runs_on(uint32_t begin, uint32_t at) const;
  uint32_t end_of_carve(uint32_t begin, uint32_t at, uint32_t end) const;
  uint32_t next_example(uint32_t at, uint32_t end) const;
  std::optional<Node> exception_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  std::optional<Node> example_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  std::optional<Node> guard_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  std::optional<Node> case_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  bool names_group(const Element& element) const;
  bool is_person_group(ConceptId id) const;
  uint32_t duty(uint32_t begin, uint32_t end) const;
  uint32_t next_duty(uint32_t begin, uint32_t end) const;
  bool has_persons(uint32_t begin, uint32_t end) const;
  bool opens_with_persons(uint32_t begin, uint32_t end) const;
  bool only_says_how(uint32_t begin, uint32_t end) const;
  std::optional<Node> the_same(const Node& persons, uint32_t begin, uint32_t end) const;
  bool is_relative(uint32_t i) const;
  bool is_population(const Node& node, uint32_t at, uint32_t end) const;
  bool obliges(uint32_t i, uint32_t end) const;
  bool guards_persons(uint32_t at, uint32_t comma) const;
  bool compares_alike(uint32_t begin, uint32_t at, uint32_t end) const;
  std::optional<Node> duty_clause(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  static bool is_group_or_sex(const Node& node);
  std::optional<Node> allowed_if(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  Node allowed_where(Node allowed, Node condition, ByteRange where) const;
  uint32_t permission_before(uint32_t end) const;
  uint32_t last_or(uint32_t begin, uint32_t end) const;
  std::optional<Node> permitted_clause(uint32_t begin, uint32_t end, unsigned depth);
  static bool permit(Node& node);
  int bare_verdict(uint32_t begin, uint32_t end) const;
  std::optional<Node> verdict_if(bool admits, uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  bool ends_in_permission(uint32_t begin, uint32_t end) const;
  uint32_t find_then(uint32_t begin, uint32_t end) const;
  std::optional<Node> announced(uint32_t begin, uint32_t at, uint32_t end, unsigned depth);
  std::optional<Node> clause_without_colon(uint32_t begin, uint32_t end, ByteRange where, unsigned depth);
  bool names_medical(const Node& node) const;
  bool bounds_measurement(const Node& node) const;
  std::optional<Node> both_hold(std::optional<Node> left, std::optional<Node> right, ByteRange where);
  bool denies(GrammarCode announce) const;
  std::optional<Node> children_node(GrammarCode how, const Element* announce);
  Node ruled_by(const Element& announce, Node list, ByteRange where);
  bool lists_kinds(const Node& node, const Node& list) const;
  bool is_age_range(const Node& node, const Node& inner) const;
  std::optional<Node> examples_in_bracket(uint32_t open, unsigned depth);
  bool is_short_form(const Node& node, uint32_t open) const;
  void attach_bracket(Node& node, uint32_t open, unsigned depth);
  static void make_allergy(Node& node);
  static void apply_phase(Phase phase, Has& has, Node& node);
  void apply(const Element& element, Node& node) const;
  // Most rules need a part or a trait that the block does not have.
  void note_parts();
  bool holds(Part part) const { return held_parts_ >> static_cast<unsigned>(part) & 1; }
  template <typename... Parts>
  bool holds_any(Parts... parts) const { return (holds(parts) || ...); }
  bool has_trait(unsigned traits) const { return (buffers_.chunks.traits & traits) != 0; }
  uint32_t find_top(uint32_t begin, uint32_t end, Part part) const { return holds(part) ? search_top(begin, end, part) : end; }
  uint32_t search_top(uint32_t begin, uint32_t end, Part part) const;
  void find_all_top(uint32_t begin, uint32_t end, std::array<uint32_t, kParts>& first) const;
  uint32_t last_alternative(uint32_t begin, uint32_t end) const;
  GrammarCode list_word(uint32_t comma, uint32_t end) const;
  GrammarCode list_word(uint32_t comma, uint32_t end, uint32_t& found) const;
  void split_list(uint32_t begin, uint32_t end, GrammarCode word,
                  llvm::SmallVectorImpl<uint32_t>& cuts) const;
  bool has_content(uint32_t begin, uint32_t end) const;
  bool has_content_outside(uint32_t begin, uint32_t end) const;
  bool opens_clause(uint32_t i) const;
  bool names_medical_next(uint32_t begin, uint32_t end) const;
  bool says_anything(uint32_t begin, uint32_t end) const;
  bool has_statement(uint32_t begin, uint32_t end) const;
  bool asks_examples(Part lead, uint32_t begin, uint32_t end) const;
  bool has_connective(uint32_t begin, uint32_t end) const;
  bool only_attributes(uint32_t begin, uint32_t end) const;
  bool only_things(uint32_t begin, uint32_t end) const;
  bool only_subjects(uint32_t begin, uint32_t end) const;
  bool names_alternatives(uint32_t begin, uint32_t end) const;
  bool denies_items(uint32_t begin, uint32_t colon) const;
  bool guards(uint32_t begin, uint32_t at, uint32_t end) const;
  TextSpan term_text(uint32_t begin, uint32_t end) const;
  ByteRange element_range(uint32_t begin, uint32_t end) const;
  Node group(bool any, NodeList children, ByteRange range) const;
  static NodeList pair(Node first, Node second);
  static NodeList take_children(Node node);
  static NodeList take_alternatives(Node list);
  Node opaque(uint32_t begin, uint32_t end, OpaqueReason reason);
  bool shares_words(const NodeList& list) const;
  void share_attributes(uint32_t begin, uint32_t end, NodeList& list) const;
  void share_attribute(const Element& element, Node& node) const;
  void share_time(const Attrs& attrs, NodeList& list) const;
  void share_trailing_time(NodeList& list);
  bool says_now(const Node& node) const;
  bool is_kind_with_time(const Node& node) const;
  void share_adjective(uint32_t begin, uint32_t end, NodeList& list);
  size_t sharing_head(uint32_t begin, size_t things) const;
  static bool has_bounded_time(const NodeList& list);
  bool ends_in_preposition(const Element& element) const;
  bool means(const Token& word, GrammarCode one, GrammarCode other) const;
  Node say_of_all(bool any, NodeList list, ByteRange where);
  bool ends_in_remainder(const Node& node) const;
  void deny_each(Node& list) const;
  NodeList as_examples(Node list) const;
  NodeList take_things(NodeList list);
  static void append(Time& to, const Time& from);
  static ConceptId concept_of(const Node& node);
  static void collect_times(Node& thing, Time& time);
  enum class Joined : uint8_t { No, Any, All };
  Node not_understood(uint32_t begin, uint32_t end, NodeList things, Joined joined = Joined::No);
  void keep_rest(llvm::ArrayRef<uint32_t> rest, NodeList& nodes);
  void keep_bracket(Node& node, uint32_t open, Node inner);
  void diagnose_opaque(const Node& node);
  void drop_opaque_diagnostic(ByteRange where);
  void assume_logic(Node& node, llvm::StringRef word);
  void diagnose(DiagnosticKind kind, ByteRange range);
  void diagnose(DiagnosticKind kind, ByteRange range, llvm::StringRef argument);

  const TokenBuffer& tokens_;
  const Catalog& catalog_;
  const GrammarWords& grammar_;
  Document& document_;
  LowerBuffers& buffers_;
  const ConceptId age_, person_group_, everybody_, organ_function_;
  BlockContext context_;
  struct Claim {
    uint32_t begin = UINT32_MAX, end = 0;
  } claim_;  // chunks that a time phrase before them has read: its anchor behind brackets
  mutable std::optional<bool> lost_lines_;
  bool children_placed_ = false;
  bool in_duty_ = false;  // inside what somebody must do
  size_t first_diagnostic_ = 0;    // of the block
  uint32_t spelling_lookups_ = 0;  // of the posting
  uint32_t held_parts_ = ~0u;      // a bit for each part that an element of the block may have
  std::vector<uint64_t> stated_;   // ranges of the bounds that the scanner read
};

}  // namespace critc
