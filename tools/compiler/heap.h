// How the C library keeps memory between postings.
#pragma once

namespace critc {

// For tools that compile many postings one after the other: what a posting gave back is kept for the next, and
// small pieces are not joined with their neighbours. Called once, first thing in main.
void settle_heap();

}  // namespace critc
