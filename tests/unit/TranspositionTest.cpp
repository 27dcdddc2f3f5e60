// Copies in another order of dimensions, run as native code: the same elements as the
// interpreter's.
#include "tests/unit/NativeFixture.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

class TranspositionTest : public NativeFixture {
protected:
  /// A tensor of shape `from`, such as 2x20x5x, and what it is with its dimensions permuted.
  void expectTransposed(const std::string &from, const std::string &to,
                        const std::string &permutation, const std::string &element = "f32") {
    SCOPED_TRACE(from + element + " by [" + permutation + "]");
    std::string input = "tensor<" + from + element + ">", output = "tensor<" + to + element + ">";
    expectAsInterpreted("func.func @f(%x: " + input + ") -> " + output +
                        " {\n %0 = wick.transpose %x {permutation = array<i64: " + permutation +
                        ">} : (" + input + ") -> " + output + "\n return %0 : " + output + "\n}");
  }
};

/// Whole tiles, tiles that overlap, and those of less than a vector.
TEST_F(TranspositionTest, ofMatrices) {
  for (int rows : {4, 9, 16, 33})
    for (int columns : {5, 16, 49})
      expectTransposed(std::to_string(rows) + "x" + std::to_string(columns) + "x",
                       std::to_string(columns) + "x" + std::to_string(rows) + "x", "1, 0");
}

TEST_F(TranspositionTest, ofImages) {
  expectTransposed("3x7x5x18x", "3x18x7x5x", "0, 3, 1, 2");
  expectTransposed("3x18x7x5x", "3x7x5x18x", "0, 2, 3, 1");
}

TEST_F(TranspositionTest, ofAllDimensions) {
  expectTransposed("5x6x7x8x", "8x6x7x5x", "3, 1, 2, 0");
  expectTransposed("5x6x7x8x", "8x7x6x5x", "3, 2, 1, 0");
  expectTransposed("5x6x7x8x", "6x7x8x5x", "1, 2, 3, 0");
}

TEST_F(TranspositionTest, ofOtherTypes) {
  for (const char *element : {"f64", "bf16", "i32", "i64"})
    expectTransposed("19x21x", "21x19x", "1, 0", element);
}

/// Short sides, and bits, are copied one by one.
TEST_F(TranspositionTest, ofWhatHasNoTiles) {
  expectTransposed("20x3x", "3x20x", "1, 0");
  expectTransposed("3x20x", "20x3x", "1, 0");
  expectTransposed("9x11x", "11x9x", "1, 0", "i1");
}

} // namespace wick::test
