// The kinds of node as the model names them, and node values without their boxes.
#pragma once

#include <type_traits>

#include "llvm/ADT/StringRef.h"

#include "ir/criterion/model_bounds.h"
#include "ir/criterion/node.h"

namespace critc::model {

template <typename T>
struct KindName;
#define KIND(Type, Text)                           \
  template <>                                      \
  struct KindName<Type> {                          \
    static constexpr llvm::StringLiteral text{Text}; \
  };
KIND(Opaque, "opaque")
KIND(Item, "item")
KIND(Comparison, "compare")  // or range: kRange
KIND(Has, "has")
KIND(Exposure, "exposure")
KIND(All, "all")
KIND(Any, "any")
KIND(AtLeast, "at_least")
KIND(Not, "not")
KIND(Cases, "cases")
KIND(Except, "except")
KIND(Includes, "includes")
KIND(Define, "define")
KIND(Exists, "exists")
#undef KIND

inline constexpr llvm::StringLiteral kRange = "range";

template <typename T>
struct Unboxed {
  using type = T;
};
template <typename T>
struct Unboxed<Box<T>> {
  using type = T;
};

// f(T&) for the node's struct; an empty box counts as an empty struct.
template <typename N, typename F>
void visit_value(N& node, F&& f) {
  auto unboxed = [&]<typename V>(V& value) {
    using Struct = typename Unboxed<std::remove_const_t<V>>::type;
    if constexpr (std::is_same_v<Struct, std::remove_const_t<V>>) {
      f(value);
    } else if (value) {
      f(*value);
    } else {
      Struct empty;
      f(empty);
    }
  };
  node.value.visit(unboxed);
}

inline llvm::StringRef model_kind(const Node& node) {
  llvm::StringRef name;
  visit_value(node, [&]<typename T>(const T& inside) {
    name = KindName<T>::text;
    if constexpr (std::is_same_v<T, Comparison>) {
      if (op_of(inside.bounds) == BoundsOp::None) name = kRange;
    }
  });
  return name;
}

// Gives the node an empty value of the kind that is called so; false when there is none.
template <size_t I = 0>
bool set_kind(Node& node, llvm::StringRef name) {
  if constexpr (I == NodeValue::kCount) {
    return false;
  } else {
    using V = NodeValue::Alternative<I>;
    using T = typename Unboxed<V>::type;
    if (name == KindName<T>::text || (std::is_same_v<T, Comparison> && name == kRange)) {
      node.value = V(T{});
      return true;
    }
    return set_kind<I + 1>(node, name);
  }
}

}  // namespace critc::model
