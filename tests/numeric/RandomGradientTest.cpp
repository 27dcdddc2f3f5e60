// Gradients of random graphs: against central differences, and through passes.
#include "backends/llvm/Jit.h"
#include "ir/Entry.h"
#include "ir/decompose/Build.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "passes/Registration.h"
#include "tests/Tolerances.h"
#include "tests/numeric/RandomGraph.h"

#include <gtest/gtest.h>
#include <random>

using namespace mlir;
using namespace wick::ir;

namespace wick::test {
namespace {

constexpr uint32_t kGraphs = 500;
/// Compiling takes longer than evaluating.
constexpr uint32_t kNativeGraphs = 150;

class RandomGradientTest : public testing::Test {
protected:
  RandomGradientTest() : context(registry(), MLIRContext::Threading::DISABLED) {
    [[maybe_unused]] static const bool once = (registerPasses(), true);
    context.loadAllAvailableDialects();
  }
  static DialectRegistry registry() {
    DialectRegistry registry;
    registerDialects(registry);
    return registry;
  }

  /// A random graph of smooth ops in f64, its floating-point arguments as params, with one result:
  /// the loss, the sum of the squares of all results.
  Graph lossGraph(uint32_t seed) {
    Builder b(&context);
    Graph graph =
        randomGraph(context, seed,
                    {.element = b.getF64Type(), .differentiable = true, .images = seed % 2 == 1});
    func::FuncOp function = graph.function();
    for (unsigned i = 0; i < function.getNumArguments(); ++i)
      if (graph.arguments[i].isReal())
        function.setArgAttr(i, kRoleAttr, RoleAttr::get(&context, Role::param));
    Operation *terminator = function.getBody().front().getTerminator();
    OpBuilder builder(terminator);
    Build build(builder, function.getLoc());
    Value loss;
    for (Value result : terminator->getOperands()) {
      Value squares = build.total(build.mul(result, result));
      loss = loss ? build.add(loss, squares) : squares;
    }
    terminator->setOperands(loss);
    function.setType(builder.getFunctionType(function.getArgumentTypes(), loss.getType()));
    DictionaryAttr attributes =
        builder.getDictionaryAttr(builder.getNamedAttr(kNameAttr, b.getStringAttr("loss")));
    function.setAllResultAttrs(ArrayRef(attributes));
    function->setAttr(kLossAttr, b.getI64IntegerAttr(0));
    return graph;
  }

  Graph transform(const Graph &graph, StringRef pipeline) {
    Graph result = graph.clone();
    PassManager passes(&context);
    if (failed(parsePassPipeline(pipeline, passes)) || failed(passes.run(*result.module)))
      throw std::runtime_error((pipeline + " fails on\n" + graph.text()).str());
    return result;
  }

  MLIRContext context;
};

/// A direction for each floating-point argument, with elements in [-1, 1).
Tensors directionsOf(const Graph &graph, uint32_t seed) {
  std::mt19937 random(seed);
  Tensors directions = graph.arguments;
  for (HostTensor &tensor : directions)
    for (double &number : tensor.reals)
      number = std::uniform_real_distribution<>(-1, 1)(random);
  return directions;
}

/// (loss(x + h d) - loss(x - h d)) / 2h.
double centralDifference(const Graph &graph, const Tensors &directions, double h) {
  auto lossAt = [&](double step) {
    Graph moved = graph.clone();
    for (auto [argument, direction] : llvm::zip_equal(moved.arguments, directions))
      for (auto [number, slope] : llvm::zip_equal(argument.reals, direction.reals))
        number += step * slope;
    return moved.interpret()[0].reals[0];
  };
  return (lossAt(h) - lossAt(-h)) / (2 * h);
}

/// Sum of <gradient of argument, direction of argument>.
double directionalDerivative(const Graph &differentiated, const Tensors &directions) {
  func::FuncOp function = differentiated.function();
  Tensors results = differentiated.interpret();
  double sum = 0;
  for (auto [i, result] : llvm::enumerate(results))
    if (auto name = function.getResultAttrOfType<StringAttr>(i, kGradientOfAttr)) {
      const HostTensor &direction = directions[*findArgument(function, name.getValue())];
      for (auto [g, d] : llvm::zip_equal(result.reals, direction.reals))
        sum += g * d;
    }
  return sum;
}

bool agree(double a, double b, double scale, double tolerance) {
  return std::abs(a - b) <= tolerance * (1 + scale);
}

TEST_F(RandomGradientTest, agreesWithCentralDifferences) {
  uint32_t measured = 0;
  for (uint32_t seed = 0; seed < kGraphs; ++seed) {
    Graph graph = lossGraph(seed);
    Tensors directions = directionsOf(graph, seed);
    double coarse = centralDifference(graph, directions, kDifferenceStep);
    double fine = centralDifference(graph, directions, kDifferenceStep / 2);
    // Cancellation grows with the loss, which may be large where its slope is small.
    double scale = std::abs(fine) + std::abs(graph.interpret()[0].reals[0]);
    if (!agree(coarse, fine, scale, kCurvatureTolerance))
      continue;
    ++measured;
    double slope = directionalDerivative(transform(graph, "wick-autodiff"), directions);
    EXPECT_TRUE(agree(slope, fine, scale, 10 * kCurvatureTolerance))
        << "seed " << seed << ": " << slope << ", by differences " << fine << "\n"
        << graph.text();
  }
  EXPECT_GE(measured, kGraphs * 9 / 10) << "of " << kGraphs << " graphs bend too much";
}

/// A gradient adds up numbers far larger than itself; errors are relative to the largest.
void expectSame(const Tensors &actual, const Tensors &expected, const Graph &graph, uint32_t seed) {
  double largest = 0;
  for (const HostTensor &tensor : expected)
    for (double number : tensor.reals)
      largest = std::max(largest, std::abs(number));
  for (auto [i, pair] : llvm::enumerate(llvm::zip_equal(actual, expected)))
    EXPECT_LE(errorOf(std::get<0>(pair), std::get<1>(pair)), kFloat64Tolerance * (1 + largest))
        << "result " << i << " of seed " << seed << "\n"
        << graph.text();
}

TEST_F(RandomGradientTest, keptByPasses) {
  for (uint32_t seed = 0; seed < kGraphs && !HasFailure(); ++seed) {
    Graph differentiated = transform(lossGraph(seed), "wick-autodiff");
    Graph lowered =
        transform(differentiated, "wick-decompose,wick-fold-constants,canonicalize,cse");
    expectSame(lowered.interpret(), differentiated.interpret(), differentiated, seed);
  }
}

/// Compiled for this machine, in this process.
TEST_F(RandomGradientTest, native) {
  llvm::Expected<Target> target = findTarget("native");
  ASSERT_TRUE(bool(target)) << llvm::toString(target.takeError());
  CompileOptions options;
  options.target = *target;
  for (uint32_t seed = 0; seed < kNativeGraphs && !HasFailure(); ++seed) {
    Graph differentiated = transform(lossGraph(seed), "wick-autodiff");
    FailureOr<Jit> jit = Jit::create(*differentiated.clone().module, options);
    ASSERT_TRUE(succeeded(jit)) << "seed " << seed << "\n" << differentiated.text();
    Tensors actual = llvm::to_vector(jit->call("f", differentiated.arguments));
    expectSame(actual, differentiated.interpret(), differentiated, seed);
  }
}

} // namespace
} // namespace wick::test
