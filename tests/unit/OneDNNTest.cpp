// Calls of oneDNN: what it computes on awkward shapes, and that it notices when params change.
#include "backends/onednn/Library.h"
#include "passes/codegen/LibrarySpec.h"
#include "tests/unit/NativeFixture.h"
#include "wick/runtime.hpp"

#include <cstdlib>

using namespace mlir;

namespace wick::test {
namespace {

class OneDNNTest : public NativeFixture {
protected:
  void SetUp() override {
    if (!isOneDNNAtHand())
      GTEST_SKIP() << "oneDNN is not at hand";
    backends = {Backend::onednn};
  }

  /// As expectAsInterpreted, of a function with calls of oneDNN alone in its body.
  void expectCall(const std::string &signature, const std::string &call, const std::string &type) {
    expectAsInterpreted("func.func @f(" + signature + ") -> " + type + " {\n  %y = " + call +
                        "\n  return %y : " + type + "\n}");
  }

  Jit compile(const std::string &text, Backend backend = Backend::onednn) {
    OwningOpRef<ModuleOp> module = parse(text);
    FailureOr<Jit> jit =
        Jit::create(*module, {.target = llvm::cantFail(findTarget("native")), .backend = backend});
    if (failed(jit))
      throw std::runtime_error(diagnostics);
    return std::move(*jit);
  }
};

TEST_F(OneDNNTest, productsOfAwkwardShapes) {
  for (auto [m, n, k] : {std::tuple(1, 1, 1), {1, 17, 3}, {5, 1, 7}, {17, 13, 1}, {3, 65, 129}}) {
    auto matrix = [](int rows, int columns) {
      return "tensor<" + std::to_string(rows) + "x" + std::to_string(columns) + "xf32>";
    };
    for (bool left : {false, true})
      for (bool right : {false, true}) {
        std::string x = left ? matrix(k, m) : matrix(m, k), w = right ? matrix(n, k) : matrix(k, n);
        std::string leftText = left ? "true" : "false", rightText = right ? "true" : "false";
        expectCall("%x: " + x + ", %w: " + w,
                   "wick.matmul %x, %w {transpose_lhs = " + leftText + ", transpose_rhs = " +
                       rightText + "} : (" + x + ", " + w + ") -> " + matrix(m, n),
                   matrix(m, n));
      }
  }
}

TEST_F(OneDNNTest, epilogues) {
  const char *const activations[] = {"wick.relu %1",
                                     "wick.gelu %1",
                                     "wick.gelu %1 {approximate = #wick<gelu_approximation tanh>}",
                                     "wick.sigmoid %1",
                                     "wick.tanh %1",
                                     "wick.exp %1"};
  for (const char *activation : activations)
    expectAsInterpreted(std::string(R"(
func.func @f(%x: tensor<2x3x5xf32>, %w: tensor<5x7xf32>, %b: tensor<7xf32>, %r: tensor<2x3x7xf32>) -> tensor<2x3x7xf32> {
  %0 = wick.linear %x, %w, %b : (tensor<2x3x5xf32>, tensor<5x7xf32>, tensor<7xf32>) -> tensor<2x3x7xf32>
  %1 = wick.add %0, %r : (tensor<2x3x7xf32>, tensor<2x3x7xf32>) -> tensor<2x3x7xf32>
  %2 = )") + activation +
                        R"( : tensor<2x3x7xf32>
  return %2 : tensor<2x3x7xf32>
})");
}

/// Infinities go to the ends of the activations.
TEST_F(OneDNNTest, infinities) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const char *activation : {"relu", "sigmoid", "tanh", "exp"})
    expectAsInterpreted(std::string("func.func @f(%x: tensor<2x2xf32>) -> tensor<2x2xf32> {\n"
                                    "  %y = wick.") +
                            activation + " %x : tensor<2x2xf32>\n  return %y : tensor<2x2xf32>\n}",
                        {reals("tensor<2x2xf32>", {-1, infinity, -infinity, -0.0})});
}

