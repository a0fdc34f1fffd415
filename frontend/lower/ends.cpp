#include "frontend/lower/ends.h"

namespace critc {

bool is_lower_bound(GrammarCode code) {
  return code == GrammarCode::Greater || code == GrammarCode::GreaterEqual ||
         code == GrammarCode::PostGreater || code == GrammarCode::PostGreaterEqual;
}

bool is_closed(GrammarCode code) {
  return code == GrammarCode::GreaterEqual || code == GrammarCode::LessEqual ||
         code == GrammarCode::PostGreaterEqual || code == GrammarCode::PostLessEqual ||
         code == GrammarCode::Equal;
}

void set_end(Bounds& bounds, GrammarCode code, End end) {
  end.closed = is_closed(code);
  if (code == GrammarCode::Equal) {
    bounds.low = end;
    bounds.high = end;
  } else if (is_lower_bound(code)) {
    bounds.low = end;
  } else {
    bounds.high = end;
  }
}

}  // namespace critc
