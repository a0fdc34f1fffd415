#include "ir/number/decimal.h"

#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace critc {
namespace {

Decimal dec(llvm::StringRef text) {
  auto value = Decimal::parse(text);
  EXPECT_TRUE(value) << text.str();
  return value.value_or(Decimal{});
}

TEST(Decimal, KeepsWhatWasWritten) {
  for (llvm::StringRef text : {"0", "7", "-7", "3.0", "0.05", "-0.001", "100000", "1.73", "123456789012345678",
                               "0.00", "0.123456789012345678"})
    EXPECT_EQ(dec(text).str(), text);
  EXPECT_EQ(dec("3.0"), (Decimal{30, -1}));
  EXPECT_NE(dec("3.0"), dec("3"));
  EXPECT_EQ(dec("007").str(), "7");
  EXPECT_EQ(dec("-0").str(), "0");
}

TEST(Decimal, RefusesWhatIsNoPlainNumber) {
  std::string zeros = "0." + std::string(200, '0') + "1";
  for (llvm::StringRef text : {"", "-", ".", ".5", "5.", "1e3", "+1", " 1", "1 ", "1,000", "--1", "1.2.3",
                               "1234567890123456789", "0x10", "nan"})
    EXPECT_FALSE(Decimal::parse(text)) << text.str();
  EXPECT_FALSE(Decimal::parse(zeros));
  EXPECT_FALSE(Decimal::parse(std::string(100000, '9')));
}

TEST(Decimal, ReadsLargeRoundNumbers) {
  std::string large = "15" + std::string(40, '0');
  EXPECT_EQ(dec(large), (Decimal{15, 40}));
  EXPECT_EQ(dec("-" + large).str(), "-" + large);
  EXPECT_FALSE(Decimal::parse("1" + std::string(200, '0')));
  EXPECT_FALSE(Decimal::parse(large + ".0"));
}

TEST(Decimal, PrintsAtTheEdges) {
  EXPECT_EQ((Decimal{std::numeric_limits<int64_t>::min(), 0}.str()), "-9223372036854775808");
  EXPECT_EQ((Decimal{std::numeric_limits<int64_t>::max(), -19}.str()), "0.9223372036854775807");
  EXPECT_EQ((Decimal{15, 2}.str()), "1500");
  EXPECT_EQ((Decimal{0, 5}.str()), "0");
  EXPECT_EQ((Decimal{0, -2}.str()), "0.00");
}

TEST(Decimal, Normalizes) {
  EXPECT_EQ(dec("3.0").normalized(), dec("3"));
  EXPECT_EQ(dec("1500").normalized(), (Decimal{15, 2}));
  EXPECT_EQ(dec("0.00").normalized(), Decimal{});
  EXPECT_EQ(dec("-120").normalized().str(), "-120");
}

TEST(Decimal, ScalesWithinItsExponent) {
  EXPECT_EQ(dec("75").scaled(9)->str(), "75000000000");
  EXPECT_EQ(dec("75").scaled(-3)->str(), "0.075");
  EXPECT_FALSE(dec("75").scaled(128));
  EXPECT_FALSE(dec("75").scaled(-129));
  EXPECT_FALSE(dec("75").scaled(std::numeric_limits<int>::max()));
}

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ(compare(dec("3.0"), dec("3")), std::strong_ordering::equal);
  EXPECT_EQ(compare(Decimal{0, 9}, dec("0.0")), std::strong_ordering::equal);
  EXPECT_EQ(compare(dec("0.1"), dec("0.11")), std::strong_ordering::less);
  EXPECT_EQ(compare(dec("-2"), dec("-10")), std::strong_ordering::greater);
  EXPECT_EQ(compare(dec("-2"), dec("1")), std::strong_ordering::less);
  EXPECT_EQ(compare(Decimal{1, 127}, Decimal{std::numeric_limits<int64_t>::max(), -128}),
            std::strong_ordering::greater);
}

TEST(Decimal, Adds) {
  EXPECT_EQ(add(dec("0.1"), dec("0.2"))->str(), "0.3");
  EXPECT_EQ(subtract(dec("1"), dec("0.999"))->str(), "0.001");
  EXPECT_EQ(compare(*add(Decimal{1, 18}, dec("0")), (Decimal{1, 18})), std::strong_ordering::equal);
  EXPECT_EQ(add(Decimal{1, 17}, dec("1"))->str(), "100000000000000001");
  EXPECT_FALSE(add(Decimal{1, 60}, dec("1")));
  EXPECT_FALSE(add(Decimal{std::numeric_limits<int64_t>::max(), 0}, dec("2")));
  EXPECT_EQ(add(Decimal{1, 30}, Decimal{1000000000000000000, 12})->str(), "2" + std::string(30, '0'));
}

TEST(Decimal, Multiplies) {
  EXPECT_EQ(multiply(dec("1.5"), dec("1.5"))->str(), "2.25");
  EXPECT_EQ(compare(*multiply(Decimal{1000000000000, 0}, Decimal{1000000000000, 0}), Decimal{1, 24}),
            std::strong_ordering::equal);
  EXPECT_FALSE(multiply(Decimal{std::numeric_limits<int64_t>::max(), 0}, Decimal{3, 0}));
  EXPECT_FALSE(multiply(Decimal{1, 127}, Decimal{1, 127}));
}

class DecimalProperty : public testing::Test {
 protected:
  Decimal random() {
    int digits = std::uniform_int_distribution<int>(0, 17)(engine_);
    int64_t limit = 1;
    for (int i = 0; i < digits; ++i) limit *= 10;
    int64_t mantissa = std::uniform_int_distribution<int64_t>(-limit, limit)(engine_);
    return {mantissa, static_cast<int8_t>(std::uniform_int_distribution<int>(-17, 0)(engine_))};
  }
  std::mt19937_64 engine_{20240614};
};

TEST_F(DecimalProperty, PrintedNumbersReadBackEqual) {
  for (int i = 0; i < 20000; ++i) {
    Decimal value = random();
    EXPECT_EQ(dec(value.str()), value);
  }
}

TEST_F(DecimalProperty, ArithmeticIsExactOrRefused) {
  for (int i = 0; i < 20000; ++i) {
    Decimal a = random(), b = random();
    EXPECT_EQ(compare(a, b), 0 <=> compare(b, a));
    if (auto sum = add(a, b)) {
      auto back = subtract(*sum, b);
      if (back) {
        EXPECT_EQ(compare(*back, a), std::strong_ordering::equal);
      }
      EXPECT_EQ(sum, add(b, a));
    }
    EXPECT_EQ(compare(a.normalized(), a), std::strong_ordering::equal);
    if (auto difference = subtract(a, b)) {
      EXPECT_EQ(difference->is_negative(), compare(a, b) == std::strong_ordering::less);
    }
  }
}

}  // namespace
}  // namespace critc
