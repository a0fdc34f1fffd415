#include "ir/criterion/registry_age.h"

#include <gtest/gtest.h>

namespace critc {
namespace {

std::string age(llvm::StringRef text) {
  auto parsed = parse_registry_age(text);
  return parsed ? parsed->value.str() + " " + parsed->ucum.str() : "none";
}

TEST(RegistryAge, ReadsTheRegistrysForms) {
  EXPECT_EQ(age("18 Years"), "18 a");
  EXPECT_EQ(age("1 Year"), "1 a");
  EXPECT_EQ(age("6 Months"), "6 mo");
  EXPECT_EQ(age("2 Weeks"), "2 wk");
  EXPECT_EQ(age("5 Days"), "5 d");
  EXPECT_EQ(age("12 Hours"), "12 h");
  EXPECT_EQ(age("30 Minutes"), "30 min");
  EXPECT_EQ(age(" 18 years "), "18 a");
}

TEST(RegistryAge, ABareNumberCountsYears) {
  EXPECT_EQ(age("18.0"), "18.0 a");
  EXPECT_EQ(age("65"), "65 a");
}

TEST(RegistryAge, IsNothingElse) {
  for (llvm::StringRef text : {"", "N/A", "Years", "eighteen Years", "18 Moons", "-3 Years", "18 Years old"})
    EXPECT_EQ(age(text), "none") << text.str();
}

}  // namespace
}  // namespace critc
