// Decides which candidate markers are list items, and how deep each stands.
//
//   * a * b: 1. c 2. d 1. e 2. f * g      depths 0 0 1 1 2 2 0
//
// Greedy counting fails once prose holds `2.`, so all labellings compete: each decision has a cost, and
// dynamic programming over the few stacks of lists that can be open finds the cheapest labelling. The
// number of stacks kept is bounded, so time is linear in the number of candidates.
#pragma once

#include <cstdint>
#include <memory>

#include "llvm/ADT/ArrayRef.h"

#include "frontend/outline/marker_scanner.h"

namespace critc {

struct ListCandidate {
  std::array<MarkerReading, 2> readings = {};
  uint8_t reading_count = 0;        // 0: a paragraph without marker
  bool line_start = false;          // begins a line, so that its indentation counts
  bool blank_before = false;
  bool announced = false;           // the words before it end in a colon or promise items
  bool goes_on = false;             // paragraph that continues the sentence before it
  bool lower = false;               // paragraph that begins in lower case
  bool related = false;             // paragraph that takes up a word of the one that announced it
  bool opens = false;               // paragraph that itself ends in a colon
  uint16_t indent = 0;
  uint8_t accept_cost = 0;          // what speaks against a marker here
  uint8_t reject_cost = 0;          // what speaks for one
};

struct ListDecision {
  enum Kind : uint8_t {
    Words,         // no marker: part of the item before it
    Item,
    Continuation,  // a paragraph of the open item at `depth`
  } kind = Words;
  uint8_t reading = 0;
  uint8_t depth = 0;
};

// Keeps its room from one run of lists to the next.
class ListSolver {
 public:
  ListSolver();
  ~ListSolver();
  // A decision for each candidate; they hold until the next call.
  llvm::ArrayRef<ListDecision> solve(llvm::ArrayRef<ListCandidate> candidates);

 private:
  class Search;
  std::unique_ptr<Search> search_;
};

}  // namespace critc
