// Code that several threads share: shapes that no tile and no number of threads divides, and
// kernels that follow each other.
#include "tests/unit/NativeFixture.h"
#include "wick/parallel.h"

using namespace mlir;
using wick::ir::HostTensor;

namespace wick::test {

class ThreadsTest : public NativeFixture {
protected:
  /// Also expects at least `loops` loops of `text` to be shared.
  void expectSharedLoops(const std::string &text, int loops) {
    OwningOpRef<ModuleOp> module = parse(text);
    CompileOptions options{
        .target = cantFail(findTarget("native")), .parallelFrom = 0, .remarks = true};
    ASSERT_TRUE(succeeded(runStages(*module, options, "target"))) << diagnostics;
    int shared = 0;
    for (func::FuncOp function : module->getOps<func::FuncOp>())
      shared += function.getName().contains("_parallel_");
    EXPECT_GE(shared, loops) << text << diagnostics;
    expectAsInterpreted(text);
  }
};

TEST_F(ThreadsTest, linearLayersOfAwkwardSizes) {
  for (auto [m, k, n] : {std::array{1, 70, 331}, {7, 33, 197}, {61, 19, 130}, {259, 8, 3}}) {
    auto shape = [](int a, int b) {
      return "tensor<" + std::to_string(a) + "x" + std::to_string(b) + "xf32>";
    };
    std::string x = shape(m, k), w = shape(k, n), y = shape(m, n),
                b = "tensor<" + std::to_string(n) + "xf32>";
    expectSharedLoops("func.func @f(%x: " + x + ", %w: " + w + ", %b: " + b + ") -> " + y +
                          " {\n  %0 = wick.linear %x, %w, %b : (" + x + ", " + w + ", " + b +
                          ") -> " + y + "\n  %1 = wick.gelu %0 : " + y + "\n  return %1 : " + y +
                          "\n}",
                      1);
  }
}

TEST_F(ThreadsTest, rowsOfSoftmax) {
  expectSharedLoops(R"(
func.func @f(%x: tensor<17x71xf32>) -> tensor<17x71xf32> {
  %0 = wick.softmax %x {dim = 1 : i64} : tensor<17x71xf32>
  return %0 : tensor<17x71xf32>
})",
                    1);
}

TEST_F(ThreadsTest, batchesOfProducts) {
  expectSharedLoops(R"(
func.func @f(%x: tensor<5x9x16xf32>, %y: tensor<5x16x11xf32>) -> tensor<5x9x11xf32> {
  %0 = wick.matmul %x, %y : (tensor<5x9x16xf32>, tensor<5x16x11xf32>) -> tensor<5x9x11xf32>
  return %0 : tensor<5x9x11xf32>
})",
                    1);
}

TEST_F(ThreadsTest, transposes) {
  expectSharedLoops(R"(
func.func @f(%x: tensor<13x37xf32>) -> tensor<37x13xf32> {
  %0 = wick.transpose %x {permutation = array<i64: 1, 0>} : (tensor<13x37xf32>) -> tensor<37x13xf32>
  return %0 : tensor<37x13xf32>
})",
                    1);
}

/// One kernel after the other, each waiting for the threads of the last: forward, backward, update
/// of a donated parameter.
TEST_F(ThreadsTest, aTrainingStep) {
  expectSharedLoops(R"(
func.func @f(%x: tensor<33x70xf32> {wick.name = "x", wick.role = #wick.role<input>},
             %l: tensor<33xi32> {wick.name = "l", wick.role = #wick.role<input>},
             %w: tensor<70x41xf32> {wick.name = "w", wick.role = #wick.role<param>},
             %v: tensor<41x10xf32> {wick.name = "v", wick.role = #wick.role<param>},
             %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<70x41xf32> {wick.name = "w", wick.donates = "w"},
        tensor<41x10xf32> {wick.name = "v", wick.donates = "v"}, tensor<f32> {wick.name = "loss"})
    attributes {wick.entry} {
  %0 = wick.matmul %x, %w : (tensor<33x70xf32>, tensor<70x41xf32>) -> tensor<33x41xf32>
  %h = wick.tanh %0 : tensor<33x41xf32>
  %y = wick.matmul %h, %v : (tensor<33x41xf32>, tensor<41x10xf32>) -> tensor<33x10xf32>
  %loss = wick.cross_entropy %y, %l : (tensor<33x10xf32>, tensor<33xi32>) -> tensor<f32>
  %dv = wick.matmul %h, %y {transpose_lhs = true} : (tensor<33x41xf32>, tensor<33x10xf32>) -> tensor<41x10xf32>
  %dh = wick.matmul %y, %v {transpose_rhs = true} : (tensor<33x10xf32>, tensor<41x10xf32>) -> tensor<33x41xf32>
  %dw = wick.matmul %x, %dh {transpose_lhs = true} : (tensor<33x70xf32>, tensor<33x41xf32>) -> tensor<70x41xf32>
  %w1 = wick.sgd_step %w, %dw, %lr : (tensor<70x41xf32>, tensor<70x41xf32>, tensor<f32>) -> tensor<70x41xf32>
  %v1 = wick.sgd_step %v, %dv, %lr : (tensor<41x10xf32>, tensor<41x10xf32>, tensor<f32>) -> tensor<41x10xf32>
  return %w1, %v1, %loss : tensor<70x41xf32>, tensor<41x10xf32>, tensor<f32>
})",
                    5);
}

/// Products that are no tiles, whose loops LLVM vectorizes as it likes: the elements that a thread
/// computes by vectors and those of the rest round alike.
TEST_F(ThreadsTest, productsTooSmallForTiles) {
  for (int m : {1, 2, 5})
    for (int n : {5, 17, 33})
      for (int k : {1, 2, 3, 7}) {
        auto shape = [](int a, int b) {
          return "tensor<" + std::to_string(a) + "x" + std::to_string(b) + "xf32>";
        };
        std::string types = "(" + shape(m, k) + ", " + shape(k, n) + ") -> " + shape(m, n);
        expectAsInterpreted("func.func @f(%x: " + shape(m, k) + ", %w: " + shape(k, n) + ") -> " +
                            shape(m, n) + " {\n  %0 = wick.matmul %x, %w : " + types +
                            "\n  return %0 : " + shape(m, n) + "\n}");
      }
}

} // namespace wick::test
