#include "ir/source/sha256.h"

#include <string>

#include "gtest/gtest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

namespace critc {
namespace {

TEST(Sha256, KnownDigests) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, AsTheLibraryForAllLengthsOfATail) {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    auto digest = llvm::SHA256::hash(llvm::arrayRefFromStringRef(text));
    ASSERT_EQ(sha256_hex(text), llvm::toHex(digest, /*LowerCase=*/true)) << i;
    text += static_cast<char>(i * 37 + 11);
  }
}

}  // namespace
}  // namespace critc