TEST_F(OneDNNTest, batches) {
  expectCall("%x: tensor<3x2x5x4xf32>, %w: tensor<3x2x7x4xf32>",
             "wick.matmul %x, %w {transpose_rhs = true} : (tensor<3x2x5x4xf32>, "
             "tensor<3x2x7x4xf32>) -> tensor<3x2x5x7xf32>",
             "tensor<3x2x5x7xf32>");
}

TEST_F(OneDNNTest, rows) {
  for (const char *dim : {"0", "1", "2"})
    expectCall("%x: tensor<3x5x19xf32>",
               std::string("wick.softmax %x {dim = ") + dim + "} : tensor<3x5x19xf32>",
               "tensor<3x5x19xf32>");
  expectCall("%x: tensor<3x5x19xf32>, %g: tensor<19xf32>, %b: tensor<19xf32>",
             "wick.layer_norm %x, %g, %b {epsilon = 0.25 : f64} : (tensor<3x5x19xf32>, "
             "tensor<19xf32>, tensor<19xf32>) -> tensor<3x5x19xf32>",
             "tensor<3x5x19xf32>");
}

/// A part of another tensor, which is not dense, as input; a chain that needs buffers between.
TEST_F(OneDNNTest, partsAndChains) {
  expectAsInterpreted(R"(
func.func @f(%x: tensor<6x8xf32>, %w: tensor<5x8xf32>) -> (tensor<6x8xf32>, tensor<8x8xf32>) {
  %0 = wick.slice %x {starts = array<i64: 0, 3>, limits = array<i64: 6, 8>, strides = array<i64: 1, 1>} : (tensor<6x8xf32>) -> tensor<6x5xf32>
  %1 = wick.matmul %0, %w : (tensor<6x5xf32>, tensor<5x8xf32>) -> tensor<6x8xf32>
  %2 = wick.softmax %1 {dim = 1} : tensor<6x8xf32>
  %3 = wick.matmul %x, %2 {transpose_lhs = true} : (tensor<6x8xf32>, tensor<6x8xf32>) -> tensor<8x8xf32>
  return %2, %3 : tensor<6x8xf32>, tensor<8x8xf32>
})");
}

/// y = x w, and a step that doubles w.
const char *const kScaled = R"(
module @scaled {
func.func @predict(%x: tensor<1x2xf32> {wick.name = "x", wick.role = #wick.role<input>},
                   %w: tensor<2x1xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<1x1xf32> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.matmul %x, %w : (tensor<1x2xf32>, tensor<2x1xf32>) -> tensor<1x1xf32>
  return %y : tensor<1x1xf32>
}
func.func @step(%w: tensor<2x1xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<2x1xf32> {wick.donates = "w", wick.name = "w"}) attributes {wick.entry} {
  %v = wick.add %w, %w : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
  return %v : tensor<2x1xf32>
}
})";

/// An instance of kScaled with x = (1, 10).
struct Scaled : runtime::Instance {
  explicit Scaled(const Jit &jit) : Instance(jit.model()) {
    buffer<float>("predict", "x")[0] = 1;
    buffer<float>("predict", "x")[1] = 10;
  }
  float predict() {
    EXPECT_TRUE(run("predict")) << wick_last_error();
    return buffer<float>("predict", "y")[0];
  }
  void write(float first, float second) {
    std::span<float> w = buffer<float>(nullptr, "w");
    w[0] = first;
    w[1] = second;
  }
};

TEST_F(OneDNNTest, readsParamsThatWereWrittenThroughPointers) {
  Jit jit = compile(kScaled);
  Scaled model(jit);
  std::span<float> w = model.buffer<float>(nullptr, "w");
  for (float value : {1.0f, 2.0f, 3.0f}) {
    w[1] = value; // without another word
    EXPECT_EQ(model.predict(), 10 * value);
  }
}

TEST_F(OneDNNTest, keepsParamsBetweenCommits) {
  Jit jit = compile(kScaled);
  Scaled model(jit);
  model.write(1, 2);
  std::span<float> w = model.buffer<float>(nullptr, "w");
  model.commit();
  EXPECT_EQ(model.predict(), 21);
  w[1] = 3; // breaks the promise: what was kept is used, which shows that it was kept
  EXPECT_EQ(model.predict(), 21);
  model.commit();
  EXPECT_EQ(model.predict(), 31);
}

