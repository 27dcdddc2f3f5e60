// Convolutions, their gradients and poolings by oneDNN.
#include "backends/onednn/Library.h"
#include "ir/interp/InitialValues.h"
#include "ir/interp/Interpreter.h"
#include "tests/unit/NativeFixture.h"
#include "wick/runtime.hpp"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;

namespace wick::test {
namespace {

class OneDNNImagesTest : public NativeFixture {
protected:
  void SetUp() override {
    if (!isOneDNNAtHand())
      GTEST_SKIP() << "oneDNN is not at hand";
    backends = {Backend::onednn};
  }

  Jit compile(const std::string &text, bool winograd = false) {
    OwningOpRef<ModuleOp> module = parse(text);
    FailureOr<Jit> jit =
        NativeFixture::compile(*module, {.target = llvm::cantFail(findTarget("native")),
                                         .backend = Backend::onednn,
                                         .winograd = winograd});
    if (failed(jit))
      throw std::runtime_error(diagnostics);
    return std::move(*jit);
  }

  /// Expects `text`, a function of one op, to be one call, with the interpreter's results.
  void expectOneCall(const std::string &text) {
    expectAsInterpreted(text);
    Jit jit = compile(text);
    ASSERT_NE(jit.model().library, nullptr) << text;
    EXPECT_EQ(jit.model().library->call_count, 1) << text;
  }
};

const wick_onednn_spec &specOf(const Jit &jit) {
  return static_cast<wick_onednn_call *>(jit.model().library->calls)->spec;
}

/// Windows of any height and width on images [n, c, h, w].
struct Setting {
  int images, channels, height, width, filters, windowHeight, windowWidth, down, right, top, left;

