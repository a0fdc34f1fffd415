// What chunks, tokens and concepts of a block are.
#include "llvm/ADT/STLExtras.h"

#include "frontend/lower/block_view.h"

namespace critc {

// "disease", "drugs": what things are, and none of them.
bool BlockView::is_kind_word(const Element& element) const {
  return element.part == Part::Entity && element.chunk_end == element.chunk_begin + 1 && (chunk(element.chunk_begin).traits & kGeneric);
}

bool BlockView::is_consent(const Subject& subject) const {
  const ConceptId id = subject.concept_id;
  return id && consent_ && (id == consent_ || llvm::is_contained(catalog_.classes(id), consent_));
}

// A group of persons, not all of the patients: women, men, those of childbearing potential.
bool BlockView::names_group(const Element& element) const {
  auto* has = element.part == Part::Entity ? element.node.as<Has>() : nullptr;
  return has && is_person_group(has->subject.concept_id);
}

bool BlockView::is_person_group(ConceptId id) const {
  return id && person_group_ && llvm::is_contained(catalog_.classes(id), person_group_);
}

// "a drug that must": said of what stands before it.
bool BlockView::is_relative(uint32_t i) const {
  const uint32_t at = buffers_.elements[i].chunk_begin;
  return at > 0 && is(at - 1, ChunkKind::Filler) && (chunk(at - 1).traits & kRelates) && !(chunk(at).traits & kRelates);
}

// A group of persons that is not everybody.
bool BlockView::names_some(const Element& element) const {
  return names_group(element) && element.node.as<Has>()->subject.concept_id != everybody_;
}

bool BlockView::is_slash(const Element& element) const {
  return element.part == Part::Words && element.chunk_end == element.chunk_begin + 1 && is(element.chunk_begin, ChunkKind::Slash);
}

// A capital behind a small letter: the sentence before it has lost its full stop.
bool BlockView::opens_sentence(uint32_t i) const {
  const Token& token = tokens_.tokens[chunk(i).tok_begin];
  return token.has(kCapitalized) && !token.has(kAllCaps) && chunk(i).tok_begin > 0 &&
         !tokens_.tokens[chunk(i).tok_begin - 1].has(kCapitalized);
}

// "for" that opens no time.
bool BlockView::is_for(const Element& element) const {
  return element.part == Part::Words && element.chunk_end == element.chunk_begin + 1 && element.code == GrammarCode::TimeFor;
}

bool BlockView::is_measurement(ConceptId id) const {
  if (!id) return false;
  switch (catalog_.kind(id)) {
    case ConceptKind::Lab:
    case ConceptKind::Vital:
    case ConceptKind::Score:
    case ConceptKind::Demographic: return true;
    default: return false;
  }
}

// Of tokens without text of their own, such as the second sign of one character, and those before them.
ByteRange BlockView::widened(uint32_t first, uint32_t end) const {
  ByteRange where = tokens_.raw_hull(first, end);
  while (where.empty() && first > 0) where = tokens_.raw_hull(--first, end);
  return where;
}

TextSpan BlockView::text(uint32_t chunk_begin, uint32_t chunk_end) const {
  ByteRange hull = range(chunk_begin, chunk_end);
  return {hull.begin, hull.end};
}

uint32_t BlockView::skip_filler(uint32_t i) const {
  while (is(i, ChunkKind::Filler)) ++i;
  return i;
}

Subject BlockView::subject_of(uint32_t i) const {
  return {text(i, i + 1), chunk(i).phrase, chunk(i).concept_id};
}

bool BlockView::names_thing(uint32_t i) const {
  return is(i, ChunkKind::Condition) || is(i, ChunkKind::Procedure) || is(i, ChunkKind::Drug);
}

void BlockView::diagnose(DiagnosticKind kind, ByteRange where) {
  document_.diagnostics.push_back({kind, where, {}, {}, {}});
}

void BlockView::diagnose(DiagnosticKind kind, ByteRange where, llvm::StringRef argument) {
  diagnose(kind, where);
  document_.diagnostics.back().args.emplace_back(argument);
}

bool BlockView::ends_in_preposition(const Element& element) const {
  const Token& last = tokens_.tokens[chunk(element.chunk_end - 1).tok_end - 1];
  return means(last, GrammarCode::RelationOf, GrammarCode::RelationAfter) || means(last, GrammarCode::RelationMethod, GrammarCode::RelationMethod);
}

// One word that is a row of the grammar by itself.
bool BlockView::means(const Token& word, GrammarCode one, GrammarCode other) const {
  return catalog_.some_sense(word.word, [&](ConceptId id) { return grammar_[id].code == one || grammar_[id].code == other; });
}

// Only measurements have limits of normal; other words that a bound stands on are kept as words.
bool BlockView::is_measured(ConceptId id) const {
  if (id == 0) return true;
  ConceptKind kind = catalog_.kind(id);
  return kind == ConceptKind::Lab || kind == ConceptKind::Vital || kind == ConceptKind::Score;
}

bool BlockView::ends_here(uint32_t i) const {
  if (is(i, ChunkKind::Time) && is_link(i)) return false;
  return i >= size() || is(i, ChunkKind::Comma) || is(i, ChunkKind::Stop) || is(i, ChunkKind::Close) ||
         is(i, ChunkKind::And) || is(i, ChunkKind::Or) || is(i, ChunkKind::Open) || is(i, ChunkKind::Time);
}

bool BlockView::is_word_token(uint32_t i) const {
  return is(i, ChunkKind::Number) && tokens_.tokens[chunk(i).tok_begin].kind == TokenKind::Word;
}

bool BlockView::is_scaled(const Subject& subject) const {
  if (!subject.concept_id) return false;
  switch (catalog_.kind(subject.concept_id)) {
    case ConceptKind::Lab:
    case ConceptKind::Vital:
    case ConceptKind::Demographic:
    case ConceptKind::Score: return catalog_.measurement(subject.concept_id).scale != 0;
    default: return false;
  }
}

bool BlockView::joined_by_hyphen(uint32_t i) const {
  if (!is(i, ChunkKind::Hyphen) || i + 1 >= size()) return false;
  return !tokens_.tokens[chunk(i).tok_begin].has(kSpaceBefore) && !tokens_.tokens[chunk(i + 1).tok_begin].has(kSpaceBefore);
}

// "who", "patients who": opens a clause about the thing before.
bool BlockView::is_relative_word(const Element& element) const {
  if (element.part != Part::Filler) return false;
  const Chunk& word = chunk(element.chunk_begin);
  if (word.traits & kWhich) return true;
  return element.code == GrammarCode::Persons && means(tokens_.tokens[word.tok_end - 1], GrammarCode::Which, GrammarCode::Which);
}

}  // namespace critc
