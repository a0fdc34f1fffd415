#include "ir/source/line_index.h"

#include <gtest/gtest.h>

namespace critc {
namespace {

std::vector<std::string> lines(llvm::StringRef text) {
  LineIndex index(text);
  std::vector<std::string> result;
  for (uint32_t i = 1; i <= index.line_count(); ++i) {
    ByteRange range = index.line(i);
    result.push_back(text.substr(range.begin, range.size()).str());
  }
  return result;
}

using Lines = std::vector<std::string>;

TEST(LineIndex, KnowsAllLineEnds) {
  EXPECT_EQ(lines("a\nb"), (Lines{"a", "b"}));
  EXPECT_EQ(lines("a\r\nb"), (Lines{"a", "b"}));
  EXPECT_EQ(lines("a\rb"), (Lines{"a", "b"}));
  EXPECT_EQ(lines("a\n\rb"), (Lines{"a", "", "b"}));
  EXPECT_EQ(lines("a\r\r\nb\n"), (Lines{"a", "", "b", ""}));
  EXPECT_EQ(lines(""), (Lines{""}));
  EXPECT_EQ(lines("\r"), (Lines{"", ""}));
}

TEST(LineIndex, FindsLineAndColumn) {
  LineIndex index("ab\r\ncd\n\ne");
  auto position = [&](uint32_t offset) {
    LineColumn at = index.position(offset);
    return std::make_pair(at.line, at.column);
  };
  EXPECT_EQ(position(0), std::make_pair(1u, 1u));
  EXPECT_EQ(position(3), std::make_pair(1u, 4u));
  EXPECT_EQ(position(4), std::make_pair(2u, 1u));
  EXPECT_EQ(position(7), std::make_pair(3u, 1u));
  EXPECT_EQ(position(8), std::make_pair(4u, 1u));
  EXPECT_EQ(position(9), std::make_pair(4u, 2u));
  EXPECT_EQ(position(99), std::make_pair(4u, 2u));
}

TEST(LineIndex, LinesThatDoNotExistAreEmpty) {
  LineIndex index("ab\n");
  EXPECT_TRUE(index.line(0).empty());
  EXPECT_TRUE(index.line(3).empty());
}

}  // namespace
}  // namespace critc
