// BlockView: the block that is being read: its chunks and elements, the catalogue, what stands around it.
//
// The lowest of the layers between text and tree. Each is a class with a header of its own and asks only those below it:
//
//   Parser            the public face, parser.h
//    |- Scanner       chunks to elements: scanner.h > statement_scanner.h > subject_finder.h > bound_reader.h
//    |- GroupBinder   bounds of some persons, group_binder.h
//    |- ThingNamer    names of things, thing_namer.h
//    |- MethodReader  how bounds are measured, method_reader.h
//    `- Combiner      elements to tree: combiner.h > node_maker.h > clause_reader.h > element_reader.h
//   BlockView         below all of them
//
// A function stands in the lowest layer that needs it; what one rule alone asks of a block may be a function of its file that
// takes a `const BlockView&` or `const ElementReader&`, and what asks nothing of the block is in nodes.h, bound_match.h, element.h.
#pragma once

#include <vector>

#include "frontend/lower/chunk.h"
#include "frontend/lower/element.h"
#include "frontend/lower/nodes.h"
#include "ir/criterion/document.h"

namespace critc {

// What the blocks around a block say about it.
struct BlockContext {
  Section section = Section::Inclusion;
  Subject header;                // measurement that a parent's header names: `Platelets:`
  NodeList* children = nullptr;  // nested items, to be put where the words announce them
  bool children_alternatives = false;
  bool children_or = false;      // `or` stands behind one of them
  bool children_and = false;     // `and` does
  bool or_children = false;      // they are alternatives to the block itself
  bool nested = false;           // inside another item
  bool admits = false;           // set by the parser: the block only says who or what is let through
  bool topic = false;            // a line of its own, without a list marker: "Prior medication:"
};

// Buffers that are reused from block to block, and the context of the present one.
struct LowerBuffers {
  ChunkBuffer chunks;
  std::vector<Element> elements;
  std::vector<uint32_t> open;
  BlockContext context;
};

class BlockView {
 public:
  BlockView(const TokenBuffer& tokens, const Catalog& catalog, const GrammarWords& grammar, Document& document,
            LowerBuffers& buffers)
      : tokens_(tokens), catalog_(catalog), grammar_(grammar), document_(document), buffers_(buffers), context_(buffers.context),
        age_(catalog.find("demographic:age")), person_group_(catalog.find("thing:person_group")),
        everybody_(catalog.find("thing:male_or_female")), organ_function_(catalog.find("thing:organ_function")),
        consent_(catalog.find("thing:informed_consent")), cohort_(catalog.find("heading:cohort")), male_(catalog.find("thing:male")) {}

  // ---- chunks
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
  bool looks_back(uint32_t i) const {
    return is(i, ChunkKind::Time) && (chunk(i).is(GrammarCode::TimePast) || chunk(i).is(GrammarCode::TimePreceding));
  }
  // What no chunk of the block has need not be looked for.
  bool has_trait(unsigned traits) const { return (buffers_.chunks.traits & traits) != 0; }
  template <typename... Kinds>
  bool has_kind(Kinds... kinds) const { return (buffers_.chunks.kinds & (ChunkBuffer::bit(kinds) | ...)) != 0; }
  // Without them no bound is read.
  bool may_state_bounds() const { return has_kind(ChunkKind::Number, ChunkKind::Comparator, ChunkKind::Between, ChunkKind::Reference); }
  // ---- chunks, tokens, concepts (block_view.cpp)
  ByteRange range(uint32_t chunk_begin, uint32_t chunk_end) const {
    if (chunk_begin >= chunk_end) return {};
    const uint32_t first = chunk(chunk_begin).tok_begin, end = chunk(chunk_end - 1).tok_end;
    const ByteRange where = tokens_.raw_hull(first, end);
    return where.empty() ? widened(first, end) : where;
  }
  TextSpan text(uint32_t chunk_begin, uint32_t chunk_end) const;
  uint32_t skip_filler(uint32_t i) const;
  Subject subject_of(uint32_t i) const;
  bool names_thing(uint32_t i) const;
  bool is_kind_word(const Element& element) const;
  bool joined_by_hyphen(uint32_t i) const;
  bool is_relative_word(const Element& element) const;
  bool opens_sentence(uint32_t i) const;
  bool is_consent(const Subject& subject) const;
  bool is_measurement(ConceptId id) const;
  bool is_measured(ConceptId id) const;
  bool is_word_token(uint32_t i) const;
  bool is_scaled(const Subject& subject) const;
  bool ends_here(uint32_t i) const;
  bool names_some(const Element& element) const;
  bool is_slash(const Element& element) const;
  bool is_for(const Element& element) const;
  bool names_group(const Element& element) const;
  bool is_person_group(ConceptId id) const;
  bool is_relative(uint32_t i) const;
  bool ends_in_preposition(const Element& element) const;
  bool means(const Token& word, GrammarCode one, GrammarCode other) const;
  void diagnose(DiagnosticKind kind, ByteRange range);
  void diagnose(DiagnosticKind kind, ByteRange range, llvm::StringRef argument);

 protected:
  const TokenBuffer& tokens_;
  const Catalog& catalog_;
  const GrammarWords& grammar_;
  Document& document_;
  LowerBuffers& buffers_;
  BlockContext& context_;
  const ConceptId age_, person_group_, everybody_, organ_function_, consent_, cohort_, male_;

 private:
  ByteRange widened(uint32_t first, uint32_t end) const;
};

}  // namespace critc
