// The reference evaluation of random numbers against numbers computed by hand or published.
#include "ir/interp/Philox.h"
#include "tests/unit/EvaluationFixture.h"

namespace wick::test {

using RandomEvaluationTest = EvaluationFixture;
using ir::philox;

/// The known answers of Random123's distribution (tests/kat_vectors, philox4x32 10).
TEST(PhiloxTest, knownAnswers) {
  using Words = std::array<uint32_t, 4>;
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

/// Words 0 to 4 of seed 0, stream 0, counter 0; word 4 is the first of the second block.
TEST_F(RandomEvaluationTest, uniformNumbersAreTheWordsUpperBits) {
  const std::string s = denseConstant("s", "0", "i64");
  const uint32_t next = philox({1, 0, 0, 0}, {0, 0})[0];
  auto unit = [](uint32_t word) { return (word >> 8) * 0x1p-24; };
  expectReals("tensor<5xf32>",
              s + "%y = wick.random_uniform %s, %s {low = -1.0 : f64} : (tensor<i64>, "
                  "tensor<i64>) -> tensor<5xf32>",
              {2 * unit(0x6627e8d5) - 1, 2 * unit(0xe169c58d) - 1, 2 * unit(0xbc57ac4c) - 1,
               2 * unit(0x9b00dbd8) - 1, 2 * unit(next) - 1});
}

TEST_F(RandomEvaluationTest, seedCounterAndStreamFillTheBlock) {
  // key = (low, high) of the seed 2^32 + 2; counter = (0, stream 3, low, high of 2^33 + 5).
  const double expected = (philox({0, 3, 5, 2}, {2, 1})[0] >> 8) * 0x1p-24;
  expectReals("tensor<1xf32>",
              denseConstant("s", "4294967298", "i64") + denseConstant("c", "8589934597", "i64") +
                  "%y = wick.random_uniform %s, %c {stream = 3 : i64} : (tensor<i64>, "
                  "tensor<i64>) -> tensor<1xf32>",
              {expected});
}

TEST_F(RandomEvaluationTest, normalNumbersByBoxAndMuller) {
  const double u1 = ((0x6627e8d5 >> 8) + 1) * 0x1p-24, u2 = (0xe169c58d >> 8) * 0x1p-24;
  const double radius = std::sqrt(-2 * std::log(u1)), angle = 2 * 3.141592653589793 * u2;
  expectReals("tensor<2xf64>",
              denseConstant("s", "0", "i64") +
                  "%y = wick.random_normal %s, %s {mean = 1.0 : f64, stddev = 2.0 : f64} : "
                  "(tensor<i64>, tensor<i64>) -> tensor<2xf64>",
              {1 + 2 * radius * std::cos(angle), 1 + 2 * radius * std::sin(angle)});
}

/// The uniform numbers of seed 0 begin 0.399, 0.881, 0.736, 0.605.
TEST_F(RandomEvaluationTest, dropoutKeepsWhereTheNumberReachesTheRate) {
  expectReals("tensor<4xf64>",
              denseConstant("x", "[1.0, 2.0, 3.0, 4.0]", "4xf64") + denseConstant("s", "0", "i64") +
                  "%y = wick.dropout %x, %s, %s {rate = 0.75 : f64} : (tensor<4xf64>, tensor<i64>, "
                  "tensor<i64>) -> tensor<4xf64>",
              {0, 8, 0, 0});
}

} // namespace wick::test
