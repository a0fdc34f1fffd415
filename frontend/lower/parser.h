// Parser: the criterion tree of one block of text.
//
// Three steps, each linear in the block: cut_chunks (chunker.cpp) makes chunks of tokens; the scanner finds the known shapes - bounds
// with their subjects, time phrases, doses, counted things - and makes elements; the combiner reads the connectives between
// elements by one precedence table. block_view.h says how the layers stand on one another; the rules are listed in rules.def.
#pragma once

#include "frontend/lower/combiner.h"
#include "frontend/lower/group_binder.h"
#include "frontend/lower/method_reader.h"
#include "frontend/lower/scanner.h"
#include "frontend/lower/thing_namer.h"

namespace critc {

class Parser {
 public:
  Parser(const TokenBuffer& tokens, const Catalog& catalog, const GrammarWords& grammar, Document& document,
         LowerBuffers& buffers)
      : tokens_(tokens), catalog_(catalog), grammar_(grammar), document_(document), buffers_(buffers),
        view_(tokens, catalog, grammar, document, buffers), scanner_(view_), groups_(view_), namer_(view_), methods_(view_), combiner_(view_) {}

  // The tree of tokens [begin, end); nothing when they hold nothing to say.
  std::optional<Node> parse(uint32_t begin, uint32_t end, const BlockContext& context);

  // The last word of tokens [begin, end) is `or` or `and`: how what follows is joined with it.
  GrammarCode joint_behind(uint32_t begin, uint32_t end) const;

  // The measurement that the words of a header leave without a bound, for the items below it.
  Subject header_subject(uint32_t begin, uint32_t end);

 private:
  void scan();
  void note_stated();
  void keep_lost(std::optional<Node>& root);

  const TokenBuffer& tokens_;
  const Catalog& catalog_;
  const GrammarWords& grammar_;
  Document& document_;
  LowerBuffers& buffers_;
  BlockView view_;
  Scanner scanner_;
  GroupBinder groups_;
  ThingNamer namer_;
  MethodReader methods_;
  Combiner combiner_;
  std::vector<uint64_t> stated_;  // ranges of the bounds that the scanner read
};

}  // namespace critc
