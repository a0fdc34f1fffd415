#include "frontend/reader/shape.h"

#include <gtest/gtest.h>

namespace critc {
namespace {

std::string letters_that_may_begin(llvm::StringRef pattern) {
  const ByteSet bytes = first_bytes(pattern);
  std::string letters;
  for (unsigned byte = 0; byte < 256; ++byte)
    if (bytes[byte]) letters += static_cast<char>(byte);
  return bytes.all() ? "any" : letters;
}

TEST(Shape, FirstBytesOfWordsGroupsAndClasses) {
  EXPECT_EQ(letters_that_may_begin("Phase [1-4]"), "P");
  EXPECT_EQ(letters_that_may_begin("(?:Sex|Ages|(?:Low|High) risk)(?: [a-z]+)?"), "AHLS");
  EXPECT_EQ(letters_that_may_begin("(?P<low>[0-3,]+) ?- ?[0-9]+"), ",0123");
  EXPECT_EQ(letters_that_may_begin("A|[b|(]|C"), "(AC" "b|");
  EXPECT_EQ(letters_that_may_begin("\xE2\x80\xA2 item"), "\xE2");
}

TEST(Shape, WhatIsNotReadMayBeginWithAnything) {
  for (const char* pattern : {"", "(?i)phase", "A?B", "(?:A|B)*C", "[a]{0,2}B", "[^a]b", "[\\w]b", ".", "\\d", "(", "A|"})
    EXPECT_EQ(letters_that_may_begin(pattern), "any") << pattern;
  EXPECT_EQ(letters_that_may_begin(std::string(5000, '(')), "any");
}

TEST(Shape, PatternsMatchWholeLinesOnceCompiled) {
  const Shape shape("Phase (?:[1-4]|IV)");
  EXPECT_TRUE(shape.may_match("Phases"));
  EXPECT_FALSE(shape.may_match("phase 1"));
  EXPECT_FALSE(shape.may_match(""));
  EXPECT_TRUE(re2::RE2::FullMatch("Phase IV", shape.compiled()));
}

}  // namespace
}  // namespace critc
