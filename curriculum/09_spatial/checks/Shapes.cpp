// 09.1, the types of convolutions and poolings.
#include "curriculum/09_spatial/checks/Windows.h"
#include <random>

using namespace wick::check;

static const char convolution[] = R"(
func.func @f(%x: tensor<$Xf64> {wick.name = "x", wick.role = #wick.role<input>},
             %w: tensor<$Wf64> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<$Yf64> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.conv2d %x, %w {strides = $STRIDES, padding = $PADDING}
      : (tensor<$Xf64>, tensor<$Wf64>) -> tensor<$Yf64>
  return %y : tensor<$Yf64>
})";

static const char pooling[] = R"(
func.func @f(%x: tensor<$Xf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<$Yf64> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.max_pool2d %x {kernel = $KERNEL, strides = $STRIDES, padding = $PADDING}
      : (tensor<$Xf64>) -> tensor<$Yf64>
  return %y : tensor<$Yf64>
})";

static Program convolve(const Setting &s, int channels = 1, int filters = 1, int images = 1) {
  return given(convolution, replacementsOf(s, images, channels, filters));
}

static Program pool(const Setting &s, int channels = 1, int images = 1) {
  return given(pooling, replacementsOf(s, images, channels, channels));
}

static void refuse(const Setting &s, const char *message) {
  expectRefused(convolution, message, replacementsOf(s, 1, 1, 1));
}

LAB_CHECK("09.1", verifies, everyPlace, "n - k + 1 windows without a border") {
  convolve({{28, 28}, {5, 5}});
  convolve({{8, 8}, {1, 1}});
  convolve({{5, 5}, {5, 5}});
}

LAB_CHECK("09.1", verifies, borders, "A border stands on both sides") {
  convolve({{28, 28}, {5, 5}, {1, 1}, {2, 2}});
  convolve({{3, 3}, {4, 4}, {1, 1}, {1, 1}});
}

LAB_CHECK("09.1", verifies, strides, "What does not fill a window at the end is left out") {
  convolve({{7, 7}, {3, 3}, {2, 2}});
  convolve({{8, 8}, {3, 3}, {2, 2}});
  convolve({{5, 5}, {1, 1}, {3, 3}});
}

LAB_CHECK("09.1", verifies, twoSides, "Vertical and horizontal each have sizes of their own") {
  convolve({{5, 7}, {2, 3}, {3, 2}, {1, 2}});
  convolve({{9, 4}, {1, 4}});
}

LAB_CHECK("09.1", verifies, channels, "A convolution has a channel for each filter") {
  convolve({{4, 4}, {3, 3}}, 3, 5, 2);
  convolve({{4, 4}, {3, 3}}, 5, 1, 7);
}

LAB_CHECK("09.1", verifies, pooled, "A pooling keeps the channels, and refuses as a convolution") {
  pool({{28, 28}, {2, 2}, {2, 2}}, 3, 2);
  expectRefused(pooling, "C3", replacementsOf({{2, 2}, {3, 3}, {2, 2}}, 1, 1, 1));
}

LAB_CHECK("09.1", verifies, refuses, "An image that holds no window is refused (C6)") {
  refuse({{2, 5}, {3, 3}}, "C6");
  refuse({{5, 2}, {3, 3}}, "C6");
  // One row is missing, less than a stride.
  refuse({{2, 2}, {3, 3}, {2, 2}}, "C6");
  refuse({{1, 4}, {4, 4}, {3, 3}, {1, 1}}, "C6");
}

LAB_CHECK("09.1", verifies, helpfulErrors, "An error names the image and the window") {
  for (const char *text : {"1x1x2x5", "3x4"})
    refuse({{2, 5}, {3, 4}}, text);
}

LAB_CHECK("09.1", execution, byHand, "Two windows of a row of five, two apart") {
  convolve({{1, 5}, {1, 3}, {1, 2}})
      .with("x", {1, 2, 3, 4, 5})
      .with("w", {1, 10, 100})
      .expectResult("y", {321, 543});
}

LAB_CHECK("09.1", execution, awkward, "Windows on images of all shapes") {
  for (const Setting &setting : awkwardSettings) {
    convolve(setting, 2, 3).interpret();
    pool(setting, 2).interpret();
  }
}

LAB_CHECK("09.1", execution, randomSizes, "As many windows as can be put down, of any size") {
  std::mt19937 random(seed());
  auto pick = [&](int from, int to) { return std::uniform_int_distribution(from, to)(random); };
  for (int i = 0; i < 100; ++i) {
    Setting s;
    for (int dim : {0, 1}) {
      s.image[dim] = pick(1, 9);
      s.kernel[dim] = pick(1, 5);
      s.strides[dim] = pick(1, 4);
      s.padding[dim] = pick(0, s.kernel[dim] - 1);
    }
    if (s.count(0) && s.count(1)) {
      convolve(s, 1, 2);
      pool(s);
    } else {
      refuse(s, "C6");
    }
  }
}