TEST_F(OneDNNTest, readsTrainedParamsAnew) {
  Jit jit = compile(kScaled);
  Scaled model(jit);
  model.write(1, 2);
  model.commit();
  EXPECT_EQ(model.predict(), 21);
  ASSERT_TRUE(model.run("step"));
  EXPECT_EQ(model.predict(), 42);
  ASSERT_TRUE(model.run("step"));
  EXPECT_EQ(model.predict(), 84);
}

TEST_F(OneDNNTest, readsLoadedParamsAnew) {
  Jit jit = compile(kScaled);
  Scaled model(jit), other(jit);
  other.write(4, 5);
  std::string path = testing::TempDir() + "scaled.safetensors";
  ASSERT_TRUE(wick_instance_save(other.get(), path.c_str())) << wick_last_error();
  model.write(1, 2);
  model.commit();
  EXPECT_EQ(model.predict(), 21);
  ASSERT_TRUE(wick_instance_load(model.get(), path.c_str())) << wick_last_error();
  EXPECT_EQ(model.predict(), 54);
}

TEST_F(OneDNNTest, keepsTheParamsOfInstancesApart) {
  Jit jit = compile(kScaled);
  Scaled first(jit), second(jit);
  first.write(1, 2);
  second.write(3, 4);
  first.commit();
  second.commit();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(first.predict(), 21);
    EXPECT_EQ(second.predict(), 43);
  }
}

TEST_F(OneDNNTest, runsOnTheThreadsOfGeneratedCode) {
  Jit jit = compile(kScaled);
  for (int threads : {1, 2, 3}) {
    wick_set_thread_count(threads);
    Scaled model(jit);
    model.write(1, 2);
    model.commit();
    EXPECT_EQ(model.predict(), 21);
  }
  wick_set_thread_count(1);
}

/// What the library has made can be given back; a later run makes it anew.
TEST_F(OneDNNTest, releasesWhatItMade) {
  Jit jit = compile(kScaled);
  Scaled model(jit);
  model.write(1, 2);
  const wick_library &library = *jit.model().library;
  auto *call = static_cast<wick_onednn_call *>(library.calls);
  EXPECT_NE(call->kits, nullptr);
  library.release(library.calls, library.call_count);
  EXPECT_EQ(call->kits, nullptr);
  EXPECT_EQ(model.predict(), 21); // made anew
}

/// The backend `auto` leaves small products alone, so the model needs no library.
TEST_F(OneDNNTest, automaticTakesLargeProductsOnly) {
  Jit small = compile(kScaled, Backend::automatic), all = compile(kScaled);
  EXPECT_EQ(small.model().library, nullptr);
  ASSERT_NE(all.model().library, nullptr);
  EXPECT_EQ(all.model().library->call_count, 1);
}

/// What oneDNN would compute by plain loops stays, and a remark names its implementation.
TEST_F(OneDNNTest, refusesReferenceImplementations) {
  OneDNN library{[](const wick_onednn_spec *spec) {
                   return spec->function == WICK_ONEDNN_SOFTMAX ? nullptr : "ref:any";
                 },
                 [](const wick_onednn_spec *, int32_t) { return int64_t(0); },
                 [] { return "0.0.0"; }};
  LibraryQuestion question = questionFor(library);
  OwningOpRef<ModuleOp> module = parse(R"(
func.func @f(%x: tensor<3x3xf32>) {
  %0 = wick.library_call softmax %x {dim = 1} : (tensor<3x3xf32>) -> tensor<3x3xf32>
  %1 = wick.library_call matmul %x weight(%x) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
  return
})");
  std::vector<std::string> reasons;
  module->walk([&](ir::LibraryCallOp call) { reasons.push_back(question(call).refusal); });
  EXPECT_EQ(reasons, (std::vector<std::string>{
                         "oneDNN 0.0.0 cannot compute it on this machine",
                         "oneDNN 0.0.0 has only its reference implementation 'ref:any' of it on "
                         "this machine"}));
}

} // namespace
} // namespace wick::test
