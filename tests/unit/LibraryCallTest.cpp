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

} // namespace
} // namespace wick::test
