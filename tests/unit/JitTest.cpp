// Compiled code against the interpreter: each family of ops with each element type, and models at
// the edges of what the compiler is made for.
#include "tests/unit/NativeFixture.h"
#include "llvm/Support/FormatVariadic.h"
#include <limits>

using namespace mlir;
using wick::ir::HostTensor;

namespace wick::test {

struct Family {
  const char *name, *text; // $T is the element type
};

void PrintTo(const Family &family, std::ostream *out) { *out << family.name; }

static const char *const kReals[] = {"f32", "f64", "bf16"};
static const char *const kNumbers[] = {"f32", "f64", "bf16", "i32", "i64", "i8"};
static const char *const kAll[] = {"f32", "f64", "bf16", "i32", "i64", "i8", "i1"};

class JitFamilyTest : public NativeFixture,
                      public testing::WithParamInterface<std::tuple<Family, const char *>> {};

TEST_P(JitFamilyTest, agreesWithTheInterpreter) {
  auto [family, type] = GetParam();
  expectAsInterpreted(withType(family.text, type));
}

static std::string nameOf(const testing::TestParamInfo<JitFamilyTest::ParamType> &info) {
  return std::string(std::get<0>(info.param).name) + "_" + std::get<1>(info.param);
}

static const Family kRealFamilies[] = {
    {"transcendental", R"(
func.func @f(%x: tensor<3x5x$T>) -> (tensor<3x5x$T>, tensor<3x5x$T>, tensor<3x5x$T>, tensor<3x5x$T>, tensor<3x5x$T>) {
  %0 = wick.exp %x : tensor<3x5x$T>
  %1 = wick.log %0 : tensor<3x5x$T>
  %2 = wick.tanh %x : tensor<3x5x$T>
  %3 = wick.erf %x : tensor<3x5x$T>
  %4 = wick.sqrt %0 : tensor<3x5x$T>
  %5 = wick.rsqrt %0 : tensor<3x5x$T>
  %6 = wick.sub %4, %5 : (tensor<3x5x$T>, tensor<3x5x$T>) -> tensor<3x5x$T>
  return %0, %1, %2, %3, %6 : tensor<3x5x$T>, tensor<3x5x$T>, tensor<3x5x$T>, tensor<3x5x$T>, tensor<3x5x$T>
})"},
    {"composite", R"(
func.func @f(%x: tensor<3x4x$T>, %w: tensor<4x7x$T>, %b: tensor<7x$T>, %l: tensor<3xi32>)
    -> (tensor<3x7x$T>, tensor<3x7x$T>, tensor<$T>, tensor<3x7x$T>) {
  %0 = wick.linear %x, %w, %b : (tensor<3x4x$T>, tensor<4x7x$T>, tensor<7x$T>) -> tensor<3x7x$T>
  %1 = wick.softmax %0 {dim = 1 : i64} : tensor<3x7x$T>
  %2 = wick.gelu %0 : tensor<3x7x$T>
  %3 = wick.cross_entropy %2, %l : (tensor<3x7x$T>, tensor<3xi32>) -> tensor<$T>
  %4 = wick.sigmoid %0 : tensor<3x7x$T>
  return %1, %2, %3, %4 : tensor<3x7x$T>, tensor<3x7x$T>, tensor<$T>, tensor<3x7x$T>
})"},
    {"layerNorm", R"(
func.func @f(%x: tensor<2x3x21x$T>, %g: tensor<21x$T>, %b: tensor<21x$T>) -> tensor<2x3x21x$T> {
  %0 = wick.layer_norm %x, %g, %b {epsilon = 0.25 : f64} : (tensor<2x3x21x$T>, tensor<21x$T>, tensor<21x$T>) -> tensor<2x3x21x$T>
  return %0 : tensor<2x3x21x$T>
})"},
    {"random", R"(
func.func @f(%s: tensor<i64>, %c: tensor<i64>) -> (tensor<3x7x$T>, tensor<9x$T>) {
  %0 = wick.random_uniform %s, %c {stream = 3 : i64} : (tensor<i64>, tensor<i64>) -> tensor<3x7x$T>
  %1 = wick.random_normal %s, %c {stddev = 0.5 : f64} : (tensor<i64>, tensor<i64>) -> tensor<9x$T>
  return %0, %1 : tensor<3x7x$T>, tensor<9x$T>
})"},
};

static const Family kNumberFamilies[] = {
    {"arithmetic", R"(
func.func @f(%x: tensor<3x1x5x$T>, %y: tensor<4x1x$T>, %z: tensor<$T>) -> (tensor<3x4x5x$T>, tensor<3x4x5x$T>) {
  %0 = wick.add %x, %y : (tensor<3x1x5x$T>, tensor<4x1x$T>) -> tensor<3x4x5x$T>
  %1 = wick.mul %0, %z : (tensor<3x4x5x$T>, tensor<$T>) -> tensor<3x4x5x$T>
  %2 = wick.sub %1, %y : (tensor<3x4x5x$T>, tensor<4x1x$T>) -> tensor<3x4x5x$T>
  %3 = wick.neg %2 : tensor<3x4x5x$T>
  %4 = wick.maximum %3, %y : (tensor<3x4x5x$T>, tensor<4x1x$T>) -> tensor<3x4x5x$T>
  %5 = wick.minimum %2, %x : (tensor<3x4x5x$T>, tensor<3x1x5x$T>) -> tensor<3x4x5x$T>
  return %4, %5 : tensor<3x4x5x$T>, tensor<3x4x5x$T>
})"},
    {"comparison", R"(
func.func @f(%x: tensor<7x$T>, %y: tensor<7x$T>) -> (tensor<7xi1>, tensor<7xi1>, tensor<7x$T>) {
  %0 = wick.compare gt, %x, %y : (tensor<7x$T>, tensor<7x$T>) -> tensor<7xi1>
  %1 = wick.compare ne, %x, %y : (tensor<7x$T>, tensor<7x$T>) -> tensor<7xi1>
  %2 = wick.select %0, %x, %y : (tensor<7xi1>, tensor<7x$T>, tensor<7x$T>) -> tensor<7x$T>
  return %0, %1, %2 : tensor<7xi1>, tensor<7xi1>, tensor<7x$T>
})"},
    {"reduction", R"(
func.func @f(%x: tensor<3x5x2x$T>) -> (tensor<3x1x2x$T>, tensor<$T>, tensor<5x$T>, tensor<3x2xi32>) {
  %0 = wick.reduce_sum %x {dims = array<i64: 1>, keep_dims = true} : (tensor<3x5x2x$T>) -> tensor<3x1x2x$T>
  %1 = wick.reduce_max %x {dims = array<i64: 0, 1, 2>} : (tensor<3x5x2x$T>) -> tensor<$T>
  %2 = wick.reduce_sum %x {dims = array<i64: 0, 2>} : (tensor<3x5x2x$T>) -> tensor<5x$T>
  %3 = wick.argmax %x {dim = 1 : i64} : (tensor<3x5x2x$T>) -> tensor<3x2xi32>
  return %0, %1, %2, %3 : tensor<3x1x2x$T>, tensor<$T>, tensor<5x$T>, tensor<3x2xi32>
})"},
    {"matmul", R"(
func.func @f(%x: tensor<13x17x$T>, %w: tensor<17x19x$T>, %v: tensor<19x17x$T>) -> (tensor<13x19x$T>, tensor<13x19x$T>) {
  %0 = wick.matmul %x, %w : (tensor<13x17x$T>, tensor<17x19x$T>) -> tensor<13x19x$T>
  %1 = wick.matmul %x, %v {transpose_rhs = true} : (tensor<13x17x$T>, tensor<19x17x$T>) -> tensor<13x19x$T>
  return %0, %1 : tensor<13x19x$T>, tensor<13x19x$T>
})"},
};

static const Family kAllFamilies[] = {
    {"shape", R"(
func.func @f(%x: tensor<4x3x$T>, %z: tensor<2x3x$T>) -> (tensor<3x4x$T>, tensor<2x6x$T>, tensor<3x3x$T>, tensor<4x3x$T>) {
  %0 = wick.transpose %x {permutation = array<i64: 1, 0>} : (tensor<4x3x$T>) -> tensor<3x4x$T>
  %1 = wick.reshape %x : tensor<4x3x$T> -> tensor<2x6x$T>
  %2 = wick.concat %x, %z {dim = 0 : i64} : (tensor<4x3x$T>, tensor<2x3x$T>) -> tensor<6x3x$T>
  %3 = wick.slice %2 {starts = array<i64: 1, 0>, limits = array<i64: 6, 3>, strides = array<i64: 2, 1>} : (tensor<6x3x$T>) -> tensor<3x3x$T>
  %4 = wick.insert_slice %z, %x {starts = array<i64: 1, 0>} : (tensor<2x3x$T>, tensor<4x3x$T>) -> tensor<4x3x$T>
  return %0, %1, %3, %4 : tensor<3x4x$T>, tensor<2x6x$T>, tensor<3x3x$T>, tensor<4x3x$T>
})"},
    {"cast", R"(
func.func @f(%x: tensor<9x$T>) -> (tensor<9xf32>, tensor<9xf64>, tensor<9xbf16>, tensor<9xi32>, tensor<9xi64>, tensor<9xi8>) {
  %0 = wick.cast %x : tensor<9x$T> -> tensor<9xf32>
  %1 = wick.cast %x : tensor<9x$T> -> tensor<9xf64>
  %2 = wick.cast %x : tensor<9x$T> -> tensor<9xbf16>
  %3 = wick.cast %x : tensor<9x$T> -> tensor<9xi32>
  %4 = wick.cast %x : tensor<9x$T> -> tensor<9xi64>
  %5 = wick.cast %x : tensor<9x$T> -> tensor<9xi8>
  return %0, %1, %2, %3, %4, %5 : tensor<9xf32>, tensor<9xf64>, tensor<9xbf16>, tensor<9xi32>, tensor<9xi64>, tensor<9xi8>
})"},
};

using testing::Combine;
using testing::ValuesIn;
INSTANTIATE_TEST_SUITE_P(Reals, JitFamilyTest, Combine(ValuesIn(kRealFamilies), ValuesIn(kReals)),
                         nameOf);
INSTANTIATE_TEST_SUITE_P(Numbers, JitFamilyTest,
                         Combine(ValuesIn(kNumberFamilies), ValuesIn(kNumbers)), nameOf);
INSTANTIATE_TEST_SUITE_P(All, JitFamilyTest, Combine(ValuesIn(kAllFamilies), ValuesIn(kAll)),
                         nameOf);

class JitTest : public NativeFixture {};

TEST_F(JitTest, returnsArgumentsConstantsAndTheSameValueTwice) {
  expectAsInterpreted(R"(
func.func @f(%x: tensor<4xf32>, %unused: tensor<7xf64>)
    -> (tensor<4xf32>, tensor<4xf32>, tensor<2xf32>, tensor<4xf32>, tensor<4xf32>) {
  %c = wick.constant dense<[1.5, -2.0]> : tensor<2xf32>
  %y = wick.neg %x : tensor<4xf32>
  return %x, %x, %c, %y, %y : tensor<4xf32>, tensor<4xf32>, tensor<2xf32>, tensor<4xf32>, tensor<4xf32>
})");
}

TEST_F(JitTest, runsOnScalarsAlone) {
  expectAsInterpreted(R"(
func.func @f(%x: tensor<f32>, %y: tensor<f32>) -> (tensor<f32>, tensor<1x1xf32>) {
  %0 = wick.mul %x, %y : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %1 = wick.exp %0 : tensor<f32>
  %2 = wick.reshape %1 : tensor<f32> -> tensor<1x1xf32>
  return %1, %2 : tensor<f32>, tensor<1x1xf32>
})");
}

TEST_F(JitTest, runsAnEntryWithoutResults) {
  expectAsInterpreted("func.func @f(%x: tensor<4xf32>) {\n  return\n}");
}

TEST_F(JitTest, runsAnEntryWithoutArguments) {
  expectAsInterpreted("func.func @f() -> tensor<3xi32> {\n"
                      "  %0 = wick.iota {dim = 0 : i64} : tensor<3xi32>\n"
                      "  return %0 : tensor<3xi32>\n}");
}

TEST_F(JitTest, sumsOverNothing) {
  expectAsInterpreted(R"(
func.func @f(%x: tensor<3x0xf32>, %w: tensor<0x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>, tensor<0x5xf32>) {
  %0 = wick.matmul %x, %w : (tensor<3x0xf32>, tensor<0x5xf32>) -> tensor<3x5xf32>
  %1 = wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<3x0xf32>) -> tensor<3xf32>
  %2 = wick.neg %w : tensor<0x5xf32>
  return %0, %1, %2 : tensor<3x5xf32>, tensor<3xf32>, tensor<0x5xf32>
})");
}

