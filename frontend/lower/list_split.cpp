// Where a list of things is cut: which word joins it, and which connectives belong to a clause inside a member.
#include "frontend/lower/element_reader.h"

namespace critc {

// Which word joins the list that a comma stands in: the next `and` or `or` of the clause, at `found`.
GrammarCode ElementReader::list_word(uint32_t comma, uint32_t end, uint32_t& found) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = comma; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    found = i;
    if (elements[i].part == Part::And) return GrammarCode::And;
    if (elements[i].part == Part::Or) return GrammarCode::Or;
  }
  found = end;
  return GrammarCode::None;
}

GrammarCode ElementReader::list_word(uint32_t comma, uint32_t end) const {
  uint32_t found = 0;
  return list_word(comma, end, found);
}

// Splits at the connectives of `word` that have content on both sides. What lies before a connective is
// looked at once, and so is the word that a row of commas waits for: linear also in a list of nothing.
void ElementReader::split_list(uint32_t begin, uint32_t end, GrammarCode word,
                        llvm::SmallVectorImpl<uint32_t>& cuts) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (word == GrammarCode::Or && !holds(Part::Or)) return;
  uint32_t seen = begin, word_known = begin, conjunct = begin;
  bool content = false, clause = false, named = false;
  GrammarCode comma = GrammarCode::None;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    clause |= named && opens_clause(i);
    named |= carries_content(elements[i].part) || elements[i].part == Part::Attribute;
    if (!is_connective(elements[i].part)) continue;
    if (i >= word_known) comma = list_word(i, end, word_known);
    GrammarCode joins = elements[i].part == Part::And  ? GrammarCode::And
                        : elements[i].part == Part::Or ? GrammarCode::Or
                                                       : comma;
    if (joins == GrammarCode::None) joins = GrammarCode::And;
    if (elements[i].part == Part::And) conjunct = i + 1;
    if (joins != word) continue;
    if (word == GrammarCode::Or && conjunct > begin && only_attributes(conjunct, i)) continue;
    if (elements[i].part == Part::Or && awaits_noun(begin, i)) continue;
    if (clause && !names_medical_next(i + 1, end)) continue;
    content |= has_content(seen, i);
    seen = i + 1;
    named = false;
    uint32_t next = i + 1;
    while (next < end && (!is_connective(elements[next].part) || (next > i + 1 && parts_adjectives(next, end)))) {
      if (elements[next].part == Part::Open && elements[next].match > next) next = elements[next].match;
      ++next;
    }
    if (!content || !has_content(i + 1, std::min(next, end))) continue;
    cuts.push_back(i);
    content = clause = false;
  }
}

// Drugs and procedures only: "ACE inhibitors or dialysis".
bool ElementReader::only_treats(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = buffers_.elements[i];
    const Has* has = element.node.as<Has>();
    const bool treats = element.part == Part::Entity && (element.node.as<Exposure>() || (has && has->thing == ThingKind::Procedure));
    if (carries_content(element.part) && !treats) return false;
  }
  return true;
}

// "A accompanied by B, C or D", "A who received B or C", "A treated with B or C": the words between the thing and the
// list, where what stands behind them is read whole; `end` when there are none.
uint32_t ElementReader::tail_of_both(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  for (uint32_t i = begin; i < end; ++i) {
    const Element& element = elements[i];
    if (element.part == Part::Open && element.match > i) {
      i = element.match;
      continue;
    }
    const bool which = is_relative_word(element);
    const bool both = element.part == Part::And && element.code == GrammarCode::AndTogether;
    const Has* before = i > begin && elements[i - 1].part == Part::Entity ? elements[i - 1].node.as<Has>() : nullptr;
    const bool proven = element.part == Part::Attribute && element.code == GrammarCode::Status && ends_in_preposition(element);
    const bool treated = before && before->thing == ThingKind::Condition && (rules_onward(element) || proven) &&
                         (ends_in_preposition(element) || element.code == GrammarCode::Modality) && only_treats(i, end);
    if (is_connective(element.part) && !both) return end;
    if (!which && !both && !treated) continue;
    if (!has_content(begin, i)) continue;
    if (find_top(i + 1, end, Part::Or) == end) return end;
    return both || (reads_on(i, end) && names_medical_next(i + 1, end)) ? i : end;
  }
  return end;
}

