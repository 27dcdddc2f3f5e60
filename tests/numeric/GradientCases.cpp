#include "tests/numeric/GradientCases.h"
#include "ir/Entry.h"
#include "ir/Inference.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using wick::ir::Shape;

namespace wick::test {

/// tensor<2x3xf64>.
static std::string typeText(ArrayRef<int64_t> shape, StringRef element = "f64") {
  std::string text = "tensor<";
  for (int64_t size : shape)
    text += std::to_string(size) + "x";
  return text + element.str() + ">";
}

/// Shape as part of a test's name: 2x3, or "scalar".
static std::string nameText(ArrayRef<int64_t> shape) { return ir::shapeText(shape); }

unsigned firstParam(const GradientFixture &fixture) {
  unsigned index = 0;
  while (ir::argumentRole(fixture.function(), index) != ir::Role::param)
    ++index;
  return index;
}

/// One op of one operand, on an awkward shape.
static GradientCase unary(StringRef name, StringRef op, double low, double high) {
  std::string type = typeText({3, 1, 5});
  return {name.str(), "%x: " + type, formatv("%y = wick.{0} : {1}", op, type), low, high};
}

std::vector<GradientCase> unaryCases() {
  return {
      unary("Neg", "neg %x", -2, 2),
      unary("Exp", "exp %x", -2, 2),
      unary("Log", "log %x", 0.5, 3),
      unary("Sqrt", "sqrt %x", 0.5, 3),
      unary("Rsqrt", "rsqrt %x", 0.5, 3),
      unary("Tanh", "tanh %x", -2, 2),
      unary("Erf", "erf %x", -2, 2),
      unary("Sigmoid", "sigmoid %x", -3, 3),
      unary("Relu", "relu %x", -2, 2),
      unary("Gelu", "gelu %x", -3, 3),
      unary("GeluTanh", "gelu %x {approximate = #wick<gelu_approximation tanh>}", -3, 3),
      {"CastFromF32", "%x: tensor<3xf32>", "%y = wick.cast %x : tensor<3xf32> -> tensor<3xf64>"},
      {"CastFromInteger", "%x: tensor<3xf64>, %k: tensor<3xi32>",
       "%c = wick.cast %k : tensor<3xi32> -> tensor<3xf64>\n"
       "%y = wick.mul %x, %c : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>"},
  };
}

std::vector<GradientCase> binaryCases() {
  const std::pair<Shape, Shape> shapes[] = {
      {{}, {}},         {{5}, {5}},
      {{5}, {1}},       {{}, {5}},
      {{1}, {3, 1}},    {{2, 3}, {3}},
      {{2, 3}, {2, 1}}, {{1, 3}, {2, 3}},
      {{2, 1}, {1, 3}}, {{7}, {2, 1, 7}},
      {{1, 1}, {5, 3}}, {{2, 3, 5}, {3, 1}},
      {{1}, {1}},       {{2, 1, 5}, {1, 3, 1}},
  };
  std::vector<GradientCase> cases;
  for (StringRef op : {"add", "sub", "mul", "div", "maximum", "minimum"})
    for (const auto &[lhs, rhs] : shapes) {
      std::string a = typeText(lhs), b = typeText(rhs);
      std::string y = typeText(*ir::broadcastShapes(lhs, rhs));
      cases.push_back({formatv("{0}_{1}_{2}", op, nameText(lhs), nameText(rhs)),
                       formatv("%a: {0}, %b: {1}", a, b),
                       formatv("%y = wick.{0} %a, %b : ({1}, {2}) -> {3}", op, a, b, y), 0.5, 3});
    }
  const std::array<Shape, 4> selects[] = {// predicate, on_true, on_false, output
                                          {{{2, 3}, {2, 3}, {2, 3}, {2, 3}}},
                                          {{{3}, {2, 1}, {}, {2, 3}}},
                                          {{{2, 3}, {}, {1, 3}, {2, 3}}},
                                          {{{}, {5}, {1}, {5}}},
                                          {{{2, 1, 1}, {3, 1}, {5}, {2, 3, 5}}}};
  for (const auto &[p, a, b, y] : selects)
    cases.push_back(
        {formatv("select_{0}_{1}_{2}", nameText(p), nameText(a), nameText(b)),
         formatv("%p: {0}, %a: {1}, %b: {2}", typeText(p, "i1"), typeText(a), typeText(b)),
         formatv("%y = wick.select %p, %a, %b : ({0}, {1}, {2}) -> {3}", typeText(p, "i1"),
                 typeText(a), typeText(b), typeText(y))});
  return cases;
}

std::vector<GradientCase> shapeCases() {
  auto one = [](StringRef name, StringRef from, StringRef op) {
    return GradientCase{name.str(), formatv("%x: tensor<{0}xf64>", from), "%y = wick." + op.str()};
  };
  return {
      one("Reshape", "2x6", "reshape %x : tensor<2x6xf64> -> tensor<3x4xf64>"),
      one("Transpose", "2x3x5",
          "transpose %x {permutation = array<i64: 2, 0, 1>} : (tensor<2x3x5xf64>) -> "
          "tensor<5x2x3xf64>"),
      one("BroadcastNew", "3",
          "broadcast_in_dim %x {dims = array<i64: 1>} : tensor<3xf64> -> tensor<2x3x5xf64>"),
      one("BroadcastUnit", "2x1",
          "broadcast_in_dim %x {dims = array<i64: 0, 2>} : tensor<2x1xf64> -> tensor<2x3x5xf64>"),
      one("BroadcastOneToOne", "1x3",
          "broadcast_in_dim %x {dims = array<i64: 0, 1>} : tensor<1x3xf64> -> tensor<1x3x2xf64>"),
      one("Slice", "7x5",
          "slice %x {starts = array<i64: 1, 0>, limits = array<i64: 6, 5>, strides = array<i64: 2, "
          "3>}"
          " : (tensor<7x5xf64>) -> tensor<3x2xf64>"),
      one("SliceOne", "7",
          "slice %x {starts = array<i64: 6>, limits = array<i64: 7>, strides = array<i64: 5>}"
          " : (tensor<7xf64>) -> tensor<1xf64>"),
      one("Pad", "2x3",
          "pad %x {low = array<i64: 1, 0>, high = array<i64: 0, 2>, interior = array<i64: 2, 1>}"
          " : (tensor<2x3xf64>) -> tensor<5x7xf64>"),
      {"Concat", "%a: tensor<2x3xf64>, %b: tensor<2x1xf64>, %c: tensor<2x5xf64>",
       "%y = wick.concat %a, %b, %c {dim = 1}"
       " : (tensor<2x3xf64>, tensor<2x1xf64>, tensor<2x5xf64>) -> tensor<2x9xf64>"},
      {"ConcatSame", "%a: tensor<2x3xf64>",
       "%y = wick.concat %a, %a {dim = 0} : (tensor<2x3xf64>, tensor<2x3xf64>) -> tensor<4x3xf64>"},
      {"InsertSlice", "%s: tensor<2x3xf64>, %d: tensor<5x7xf64>",
       "%y = wick.insert_slice %s, %d {starts = array<i64: 3, 1>}"
       " : (tensor<2x3xf64>, tensor<5x7xf64>) -> tensor<5x7xf64>"},
  };
}

std::vector<GradientCase> reductionCases() {
  const Shape dimSets[] = {{}, {0}, {1}, {2}, {0, 1}, {1, 2}, {0, 2}, {0, 1, 2}};
  std::vector<GradientCase> cases;
  for (StringRef op : {"reduce_sum", "reduce_mean", "reduce_max"})
    for (const Shape &shape : {Shape{2, 3, 5}, Shape{1, 7, 1}})
      for (const Shape &dims : dimSets)
        for (bool keep : {false, true}) {
          std::string list =
              join(map_range(dims, [](int64_t d) { return std::to_string(d); }), ", ");
          std::string name = join(map_range(dims, [](int64_t d) { return std::to_string(d); }), "");
          std::string x = typeText(shape), y = typeText(ir::reducedShape(shape, dims, keep));
          cases.push_back(
              {formatv("{0}_{1}_dims{2}{3}", op, nameText(shape), name, keep ? "_keep" : ""),
               "%x: " + x,
               formatv(
                   "%y = wick.{0} %x {{dims = array<i64{1} {2}>, keep_dims = {3}} : ({4}) -> {5}",
                   op, dims.empty() ? "" : ":", list, keep ? "true" : "false", x, y)});
        }
  // Moving dimensions 0 and 3 to the end is a permutation that is not its own inverse.
  cases.push_back({"reduce_max_apart", "%x: tensor<2x3x1x5xf64>",
                   "%y = wick.reduce_max %x {dims = array<i64: 0, 3>} : (tensor<2x3x1x5xf64>) -> "
                   "tensor<3x1xf64>"});
  return cases;
}

std::vector<GradientCase> matmulCases() {
  const std::array<Shape, 3> batches[] = {
      // lhs, rhs, output
      {{{}, {}, {}}},   {{{2}, {2}, {2}}},          {{{2, 3}, {}, {2, 3}}},
      {{{}, {2}, {2}}}, {{{2, 1}, {1, 3}, {2, 3}}}, {{{3}, {2, 1}, {2, 3}}}};
  std::vector<GradientCase> cases;
  for (const auto &[lhs, rhs, out] : batches)
    for (bool transposeLhs : {false, true})
      for (bool transposeRhs : {false, true}) {
        const int64_t m = 3, k = 5, n = 1;
        auto with = [](Shape batch, int64_t rows, int64_t columns) {
          batch.append({rows, columns});
          return typeText(batch);
        };
        std::string a = transposeLhs ? with(lhs, k, m) : with(lhs, m, k);
        std::string b = transposeRhs ? with(rhs, n, k) : with(rhs, k, n);
        cases.push_back(
            {formatv("{0}_{1}{2}{3}", nameText(lhs), nameText(rhs), transposeLhs ? "_lhs" : "",
                     transposeRhs ? "_rhs" : ""),
             formatv("%a: {0}, %b: {1}", a, b),
             formatv("%y = wick.matmul %a, %b {{transpose_lhs = {0}, transpose_rhs = {1}} "
                     ": ({2}, {3}) -> {4}",
                     transposeLhs ? "true" : "false", transposeRhs ? "true" : "false", a, b,
                     with(out, m, n))});
      }
  return cases;
}

/// wick.linear on an input [rows.., 3] with 2 outputs.
static GradientCase linear(StringRef name, Shape rows, bool hasBias) {
  Shape input(rows), output(rows);
  input.push_back(3);
  output.push_back(2);
  std::string x = typeText(input), y = typeText(output);
  return {name.str(),
          formatv("%x: {0}, %w: tensor<3x2xf64>{1}", x, hasBias ? ", %b: tensor<2xf64>" : ""),
          formatv("%y = wick.linear %x, %w{0} : ({1}, tensor<3x2xf64>{2}) -> {3}",
                  hasBias ? ", %b" : "", x, hasBias ? ", tensor<2xf64>" : "", y)};
}

std::vector<GradientCase> nnCases() {
  std::vector<GradientCase> cases = {
      linear("Linear", {5}, true),       linear("LinearNoBias", {5}, false),
      linear("LinearOneRow", {}, true),  linear("LinearBatched", {2, 5}, true),
      linear("LinearSingle", {1}, true),
  };
  // One row, several, several dimensions of rows, and rows of equal elements.
  for (const Shape &shape : {Shape{5}, Shape{4, 5}, Shape{2, 3, 5}, Shape{3, 1}}) {
    std::string x = typeText(shape), v = typeText({shape.back()});
    cases.push_back({"LayerNorm" + nameText(shape), formatv("%x: {0}, %g: {1}, %b: {1}", x, v),
                     formatv("%y = wick.layer_norm %x, %g, %b {{epsilon = 0.125} : ({0}, {1}, {1}) "
                             "-> {0}",
                             x, v)});
  }
  for (StringRef op : {"softmax", "log_softmax"})
    for (int dim : {0, 1, 2})
      cases.push_back({formatv("{0}_dim{1}", op, dim), "%x: tensor<2x3x5xf64>",
                       formatv("%y = wick.{0} %x {{dim = {1}} : tensor<2x3x5xf64>", op, dim)});
  for (StringRef op : {"mse_loss", "bce_with_logits"})
    cases.push_back({op.str(), "%x: tensor<3x2xf64>, %t: tensor<3x2xf64>",
                     formatv("%y = wick.{0} %x, %t : (tensor<3x2xf64>, tensor<3x2xf64>) -> "
                             "tensor<f64>",
                             op)});
  // The labels reach from -1 to 5, past both ends of the classes.
  cases.push_back({"CrossEntropy", "%x: tensor<17x5xf64>, %t: tensor<17xi32>",
                   "%y = wick.cross_entropy %x, %t : (tensor<17x5xf64>, tensor<17xi32>) -> "
                   "tensor<f64>",
                   -2, 2, -1, 5});
  cases.push_back({"CrossEntropyBatched", "%x: tensor<2x3x5xf64>, %t: tensor<2x3xi64>",
                   "%y = wick.cross_entropy %x, %t : (tensor<2x3x5xf64>, tensor<2x3xi64>) -> "
                   "tensor<f64>"});
  cases.push_back({"CrossEntropyOneRow", "%x: tensor<5xf64>, %t: tensor<i64>",
                   "%y = wick.cross_entropy %x, %t : (tensor<5xf64>, tensor<i64>) -> tensor<f64>"});
  cases.push_back({"Dropout", "%x: tensor<7x5xf64>, %s: tensor<i64>, %c: tensor<i64>",
                   "%y = wick.dropout %x, %s, %c {rate = 0.4, stream = 3} : (tensor<7x5xf64>, "
                   "tensor<i64>, tensor<i64>) -> tensor<7x5xf64>"});
  return cases;
}

} // namespace wick::test
