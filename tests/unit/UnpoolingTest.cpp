// The gradients of a convolution with a relu and a pooling behind, which read what the pooling's
// gradient spreads: as native code, the same results as the interpreter's.
#include "tests/unit/NativeFixture.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

class UnpoolingTest : public NativeFixture {
protected:
  /// Types of an image, its filters and their bias; of the convolution and of the pooled image.
  struct Layer {
    const char *image, *weight, *bias, *result, *pooled;
  };

  /// Forward and backward; `relu` and `derivative` are what stands behind the convolution %c and
  /// behind the gradient %d of the pooling of %r.
  static std::string layer(const Layer &types, const char *relu, const char *derivative,
                           const char *attributes) {
    return llvm::formatv(
        "func.func @f(%x: {0}, %w: {1}, %b: {2}, %g: {4}) -> ({4}, {0}, {1}, {2}) {{\n"
        "  %zero = wick.constant dense<0.0> : tensor<f32>\n"
        "  %c = wick.conv2d %x, %w, %b {7} : ({0}, {1}, {2}) -> {3}\n"
        "  %r = {5} : {3}\n"
        "  %p = wick.max_pool2d %r {{kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : "
        "({3}) -> {4}\n"
        "  %d = wick.max_pool2d_gradient %r, %g {{kernel = array<i64: 2, 2>, strides = array<i64: "
        "2, 2>} : ({3}, {4}) -> {3}\n"
        "{6}"
        "  %dx = wick.conv2d_input_gradient %s, %w {7} : ({3}, {1}) -> {0}\n"
        "  %dw = wick.conv2d_weight_gradient %x, %s {7} : ({0}, {3}) -> {1}\n"
        "  %db = wick.reduce_sum %s {{dims = array<i64: 0, 2, 3>} : ({3}) -> {2}\n"
        "  return %p, %dx, %dw, %db : {4}, {0}, {1}, {2}\n}",
        types.image, types.weight, types.bias, types.result, types.pooled, relu, derivative,
        attributes);
  }

  static std::string withRelu(const Layer &types, const char *attributes) {
    std::string bits = StringRef(types.result).drop_back(4).str() + "i1>";
    std::string derivative =
        llvm::formatv("  %q = wick.compare gt, %r, %zero : ({0}, tensor<f32>) -> {1}\n"
                      "  %s = wick.select %q, %d, %zero : ({1}, {0}, tensor<f32>) -> {0}\n",
                      types.result, bits);
    return layer(types, "wick.relu %c", derivative.c_str(), attributes);
  }

  static std::string withoutRelu(const Layer &types, const char *attributes) {
    std::string derivative = llvm::formatv("  %s = wick.neg %d : {0}\n", types.result);
    return layer(types, "wick.neg %c", derivative.c_str(), attributes);
  }

  static constexpr const char *kSameSize = "{padding = array<i64: 1, 1>}";
};

/// One block of filters and several, images that are not of the number that is summed together.
TEST_F(UnpoolingTest, ofARelu) {
  for (const Layer &types :
       {Layer{"tensor<2x3x6x10xf32>", "tensor<16x3x3x3xf32>", "tensor<16xf32>",
              "tensor<2x16x6x10xf32>", "tensor<2x16x3x5xf32>"},
        Layer{"tensor<5x16x4x8xf32>", "tensor<32x16x3x3xf32>", "tensor<32xf32>",
              "tensor<5x32x4x8xf32>", "tensor<5x32x2x4xf32>"},
        Layer{"tensor<4x1x2x4xf32>", "tensor<12x1x3x3xf32>", "tensor<12xf32>",
              "tensor<4x12x2x4xf32>", "tensor<4x12x1x2xf32>"}})
    expectAsInterpreted(withRelu(types, kSameSize));
}

TEST_F(UnpoolingTest, ofOtherWindows) {
  expectAsInterpreted(withRelu({"tensor<2x4x11x15xf32>", "tensor<8x4x5x5xf32>", "tensor<8xf32>",
                                "tensor<2x8x6x8xf32>", "tensor<2x8x3x4xf32>"},
                               "{strides = array<i64: 2, 2>, padding = array<i64: 2, 2>}"));
}

/// What stands between the convolution, the pooling and the gradients is computed as an image.
TEST_F(UnpoolingTest, isNotWhatOthersRead) {
  expectAsInterpreted(withoutRelu({"tensor<2x3x6x10xf32>", "tensor<16x3x3x3xf32>", "tensor<16xf32>",
                                   "tensor<2x16x6x10xf32>", "tensor<2x16x3x5xf32>"},
                                  kSameSize));
}

/// Filters of 0 leave the bias: all elements of a window are equal, and below 0 in some channels.
TEST_F(UnpoolingTest, theFirstOfEqualElementsGetsTheGradient) {
  Layer types{"tensor<1x1x4x4xf32>", "tensor<4x1x3x3xf32>", "tensor<4xf32>", "tensor<1x4x4x4xf32>",
              "tensor<1x4x2x2xf32>"};
  std::vector<double> image(16), gradient(16);
  for (size_t i = 0; i < 16; ++i) {
    image[i] = 0.25 * static_cast<double>(i) - 1;
    gradient[i] = 1 + 0.5 * static_cast<double>(i);
  }
  expectAsInterpreted(withRelu(types, kSameSize),
                      {reals(types.image, image), reals(types.weight, std::vector<double>(36, 0)),
                       reals(types.bias, {1, -1, 0, 2}), reals(types.pooled, gradient)});
}

} // namespace wick::test
