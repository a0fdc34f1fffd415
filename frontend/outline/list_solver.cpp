#include "frontend/outline/list_solver.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "llvm/ADT/SmallVector.h"

#include "frontend/outline/list_costs.h"

namespace critc {

namespace {

constexpr size_t kBeamWidth = 8;
constexpr uint32_t kBeamCost = 30;         // stacks this much dearer than the best are given up
constexpr size_t kCommitAfter = 1u << 16;  // decisions kept open before the best past is committed

constexpr uint32_t kNoStep = UINT32_MAX;

struct Step {
  uint32_t before = kNoStep;
  ListDecision decision;
};

struct State {
  ListStack stack;
  std::array<uint64_t, kMaxListDepth + 1> hashes = {};  // of the lowest n frames
  uint32_t cost = 0;
  uint32_t step = kNoStep;
};

// One way to go on from a state, before the new state is made.
struct Move {
  uint32_t cost;
  uint32_t state;
  ListDecision decision;
  ListFrame frame;   // of an Item
  uint64_t hash;     // of the stack it leads to
};

uint64_t frame_hash(uint64_t below, const ListFrame& frame) {
  const MarkerReading& reading = frame.reading;
  uint64_t low = uint64_t(reading.cls) | uint64_t(reading.variant) << 8 | uint64_t(reading.value) << 16 |
                 uint64_t(reading.prefix) << 32;
  uint64_t high = frame.indent | uint64_t(frame.count) << 16 | uint64_t(frame.line_start) << 24;
  uint64_t hash = (below ^ low) * 0x9E3779B97F4A7C15u;
  hash = (hash ^ (hash >> 29) ^ high) * 0xBF58476D1CE4E5B9u;
  return hash ^ (hash >> 32);
}

}  // namespace

class ListSolver::Search {
 public:
  llvm::ArrayRef<ListDecision> run(llvm::ArrayRef<ListCandidate> candidates) {
    states_.assign(1, {});
    steps_.clear();
    decisions_.clear();
    decisions_.reserve(candidates.size());
    for (const ListCandidate& candidate : candidates) {
      moves_.clear();
      cheapest_ = UINT32_MAX - kBeamCost;
      for (uint32_t i = 0; i < states_.size(); ++i) add_moves(i, candidate);
      keep_best();
      if (steps_.size() > kCommitAfter) commit();
    }
    finish();
    return decisions_;
  }

 private:
  void add_moves(uint32_t index, const ListCandidate& candidate) {
    const ListStack& stack = states_[index].stack;
    if (candidate.reading_count == 0) return add_paragraph_moves(index, candidate);
    add(index, {ListDecision::Words, 0, 0}, words_cost(stack, candidate), nullptr);
    for (uint8_t reading = 0; reading < candidate.reading_count; ++reading) {
      add_item_moves(index, candidate, reading);
    }
  }

  void add_item_moves(uint32_t index, const ListCandidate& candidate, uint8_t reading) {
    const ListStack& stack = states_[index].stack;
    for (uint8_t depth = 0; depth <= stack.depth && depth < kMaxListDepth; ++depth) {
      ListDecision decision{ListDecision::Item, reading, depth};
      if (depth < stack.depth) {
        if (auto cost = continue_cost(stack, depth, candidate, reading); cost && affordable(index, *cost)) {
          ListFrame frame = frame_of(candidate, reading);
          frame.indent = stack.frames[depth].indent;
          frame.count = static_cast<uint8_t>(std::min(stack.frames[depth].count + 1, 3));
          add(index, decision, *cost, &frame);
        }
      }
      const uint32_t cost = open_cost(stack, depth, candidate, reading);
      if (!affordable(index, cost)) continue;
      ListFrame frame = frame_of(candidate, reading);
      add(index, decision, cost, &frame);
    }
  }

  void add_paragraph_moves(uint32_t index, const ListCandidate& candidate) {
    const ListStack& stack = states_[index].stack;
    ListFrame frame = frame_of(candidate, 0);
    for (uint8_t depth = 0; depth <= stack.depth && depth < kMaxListDepth; ++depth) {
      if (auto cost = paragraph_cost(stack, depth, candidate)) {
        add(index, {ListDecision::Item, 0, depth}, *cost, &frame);
      }
      if (depth == stack.depth) break;
      if (auto cost = continuation_cost(stack, depth, candidate)) {
        add(index, {ListDecision::Continuation, 0, depth}, *cost, nullptr);
      }
    }
  }

