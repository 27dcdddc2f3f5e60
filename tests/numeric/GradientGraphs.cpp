#include "ir/Inference.h"
#include "tests/numeric/GradientCases.h"
#include "llvm/Support/FormatVariadic.h"
#include <random>

using namespace llvm;
using wick::ir::Shape;

namespace wick::test {

std::vector<GradientCase> graphCases() {
  return {
      {"Diamond", "%x: tensor<3xf64>", R"(
         %l = wick.exp %x : tensor<3xf64>
         %r = wick.tanh %x : tensor<3xf64>
         %y = wick.mul %l, %r : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>)"},
      {"DiamondOfDiamonds", "%x: tensor<3xf64>", R"(
         %a = wick.mul %x, %x : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>
         %b = wick.mul %a, %x : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>
         %y = wick.add %a, %b : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>)"},
      {"UsedFiveTimes", "%x: tensor<2x3xf64>", R"(
         %a = wick.sigmoid %x : tensor<2x3xf64>
         %b = wick.mul %a, %a : (tensor<2x3xf64>, tensor<2x3xf64>) -> tensor<2x3xf64>
         %c = wick.add %b, %a : (tensor<2x3xf64>, tensor<2x3xf64>) -> tensor<2x3xf64>
         %d = wick.reduce_sum %a {dims = array<i64: 0>} : (tensor<2x3xf64>) -> tensor<3xf64>
         %e = wick.div %c, %a : (tensor<2x3xf64>, tensor<2x3xf64>) -> tensor<2x3xf64>
         %y = wick.mul %e, %d : (tensor<2x3xf64>, tensor<3xf64>) -> tensor<2x3xf64>)"},
      {"UnusedResult", "%x: tensor<3xf64>, %z: tensor<3xf64>", R"(
         %unused = wick.mul %x, %z : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>
         %y = wick.exp %x : tensor<3xf64>)"},
      {"IsTheArgument", "%x: tensor<3xf64>",
       "%y = wick.reshape %x : tensor<3xf64> -> tensor<3xf64>"},
      {"Network",
       "%x: tensor<5x3xf64>, %w: tensor<3x4xf64>, %b: tensor<4xf64>, %v: tensor<4x2xf64>, "
       "%t: tensor<5xi32>",
       R"(
         %h = wick.linear %x, %w, %b : (tensor<5x3xf64>, tensor<3x4xf64>, tensor<4xf64>) -> tensor<5x4xf64>
         %a = wick.gelu %h : tensor<5x4xf64>
         %l = wick.linear %a, %v : (tensor<5x4xf64>, tensor<4x2xf64>) -> tensor<5x2xf64>
         %y = wick.cross_entropy %l, %t : (tensor<5x2xf64>, tensor<5xi32>) -> tensor<f64>)",
       -1, 1, 0, 1},
      {"Attention", "%q: tensor<2x5x3xf64>, %k: tensor<2x5x3xf64>, %v: tensor<2x5x3xf64>", R"(
         %s = wick.matmul %q, %k {transpose_rhs = true} : (tensor<2x5x3xf64>, tensor<2x5x3xf64>) -> tensor<2x5x5xf64>
         %p = wick.softmax %s {dim = 2} : tensor<2x5x5xf64>
         %y = wick.matmul %p, %v : (tensor<2x5x5xf64>, tensor<2x5x3xf64>) -> tensor<2x5x3xf64>)",
       -1, 1},
      {"LayerNormOfParts", "%x: tensor<3x5xf64>, %g: tensor<5xf64>", R"(
         %m = wick.reduce_mean %x {dims = array<i64: 1>, keep_dims = true} : (tensor<3x5xf64>) -> tensor<3x1xf64>
         %c = wick.sub %x, %m : (tensor<3x5xf64>, tensor<3x1xf64>) -> tensor<3x5xf64>
         %s = wick.mul %c, %c : (tensor<3x5xf64>, tensor<3x5xf64>) -> tensor<3x5xf64>
         %v = wick.reduce_mean %s {dims = array<i64: 1>, keep_dims = true} : (tensor<3x5xf64>) -> tensor<3x1xf64>
         %r = wick.rsqrt %v : tensor<3x1xf64>
         %n = wick.mul %c, %r : (tensor<3x5xf64>, tensor<3x1xf64>) -> tensor<3x5xf64>
         %y = wick.mul %n, %g : (tensor<3x5xf64>, tensor<5xf64>) -> tensor<3x5xf64>)"},
  };
}

using Random = std::mt19937;

static int64_t pick(Random &random, int64_t count) {
  return std::uniform_int_distribution<int64_t>(0, count - 1)(random);
}

/// `shape` with some sizes replaced by 1 and some leading dimensions left out.
static Shape weaken(Random &random, ArrayRef<int64_t> shape) {
  Shape result(shape.drop_front(pick(random, shape.size() + 1)));
  for (int64_t &size : result)
    if (pick(random, 3) == 0)
      size = 1;
  return result;
}

static std::string typeText(ArrayRef<int64_t> shape) {
  std::string text = "tensor<";
  for (int64_t size : shape)
    text += std::to_string(size) + "x";
  return text + "f64>";
}

/// y = reduce((a op b) op f(a op b)) for random ops, shapes and reduced dimensions.
static GradientCase randomCase(unsigned seed) {
  const StringRef binary[] = {"add", "sub", "mul", "div", "maximum"};
  const StringRef unary[] = {"sigmoid", "tanh", "gelu", "relu", "erf"};
  const StringRef reduce[] = {"reduce_sum", "reduce_mean", "reduce_max"};
  const int64_t sizes[] = {1, 2, 3, 5, 7};
  Random random(seed);
  Shape full(pick(random, 4));
  for (int64_t &size : full)
    size = sizes[pick(random, std::size(sizes))];
  Shape a = weaken(random, full), b = weaken(random, full);
  Shape t = *ir::broadcastShapes(a, b);
  Shape dims;
  for (int64_t dim = 0; dim < static_cast<int64_t>(t.size()); ++dim)
    if (pick(random, 2))
      dims.push_back(dim);
  std::string list = join(map_range(dims, [](int64_t dim) { return std::to_string(dim); }), ", ");
  std::string aText = typeText(a), bText = typeText(b), tText = typeText(t);
  std::string body = formatv("%t = wick.{0} %a, %b : ({1}, {2}) -> {3}\n", binary[pick(random, 5)],
                             aText, bText, tText);
  body += formatv("%u = wick.{0} %t : {1}\n", unary[pick(random, 5)], tText);
  body += formatv("%v = wick.{0} %u, %t : ({1}, {1}) -> {1}\n", binary[pick(random, 3)], tText);
  body += formatv("%y = wick.{0} %v {{dims = array<i64{1} {2}>} : ({3}) -> {4}",
                  reduce[pick(random, 3)], dims.empty() ? "" : ":", list, tText,
                  typeText(ir::reducedShape(t, dims, /*keepDims=*/false)));
  return {"Seed" + std::to_string(seed), formatv("%a: {0}, %b: {1}", aText, bText), body, 0.5, 3};
}

std::vector<GradientCase> randomCases() {
  std::vector<GradientCase> cases;
  for (unsigned seed = 0; seed < 40; ++seed)
    cases.push_back(randomCase(seed));
  return cases;
}

} // namespace wick::test
