// Convolution, pooling and batch norm on awkward shapes: windows of one element, of even and of
// different sides, strides larger than the window, rests that no window covers.
#include "ir/ops/Window.h"
#include "tests/numeric/GradientCases.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using wick::ir::Shape;
using wick::ir::Window;

namespace wick::test {

namespace {
/// Windows on an image, each [vertical, horizontal].
struct Setting {
  StringRef name;
  Shape image, kernel, strides, padding;

  Window window() const { return {kernel, strides, padding}; }
  /// tensor<1x2x3x4xf64>: `count` images of `channels` channels.
  std::string imageType(int64_t count, int64_t channels) const {
    return formatv("tensor<{0}x{1}x{2}x{3}xf64>", count, channels, image[0], image[1]);
  }
  std::string resultType(int64_t count, int64_t channels) const {
    return formatv("tensor<{0}x{1}x{2}x{3}xf64>", count, channels, window().count(0, image[0]),
                   window().count(1, image[1]));
  }
};
} // namespace

static std::string list(ArrayRef<int64_t> numbers) {
  return formatv("array<i64: {0}, {1}>", numbers[0], numbers[1]);
}

static const Setting kSettings[] = {
    {"1x1", {2, 3}, {1, 1}, {1, 1}, {0, 0}},     {"same", {3, 4}, {3, 3}, {1, 1}, {1, 1}},
    {"even", {3, 4}, {2, 2}, {1, 1}, {1, 0}},    {"apart", {4, 5}, {2, 2}, {2, 2}, {0, 0}},
    {"jumping", {5, 4}, {1, 2}, {3, 3}, {0, 1}}, {"wide", {2, 5}, {2, 3}, {1, 2}, {1, 2}},
    {"whole", {2, 3}, {2, 3}, {1, 1}, {0, 0}},
};

static GradientCase convolution(const Setting &s, int64_t count, int64_t channels, int64_t filters,
                                bool hasBias) {
  std::string x = s.imageType(count, channels), y = s.resultType(count, filters);
  std::string w =
      formatv("tensor<{0}x{1}x{2}x{3}xf64>", filters, channels, s.kernel[0], s.kernel[1]);
  std::string b = formatv("tensor<{0}xf64>", filters);
  return {
      formatv("conv2d_{0}{1}", s.name, hasBias ? "_bias" : ""),
      formatv("%x: {0}, %w: {1}{2}", x, w, hasBias ? ", %b: " + b : ""),
      formatv("%y = wick.conv2d %x, %w{0} {{strides = {1}, padding = {2}} : ({3}, {4}{5}) -> {6}",
              hasBias ? ", %b" : "", list(s.strides), list(s.padding), x, w,
              hasBias ? ", " + b : "", y)};
}

static GradientCase pooling(StringRef op, const Setting &s) {
  std::string x = s.imageType(1, 2);
  return {formatv("{0}_{1}", op, s.name), "%x: " + x,
          formatv("%y = wick.{0} %x {{kernel = {1}, strides = {2}, padding = {3}} : ({4}) -> {5}",
                  op, list(s.kernel), list(s.strides), list(s.padding), x, s.resultType(1, 2))};
}

static GradientCase batchNorm(StringRef name, StringRef shape, bool isTraining) {
  const char *vector = "tensor<2xf64>";
  return {formatv("batch_norm_{0}{1}", name, isTraining ? "_training" : ""),
          formatv("%x: tensor<{0}xf64>, %g: {1}, %b: {1}, %m: {1}, %v: {1}", shape, vector),
          formatv("%y, %nm, %nv = wick.batch_norm %x, %g, %b, %m, %v {{training = {0}, epsilon = "
                  "0.125} : (tensor<{1}xf64>, {2}, {2}, {2}, {2}) -> (tensor<{1}xf64>, {2}, {2})",
                  isTraining ? "true" : "false", shape, vector),
          0.5, 3};
}

std::vector<GradientCase> visionCases() {
  std::vector<GradientCase> cases;
  for (const Setting &setting : kSettings) {
    cases.push_back(convolution(setting, 1, 1, 1, /*hasBias=*/false));
    cases.push_back(convolution(setting, 2, 2, 3, /*hasBias=*/true));
    cases.push_back(pooling("max_pool2d", setting));
    cases.push_back(pooling("avg_pool2d", setting));
  }
  for (bool isTraining : {false, true})
    for (auto [name, shape] : {std::pair("rows", "3x2"), {"images", "2x2x1x3"}, {"line", "2x2x3"}})
      cases.push_back(batchNorm(name, shape, isTraining));
  cases.push_back({"reverse", "%x: tensor<2x3x5xf64>",
                   "%y = wick.reverse %x {dims = array<i64: 0, 2>} : tensor<2x3x5xf64>"});
  return cases;
}

} // namespace wick::test
