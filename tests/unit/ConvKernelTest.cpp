// Convolutions and poolings as native code, by their kernels and by plain loops: the same results
// as the interpreter's.
#include "tests/unit/NativeFixture.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

namespace {
/// A convolution of square windows.
struct Setting {
  int images, channels, height, width, filters, window, stride, padding;

  int rows() const { return (height + 2 * padding - window) / stride + 1; }
  int columns() const { return (width + 2 * padding - window) / stride + 1; }
  std::string image() const { return type({images, channels, height, width}); }
  std::string weight() const { return type({filters, channels, window, window}); }
  std::string bias() const { return type({filters}); }
  std::string result() const { return type({images, filters, rows(), columns()}); }
  std::string pooled() const { return type({images, filters, rows() / 2, columns() / 2}); }
  std::string attributes() const {
    return llvm::formatv("{{strides = array<i64: {0}, {0}>, padding = array<i64: {1}, {1}>}",
                         stride, padding);
  }
  static std::string type(ArrayRef<int> shape) {
    std::string text = "tensor<";
    for (int size : shape)
      text += std::to_string(size) + "x";
    return text + "$T>";
  }
};
} // namespace

/// Tiles of one and of several sizes, that touch one border, both or none; vectors of 4, 8 and 16
/// filters, and numbers of filters that are no vector; groups of channels of two sizes; few
/// channels for several vectors of filters.
static const Setting kSettings[] = {
    {1, 1, 16, 9, 16, 3, 1, 1}, {2, 3, 7, 9, 32, 3, 1, 1},  {3, 8, 1, 1, 8, 3, 1, 1},
    {1, 3, 2, 17, 4, 3, 1, 1},  {2, 3, 9, 7, 16, 3, 2, 1},  {1, 2, 11, 9, 8, 7, 2, 3},
    {2, 4, 5, 6, 8, 5, 1, 2},   {2, 7, 4, 4, 12, 1, 1, 0},  {1, 3, 7, 7, 4, 1, 3, 0},
    {2, 3, 5, 4, 6, 2, 1, 1},   {5, 11, 3, 50, 4, 3, 1, 1}, {6, 1, 5, 6, 32, 3, 1, 1},
};

/// Numbers of filters that end in a short vector, whole or not; windows whose rows go through a
/// loop, some of which lie on the border.
static const Setting kAwkward[] = {
    {2, 3, 6, 5, 20, 3, 1, 1},  {1, 2, 5, 5, 18, 3, 1, 1},   {1, 4, 3, 5, 1, 3, 1, 1},
    {2, 1, 4, 9, 27, 2, 2, 0},  {2, 3, 13, 12, 21, 9, 2, 4}, {1, 2, 8, 11, 3, 8, 1, 7},
    {1, 3, 16, 8, 16, 8, 8, 0},
};

class ConvKernelTest : public NativeFixture {};

/// A convolution with a bias.
static std::string convolution(const Setting &s, const std::string &type) {
  return withType(llvm::formatv("func.func @f(%x: {0}, %w: {1}, %b: {2}) -> {3} {{\n"
                                "  %y = wick.conv2d %x, %w, %b {4} : ({0}, {1}, {2}) -> {3}\n"
                                "  return %y : {3}\n}",
                                s.image(), s.weight(), s.bias(), s.result(), s.attributes()),
                  type);
}

TEST_F(ConvKernelTest, convolves) {
  for (ArrayRef<Setting> settings : {ArrayRef(kSettings), ArrayRef(kAwkward)})
    for (const Setting &setting : settings)
      expectAsInterpreted(convolution(setting, "f32"));
}

/// Half as many registers do not hold nine taps: their rows are in a loop.
TEST_F(ConvKernelTest, convolvesByAvx2) {
  target = cantFail(findTarget("x86-64-v3"));
  if (!target.runsHere)
    GTEST_SKIP() << "this CPU has no AVX2";
  backends = {Backend::llvm};
  for (const Setting &setting : {kSettings[1], kSettings[5], kSettings[9], kAwkward[0]})
    expectAsInterpreted(convolution(setting, "f32"));
}

TEST_F(ConvKernelTest, convolvesOtherTypes) {
  for (const char *type : {"f64", "bf16"})
    for (int filters : {1, 8, 11})
      expectAsInterpreted(convolution({1, 3, 5, 4, filters, 3, 1, 1}, type));
}

