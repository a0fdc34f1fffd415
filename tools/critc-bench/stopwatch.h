// Stopwatch: time and heap allocations of each stage, added up over many postings.
#pragma once

#include <chrono>
#include <cstdint>

#include "llvm/ADT/StringRef.h"

namespace critc {

uint64_t heap_allocations();  // operator new calls of this process so far

struct StageCost {
  llvm::StringRef name;
  double seconds = 0;
  uint64_t allocations = 0;
};

class Stopwatch {
 public:
  Stopwatch() { restart(); }
  void restart() {
    allocations_ = heap_allocations();
    start_ = std::chrono::steady_clock::now();
  }
  // Adds what passed since the last call to `cost`.
  void lap(StageCost& cost) {
    auto now = std::chrono::steady_clock::now();
    cost.seconds += std::chrono::duration<double>(now - start_).count();
    cost.allocations += heap_allocations() - allocations_;
    restart();
  }

 private:
  std::chrono::steady_clock::time_point start_;
  uint64_t allocations_ = 0;
};

}  // namespace critc
