#include "ir/source/source_map.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace critc {
namespace {

ByteRange at(uint32_t begin, uint32_t end) { return {begin, end}; }

TEST(SourceMap, IsTheIdentityWithoutRewrites) {
  SourceMap map;
  EXPECT_EQ(map.raw_range(at(3, 7)), at(3, 7));
  EXPECT_EQ(map.raw_range(at(5, 5)), at(5, 5));
}

// raw  a \>= b    norm  a >= b
TEST(SourceMap, WidensToTheWholeRewrite) {
  SourceMap map;
  map.add_rewrite(at(2, 4), at(2, 5));
  EXPECT_EQ(map.raw_range(at(0, 2)), at(0, 2));
  EXPECT_EQ(map.raw_range(at(2, 3)), at(2, 5));
  EXPECT_EQ(map.raw_range(at(3, 4)), at(2, 5));
  EXPECT_EQ(map.raw_range(at(3, 6)), at(2, 7));
  EXPECT_EQ(map.raw_range(at(0, 3)), at(0, 5));
  EXPECT_EQ(map.raw_range(at(4, 6)), at(5, 7));
  EXPECT_EQ(map.raw_range(at(3, 3)), at(2, 5));
  EXPECT_EQ(map.raw_range(at(4, 4)), at(5, 5));
}

// raw  a<b>c    norm  ac
TEST(SourceMap, DroppedBytesBelongToWhatSpansThem) {
  SourceMap map;
  map.add_rewrite(at(1, 1), at(1, 4));
  EXPECT_EQ(map.raw_range(at(0, 1)), at(0, 1));
  EXPECT_EQ(map.raw_range(at(1, 2)), at(4, 5));
  EXPECT_EQ(map.raw_range(at(0, 2)), at(0, 5));
  EXPECT_EQ(map.raw_range(at(1, 1)), at(4, 4));
}

TEST(SourceMap, InsertedBytesStandNowhere) {
  SourceMap map;
  map.add_rewrite(at(1, 3), at(1, 1));
  EXPECT_EQ(map.raw_range(at(1, 2)), at(1, 1));
  EXPECT_EQ(map.raw_range(at(0, 4)), at(0, 2));
  EXPECT_EQ(map.raw_range(at(2, 4)), at(1, 2));
}

// A random text with rewrites, and for each normalized byte the raw bytes it stands for.
struct RandomRewrite {
  SourceMap map;
  std::vector<ByteRange> raw_of;  // by normalized offset
  uint32_t raw_size = 0;

  explicit RandomRewrite(std::mt19937& engine) {
    auto below = [&](uint32_t n) { return std::uniform_int_distribution<uint32_t>(0, n - 1)(engine); };
    for (uint32_t pieces = below(12); pieces > 0; --pieces) {
      for (uint32_t copied = below(4); copied > 0; --copied, ++raw_size)
        raw_of.push_back({raw_size, raw_size + 1});
      auto norm_begin = static_cast<uint32_t>(raw_of.size());
      ByteRange raw{raw_size, raw_size + below(4)};
      uint32_t norm_length = below(4);
      for (uint32_t i = 0; i < norm_length; ++i) raw_of.push_back(raw);
      map.add_rewrite({norm_begin, norm_begin + norm_length}, raw);
      raw_size = raw.end;
    }
  }
};

TEST(SourceMap, EveryRangeCoversItsBytesAndNoOthers) {
  std::mt19937 engine(3);
  for (int round = 0; round < 2000; ++round) {
    RandomRewrite text(engine);
    auto size = static_cast<uint32_t>(text.raw_of.size());
    for (uint32_t begin = 0; begin < size; ++begin) {
      for (uint32_t end = begin + 1; end <= size; ++end) {
        ByteRange raw = text.map.raw_range({begin, end});
        ASSERT_EQ(raw, at(text.raw_of[begin].begin, text.raw_of[end - 1].end));
        ASSERT_LE(raw.begin, raw.end);
        ASSERT_LE(raw.end, text.raw_size);
        for (uint32_t i = begin; i < end; ++i) ASSERT_TRUE(raw.contains(text.raw_of[i]));
      }
    }
  }
}

TEST(SourceMap, WiderRangesMapToWiderRanges) {
  std::mt19937 engine(4);
  for (int round = 0; round < 500; ++round) {
    RandomRewrite text(engine);
    auto size = static_cast<uint32_t>(text.raw_of.size());
    for (uint32_t begin = 0; begin < size; ++begin) {
      for (uint32_t end = begin + 1; end < size; ++end) {
        ByteRange narrow = text.map.raw_range({begin, end});
        ASSERT_TRUE(text.map.raw_range({begin, end + 1}).contains(narrow));
        if (begin > 0) {
          ASSERT_TRUE(text.map.raw_range({begin - 1, end}).contains(narrow));
        }
      }
    }
  }
}

TEST(SourceMap, CursorAgrees) {
  std::mt19937 engine(5);
  for (int round = 0; round < 500; ++round) {
    RandomRewrite text(engine);
    auto size = static_cast<uint32_t>(text.raw_of.size());
    SourceMap::Cursor cursor(text.map);
    for (uint32_t begin = 0; begin <= size; ++begin)
      for (uint32_t end = begin; end <= size; ++end)
        ASSERT_EQ(cursor.raw_range({begin, end}), text.map.raw_range({begin, end}));
  }
}

}  // namespace
}  // namespace critc
