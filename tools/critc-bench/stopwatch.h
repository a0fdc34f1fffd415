// Stopwatch: processor time and heap allocations of each stage, added up over many postings. The time is
// this thread's own, so that what else runs on the machine counts as little as possible.
#pragma once

#include <cstdint>
#include <ctime>

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
    start_ = seconds();
  }
  // Adds what passed since the last call to `cost`.
  void lap(StageCost& cost) {
    cost.seconds += seconds() - start_;
    cost.allocations += heap_allocations() - allocations_;
    restart();
  }

 private:
  static double seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }

  double start_ = 0;
  uint64_t allocations_ = 0;
};

}  // namespace critc