/// Products whose m, n or k is 1, prime or large, with an epilogue.
class JitProductTest : public NativeFixture,
                       public testing::WithParamInterface<std::array<int64_t, 3>> {};

TEST_P(JitProductTest, agreesWithTheInterpreter) {
  auto [m, n, k] = GetParam();
  std::string x = llvm::formatv("tensor<{0}x{1}xf32>", m, k),
              w = llvm::formatv("tensor<{0}x{1}xf32>", k, n),
              y = llvm::formatv("tensor<{0}x{1}xf32>", m, n),
              b = llvm::formatv("tensor<{0}xf32>", n);
  expectAsInterpreted(llvm::formatv(R"(
func.func @f(%x: {0}, %w: {1}, %b: {3}) -> {2} {{
  %0 = wick.linear %x, %w, %b : ({0}, {1}, {3}) -> {2}
  %1 = wick.tanh %0 : {2}
  return %1 : {2}
})",
                                    x, w, y, b));
}

INSTANTIATE_TEST_SUITE_P(
    Sizes, JitProductTest,
    testing::Values(std::array<int64_t, 3>{1, 1, 1}, std::array<int64_t, 3>{1, 64, 64},
                    std::array<int64_t, 3>{64, 1, 64}, std::array<int64_t, 3>{64, 64, 1},
                    std::array<int64_t, 3>{1, 1, 1031}, std::array<int64_t, 3>{13, 17, 19},
                    std::array<int64_t, 3>{29, 33, 7}, std::array<int64_t, 3>{15, 130, 5},
                    std::array<int64_t, 3>{3, 5, 4099}));

