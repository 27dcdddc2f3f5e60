// Five steps of each optimizer against its formula, written out in float64.
#include "ir/Entry.h"
#include "ir/interp/InitialValues.h"
#include "ir/interp/Interpreter.h"
#include "mlir/AsmParser/AsmParser.h"
#include "tests/Tolerances.h"
#include "tests/numeric/GradientFixture.h"
#include <cmath>
#include <gtest/gtest.h>
#include <map>

using namespace wick::ir;
using namespace wick::test;

namespace {

constexpr double kRate = 0.1;
constexpr int kSteps = 5;

/// The weight of the loss and what the optimizer remembers of one parameter element.
struct Element {
  double w, m = 0, v = 0;
};

/// A step t = 1, 2, .. of one element with gradient g.
using Formula = void (*)(Element &e, double g, int t);

struct OptimizerCase {
  const char *name;
  const char *attribute;
  Formula step;
};
std::ostream &operator<<(std::ostream &out, const OptimizerCase &c) { return out << c.name; }

void adam(Element &e, double g, int t) {
  e.m = 0.9 * e.m + 0.1 * g;
  e.v = 0.99 * e.v + (1 - 0.99) * g * g;
  double m = e.m / (1 - std::pow(0.9, t)), v = e.v / (1 - std::pow(0.99, t));
  e.w -= kRate * m / (std::sqrt(v) + 1e-3);
}

const OptimizerCase kCases[] = {
    {"Sgd", "#wick.sgd<>", [](Element &e, double g, int) { e.w -= kRate * g; }},
    {"SgdDecay", "#wick.sgd<weight_decay = 0.5>",
     [](Element &e, double g, int) { e.w -= kRate * (g + 0.5 * e.w); }},
    {"Momentum", "#wick.sgd<momentum = 0.9, weight_decay = 0.5>",
     [](Element &e, double g, int) {
       e.v = 0.9 * e.v + g + 0.5 * e.w;
       e.w -= kRate * e.v;
     }},
    {"Adam", "#wick.adam<beta2 = 0.99, epsilon = 0.001>", adam},
    {"AdamDecay", "#wick.adam<beta2 = 0.99, epsilon = 0.001, weight_decay = 0.5>",
     [](Element &e, double g, int t) { adam(e, g + 0.5 * e.w, t); }},
    {"AdamW", "#wick.adamw<beta2 = 0.99, epsilon = 0.001, weight_decay = 0.5>",
     [](Element &e, double g, int t) {
       e.w -= kRate * 0.5 * e.w;
       adam(e, g, t);
     }},
};

/// An entry that is called again and again: donated results become the next call's arguments.
class TrainingLoop {
public:
  TrainingLoop(mlir::func::FuncOp function, const Tensors &given) : function(function) {
    for (unsigned i = 0; i < function.getNumArguments(); ++i) {
      auto type = llvm::cast<mlir::RankedTensorType>(function.getArgumentTypes()[i]);
      arguments.push_back(
          i < given.size() ? given[i] : *initialValue(function.getArgAttr(i, kInitAttr), type));
    }
  }

  void step() {
    auto results = interpret(function, arguments);
    ASSERT_TRUE(mlir::succeeded(results));
    for (unsigned i = 0; i < results->size(); ++i)
      if (std::optional<unsigned> argument = donatedArgument(function, i))
        arguments[*argument] = (*results)[i];
  }

  mlir::func::FuncOp function;
  Tensors arguments;
};

/// loss = <x0^2, w>, so the gradient of x0 is 2 x0 w.
const GradientCase kLoss = {
    "", "%x: tensor<3xf64>",
    "%y = wick.mul %x, %x : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>"};

struct OptimizerTest : testing::TestWithParam<std::tuple<OptimizerCase, const char *>> {};

TEST_P(OptimizerTest, EqualsItsFormula) {
  auto [testCase, pipeline] = GetParam();
  GradientFixture f(kLoss);
  Tensors given = f.sample(1);
  mlir::Builder builder(f.function().getContext());
  mlir::Attribute optimizer = mlir::parseAttribute(testCase.attribute, builder.getContext());
  ASSERT_TRUE(optimizer) << f.diagnostics;
  f.function()->setAttr(kOptimizerAttr, optimizer);
  f.function()->setAttr(kLearningRateAttr, builder.getF64FloatAttr(kRate));
  ASSERT_TRUE(f.run(pipeline)) << f.diagnostics;

  std::vector<Element> expected;
  for (double w : given[0].reals)
    expected.push_back({w});
  TrainingLoop loop(f.function(), given);
  for (int t = 1; t <= kSteps; ++t) {
    loop.step();
    for (size_t k = 0; k < expected.size(); ++k) {
      Element &e = expected[k];
      testCase.step(e, 2 * e.w * given[1].reals[k], t);
      EXPECT_NEAR(loop.arguments[0].reals[k], e.w, kFloat64Tolerance * (1 + std::abs(e.w)))
          << "element " << k << " after step " << t;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Optimizer, OptimizerTest,
    testing::Combine(testing::ValuesIn(kCases),
                     testing::Values("wick-autodiff,canonicalize,wick-optimizer",
                                     "wick-autodiff,wick-optimizer,wick-decompose")),
    [](const auto &info) {
      return std::get<0>(info.param).name + std::string(info.index % 2 ? "Decomposed" : "");
    });

} // namespace
