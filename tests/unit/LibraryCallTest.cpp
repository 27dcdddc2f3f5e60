// The reference evaluation of wick.library_call: each function as the wick op of that name, then
// the epilogue in order.
#include "tests/unit/EvaluationFixture.h"

namespace wick::test {
namespace {

class LibraryCallTest : public EvaluationFixture {
protected:
  /// Expects %y = `call` to be what `ops` define as %y.
  void expectSame(const std::string &type, const std::string &call, const std::string &ops) {
    expectReals(type, operands + call, evaluate(type, operands + ops).reals);
  }

  const std::string operands = R"(
    %x = wick.constant dense<[[-1.0, 2.0, 0.5], [3.0, -0.25, 1.0]]> : tensor<2x3xf32>
    %w = wick.constant dense<[[0.5, -2.0, 1.0], [1.0, 0.125, 0.0], [-3.0, 0.25, 2.0]]> : tensor<3x3xf32>
    %b = wick.constant dense<[0.5, -1.0, 2.0]> : tensor<3xf32>
    %s = wick.constant dense<[2.0, 1.0, -1.0]> : tensor<3xf32>
    %xt = wick.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
)";
  const std::string type = "tensor<2x3xf32>";
};

TEST_F(LibraryCallTest, matmul) {
  expectSame(type,
             "%y = wick.library_call matmul %x weight(%w) : (tensor<2x3xf32>, tensor<3x3xf32>) -> "
             "tensor<2x3xf32>",
             "%y = wick.matmul %x, %w : (tensor<2x3xf32>, tensor<3x3xf32>) -> tensor<2x3xf32>");
  expectSame(type,
             "%y = wick.library_call matmul %xt weight(%w) {transpose_input = true, "
             "transpose_weight = true} : (tensor<3x2xf32>, tensor<3x3xf32>) -> tensor<2x3xf32>",
             "%y = wick.matmul %x, %w {transpose_rhs = true} : (tensor<2x3xf32>, tensor<3x3xf32>) "
             "-> tensor<2x3xf32>");
}

TEST_F(LibraryCallTest, batches) {
  const std::string batched = "%p = wick.reshape %x : tensor<2x3xf32> -> tensor<2x1x3xf32>\n"
                              "%q = wick.reshape %x : tensor<2x3xf32> -> tensor<2x3x1xf32>\n";
  expectSame("tensor<2x1x1xf32>",
             batched + "%y = wick.library_call matmul %p weight(%q) : (tensor<2x1x3xf32>, "
                       "tensor<2x3x1xf32>) -> tensor<2x1x1xf32>",
             batched + "%y = wick.matmul %p, %q : (tensor<2x1x3xf32>, tensor<2x3x1xf32>) -> "
                       "tensor<2x1x1xf32>");
}

TEST_F(LibraryCallTest, epilogueInOrder) {
  expectSame(type,
             "%y = wick.library_call matmul %x weight(%w) bias(%b) addend(%x) {epilogue = "
             "[#wick.epilogue_step<relu>, #wick.epilogue_step<addend>, #wick.epilogue_step<tanh>]} "
             ": (tensor<2x3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<2x3xf32>) -> "
             "tensor<2x3xf32>",
             "%0 = wick.linear %x, %w, %b : (tensor<2x3xf32>, tensor<3x3xf32>, tensor<3xf32>) -> "
             "tensor<2x3xf32>\n%1 = wick.relu %0 : tensor<2x3xf32>\n"
             "%2 = wick.add %1, %x : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>\n"
             "%y = wick.tanh %2 : tensor<2x3xf32>");
}

TEST_F(LibraryCallTest, everyStep) {
  const std::pair<const char *, const char *> steps[] = {
      {"relu", "wick.relu %x"},
      {"gelu_erf", "wick.gelu %x"},
      {"gelu_tanh", "wick.gelu %x {approximate = #wick<gelu_approximation tanh>}"},
      {"sigmoid", "wick.sigmoid %x"},
      {"tanh", "wick.tanh %x"},
      {"exp", "wick.exp %x"}};
  for (auto [step, op] : steps)
    expectSame(type,
               std::string("%y = wick.library_call elementwise %x {epilogue = "
                           "[#wick.epilogue_step<") +
                   step + ">]} : (tensor<2x3xf32>) -> tensor<2x3xf32>",
               std::string("%y = ") + op + " : tensor<2x3xf32>");
}

TEST_F(LibraryCallTest, softmaxAlongEachDimension) {
  for (const char *dim : {"0", "1"})
    expectSame(type,
               std::string("%y = wick.library_call softmax %x {dim = ") + dim +
                   "} : (tensor<2x3xf32>) -> tensor<2x3xf32>",
               std::string("%y = wick.softmax %x {dim = ") + dim + "} : tensor<2x3xf32>");
}

TEST_F(LibraryCallTest, layerNorm) {
  expectSame(type,
             "%y = wick.library_call layer_norm %x weight(%s) bias(%b) {epsilon = 0.25} : "
             "(tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>",
             "%y = wick.layer_norm %x, %s, %b {epsilon = 0.25 : f64} : (tensor<2x3xf32>, "
             "tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>");
}

/// Images with their channels last, where the ops have them second.
const char *const kImages = R"(
    %i = wick.constant dense<[[[[1.0, -2.0, 0.5, 3.0], [0.25, 1.0, -1.0, 2.0], [4.0, 0.0, -3.0, 1.0]],
                               [[0.5, 1.5, -0.5, 1.0], [2.0, -4.0, 0.75, 0.0], [1.0, 2.0, 3.0, -1.0]]]]> : tensor<1x2x3x4xf32>
    %f = wick.constant dense<[[[[1.0, 2.0], [-1.0, 0.5]], [[0.25, -2.0], [3.0, 1.0]]],
                              [[[0.0, 1.0], [1.0, -0.5]], [[2.0, 1.0], [-1.0, 0.0]]],
                              [[[-1.0, 1.0], [0.5, 4.0]], [[1.0, 0.5], [0.0, -3.0]]]]> : tensor<3x2x2x2xf32>
    %g = wick.constant dense<[[[[1.0, 2.0, 3.0], [4.0, -5.0, 6.0]], [[0.5, -1.0, 0.0], [1.0, 2.0, -2.0]],
                               [[-3.0, 0.25, 1.0], [0.0, 1.0, 5.0]]]]> : tensor<1x3x2x3xf32>
    %il = wick.transpose %i {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x2x3x4xf32>) -> tensor<1x3x4x2xf32>
    %gl = wick.transpose %g {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x3x2x3xf32>) -> tensor<1x2x3x3xf32>
)";

