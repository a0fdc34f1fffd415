#include "ir/criterion/model_bounds.h"

#include "llvm/ADT/STLExtras.h"

namespace critc::model {

namespace {

constexpr llvm::StringLiteral kOps[] = {
#define BOUNDS_OP(Name, Text) Text,
#include "ir/criterion/model_bounds.def"
};

constexpr llvm::StringLiteral kConversions[] = {
#define CONVERSION(Name, Text) Text,
#include "ir/criterion/model_bounds.def"
};

template <typename E, size_t N>
std::optional<E> find_text(const llvm::StringLiteral (&texts)[N], llvm::StringRef text) {
  const auto* found = llvm::find(texts, text);
  if (found == std::end(texts)) return std::nullopt;
  return static_cast<E>(found - std::begin(texts));
}

}  // namespace

llvm::StringRef text(BoundsOp op) { return kOps[static_cast<size_t>(op)]; }
std::optional<BoundsOp> parse_vocabulary(llvm::StringRef text, BoundsOp*) {
  return find_text<BoundsOp>(kOps, text);
}

llvm::StringRef text(ConversionKind how) { return kConversions[static_cast<size_t>(how)]; }
std::optional<ConversionKind> parse_vocabulary(llvm::StringRef text, ConversionKind*) {
  return find_text<ConversionKind>(kConversions, text);
}

BoundsOp op_of(const Bounds& bounds) {
  const std::optional<End>&low = bounds.low, &high = bounds.high;
  if (bounds.comparator_lost)
    return low && !high && low->closed ? BoundsOp::Lost : BoundsOp::None;
  if (low && high) return *low == *high && low->closed ? BoundsOp::Equal : BoundsOp::None;
  if (low) return low->closed ? BoundsOp::GreaterEqual : BoundsOp::Greater;
  if (high) return high->closed ? BoundsOp::LessEqual : BoundsOp::Less;
  return BoundsOp::None;
}

static bool is_upper(BoundsOp op) { return op == BoundsOp::Less || op == BoundsOp::LessEqual; }

const End& end_of(const Bounds& bounds, BoundsOp op) {
  static constexpr End kNone{};
  const std::optional<End>& end = is_upper(op) ? bounds.high : bounds.low;
  return end ? *end : kNone;
}

void set_bounds(Bounds& bounds, BoundsOp op, End end) {
  end.closed = op != BoundsOp::Less && op != BoundsOp::Greater;
  bounds.comparator_lost = op == BoundsOp::Lost;
  if (!is_upper(op)) bounds.low = end;
  if (is_upper(op) || op == BoundsOp::Equal) bounds.high = end;
}

std::optional<int64_t> whole_minimum(const Bounds& bounds) {
  if (op_of(bounds) != BoundsOp::GreaterEqual) return std::nullopt;
  llvm::StringRef digits;
  std::string printed = bounds.low->quantity.canonical.str();
  digits = printed;
  int64_t value = 0;
  if (digits.getAsInteger(10, value)) return std::nullopt;
  return value;
}

}  // namespace critc::model