TEST_F(JitTest, broadcastsBatches) {
  expectAsInterpreted(R"(
func.func @f(%x: tensor<2x1x9x8xf32>, %w: tensor<3x8x16xf32>, %v: tensor<2x3x16x9xf32>)
    -> (tensor<2x3x9x16xf32>, tensor<2x3x16x16xf32>) {
  %0 = wick.matmul %x, %w : (tensor<2x1x9x8xf32>, tensor<3x8x16xf32>) -> tensor<2x3x9x16xf32>
  %1 = wick.matmul %0, %v {transpose_lhs = true, transpose_rhs = true} : (tensor<2x3x9x16xf32>, tensor<2x3x16x9xf32>) -> tensor<2x3x16x16xf32>
  return %0, %1 : tensor<2x3x9x16xf32>, tensor<2x3x16x16xf32>
})");
}

TEST_F(JitTest, multipliesASingleColumnOfRowsByABatch) {
  expectAsInterpreted(R"(
func.func @f(%x: tensor<5x1x32xf32>, %w: tensor<5x32x48xf32>, %b: tensor<48xf32>) -> tensor<5x1x48xf32> {
  %0 = wick.matmul %x, %w : (tensor<5x1x32xf32>, tensor<5x32x48xf32>) -> tensor<5x1x48xf32>
  %1 = wick.add %0, %b : (tensor<5x1x48xf32>, tensor<48xf32>) -> tensor<5x1x48xf32>
  return %1 : tensor<5x1x48xf32>
})");
}

