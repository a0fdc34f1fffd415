// ThingNamer: which words beside a thing, or in a list of things, are part of a name or a name of their own.
#pragma once

#include "frontend/lower/block_view.h"

namespace critc {

class ThingNamer : public BlockView {
 public:
  explicit ThingNamer(const BlockView& block) : BlockView(block) {}
  void name_things();

 private:
  // ---- things.cpp
  GrammarWord ending(uint32_t i) const;
  GrammarWord find_ending(llvm::StringRef letters) const;
  bool narrows(uint32_t i) const;
  bool opens_compound(uint32_t i) const;
  uint32_t narrowing_begin(uint32_t begin, uint32_t end) const;
  void narrow(uint32_t words, uint32_t thing);
  void narrow_by(uint32_t words, uint32_t thing, uint32_t at);
  bool may_name(const Element& words) const;
  bool has_clause_word(const Element& words) const;
  void name_words(Element& element, ThingKind kind);

  // ---- compound.cpp
  void join_kind_word(uint32_t i, uint32_t lead);
  bool heads_compound(uint32_t i) const;
  void join_compound(uint32_t i);
  void share_compound_head(uint32_t name);
  void lend_organ(uint32_t i);
  bool is_course_before(uint32_t i) const;
  bool says_taken(uint32_t i) const;
  void skip_carrier(uint32_t i);
  void skip_light_verb(uint32_t i);
  bool deny_prefixed(uint32_t i);
  bool names_alone(uint32_t token, ConceptId id) const;

  // ---- allergies.cpp
  void name_allergies();
  void name_parts_of(uint32_t i);
  bool join_parts_of(uint32_t i);
  bool is_object(uint32_t i) const;
  bool says_of(const Element& element) const;
  bool repeats_end(const Element& element, const Element& said) const;
  bool names_allergy_of(const Element& drug, const Element& word) const;
  void share_allergy(uint32_t i);

  // ---- adjectives.cpp
  void read_normal();
  bool is_long_form(uint32_t words);
  void read_sorts();
  ConceptId named_by(uint32_t first, uint32_t first_end, uint32_t then, uint32_t then_end) const;
  bool opens_with_manner(const Element& element) const;
  void drop_manners();
  void narrow_over(uint32_t words);

  // ---- shared_head.cpp
  bool says_course(const Element& words) const;
  void narrowing_members(uint32_t joint, llvm::SmallVectorImpl<uint32_t>& members) const;
  ConceptId with_head(const Element& words, const Element& thing, PhraseId& phrase) const;
  void widen_name(uint32_t first, uint32_t thing);
  void share_head(uint32_t thing);
  void share_front(uint32_t thing);
  uint32_t phrase_with_front(const Chunk& name, uint32_t token, Sense& found, PhraseId& phrase) const;
  void narrow_all(const Element& first, Element& thing) const;

  // ---- places.cpp
  void read_places();

  // ---- instruments.cpp
  void name_instruments();
  uint32_t end_of_instrument(const Element& words) const;
  bool scores(uint32_t open) const;
  void take_score(uint32_t name);

  // ---- list_names.cpp
  struct ListRun;
  struct ListMember;
  void name_lists();
  void name_members(uint32_t begin);
  uint32_t add_to_member(uint32_t i, ListMember& member, ListRun& run);
  void close_member(const ListMember& member, bool list, ListRun& run);
  bool is_noun(const Element& words) const;
  bool is_long_name(const ListMember& member) const;
  void join_member(const ListMember& member, ListRun& run);

  // ---- misspelt_drug.cpp
  bool is_misspelt_drug(uint32_t i);

  uint32_t spelling_lookups_ = 0;  // of the posting
  mutable uint32_t ended_token_ = UINT32_MAX;  // whose ending was asked for last, mostly more than once
  mutable GrammarWord ending_;
};

}  // namespace critc