/// Tiles of four rows.
TEST_F(ConvKernelTest, convolvesLargeImages) {
  expectAsInterpreted(convolution({3, 32, 58, 60, 4, 3, 1, 1}, "f32"));
}

/// The text of relu and 2 x 2 pooling behind the convolution of `s`, which returns `values`.
static std::string withEpilogue(const Setting &s, const char *values, const std::string &types) {
  return withType(
      llvm::formatv(
          "func.func @f(%x: {0}, %w: {1}) -> ({7}) {{\n"
          "  %c = wick.conv2d %x, %w {4} : ({0}, {1}) -> {3}\n"
          "  %r = wick.relu %c : {3}\n"
          "  %p = wick.max_pool2d %r {{kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : "
          "({3}) -> {5}\n"
          "  return {6} : {7}\n}",
          s.image(), s.weight(), s.bias(), s.result(), s.attributes(), s.pooled(), values, types),
      "f32");
}

TEST_F(ConvKernelTest, appliesReluAndPooling) {
  const Setting even{2, 3, 6, 10, 16, 3, 1, 1}, odd{2, 2, 5, 8, 8, 3, 1, 1};
  const Setting few{1, 2, 4, 4, 6, 3, 1, 1}, large{1, 2, 8, 8, 4, 9, 1, 4};
  expectAsInterpreted(withEpilogue(even, "%r", even.result()));
  expectAsInterpreted(withEpilogue(even, "%p", even.pooled()));
  expectAsInterpreted(withEpilogue(even, "%r, %p", even.result() + ", " + even.pooled()));
  expectAsInterpreted(withEpilogue(even, "%c, %p", even.result() + ", " + even.pooled()));
  for (const Setting &s : {odd, few, large})
    expectAsInterpreted(withEpilogue(s, "%p", s.pooled()));
}

TEST_F(ConvKernelTest, differentiates) {
  for (const Setting &s : kSettings)
    expectAsInterpreted(withType(
        llvm::formatv("func.func @f(%x: {0}, %w: {1}, %g: {2}) -> ({0}, {1}, {4}) {{\n"
                      "  %dx = wick.conv2d_input_gradient %g, %w {3} : ({2}, {1}) -> {0}\n"
                      "  %dw = wick.conv2d_weight_gradient %x, %g {3} : ({0}, {2}) -> {1}\n"
                      "  %db = wick.reduce_sum %g {{dims = array<i64: 0, 2, 3>} : ({2}) -> {4}\n"
                      "  return %dx, %dw, %db : {0}, {1}, {4}\n}",
                      s.image(), s.weight(), s.result(), s.attributes(), s.bias()),
        "f32"));
}

//===----------------------------------------------------------------------===//
// Pooling
//===----------------------------------------------------------------------===//

/// Attributes, image and pooled image.
struct Pooling {
  const char *attributes, *image, *pooled;
};
static const Pooling kPoolings[] = {
    {"{kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>}", "2x8x6x4", "2x8x3x2"},
    {"{kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>}", "1x16x5x7", "1x16x2x3"},
    {"{kernel = array<i64: 3, 1>, strides = array<i64: 3, 1>}", "1x4x6x3", "1x4x2x3"},
    {"{kernel = array<i64: 3, 3>, strides = array<i64: 2, 2>, padding = array<i64: 1, 1>}",
     "2x3x7x6", "2x3x4x3"},
    {"{kernel = array<i64: 3, 2>, strides = array<i64: 2, 3>}", "2x8x7x8", "2x8x3x3"},
    {"{kernel = array<i64: 2, 2>, strides = array<i64: 1, 1>}", "1x8x4x3", "1x8x3x2"},
    {"{kernel = array<i64: 1, 2>, strides = array<i64: 3, 3>}", "1x2x4x5", "1x2x2x2"},
    {"{kernel = array<i64: 3, 2>, strides = array<i64: 1, 1>, padding = array<i64: 2, 1>}",
     "1x21x3x4", "1x21x5x5"},
    {"{kernel = array<i64: 8, 9>, strides = array<i64: 8, 2>, padding = array<i64: 1, 3>}",
     "1x5x9x9", "1x5x1x4"},
};

TEST_F(ConvKernelTest, pools) {
  for (const Pooling &p : kPoolings)
    for (const char *op : {"max_pool2d", "avg_pool2d"})
      for (const char *type : {"f32", "bf16"})
        expectAsInterpreted(
            withType(llvm::formatv("func.func @f(%x: tensor<{0}x$T>) -> tensor<{1}x$T> {{\n"
                                   "  %y = wick.{2} %x {3} : (tensor<{0}x$T>) -> tensor<{1}x$T>\n"
                                   "  return %y : tensor<{1}x$T>\n}",
                                   p.image, p.pooled, op, p.attributes),
                     type));
}

