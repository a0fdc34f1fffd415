#include "tools/compiler/heap.h"

#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace critc {

void settle_heap() {
#if defined(__GLIBC__)
  constexpr int kKept = 64 << 20;   // bytes that stay with the process
  constexpr int kStep = 4 << 20;    // bytes asked for at a time
  constexpr int kSmall = 160;       // bytes of a piece that is not joined
  mallopt(M_TRIM_THRESHOLD, kKept);
  mallopt(M_MMAP_THRESHOLD, kKept);
  mallopt(M_TOP_PAD, kStep);
  mallopt(M_MXFAST, kSmall);
#endif
}

}  // namespace critc