  bool affordable(uint32_t index, uint32_t cost) const { return states_[index].cost + cost <= cheapest_ + kBeamCost; }

  static ListFrame frame_of(const ListCandidate& candidate, uint8_t reading) {
    ListFrame frame;
    if (candidate.reading_count > 0) frame.reading = candidate.readings[reading];
    if (candidate.lower) frame.reading.variant = kLowerParagraph;
    frame.indent = candidate.indent;
    frame.line_start = candidate.line_start;
    frame.count = 1;
    return frame;
  }

  void add(uint32_t index, ListDecision decision, uint32_t cost, const ListFrame* frame) {
    if (!affordable(index, cost)) return;
    const State& state = states_[index];
    cost += state.cost;
    cheapest_ = std::min(cheapest_, cost);
    Move move{cost, index, decision, {}, state.hashes[state.stack.depth]};
    if (frame) {
      move.frame = *frame;
      move.hash = frame_hash(state.hashes[decision.depth], *frame);
    } else if (decision.kind == ListDecision::Continuation) {
      move.hash = state.hashes[decision.depth + 1];
    }
    moves_.push_back(move);
  }

  void keep_best() {
    best_.clear();
    for (const Move& move : moves_) {
      if (best_.size() == kBeamWidth && move.cost >= best_.back()->cost) continue;
      insert(move);
    }
    next_.clear();
    uint32_t best = best_.front()->cost;
    for (const Move* move : best_) {
      if (move->cost > best + kBeamCost) break;
      next_.push_back(make_state(*move));
      next_.back().cost -= best;
    }
    states_.swap(next_);
  }

  // Keeps the cheapest way to each stack, in order of cost.
  void insert(const Move& move) {
    for (size_t i = 0; i < best_.size(); ++i) {
      if (best_[i]->hash != move.hash) continue;
      if (best_[i]->cost <= move.cost) return;
      best_.erase(best_.begin() + i);
      break;
    }
    size_t place = best_.size();
    while (place > 0 && best_[place - 1]->cost > move.cost) --place;
    best_.insert(best_.begin() + place, &move);
    if (best_.size() > kBeamWidth) best_.pop_back();
  }

  State make_state(const Move& move) {
    State state = states_[move.state];
    state.cost = move.cost;
    ListStack& stack = state.stack;
    if (move.decision.kind == ListDecision::Item) {
      uint8_t depth = move.decision.depth;
      stack.frames[depth] = move.frame;
      stack.depth = static_cast<uint8_t>(depth + 1);
      state.hashes[depth + 1] = move.hash;
    } else if (move.decision.kind == ListDecision::Continuation) {
      stack.depth = static_cast<uint8_t>(move.decision.depth + 1);
    }
    steps_.push_back({state.step, move.decision});
    state.step = static_cast<uint32_t>(steps_.size() - 1);
    return state;
  }

  // Gives up all pasts but that of the best state.
  void commit() {
    append_past(states_.front());
    states_.resize(1);
    states_.front().step = kNoStep;
    steps_.clear();
  }

  void finish() {
    for (State& state : states_) state.cost += closing_cost(state.stack);
    auto best = std::min_element(states_.begin(), states_.end(),
                                 [](const State& a, const State& b) { return a.cost < b.cost; });
    append_past(*best);
  }

  void append_past(const State& state) {
    size_t from = decisions_.size();
    for (uint32_t step = state.step; step != kNoStep; step = steps_[step].before) {
      decisions_.push_back(steps_[step].decision);
    }
    std::reverse(decisions_.begin() + static_cast<ptrdiff_t>(from), decisions_.end());
  }

  std::vector<State> states_, next_;
  std::vector<Move> moves_;
  uint32_t cheapest_ = 0;  // of the moves so far
  llvm::SmallVector<const Move*, kBeamWidth + 1> best_;
  std::vector<Step> steps_;
  std::vector<ListDecision> decisions_;
};

ListSolver::ListSolver() : search_(std::make_unique<Search>()) {}
ListSolver::~ListSolver() = default;

llvm::ArrayRef<ListDecision> ListSolver::solve(llvm::ArrayRef<ListCandidate> candidates) {
  return search_->run(candidates);
}

}  // namespace critc
