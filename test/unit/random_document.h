// RandomDocument: documents with anything in them, for property tests of what prints and parses.
#pragma once

#include <random>
#include <string>

#include "ir/catalog/catalog.h"
#include "ir/criterion/document.h"

namespace critc {

class RandomDocument {
 public:
  RandomDocument(uint64_t seed, const Catalog& catalog) : engine_(seed), catalog_(catalog) {}
  Document make();

 private:
  uint32_t below(uint32_t n) { return std::uniform_int_distribution<uint32_t>(0, n - 1)(engine_); }
  bool chance(uint32_t percent) { return below(100) < percent; }
  template <typename E>
  E any_of(E last) {
    return static_cast<E>(below(static_cast<uint32_t>(last) + 1));
  }
  template <typename E>
  E seldom(E last) {
    return chance(70) ? E{} : any_of(last);
  }

  std::string bytes(uint32_t length);
  TextSpan words();
  ByteRange range();
  Decimal decimal();
  UnitId unit();
  ConceptId concept_id();
  Subject subject();
  Quantity quantity();
  End end();
  Bounds bounds();
  Bounds seldom_bounds() { return chance(70) ? Bounds{} : bounds(); }
  Time time();
  Attrs attrs();
  Node node(int depth);
  NodeValue value(int depth);
  NodeList list(int depth);
  Box<Node> box(int depth) { return chance(15) ? Box<Node>() : Box<Node>(node(depth)); }
  Item item(int depth);
  PostingField field();
  Cohort cohort(uint32_t index);
  Diagnostic diagnostic();

  std::mt19937_64 engine_;
  const Catalog& catalog_;
  Document document_;
};

}  // namespace critc