/// One window has a NaN in each of its places, the last none.
TEST_F(ConvKernelTest, aNaNIsTheLargest) {
  double nan = std::numeric_limits<double>::quiet_NaN();
  HostTensor image = reals("tensor<1x1x4x6xf32>", {nan, 1, 1, nan, 2, 1, 1,   1, 1, 1,   1, 2, //
                                                   1,   1, 1, 1,   1, 2, nan, 1, 1, nan, 3, 4});
  const char *text = R"(
    func.func @f(%x: tensor<1x1x4x6xf32>, %w: tensor<4x1x1x1xf32>) -> (tensor<1x4x2x3xf32>, tensor<1x1x2x3xf32>) {
      %c = wick.conv2d %x, %w : (tensor<1x1x4x6xf32>, tensor<4x1x1x1xf32>) -> tensor<1x4x4x6xf32>
      %r = wick.relu %c : tensor<1x4x4x6xf32>
      %p = wick.max_pool2d %r {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x4x4x6xf32>) -> tensor<1x4x2x3xf32>
      %q = wick.max_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x4x6xf32>) -> tensor<1x1x2x3xf32>
      return %p, %q : tensor<1x4x2x3xf32>, tensor<1x1x2x3xf32>
    })";
  expectAsInterpreted(text, {image, reals("tensor<4x1x1x1xf32>", {1, -1, 2, 0.5})});
}

TEST_F(ConvKernelTest, differentiatesPooling) {
  for (const Pooling &p : kPoolings)
    expectAsInterpreted(llvm::formatv(
        "func.func @f(%x: tensor<{0}xf32>, %g: tensor<{1}xf32>) -> tensor<{0}xf32> {{\n"
        "  %y = wick.max_pool2d_gradient %x, %g {2} : (tensor<{0}xf32>, tensor<{1}xf32>) -> "
        "tensor<{0}xf32>\n"
        "  return %y : tensor<{0}xf32>\n}",
        p.image, p.pooled, p.attributes));
}

/// Behind a relu, the gradient stops at elements that are not above 0: windows of zeros.
TEST_F(ConvKernelTest, differentiatesPoolingOfARelu) {
  expectAsInterpreted(R"(
    func.func @f(%a: tensor<2x8x6x4xf32>, %g: tensor<2x8x3x2xf32>) -> tensor<2x8x6x4xf32> {
      %zero = wick.constant dense<0.0> : tensor<f32>
      %x = wick.relu %a : tensor<2x8x6x4xf32>
      %d = wick.max_pool2d_gradient %x, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>}
          : (tensor<2x8x6x4xf32>, tensor<2x8x3x2xf32>) -> tensor<2x8x6x4xf32>
      %p = wick.compare gt, %x, %zero : (tensor<2x8x6x4xf32>, tensor<f32>) -> tensor<2x8x6x4xi1>
      %y = wick.select %p, %d, %zero
          : (tensor<2x8x6x4xi1>, tensor<2x8x6x4xf32>, tensor<f32>) -> tensor<2x8x6x4xf32>
      return %y : tensor<2x8x6x4xf32>
    })");
}

/// Ties: the first of equal elements.
TEST_F(ConvKernelTest, theFirstOfEqualElementsGetsTheGradient) {
  const char *text = R"(
    func.func @f(%x: tensor<1x4x2x2xf32>, %g: tensor<1x4x1x1xf32>) -> tensor<1x4x2x2xf32> {
      %y = wick.max_pool2d_gradient %x, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>}
          : (tensor<1x4x2x2xf32>, tensor<1x4x1x1xf32>) -> tensor<1x4x2x2xf32>
      return %y : tensor<1x4x2x2xf32>
    })";
  expectAsInterpreted(
      text, {reals("tensor<1x4x2x2xf32>", {1, 1, 1, 1, 0, 2, 2, 0, 0, 0, 3, 3, 4, 4, 0, 4})});
}

//===----------------------------------------------------------------------===//
// Batch norm, reverse
//===----------------------------------------------------------------------===//