TEST_F(JitTest, multipliesByASmallTransposedRhs) {
  expectAsInterpreted(R"(
func.func @f(%x: tensor<4x6xf64>, %w: tensor<5x6xf64>) -> (tensor<4x5xf64>, tensor<f64>) {
  %0 = wick.matmul %x, %w {transpose_rhs = true} : (tensor<4x6xf64>, tensor<5x6xf64>) -> tensor<4x5xf64>
  %1 = wick.mul %0, %0 : (tensor<4x5xf64>, tensor<4x5xf64>) -> tensor<4x5xf64>
  %2 = wick.reduce_sum %1 {dims = array<i64: 0, 1>} : (tensor<4x5xf64>) -> tensor<f64>
  return %0, %2 : tensor<4x5xf64>, tensor<f64>
})");
}

TEST_F(JitTest, chainsConcatPadAndSlice) {
  expectAsInterpreted(R"(
func.func @f(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) -> (tensor<3x7xf32>, tensor<1x4xf32>) {
  %0 = wick.concat %x, %y, %x {dim = 1 : i64} : (tensor<2x3xf32>, tensor<2x1xf32>, tensor<2x3xf32>) -> tensor<2x7xf32>
  %1 = wick.pad %0 {low = array<i64: 0, 0>, high = array<i64: 0, 0>, interior = array<i64: 1, 0>, value = -1.0 : f64} : (tensor<2x7xf32>) -> tensor<3x7xf32>
  %2 = wick.slice %1 {starts = array<i64: 1, 0>, limits = array<i64: 2, 7>, strides = array<i64: 1, 2>} : (tensor<3x7xf32>) -> tensor<1x4xf32>
  return %1, %2 : tensor<3x7xf32>, tensor<1x4xf32>
})");
}

