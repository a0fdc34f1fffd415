#include "ir/criterion/parser.h"
#include "ir/criterion/printer.h"
#include "ir/criterion/round_trip.h"

#include <gtest/gtest.h>

#include "test/unit/random_document.h"

namespace critc {
namespace {

std::string printed(const Document& document) {
  std::string text;
  llvm::raw_string_ostream out(text);
  print_ir(document, builtin_catalog(), out);
  return text;
}

TEST(IrText, AnyDocumentIsReadBackAsItWasPrinted) {
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    Document document = RandomDocument(seed, builtin_catalog()).make();
    std::string difference;
    ASSERT_TRUE(round_trips(document, builtin_catalog(), &difference)) << "seed " << seed << ": " << difference;
  }
}

// A text with random damage parses or fails with a place; it never crashes.
TEST(IrText, DamagedTextIsRefusedWithAPlace) {
  std::mt19937 engine(11);
  for (uint64_t seed = 0; seed < 300; ++seed) {
    std::string text = printed(RandomDocument(seed, builtin_catalog()).make());
    for (int damage = 0; damage < 3; ++damage)
      text[engine() % text.size()] = "\"{}()@?.0 \n\\|x"[engine() % 14];
    auto documents = parse_ir(text, builtin_catalog());
    if (documents) continue;
    std::string message = llvm::toString(documents.takeError());
    EXPECT_TRUE(llvm::StringRef(message).contains(": expected ")) << message;
  }
}

std::string error_of(llvm::StringRef text) {
  auto documents = parse_ir(text, builtin_catalog());
  return documents ? "" : llvm::toString(documents.takeError());
}

TEST(IrText, NestingIsBounded) {
  std::string text = "critir 1 raw\nposting \"x\"\n";
  for (int i = 0; i < 100000; ++i) text += "not {";
  EXPECT_EQ(error_of(text), "3:1001: expected at most 200 nested nodes, not 'not'");
}

TEST(IrText, APoolCannotBeAskedForThatIsOutOfProportion) {
  EXPECT_TRUE(llvm::StringRef(error_of("critir 1 raw posting \"x\" bytes(4000000000) words(placed)"))
                  .contains("in proportion"));
}

TEST(IrText, DocumentsFollowEachOther) {
  auto documents = parse_ir("critir 1 raw posting \"a\"\n// between\ncritir 1 canonical posting \"b\"\n",
                            builtin_catalog());
  ASSERT_TRUE(static_cast<bool>(documents));
  ASSERT_EQ(documents->size(), 2u);
  EXPECT_EQ(documents->back().id, "b");
  EXPECT_EQ(documents->back().stage, Stage::Canonical);
}

TEST(IrText, PlacedWordsKeepTheirRanges) {
  Document document;
  document.text = "1. platelets >= 75 platelets";
  document.buffer_length = static_cast<uint32_t>(document.text.size());
  document.text_begins_with_buffer = true;
  Comparison comparison;
  comparison.subject.text = {19, 28};
  comparison.bounds.low.emplace().quantity.stated = Decimal::from_int(75);
  comparison.bounds.range = {3, 28};
  Item item;
  item.number = {1};
  item.label = {0, 2};
  item.source = {3, 28};
  item.text = {3, 28};
  item.body = Node{{3, 28}, {}, Box<Comparison>(comparison)};
  document.items.push_back(Node{{0, 28}, {}, Box<Item>(item)});
  auto documents = parse_ir(printed(document), builtin_catalog());
  ASSERT_TRUE(static_cast<bool>(documents));
  const Item& back = *documents->front().items.front().as<Item>();
  EXPECT_EQ(back.label, item.label);
  EXPECT_EQ(back.text, item.text);
  EXPECT_EQ(back.body->as<Comparison>()->subject.text, comparison.subject.text);
}

}  // namespace
}  // namespace critc
