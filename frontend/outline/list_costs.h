// What each decision of the list solver costs: the model of how people write lists.
//
// A cost is about minus two times the natural logarithm of how often writers do so; 0 is the ordinary
// case.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "frontend/outline/list_solver.h"

namespace critc {

constexpr uint8_t kMaxListDepth = 7;
constexpr uint8_t kLowerParagraph = 1;  // variant of a paragraph that begins in lower case

// An open list: how its last item was marked.
struct ListFrame {
  MarkerReading reading;
  uint16_t indent = 0;
  uint8_t count = 0;        // items so far, 3 for three or more
  bool line_start = false;  // its items begin lines
};

struct ListStack {
  std::array<ListFrame, kMaxListDepth> frames = {};
  uint8_t depth = 0;
};

// The candidate is no marker.
uint32_t words_cost(const ListStack& stack, const ListCandidate& candidate);

// The candidate is the next item of the list at `depth`; lists above it end. Empty: it cannot be.
std::optional<uint32_t> continue_cost(const ListStack& stack, uint8_t depth,
                                      const ListCandidate& candidate, uint8_t reading);

// The candidate is the first item of a new list at `depth`; the list there and those above it end.
uint32_t open_cost(const ListStack& stack, uint8_t depth, const ListCandidate& candidate, uint8_t reading);

// The paragraph is an item of its own at `depth`.
std::optional<uint32_t> paragraph_cost(const ListStack& stack, uint8_t depth,
                                       const ListCandidate& candidate);

// The paragraph belongs to the open item at `depth`.
std::optional<uint32_t> continuation_cost(const ListStack& stack, uint8_t depth,
                                          const ListCandidate& candidate);

// The text ends with these lists open.
uint32_t closing_cost(const ListStack& stack);

}  // namespace critc
