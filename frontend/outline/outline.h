// outline: finds sections, cohorts, headings and list items in the tokens of a posting.
//
// An Outline is a list of blocks in reading order; nesting is by parent index. Blocks with class
// Criterion become items; the others are kept so that every byte of the buffer has a class.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"
#include "ir/criterion/posting.h"
#include "ir/diagnostics/diagnostic.h"
#include "ir/text/token.h"

namespace critc {

struct OutlineBlock {
  static constexpr uint32_t kNoParent = UINT32_MAX;

  RangeClass cls = RangeClass::Criterion;
  Section section = Section::Inclusion;
  bool section_assumed = false;   // no heading said so
  CohortId cohort = 0;
  uint32_t parent = kNoParent;    // an earlier Criterion block
  uint32_t tok_begin = 0;         // the block's own words, without label and nested items
  uint32_t tok_end = 0;
  uint32_t tail_begin = 0;        // words of this item that go on after its nested items (prose after a
  uint32_t tail_end = 0;          // list); empty most of the time
  ByteRange label;                // the printed marker, "3."; empty when there is none
  ByteRange range;                // label, words and nested items
};

struct Outline {
  std::vector<OutlineBlock> blocks;
  std::vector<Cohort> cohorts;        // id, title, range; populations are filled by passes
  std::vector<ClassedRange> ranges;   // tile the buffer
};

Outline build_outline(const Posting& posting, const TokenBuffer& tokens, const Catalog& catalog,
                      DiagnosticList& diagnostics);

// --dump-outline: one line a range, with class, section, cohort, depth, label and words.
void dump_outline(const Outline& outline, const Posting& posting, const TokenBuffer& tokens,
                  llvm::raw_ostream& out);

}  // namespace critc
