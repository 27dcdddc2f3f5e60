#include "tests/numeric/GradientFixture.h"
#include "ir/Entry.h"
#include "ir/decompose/Build.h"
#include "ir/interp/Interpreter.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "passes/Passes.h"
#include "passes/Registration.h"
#include "tests/Tolerances.h"
#include <gtest/gtest.h>
#include <random>

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

struct GradientFixture::Context {
  explicit Context(std::string &diagnostics)
      : context(registry(), MLIRContext::Threading::DISABLED),
        handler(&context, [&diagnostics](Diagnostic &diagnostic) {
          diagnostics += diagnostic.str() + "\n";
        }) {
    [[maybe_unused]] static const bool once = (registerPasses(), true);
    context.loadAllAvailableDialects();
  }
  static DialectRegistry registry() {
    DialectRegistry registry;
    registerDialects(registry);
    return registry;
  }

  MLIRContext context;
  ScopedDiagnosticHandler handler;
  OwningOpRef<ModuleOp> module;
};

/// Appends `value` to the results of `function` under `name`.
static void addResult(func::FuncOp function, StringRef name, Value value) {
  Builder builder(function.getContext());
  auto attributes =
      builder.getDictionaryAttr(builder.getNamedAttr(kNameAttr, builder.getStringAttr(name)));
  ASSERT_TRUE(
      succeeded(function.insertResult(function.getNumResults(), value.getType(), attributes)));
  Operation *terminator = function.getBody().front().getTerminator();
  terminator->insertOperands(terminator->getNumOperands(), value);
}

/// <value, a new argument `name`>.
static Value addProduct(func::FuncOp function, Value value, StringRef name) {
  OpBuilder builder(function.getBody().front().getTerminator());
  Build b(builder, value.getLoc());
  Value weights =
      addArgument(function, value.getType(), Role::input, name, Attribute(), value.getLoc());
  return b.total(b.mul(value, weights));
}

GradientFixture::GradientFixture(const GradientCase &testCase)
    : context(std::make_unique<Context>(diagnostics)), testCase(testCase) {
  context->module = parseSourceString<ModuleOp>("func.func @f(" + testCase.arguments + ") {\n" +
                                                    testCase.body + "\nreturn\n}",
                                                &context->context);
  if (!context->module)
    throw std::runtime_error(testCase.body + "\n" + diagnostics);
  func::FuncOp f = function();
  Builder builder(f.getContext());
  for (unsigned i = 0; i < f.getNumArguments(); ++i) {
    bool isFloat = isa<FloatType>(tensorType(f.getArgument(i)).getElementType());
    f.setArgAttr(i, kNameAttr, builder.getStringAttr("x" + Twine(i)));
    f.setArgAttr(i, kRoleAttr, RoleAttr::get(f.getContext(), isFloat ? Role::param : Role::input));
  }
  Value y = f.getBody().front().getTerminator()->getPrevNode()->getResult(0);
  addResult(f, "loss", addProduct(f, y, "w"));
  f->setAttr(kLossAttr, builder.getI64IntegerAttr(0));
  f->setAttr(kEntryAttr, builder.getUnitAttr());
}

GradientFixture::~GradientFixture() = default;

func::FuncOp GradientFixture::function() const {
  return *context->module->getOps<func::FuncOp>().begin();
}

bool GradientFixture::run(StringRef pipeline) {
  PassManager passes(&context->context);
  return succeeded(parsePassPipeline(pipeline, passes)) && succeeded(passes.run(*context->module));
}

static std::optional<unsigned> findResult(func::FuncOp function, StringRef name) {
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    if (resultName(function, i) == name)
      return i;
  return std::nullopt;
}

void GradientFixture::addProbe(StringRef name) {
  func::FuncOp f = function();
  Value value = f.getBody().front().getTerminator()->getOperand(*findResult(f, name));
  addResult(f, "h", addProduct(f, value, "v"));
}

Tensors GradientFixture::sample(uint32_t seed) const {
  std::mt19937 random(seed);
  Tensors arguments;
  for (Type type : function().getArgumentTypes()) {
    HostTensor &tensor = arguments.emplace_back(cast<RankedTensorType>(type));
    bool isBool = tensor.type.getElementType().isInteger(1);
    for (double &value : tensor.reals)
      value = std::uniform_real_distribution<>(testCase.low, testCase.high)(random);
    for (int64_t &value : tensor.integers)
      value = std::uniform_int_distribution<int64_t>(isBool ? 0 : testCase.intLow,
                                                     isBool ? 1 : testCase.intHigh)(random);
  }
  return arguments;
}

HostTensor GradientFixture::evaluate(StringRef result, const Tensors &arguments) const {
  std::optional<unsigned> index = findResult(function(), result);
  FailureOr<SmallVector<HostTensor>> results = interpret(function(), arguments);
  if (!index || failed(results))
    throw std::runtime_error(("no value of " + result + "\n" + diagnostics).str());
  return (*results)[*index];
}

void GradientFixture::expectGradients(StringRef of, StringRef prefix,
                                      const Tensors &arguments) const {
  for (unsigned i = 0; i < function().getNumArguments(); ++i) {
    if (argumentRole(function(), i) != Role::param)
      continue;
    std::string name = (prefix + argumentName(function(), i)).str();
    HostTensor gradient = evaluate(name, arguments);
    for (int64_t k = 0; k < gradient.size(); ++k) {
      auto shifted = [&](double step) {
        Tensors moved = arguments;
        moved[i].reals[k] += step;
        return evaluate(of, moved).reals[0];
      };
      double expected =
          (shifted(kDifferenceStep) - shifted(-kDifferenceStep)) / (2 * kDifferenceStep);
      EXPECT_NEAR(gradient.reals[k], expected, kDifferenceTolerance * (1 + std::abs(expected)))
          << name << "[" << k << "] of " << testCase.body;
    }
  }
}

} // namespace wick::test