TEST_F(ConvKernelTest, normalizesBatches) {
  for (const char *training : {"true", "false"})
    expectAsInterpreted(llvm::formatv(R"(
    func.func @f(%x: tensor<3x8x2x3xf32>, %g: tensor<8xf32>, %b: tensor<8xf32>, %m: tensor<8xf32>, %s: tensor<8xf32>)
        -> (tensor<3x8x2x3xf32>, tensor<8xf32>, tensor<8xf32>) {{
      %v = wick.mul %s, %s : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
      %y:3 = wick.batch_norm %x, %g, %b, %m, %v {{training = {0}, epsilon = 1.0e-1 : f64}
          : (tensor<3x8x2x3xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>)
          -> (tensor<3x8x2x3xf32>, tensor<8xf32>, tensor<8xf32>)
      return %y#0, %y#1, %y#2 : tensor<3x8x2x3xf32>, tensor<8xf32>, tensor<8xf32>
    })",
                                      training));
}

/// Into the weights of the convolution in front of it.
TEST_F(ConvKernelTest, normalizesConvolutions) {
  expectAsInterpreted(R"(
    func.func @f(%x: tensor<2x3x4x5xf32>, %w: tensor<8x3x3x3xf32>, %c: tensor<8xf32>, %g: tensor<8xf32>, %b: tensor<8xf32>, %m: tensor<8xf32>, %s: tensor<8xf32>)
        -> tensor<2x8x4x5xf32> {
      %v = wick.mul %s, %s : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
      %a = wick.conv2d %x, %w, %c {padding = array<i64: 1, 1>}
          : (tensor<2x3x4x5xf32>, tensor<8x3x3x3xf32>, tensor<8xf32>) -> tensor<2x8x4x5xf32>
      %y:3 = wick.batch_norm %a, %g, %b, %m, %v {epsilon = 1.0e-1 : f64}
          : (tensor<2x8x4x5xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>)
          -> (tensor<2x8x4x5xf32>, tensor<8xf32>, tensor<8xf32>)
      return %y#0 : tensor<2x8x4x5xf32>
    })");
}

TEST_F(ConvKernelTest, reverses) {
  expectAsInterpreted(R"(
    func.func @f(%x: tensor<3x5x2xf32>) -> (tensor<3x5x2xf32>, tensor<3x5x2xf32>) {
      %a = wick.reverse %x {dims = array<i64: 1>} : tensor<3x5x2xf32>
      %b = wick.reverse %x {dims = array<i64: 0, 2>} : tensor<3x5x2xf32>
      return %a, %b : tensor<3x5x2xf32>, tensor<3x5x2xf32>
    })");
}

/// Kernels whose images keep their channels last from the first to the last of them.
TEST_F(ConvKernelTest, chainsOfConvolutions) {
  expectAsInterpreted(R"(
    func.func @f(%x: tensor<2x3x8x8xf32>, %w1: tensor<8x3x3x3xf32>, %w2: tensor<8x8x3x3xf32>, %s: tensor<8x1x1xf32>,
                 %head: tensor<128x5xf32>) -> (tensor<2x5xf32>, tensor<8xf32>) {
      %a = wick.conv2d %x, %w1 {padding = array<i64: 1, 1>} : (tensor<2x3x8x8xf32>, tensor<8x3x3x3xf32>) -> tensor<2x8x8x8xf32>
      %b = wick.mul %a, %s : (tensor<2x8x8x8xf32>, tensor<8x1x1xf32>) -> tensor<2x8x8x8xf32>
      %c = wick.tanh %b : tensor<2x8x8x8xf32>
      %d = wick.conv2d %c, %w2 {padding = array<i64: 1, 1>} : (tensor<2x8x8x8xf32>, tensor<8x8x3x3xf32>) -> tensor<2x8x8x8xf32>
      %e = wick.add %d, %b : (tensor<2x8x8x8xf32>, tensor<2x8x8x8xf32>) -> tensor<2x8x8x8xf32>
      %p = wick.max_pool2d %e {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x8x8x8xf32>) -> tensor<2x8x4x4xf32>
      %flat = wick.reshape %p : tensor<2x8x4x4xf32> -> tensor<2x128xf32>
      %y = wick.matmul %flat, %head : (tensor<2x128xf32>, tensor<128x5xf32>) -> tensor<2x5xf32>
      %sum = wick.reduce_sum %e {dims = array<i64: 0, 2, 3>} : (tensor<2x8x8x8xf32>) -> tensor<8xf32>
      return %y, %sum : tensor<2x5xf32>, tensor<8xf32>
    })");
}

} // namespace wick::test