TEST_F(JitTest, ordersNaN) {
  double nan = std::numeric_limits<double>::quiet_NaN();
  double infinity = std::numeric_limits<double>::infinity();
  expectAsInterpreted(
      R"(
func.func @f(%x: tensor<3x3xf32>, %y: tensor<3x3xf32>)
    -> (tensor<3xi32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xi1>, tensor<3x3xi32>) {
  %0 = wick.argmax %x {dim = 1 : i64} : (tensor<3x3xf32>) -> tensor<3xi32>
  %1 = wick.reduce_max %x {dims = array<i64: 1>} : (tensor<3x3xf32>) -> tensor<3xf32>
  %2 = wick.maximum %x, %y : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
  %3 = wick.minimum %x, %y : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
  %4 = wick.compare ne, %x, %y : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xi1>
  %5 = wick.cast %x : tensor<3x3xf32> -> tensor<3x3xi32>
  return %0, %1, %2, %3, %4, %5 : tensor<3xi32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xi1>, tensor<3x3xi32>
})",
      {reals("tensor<3x3xf32>", {1, nan, 2, nan, 0, 1, -infinity, -infinity, infinity}),
       reals("tensor<3x3xf32>", {nan, 1, 3, nan, 0, -1, infinity, -infinity, 0})});
}

TEST_F(JitTest, updatesReshapedAndSwappedDonations) {
  expectAsInterpreted(R"(
func.func @f(%a: tensor<6xf32> {wick.name = "a", wick.role = #wick.role<state>},
             %b: tensor<6xf32> {wick.name = "b", wick.role = #wick.role<state>},
             %c: tensor<2x3xf32> {wick.name = "c", wick.role = #wick.role<state>})
    -> (tensor<6xf32> {wick.name = "a", wick.donates = "a"}, tensor<6xf32> {wick.name = "b", wick.donates = "b"},
        tensor<2x3xf32> {wick.name = "c", wick.donates = "c"}) attributes {wick.entry} {
  %line = wick.reshape %c : tensor<2x3xf32> -> tensor<6xf32>
  %product = wick.mul %line, %a : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
  %square = wick.reshape %product : tensor<6xf32> -> tensor<2x3xf32>
  return %b, %a, %square : tensor<6xf32>, tensor<6xf32>, tensor<2x3xf32>
})");
}

TEST_F(JitTest, insertsIntoACopyOfAnUpdatedArgument) {
  expectAsInterpreted(R"(
func.func @f(%a: tensor<6xf32> {wick.name = "a", wick.role = #wick.role<state>},
             %x: tensor<2xf32> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<6xf32> {wick.name = "a", wick.donates = "a"}, tensor<6xf32> {wick.name = "inserted"})
    attributes {wick.entry} {
  %0 = wick.insert_slice %x, %a {starts = array<i64: 2>} : (tensor<2xf32>, tensor<6xf32>) -> tensor<6xf32>
  %1 = wick.neg %a : tensor<6xf32>
  return %1, %0 : tensor<6xf32>, tensor<6xf32>
})");
}

TEST_F(JitTest, transposesADonation) {
  expectAsInterpreted(R"(
func.func @f(%a: tensor<5x5xf32> {wick.name = "a", wick.role = #wick.role<state>})
    -> (tensor<5x5xf32> {wick.name = "a", wick.donates = "a"}) attributes {wick.entry} {
  %0 = wick.transpose %a {permutation = array<i64: 1, 0>} : (tensor<5x5xf32>) -> tensor<5x5xf32>
  return %0 : tensor<5x5xf32>
})");
}

TEST_F(JitTest, multipliesIntoADonatedFactor) {
  expectAsInterpreted(R"(
func.func @f(%a: tensor<32x32xf32> {wick.name = "a", wick.role = #wick.role<state>},
             %x: tensor<32x32xf32> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<32x32xf32> {wick.name = "a", wick.donates = "a"}) attributes {wick.entry} {
  %0 = wick.matmul %a, %x : (tensor<32x32xf32>, tensor<32x32xf32>) -> tensor<32x32xf32>
  %1 = wick.add %0, %a : (tensor<32x32xf32>, tensor<32x32xf32>) -> tensor<32x32xf32>
  return %1 : tensor<32x32xf32>
})");
}

TEST_F(JitTest, refusesATargetOfAnotherCpu) {
  OwningOpRef<ModuleOp> module = parse("func.func @f() {\n  return\n}");
  EXPECT_TRUE(failed(Jit::create(*module, {.target = cantFail(findTarget("aarch64-linux-gnu"))})));
  EXPECT_NE(diagnostics.find("target 'aarch64-linux-gnu' does not run on this CPU"),
            std::string::npos)
      << diagnostics;
}

} // namespace wick::test