/// `op`, which defines %z, with its channels moved to the end.
std::string channelsLast(const std::string &op, const std::string &from, const std::string &to) {
  return op + "\n%y = wick.transpose %z {permutation = array<i64: 0, 2, 3, 1>} : (tensor<" + from +
         ">) -> tensor<" + to + ">";
}

TEST_F(LibraryCallTest, convolution) {
  const std::string windows = "strides = array<i64: 2, 1>, padding = array<i64: 1, 0>";
  expectSame("tensor<1x2x3x3xf32>",
             kImages + ("%y = wick.library_call conv2d %il weight(%f) bias(%b) {epilogue = "
                        "[#wick.epilogue_step<relu>], " +
                        windows +
                        "} : (tensor<1x3x4x2xf32>, tensor<3x2x2x2xf32>, tensor<3xf32>) -> "
                        "tensor<1x2x3x3xf32>"),
             kImages +
                 channelsLast("%c = wick.conv2d %i, %f, %b {" + windows +
                                  "} : (tensor<1x2x3x4xf32>, tensor<3x2x2x2xf32>, tensor<3xf32>) "
                                  "-> tensor<1x3x2x3xf32>\n%z = wick.relu %c : tensor<1x3x2x3xf32>",
                              "1x3x2x3xf32", "1x2x3x3xf32"));
  expectSame("tensor<1x3x4x2xf32>",
             kImages + ("%y = wick.library_call conv2d_input_gradient %gl weight(%f) {" + windows +
                        "} : (tensor<1x2x3x3xf32>, tensor<3x2x2x2xf32>) -> tensor<1x3x4x2xf32>"),
             kImages + channelsLast("%z = wick.conv2d_input_gradient %g, %f {" + windows +
                                        "} : (tensor<1x3x2x3xf32>, tensor<3x2x2x2xf32>) -> "
                                        "tensor<1x2x3x4xf32>",
                                    "1x2x3x4xf32", "1x3x4x2xf32"));
  expectSame("tensor<3x2x2x2xf32>",
             kImages +
                 ("%y = wick.library_call conv2d_weight_gradient %il weight(%gl) {" + windows +
                  "} : (tensor<1x3x4x2xf32>, tensor<1x2x3x3xf32>) -> tensor<3x2x2x2xf32>"),
             kImages + ("%y = wick.conv2d_weight_gradient %i, %g {" + windows +
                        "} : (tensor<1x2x3x4xf32>, tensor<1x3x2x3xf32>) -> tensor<3x2x2x2xf32>"));
}

TEST_F(LibraryCallTest, pooling) {
  const std::string windows = " {kernel = array<i64: 2, 3>, strides = array<i64: 2, 1>, padding = "
                              "array<i64: 1, 1>} : ";
  for (const char *function : {"max_pool2d", "avg_pool2d"})
    expectSame("tensor<1x2x4x2xf32>",
               kImages + (std::string("%y = wick.library_call ") + function + " %il" + windows +
                          "(tensor<1x3x4x2xf32>) -> tensor<1x2x4x2xf32>"),
               kImages + channelsLast(std::string("%z = wick.") + function + " %i" + windows +
                                          "(tensor<1x2x3x4xf32>) -> tensor<1x2x2x4xf32>",
                                      "1x2x2x4xf32", "1x2x4x2xf32"));
}

} // namespace
} // namespace wick::test
