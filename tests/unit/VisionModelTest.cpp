// Convolution, pooling and batch norm in the builder API: what they record, and their errors.
#include "frontend/ModelImpl.h"
#include "wick/wick.h"

#include <gtest/gtest.h>

using namespace wick;

namespace {

/// The function `name` of the finished model.
std::string entryText(Model &m, llvm::StringRef name) {
  mlir::OwningOpRef<mlir::ModuleOp> module = buildModule(m);
  std::string text;
  llvm::raw_string_ostream out(text);
  module->lookupSymbol(name)->print(out);
  return text;
}

void expectParts(const std::string &text, std::initializer_list<const char *> parts) {
  for (const char *part : parts)
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

std::string errorOf(const std::function<void()> &action) {
  try {
    action();
  } catch (const Error &error) {
    return error.message() + " | " + error.fix();
  }
  return "no error";
}

TEST(VisionModel, ShapesFollowTheWindows) {
  Model m("tiny");
  Tensor x = m.input("x", {2, 3, 9, 12});
  EXPECT_EQ(nn::Conv2d(m, "a", 3, 8, 3, {.padding = 1})(x).shape(), Shape({2, 8, 9, 12}));
  EXPECT_EQ(nn::Conv2d(m, "b", 3, 8, {2, 5}, {.stride = {1, 2}})(x).shape(), Shape({2, 8, 8, 4}));
  EXPECT_EQ(max_pool2d(x, 2).shape(), Shape({2, 3, 4, 6}));
  EXPECT_EQ(nn::MaxPool2d(3, {.stride = 2, .padding = 1})(x).shape(), Shape({2, 3, 5, 6}));
  EXPECT_EQ(nn::AvgPool2d({9, 12})(x).shape(), Shape({2, 3, 1, 1}));
  EXPECT_EQ(flatten(x).shape(), Shape({2, 324}));
  EXPECT_EQ(flatten(x, -2).shape(), Shape({2, 3, 108}));
  EXPECT_EQ(flatten(x, 0).shape(), Shape({648}));
  EXPECT_EQ(flip(x, {-1, 0}).shape(), x.shape());
}

TEST(VisionModel, ConvolutionsStartAsHeSays) {
  Model m("tiny");
  Tensor x = m.input("x", {1, 2, 4, 4});
  m.entry("f", {x}, {{"y", nn::Conv2d(m, "conv", 2, 4, 3)(x)}});
  expectParts(entryText(m, "f"),
              {"%arg1: tensor<4x2x3x3xf32> {wick.init = #wick.normal<",
               "stddev = 0.33333333333333331", "wick.name = \"conv.weight\"",
               "wick.init = dense<0.000000e+00> : tensor<4xf32>, wick.name = \"conv.bias\""});
}

/// The states of a batch norm are results of training entries alone.
TEST(VisionModel, BatchNormMovesItsStatisticsInTraining) {
  Model m("tiny");
  Tensor x = m.input("x", {4, 2, 3, 3});
  Tensor y = nn::BatchNorm2d(m, "norm", 2, {.eps = 0.5, .momentum = 0.25})(x);
  m.entry("predict", {x}, {y});
  m.train("train_step", mean(y * y), optim::Sgd{});
  std::string predict = entryText(m, "predict"), train = entryText(m, "train_step");
  expectParts(predict, {"wick.batch_norm %arg0, %arg1, %arg2, %arg3, %arg4 {epsilon = 5.000000e-01 "
                        ": f64, momentum = 2.500000e-01 : f64} :"});
  EXPECT_EQ(predict.find("wick.donates"), std::string::npos);
  expectParts(train, {"training = true",
                      "{wick.donates = \"norm.running_mean\", wick.name = \"norm.running_mean\"}",
                      "{wick.donates = \"norm.running_variance\", wick.name = "
                      "\"norm.running_variance\"}"});
}

TEST(VisionModel, BatchNormMovesItsStatisticsOnce) {
  Model m("tiny");
  nn::BatchNorm2d norm(m, "norm", 2);
  Tensor y = norm(norm(m.input("x", {4, 2, 3, 3})));
  EXPECT_EQ(errorOf([&] { m.train("train_step", mean(y * y), optim::Sgd{}); }),
            "train: state 'norm.running_mean' is updated twice in entry 'train_step' | apply a "
            "batch norm once in a training step; give each place a layer of its own");
}

TEST(VisionModel, Errors) {
  Model m("tiny");
  Tensor x = m.input("x", {2, 3, 4, 5}), flat = m.input("flat", {2, 3});
  Tensor w = m.param("w", {8, 3, 3, 3}, init::he()), b = m.param("b", {7}, init::zeros());
  EXPECT_EQ(errorOf([&] { conv2d(flat, w); }),
            "conv2d: input and weight need rank 4, bias 1; got 2x3, 8x3x3x3 (C1) | images are [n, "
            "channels, height, width], a weight [out, in, kh, kw]");
  EXPECT_EQ(errorOf([&] { nn::Conv2d(m, "c", 4, 8, 3)(x); }),
            "conv2d: input 2x3x4x5 has 3 channels but weight 8x4x3x3 has 4 (C3) | make `in` of the "
            "layer the number of channels of its input");
  EXPECT_EQ(errorOf([&] { conv2d(x, w, b); }),
            "conv2d: bias has 7 elements but there are 8 filters (C4) | the bias has one element "
            "per filter");
  EXPECT_EQ(errorOf([&] { conv2d(x, w, {}, {.padding = 3}); }),
            "conv2d: strides need two entries of 1 or more, padding two of 0 or more that are less "
            "than the window; got 3x3 at strides 1x1, padding 3x3 (C5) | a padding of (window - 1) "
            "/ 2 keeps the size of the image");
  EXPECT_EQ(
      errorOf([&] { max_pool2d(x, 6); }),
      "max_pool2d: input 2x3x4x5 holds no window 6x6 at strides 6x6, padding 0x0 (C3) | use a "
      "smaller window or more padding");
  EXPECT_EQ(errorOf([&] { avg_pool2d(flat, 2); }),
            "avg_pool2d: input needs rank 4, [n, channels, height, width]; got 2x3 (C1) | give the "
            "image a batch dimension: reshape(x, {1, c, h, w})");
  EXPECT_EQ(errorOf([&] { nn::BatchNorm2d(m, "n", 4)(x); }),
            "batch_norm: input 2x3x4x5 has 3 channels but an operand has 4 elements (C3) | make "
            "`channels` of the layer the second dimension of its input");
  EXPECT_EQ(errorOf([&] { flatten(x, 4); }),
            "flatten: dimension 4 is none of 2x3x4x5 | choose a dimension of the tensor; 1 keeps "
            "the first");
  EXPECT_EQ(errorOf([&] { flip(x, {1, 1}); }),
            "flip: dims must be strictly increasing and in [0, 4) for 2x3x4x5 (C1) | name each "
            "dimension once; -1 is the last");
}

} // namespace
