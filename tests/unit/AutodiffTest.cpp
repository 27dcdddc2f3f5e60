// What wick-autodiff says about a rule that breaks its contract, as one being written may.
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "passes/Passes.h"
#include "passes/Registration.h"
#include "passes/graph/vjp/Vjp.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace wick::ir;

namespace {

/// The diagnostics of wick-autodiff on w' = sgd_step(w, g, lr), an op that has no rule of its own,
/// with `rule` attached to it.
template <wick::VjpRule<SgdStepOp> rule> std::string differentiate() {
  DialectRegistry registry;
  wick::registerDialects(registry);
  registry.addExtension(
      +[](MLIRContext *context, WickDialect *) { wick::attachVjp<SgdStepOp, rule>(context); });
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  std::string diagnostics;
  ScopedDiagnosticHandler handler(&context,
                                  [&](Diagnostic &diagnostic) { diagnostics += diagnostic.str(); });
  auto module = parseSourceString<ModuleOp>(R"(
    func.func @f(%w: tensor<2xf32> {wick.name = "w", wick.role = #wick.role<param>},
                 %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
        -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
      %new = wick.sgd_step %w, %w, %lr : (tensor<2xf32>, tensor<2xf32>, tensor<f32>) -> tensor<2xf32>
      %loss = wick.reduce_sum %new {dims = array<i64: 0>} : (tensor<2xf32>) -> tensor<f32>
      return %loss : tensor<f32>
    })",
                                            &context);
  EXPECT_TRUE(module) << diagnostics;
  PassManager passes(&context);
  passes.addPass(wick::createAutodiff());
  EXPECT_NE(succeeded(passes.run(*module)), !diagnostics.empty());
  return diagnostics;
}

SmallVector<Value> correctRule(SgdStepOp, Build &, Value g) { return {g, Value(), Value()}; }
SmallVector<Value> tooFewValues(SgdStepOp, Build &, Value g) { return {g}; }
SmallVector<Value> wrongType(SgdStepOp, Build &b, Value g) {
  return {b.total(g), Value(), Value()};
}

TEST(AutodiffTest, UsesARuleThatIsAttachedFromOutside) {
  EXPECT_EQ(differentiate<correctRule>(), "");
}

TEST(AutodiffTest, NamesTheOpWhoseRuleForgetsOperands) {
  EXPECT_EQ(differentiate<tooFewValues>(),
            "'wick.sgd_step' op has a gradient rule that returns 1 values for 3 operands; "
            "return one for each, null where there is none");
}

TEST(AutodiffTest, NamesTheOperandWhoseGradientHasTheWrongType) {
  EXPECT_EQ(differentiate<wrongType>(), "'wick.sgd_step' op has a gradient rule that returns "
                                        "'tensor<f32>' for operand 0 of type 'tensor<2xf32>'; "
                                        "a broadcast operand needs unbroadcast()");
}

} // namespace
