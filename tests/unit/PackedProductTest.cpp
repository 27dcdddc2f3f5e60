// Products whose rhs is packed, run as native code: the same results as the interpreter's.
#include "tests/unit/NativeFixture.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

class PackedProductTest : public NativeFixture {};

/// Remainders of rows, columns and k; more row blocks and longer rows than the table asks for.
TEST_F(PackedProductTest, copiesPanels) {
  expectAsInterpreted(
      R"(func.func @f(%a: tensor<241x9xf32>, %b: tensor<9x1061xf32>) -> tensor<241x1061xf32> {
    %0 = wick.matmul %a, %b : (tensor<241x9xf32>, tensor<9x1061xf32>) -> tensor<241x1061xf32>
    return %0 : tensor<241x1061xf32>
  })");
}

TEST_F(PackedProductTest, copiesPanelsOfABatch) {
  expectAsInterpreted(
      R"(func.func @f(%a: tensor<2x241x5xf32>, %b: tensor<2x5x1030xf32>) -> tensor<2x241x1030xf32> {
    %0 = wick.matmul %a, %b : (tensor<2x241x5xf32>, tensor<2x5x1030xf32>) -> tensor<2x241x1030xf32>
    return %0 : tensor<2x241x1030xf32>
  })");
}

TEST_F(PackedProductTest, copiesPanelsOfATransposedRhs) {
  expectAsInterpreted(
      R"(func.func @f(%a: tensor<241x7xf32>, %b: tensor<1061x7xf32>) -> tensor<241x1061xf32> {
    %0 = wick.matmul %a, %b {transpose_rhs = true} : (tensor<241x7xf32>, tensor<1061x7xf32>) -> tensor<241x1061xf32>
    return %0 : tensor<241x1061xf32>
  })");
}

/// The constant: 300 columns are blocks of tiles and a remainder, whose elements all differ.
TEST_F(PackedProductTest, foldsConstants) {
  std::string elements;
  for (int k = 0; k < 6; ++k) {
    elements += k ? ", [" : "[";
    for (int n = 0; n < 300; ++n)
      elements += (n ? ", " : "") + std::to_string((k * 300 + n) * 0.001);
    elements += "]";
  }
  for (const char *m : {"1", "3", "31"})
    expectAsInterpreted("func.func @f(%a: tensor<" + std::string(m) + "x6xf32>) -> tensor<" + m +
                        "x300xf32> {\n %w = wick.constant dense<[" + elements +
                        "]> : tensor<6x300xf32>\n %0 = wick.matmul %a, %w : (tensor<" + m +
                        "x6xf32>, tensor<6x300xf32>) -> tensor<" + m +
                        "x300xf32>\n return %0 : tensor<" + m + "x300xf32>\n}");
}

/// Four registers at a time and a masked rest.
TEST_F(PackedProductTest, multipliesLongRowsByAVector) {
  expectAsInterpreted(
      R"(func.func @f(%a: tensor<5x301xf32>, %b: tensor<301x1xf32>) -> tensor<5x1xf32> {
    %0 = wick.matmul %a, %b : (tensor<5x301xf32>, tensor<301x1xf32>) -> tensor<5x1xf32>
    return %0 : tensor<5x1xf32>
  })");
}

} // namespace wick::test
