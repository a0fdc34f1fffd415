#include "ir/number/ratio.h"

#include <random>

#include <gtest/gtest.h>

namespace critc {
namespace {

Ratio ratio(llvm::StringRef text) {
  auto value = Ratio::parse(text);
  EXPECT_TRUE(value) << text.str();
  return value.value_or(Ratio{});
}

std::string converted(llvm::StringRef value, llvm::StringRef factor) {
  auto result = convert(*Decimal::parse(value), ratio(factor));
  if (!result) return "none";
  return (result->rounded ? "~" : "") + result->value.str();
}

TEST(Ratio, Parses) {
  EXPECT_EQ(ratio("20/3"), (Ratio{2, 3, 1}));
  EXPECT_EQ(ratio("0.0113"), (Ratio{113, 1, -4}));
  EXPECT_EQ(ratio("1e-9"), (Ratio{1, 1, -9}));
  EXPECT_EQ(ratio("6/4"), (Ratio{3, 2, 0}));
  EXPECT_EQ(ratio("1.5e3/7.5e-1"), (Ratio{2, 1, 3}));
  EXPECT_EQ(ratio("0"), (Ratio{0, 1, 0}));
  for (llvm::StringRef text : {"", "/", "1/", "1/0", "x", "1e", "1e99999", "1/2/3", "1 /2", "e3"})
    EXPECT_FALSE(Ratio::parse(text)) << text.str();
}

TEST(Ratio, PrintsWhatItParses) {
  for (llvm::StringRef text : {"20/3", "0.0113", "1e-9", "-7/3", "4.184", "0", "123456789/1000"})
    EXPECT_EQ(ratio(ratio(text).str()), ratio(text)) << text.str();
}

TEST(Ratio, Arithmetic) {
  EXPECT_EQ(multiply(ratio("2/3"), ratio("3/4")), ratio("1/2"));
  EXPECT_EQ(divide(ratio("2/3"), ratio("4/3")), ratio("1/2"));
  EXPECT_FALSE(divide(ratio("1"), ratio("0")));
  EXPECT_EQ(power(ratio("2e3"), 3), ratio("8e9"));
  EXPECT_EQ(power(ratio("2"), -2), ratio("1/4"));
  EXPECT_EQ(power(ratio("7/3"), 0), ratio("1"));
  EXPECT_FALSE(power(ratio("0"), -1));
  EXPECT_FALSE(power(ratio("3"), 100));
}

TEST(Convert, ExactWhereItEndsWithin15Digits) {
  EXPECT_EQ(converted("1000", "1e-3"), "1");
  EXPECT_EQ(converted("75", "1e9"), "75000000000");
  EXPECT_EQ(converted("3.0", "1"), "3");
  EXPECT_EQ(converted("1", "1/8"), "0.125");
  EXPECT_EQ(converted("-5", "1/2"), "-2.5");
  EXPECT_EQ(converted("999999999999999", "1"), "999999999999999");
  EXPECT_EQ(converted("0", "1/3"), "0");
}

TEST(Convert, HalfEvenTo15Else) {
  EXPECT_EQ(converted("1", "1/3"), "~0.333333333333333");
  EXPECT_EQ(converted("2", "1/3"), "~0.666666666666667");
  EXPECT_EQ(converted("-2", "1/3"), "~-0.666666666666667");
  EXPECT_EQ(converted("1000000000000005", "1"), "~1000000000000000");
  EXPECT_EQ(converted("1000000000000015", "1"), "~1000000000000020");
  EXPECT_EQ(converted("10000000000000051", "1e-1"), "~1000000000000010");
  EXPECT_EQ(converted("9999999999999996", "1"), "~10000000000000000");
  EXPECT_EQ(converted("1", "1/123456789"), "~0.00000000810000007371");
}

TEST(Convert, RefusesWhatLeavesTheRange) {
  EXPECT_EQ(converted("1", "1e500"), "none");
  EXPECT_EQ(converted("1", "1e-500"), "none");
}

TEST(Convert, ThereAndBackIsTheSameValue) {
  std::mt19937_64 engine(7);
  for (int i = 0; i < 20000; ++i) {
    Ratio factor{std::uniform_int_distribution<int64_t>(1, 1000000)(engine),
                 std::uniform_int_distribution<int64_t>(1, 1000000)(engine), 0};
    Decimal value{std::uniform_int_distribution<int64_t>(1, 1000000)(engine), -3};
    auto there = convert(value, factor);
    ASSERT_TRUE(there);
    auto back = convert(there->value, factor.inverse());
    ASSERT_TRUE(back);
    if (!there->rounded && !back->rounded) {
      EXPECT_EQ(compare(back->value, value), std::strong_ordering::equal);
    }
    EXPECT_NEAR(back->value.to_double() / value.to_double(), 1, 1e-13);
  }
}

}  // namespace
}  // namespace critc