  std::string image() const { return type({images, channels, height, width}); }
  std::string weight() const { return type({filters, channels, windowHeight, windowWidth}); }
  std::string bias() const { return type({filters}); }
  std::string result(int maps) const {
    return type({images, maps, (height + 2 * top - windowHeight) / down + 1,
                 (width + 2 * left - windowWidth) / right + 1});
  }
  std::string attributes() const {
    return llvm::formatv("strides = array<i64: {0}, {1}>, padding = array<i64: {2}, {3}>", down,
                         right, top, left);
  }
  static std::string type(ArrayRef<int> shape) {
    std::string text = "tensor<";
    for (int size : shape)
      text += std::to_string(size) + "x";
    return text + "f32>";
  }
};

/// One channel, channels that fill vectors and that do not; windows of one element, of the whole
/// image, even, wide and long; strides longer than a window, that leave a rest of the image out.
constexpr Setting kSettings[] = {
    {1, 1, 16, 9, 16, 3, 3, 1, 1, 1, 1},   {2, 3, 7, 9, 5, 3, 3, 2, 1, 1, 0},
    {2, 16, 6, 5, 32, 1, 1, 1, 1, 0, 0},   {3, 7, 5, 6, 12, 2, 4, 1, 2, 1, 3},
    {1, 4, 5, 5, 8, 5, 5, 1, 1, 0, 0},     {2, 3, 9, 8, 1, 1, 2, 3, 3, 0, 1},
    {1, 32, 14, 14, 16, 3, 3, 1, 1, 1, 1},
};

TEST_F(OneDNNImagesTest, convolutions) {
  for (const Setting &s : kSettings)
    expectOneCall(llvm::formatv("func.func @f(%x: {0}, %w: {1}) -> {2} {{\n"
                                "  %y = wick.conv2d %x, %w {{{3}} : ({0}, {1}) -> {2}\n"
                                "  return %y : {2}\n}",
                                s.image(), s.weight(), s.result(s.filters), s.attributes()));
}

/// Bias, sum and activation are part of the call.
TEST_F(OneDNNImagesTest, epilogues) {
  for (const char *activation : {"relu", "tanh", "sigmoid", "gelu"})
    for (const Setting &s : ArrayRef(kSettings).take_front(4))
      expectOneCall(llvm::formatv("func.func @f(%x: {0}, %w: {1}, %b: {2}, %r: {3}) -> {3} {{\n"
                                  "  %0 = wick.conv2d %x, %w, %b {{{4}} : ({0}, {1}, {2}) -> {3}\n"
                                  "  %1 = wick.add %r, %0 : ({3}, {3}) -> {3}\n"
                                  "  %2 = wick.{5} %1 : {3}\n"
                                  "  return %2 : {3}\n}",
                                  s.image(), s.weight(), s.bias(), s.result(s.filters),
                                  s.attributes(), activation));
}

TEST_F(OneDNNImagesTest, gradients) {
  for (const Setting &s : kSettings) {
    expectOneCall(
        llvm::formatv("func.func @f(%g: {2}, %w: {1}) -> {0} {{\n"
                      "  %y = wick.conv2d_input_gradient %g, %w {{{3}} : ({2}, {1}) -> {0}\n"
                      "  return %y : {0}\n}",
                      s.image(), s.weight(), s.result(s.filters), s.attributes()));
    expectOneCall(
        llvm::formatv("func.func @f(%x: {0}, %g: {2}) -> {1} {{\n"
                      "  %y = wick.conv2d_weight_gradient %x, %g {{{3}} : ({0}, {2}) -> {1}\n"
                      "  return %y : {1}\n}",
                      s.image(), s.weight(), s.result(s.filters), s.attributes()));
  }
}

TEST_F(OneDNNImagesTest, poolings) {
  for (const char *kind : {"max", "avg"})
    for (const Setting &s : kSettings)
      expectOneCall(llvm::formatv(
          "func.func @f(%x: {0}) -> {1} {{\n"
          "  %y = wick.{2}_pool2d %x {{kernel = array<i64: {3}, {4}>, {5}} : ({0}) -> {1}\n"
          "  return %y : {1}\n}",
          s.image(), s.result(s.channels), kind, s.windowHeight, s.windowWidth, s.attributes()));
}

/// A net of calls between which the images stay as they are.
TEST_F(OneDNNImagesTest, chains) {
  expectAsInterpreted(R"(
func.func @f(%x: tensor<2x3x8x8xf32>, %w: tensor<6x3x3x3xf32>, %v: tensor<6x6x3x3xf32>) -> (tensor<2x6x4x4xf32>, tensor<2x6x8x8xf32>) {
  %0 = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<2x3x8x8xf32>, tensor<6x3x3x3xf32>) -> tensor<2x6x8x8xf32>
  %1 = wick.conv2d %0, %v {padding = array<i64: 1, 1>} : (tensor<2x6x8x8xf32>, tensor<6x6x3x3xf32>) -> tensor<2x6x8x8xf32>
  %2 = wick.add %1, %0 : (tensor<2x6x8x8xf32>, tensor<2x6x8x8xf32>) -> tensor<2x6x8x8xf32>
  %3 = wick.relu %2 : tensor<2x6x8x8xf32>
  %4 = wick.max_pool2d %3 {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x6x8x8xf32>) -> tensor<2x6x4x4xf32>
  return %4, %3 : tensor<2x6x4x4xf32>, tensor<2x6x8x8xf32>
})");
}

/// What oneDNN writes down in between has its place in the arena.
TEST_F(OneDNNImagesTest, scratchIsPartOfTheArena) {
  Jit jit = compile(R"(
func.func @f(%x: tensor<2x16x9x9xf32>, %g: tensor<2x32x9x9xf32>) -> tensor<32x16x3x3xf32> {
  %y = wick.conv2d_weight_gradient %x, %g {padding = array<i64: 1, 1>} : (tensor<2x16x9x9xf32>, tensor<2x32x9x9xf32>) -> tensor<32x16x3x3xf32>
  return %y : tensor<32x16x3x3xf32>
})");
  constexpr int64_t weights = 32 * 16 * 3 * 3 * sizeof(float),
                    images = 2 * 48 * 9 * 9 * sizeof(float);
  EXPECT_GE(specOf(jit).scratch_bytes, weights); // in oneDNN's order
  EXPECT_GE(int64_t(jit.model().entries[0].arena_bytes), specOf(jit).scratch_bytes + images);
}

/// y = x * w, as in OneDNNTest: the copy of a filter is used until a commit.
TEST_F(OneDNNImagesTest, keepsFiltersBetweenCommits) {
  Jit jit = compile(R"(
func.func @predict(%x: tensor<1x1x1x1xf32> {wick.name = "x", wick.role = #wick.role<input>},
                   %w: tensor<1x1x1x1xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<1x1x1x1xf32> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.conv2d %x, %w : (tensor<1x1x1x1xf32>, tensor<1x1x1x1xf32>) -> tensor<1x1x1x1xf32>
  return %y : tensor<1x1x1x1xf32>
})");
  runtime::Instance model(jit.model());
  float &w = model.buffer<float>(nullptr, "w")[0];
  model.buffer<float>("predict", "x")[0] = 10;
  auto predict = [&] {
    EXPECT_TRUE(model.run("predict")) << wick_last_error();
    return model.buffer<float>("predict", "y")[0];
  };
  for (float value : {1.0f, 2.0f}) {
    w = value;
    EXPECT_EQ(predict(), 10 * value); // without a commit nothing is kept
  }
  model.commit();
  EXPECT_EQ(predict(), 20);
  w = 3; // breaks the promise: what was kept is used
  EXPECT_EQ(predict(), 20);
  model.commit();
  EXPECT_EQ(predict(), 30);
}

/// Fewer multiplications only where they are asked for; they round otherwise.
TEST_F(OneDNNImagesTest, winogradIsAnOption) {
  const char *text = R"(
func.func @f(%x: tensor<1x64x28x28xf32>, %w: tensor<64x64x3x3xf32>) -> tensor<1x64x28x28xf32> {
  %y = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<1x64x28x28xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x28x28xf32>
  return %y : tensor<1x64x28x28xf32>
})";
  OwningOpRef<ModuleOp> module = parse(text);
  func::FuncOp function = *module->getOps<func::FuncOp>().begin();
  std::vector<ir::HostTensor> arguments;
  for (auto [i, type] : llvm::enumerate(function.getArgumentTypes()))
    arguments.push_back(ir::seededValue(i + 1, cast<RankedTensorType>(type)));
  std::vector<double> exact = (*interpret(function, arguments))[0].reals;
  llvm::Expected<OneDNN> library = loadOneDNN();
  ASSERT_TRUE(bool(library));
  for (bool winograd : {false, true}) {
    Jit jit = compile(text, winograd);
    std::string name = library->implementation(&specOf(jit));
    EXPECT_EQ(name.find("wino") != std::string::npos, winograd) << name;
    std::vector<double> got = jit.call("f", arguments)[0].reals;
    double error = 0;
    for (size_t i = 0; i < exact.size(); ++i)
      error = std::max(error, std::abs(got[i] - exact[i]));
    EXPECT_LE(error, kLongSumTolerance) << name;
    std::printf("%s: largest error %.2g\n", name.c_str(), error);
  }
}

} // namespace
} // namespace wick::test
