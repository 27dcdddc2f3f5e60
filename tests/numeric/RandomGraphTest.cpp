// Random graphs keep their results through passes. A failure prints a minimal graph and its seed.
#include "tests/numeric/RandomGraph.h"
#include "backends/llvm/Jit.h"
#include "backends/onednn/Library.h"
#include "ir/Wick.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "passes/Registration.h"
#include "wick/parallel.h"

#include "llvm/ADT/StringSet.h"
#include <gtest/gtest.h>

using namespace mlir;
using wick::ir::HostTensor;

namespace wick::test {
namespace {

/// Graphs for each element type and property.
constexpr uint32_t kGraphs = 500;
/// Compiling takes longer than evaluating.
constexpr uint32_t kNativeGraphs = 200;
/// On threads, what is compiled differs in the loops that are shared.
constexpr uint32_t kSharedGraphs = 100;
/// The naive backend has fewer ways to go wrong.
constexpr uint32_t kNaiveGraphs = 50;

/// NaN is a NaN, whatever its sign and payload.
bool haveSameBits(const HostTensor &a, const HostTensor &b) {
  return a.integers == b.integers && llvm::equal(a.reals, b.reals, [](double x, double y) {
           return (x == y && std::signbit(x) == std::signbit(y)) ||
                  (std::isnan(x) && std::isnan(y));
         });
}

class RandomGraphTest : public testing::TestWithParam<std::string> {
protected:
  RandomGraphTest() : context(registry(), MLIRContext::Threading::DISABLED) {
    [[maybe_unused]] static const bool once = (registerPasses(), true);
    context.loadDialect<ir::WickDialect, func::FuncDialect>();
  }
  static DialectRegistry registry() {
    DialectRegistry registry;
    registerDialects(registry);
    return registry;
  }
  Type element() {
    Builder b(&context);
    return GetParam() == "f32"   ? Type(b.getF32Type())
           : GetParam() == "f64" ? Type(b.getF64Type())
                                 : b.getBF16Type();
  }

  /// The graph after a pass pipeline; nothing when a pass fails.
  std::optional<Graph> transform(const Graph &graph, StringRef pipeline) {
    Graph result = graph.clone();
    PassManager passes(&context);
    if (failed(parsePassPipeline(pipeline, passes)) || failed(passes.run(*result.module)))
      return std::nullopt;
    return result;
  }

  /// Expects `compute` to give the interpreter's results for every graph; the seam for backends.
  void expectSameResults(llvm::function_ref<std::optional<Tensors>(const Graph &)> compute,
                         uint32_t count = kGraphs) {
    auto fails = [&](const Graph &graph) {
      std::optional<Tensors> actual = compute(graph);
      return !actual || !llvm::all_of(llvm::zip_equal(*actual, graph.interpret()), [](auto pair) {
        auto &[a, b] = pair;
        return errorOf(a, b) <= toleranceOf(b.type.getElementType());
      });
    };
    for (uint32_t seed = 0; seed < count && !HasFailure(); ++seed) {
      Graph graph = randomGraph(context, seed, {.element = element(), .images = seed % 2 == 1});
      ASSERT_TRUE(succeeded(verify(*graph.module))) << "seed " << seed << "\n" << graph.text();
      if (fails(graph))
        ADD_FAILURE() << "seed " << seed << ", shrunk:\n" << shrink(std::move(graph), fails).text();
    }
  }

  void expectKept(StringRef pipeline) {
    expectSameResults([&](const Graph &graph) -> std::optional<Tensors> {
      std::optional<Graph> transformed = transform(graph, pipeline);
      return transformed ? std::optional(transformed->interpret()) : std::nullopt;
    });
  }

  /// Expects the same of the graphs compiled for this machine, in this process.
  void expectSameNatively(CompileOptions options, uint32_t count = kNativeGraphs) {
    options.target = llvm::cantFail(findTarget("native"));
    options.verifyEach = true;
    expectSameResults(
        [&](const Graph &graph) -> std::optional<Tensors> {
          Graph compiled = graph.clone();
          FailureOr<Jit> jit = Jit::create(*compiled.module, options);
          if (failed(jit))
            return std::nullopt;
          return llvm::to_vector(jit->call("f", graph.arguments));
        },
        count);
  }

