#include "frontend/lower/settle_phases.h"

#include "llvm/ADT/STLExtras.h"

namespace critc {

namespace {

bool looks_back(const Time& time) {
  return llvm::any_of(time.windows, [](const Window& window) {
    return window.distance.high && !window.distance.low && window.direction != Direction::After;
  });
}

void settle(Node& node) {
  Exposure* exposure = node.as<Exposure>();
  if (exposure && exposure->phase == Phase::Ongoing && node.attrs && looks_back(node.attrs->time)) exposure->phase = Phase::None;
  for_each_child(node, settle);
}

}  // namespace

void settle_phases(Document& document) {
  for (Node& item : document.items) settle(item);
}

}  // namespace critc
