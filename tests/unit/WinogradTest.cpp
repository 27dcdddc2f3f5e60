// Convolutions by Winograd's algorithm: as far from the interpreter's results as wick-winograd's
// description says, whatever the size of the image.
#include "ir/interp/Interpreter.h"
#include "mlir/Pass/PassManager.h"
#include "passes/Passes.h"
#include "tests/unit/NativeFixture.h"
#include "wick/parallel.h"
#include "llvm/Support/FormatVariadic.h"

#include <random>

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

namespace {
/// A convolution by windows of 3 x 3.
struct Setting {
  int images, channels, filters, height, width, padding;

  std::string text() const {
    std::string image = type({images, channels, height, width}), bias = type({filters});
    std::string weight = type({filters, channels, 3, 3});
    std::string result = type({images, filters, height + 2 * padding - 2, width + 2 * padding - 2});
    return llvm::formatv(
        "func.func @f(%x: {0}, %w: {1}, %b: {2}) -> {3} {{\n"
        "  %y = wick.conv2d %x, %w, %b {{padding = array<i64: {4}, {4}>} : ({0}, {1}, {2}) -> {3}\n"
        "  %r = wick.relu %y : {3}\n"
        "  return %r : {3}\n}",
        image, weight, bias, result, padding);
  }
  static std::string type(ArrayRef<int> shape) {
    std::string text = "tensor<";
    for (int size : shape)
      text += std::to_string(size) + "x";
    return text + "f32>";
  }
};
} // namespace

/// Tiles that touch one border, both or none, and whose last results lie behind the image.
static const Setting kSettings[] = {{2, 32, 64, 7, 10, 0}, {1, 64, 32, 5, 30, 2}};

class WinogradTest : public NativeFixture {
protected:
  /// Numbers in [-1, 1].
  HostTensor uniform(Type type, unsigned seed) {
    std::mt19937 generator(seed);
    std::uniform_real_distribution<float> distribution(-1, 1);
    HostTensor tensor(cast<RankedTensorType>(type));
    tensor.reals.resize(tensor.type.getNumElements());
    for (double &number : tensor.reals)
      number = distribution(generator);
    return tensor;
  }

  /// The largest absolute error of `setting` by tiles of `outputs` x `outputs` results, the direct
  /// convolution's for 0. Two threads compute the same bits.
  double largestError(const Setting &setting, int64_t outputs) {
    OwningOpRef<ModuleOp> module = parse(setting.text());
    func::FuncOp function = *module->getOps<func::FuncOp>().begin();
    std::vector<HostTensor> arguments;
    for (auto [i, type] : llvm::enumerate(function.getArgumentTypes()))
      arguments.push_back(uniform(type, i + 1));
    FailureOr<SmallVector<HostTensor>> expected = interpret(function, arguments);
    Target target = cantFail(findTarget("native"));
    if (outputs > 0) {
      PassManager manager(&context);
      manager.addPass(createWinograd({.isaName = target.isa, .outputs = outputs}));
      EXPECT_TRUE(succeeded(manager.run(*module))) << diagnostics;
    }
    FailureOr<Jit> jit = compile(*module, {.target = target, .parallelFrom = 0});
    EXPECT_TRUE(succeeded(jit)) << diagnostics;
    std::vector<double> results = jit->call("f", arguments)[0].reals;
    wick_set_thread_count(2);
    EXPECT_EQ(jit->call("f", arguments)[0].reals, results);
    wick_set_thread_count(1);
    double error = 0;
    for (auto [a, b] : llvm::zip_equal(results, (*expected)[0].reals))
      error = std::max(error, std::abs(a - b));
    return error;
  }
};

TEST_F(WinogradTest, convolves) {
  for (const Setting &setting : kSettings) {
    EXPECT_LT(largestError(setting, 2), kWinogradTolerance2) << setting.text();
    EXPECT_LT(largestError(setting, 4), kWinogradTolerance4) << setting.text();
  }
}

/// The bounds are those of the pass's description.
TEST_F(WinogradTest, errsMoreThanTheDirectConvolution) {
  const Setting setting{1, 64, 64, 12, 12, 1};
  double direct = largestError(setting, 0), four = largestError(setting, 4);
  EXPECT_LT(direct, kDirectConvolutionTolerance);
  EXPECT_LT(largestError(setting, 2), kWinogradTolerance2);
  EXPECT_LT(four, kWinogradTolerance4);
  EXPECT_LT(direct, four);
}

/// The option of the driver reaches the pass.
TEST_F(WinogradTest, isAskedFor) {
  OwningOpRef<ModuleOp> module = parse(Setting{1, 32, 16, 8, 8, 1}.text());
  CompileOptions options{.target = cantFail(findTarget("native")), .winograd = true};
  options.remarks = true;
  ASSERT_TRUE(succeeded(compile(*module, options)));
  EXPECT_NE(diagnostics.find("not by Winograd: it has less than 32"), std::string::npos)
      << diagnostics;
}

} // namespace wick::test