  MLIRContext context;
};

TEST_P(RandomGraphTest, decomposed) { expectKept("wick-decompose"); }

TEST_P(RandomGraphTest, canonicalized) { expectKept("canonicalize,cse"); }

TEST_P(RandomGraphTest, decomposedAndFolded) {
  expectKept("wick-decompose,wick-fold-constants,canonicalize,cse");
}

TEST_P(RandomGraphTest, assignedToOneDNN) {
  expectKept("builtin.module(wick-assign-backend{policy=onednn})");
}

TEST_P(RandomGraphTest, native) { expectSameNatively({}); }

TEST_P(RandomGraphTest, naive) { expectSameNatively({.backend = Backend::naive}, kNaiveGraphs); }

TEST_P(RandomGraphTest, oneDNN) {
  if (!isOneDNNAtHand() || GetParam() != "f32")
    GTEST_SKIP() << "oneDNN is not at hand, or is given nothing of this type";
  expectSameNatively({.backend = Backend::onednn});
}

/// Threads share every loop they can; however many there are, the bits are the same.
TEST_P(RandomGraphTest, nativeOnThreads) {
  CompileOptions options{.target = llvm::cantFail(findTarget("native")), .parallelFrom = 0};
  expectSameResults(
      [&](const Graph &graph) -> std::optional<Tensors> {
        Graph compiled = graph.clone();
        FailureOr<Jit> jit = Jit::create(*compiled.module, options);
        if (failed(jit))
          return std::nullopt;
        Tensors one = llvm::to_vector(jit->call("f", graph.arguments));
        for (int32_t threads : {2, 3}) {
          wick_set_thread_count(threads);
          Tensors more = llvm::to_vector(jit->call("f", graph.arguments));
          wick_set_thread_count(1);
          if (!llvm::all_of(llvm::zip_equal(one, more), [](auto pair) {
                return haveSameBits(std::get<0>(pair), std::get<1>(pair));
              }))
            return std::nullopt;
        }
        return one;
      },
      kSharedGraphs);
}

/// The generator reaches every op of the dialect but those that passes make.
TEST_P(RandomGraphTest, reachesEveryOp) {
  llvm::StringSet<> reached;
  for (uint32_t seed = 0; seed < kGraphs; ++seed)
    randomGraph(context, seed, {.element = element(), .images = seed % 2 == 1})
        .module->walk([&](Operation *op) { reached.insert(op->getName().getStringRef()); });
  const llvm::StringSet<> madeByPasses = {"wick.constant", "wick.kernel", "wick.library_call"};
  for (RegisteredOperationName name : context.getRegisteredOperations()) {
    bool isRandom =
        name.getStringRef().starts_with("wick.random") || name.getStringRef() == "wick.dropout";
    if (name.getDialectNamespace() == "wick" && !madeByPasses.contains(name.getStringRef()) &&
        !(isRandom && GetParam() == "bf16"))
      EXPECT_TRUE(reached.contains(name.getStringRef())) << name.getStringRef().str();
  }
}

/// A pass that breaks one op is caught and the graph shrinks to that op.
TEST_P(RandomGraphTest, shrinksToTheBrokenOp) {
  auto hasTanh = [](const Graph &graph) {
    bool found = false;
    ModuleOp(*graph.module).walk([&](ir::TanhOp) { found = true; });
    return found;
  };
  uint32_t seed = 0;
  Graph graph = randomGraph(context, seed, {.element = element()});
  while (!hasTanh(graph))
    graph = randomGraph(context, ++seed, {.element = element()});
  Graph small = shrink(std::move(graph), hasTanh);
  Block &body = small.function().getBody().front();
  EXPECT_EQ(body.getOperations().size(), 2u) << small.text(); // and the return
  EXPECT_TRUE(isa<ir::TanhOp>(body.front())) << small.text();
  EXPECT_EQ(small.arguments.size(), 1u);
  EXPECT_TRUE(succeeded(verify(*small.module)));
}

INSTANTIATE_TEST_SUITE_P(Element, RandomGraphTest, testing::Values("f32", "f64", "bf16"),
                         [](const auto &info) { return info.param; });

} // namespace
} // namespace wick::test