// "A together with B", "A AND B": two things at once, also among what excludes.
bool ElementReader::joins_both(uint32_t begin, uint32_t end) const {
  const uint32_t at = find_top(begin, end, Part::And);
  if (at == end) return false;
  const Element& word = buffers_.elements[at];
  if (word.code == GrammarCode::AndTogether) return true;
  auto shouted = [&](uint32_t i) {
    const Token& token = tokens_.tokens[chunk(buffers_.elements[i].chunk_begin).tok_begin];
    return token.has(kAllCaps) && token.norm_end - token.norm_begin > 1;
  };
  return shouted(at) && !(at > begin && shouted(at - 1)) && !(at + 1 < end && shouted(at + 1));
}

// "inability that might reduce safety or adherence": behind a thing and "that", words belong to the clause.
bool ElementReader::opens_clause(uint32_t i) const {
  if (!has_trait(kWhich)) return false;
  const Element& element = buffers_.elements[i];
  return (element.part == Part::Filler || element.part == Part::Words) && (chunk(element.chunk_begin).traits & kWhich);
}

// "Active, serious infections": the comma at `i` stands between what is said of one thing.
bool ElementReader::parts_adjectives(uint32_t i, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  return i > 0 && i + 1 < end && elements[i].part == Part::Comma && elements[i - 1].part == Part::Attribute && elements[i + 1].part == Part::Attribute;
}

// The next member of a list is a condition, drug or procedure: no word of the clause before.
bool ElementReader::names_medical_next(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end && (!is_connective(buffers_.elements[i].part) || (i > begin && parts_adjectives(i, end))); ++i) {
    const Element& element = buffers_.elements[i];
    if (element.part == Part::Words) return false;
    if (element.part == Part::Entity) return names_medical(element.node) && !(element.node.as<Has>() && element.node.as<Has>()->thing == ThingKind::Other);
    if (carries_content(element.part)) return true;
  }
  return false;
}

// "A and relapsed or progressive B": what `or` joins there are attributes of one conjunct.
bool ElementReader::only_attributes(uint32_t begin, uint32_t end) const {
  bool attribute = false;
  for (uint32_t i = begin; i < end; ++i) {
    const Part part = buffers_.elements[i].part;
    if (part != Part::Attribute && part != Part::Filler) return false;
    attribute |= part == Part::Attribute;
  }
  return attribute;
}

// "In the recurrent or metastatic setting": what stands before the `or` at `joint` says which of the noun behind it.
bool ElementReader::awaits_noun(uint32_t begin, uint32_t joint) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (joint <= begin + 1 || joint + 2 >= elements.size() || elements[joint - 1].part != Part::Attribute || elements[joint - 1].code != GrammarCode::Status) return false;
  const Element& before = elements[joint - 2];
  const Chunk& last = chunk(before.chunk_end - 1);
  return before.part == Part::Filler && last.tok_end > last.tok_begin + 1 && (last.traits & kRelatesOf);
}

// Outside brackets.
bool ElementReader::has_connective(uint32_t begin, uint32_t end) const {
  const std::vector<Element>& elements = buffers_.elements;
  if (!holds_any(Part::And, Part::Or, Part::Comma)) return false;
  for (uint32_t i = begin; i < end; ++i) {
    if (elements[i].part == Part::Open && elements[i].match > i) i = elements[i].match;
    if (is_connective(elements[i].part)) return true;
  }
  return false;
}

bool ElementReader::only_things(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    Part part = buffers_.elements[i].part;
    if (part == Part::Statement || part == Part::Negation) return false;
  }
  return true;
}

}  // namespace critc
