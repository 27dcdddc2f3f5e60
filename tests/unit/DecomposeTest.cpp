// wick-decompose with a decomposition that makes nothing of use: an error, never a crash.
#include "ir/Slot.h"
#include "ir/decompose/Build.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "passes/Passes.h"
#include "passes/Registration.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace {

using Rule = SmallVector<Value> (*)(ReluOp, Build &);

/// What wick-decompose says of a relu that `rule` decomposes; "" when it succeeds.
std::string decomposeBy(Rule rule) {
  DialectRegistry registry;
  registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  auto module = parseSourceString<ModuleOp>(R"(
    func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
      %y = wick.relu %x : tensor<4xf32>
      return %y : tensor<4xf32>
    })",
                                            &context);
  auto function = reinterpret_cast<SlotEntry::Function>(rule);
  SlotEntry &entry = addToSlot("decompose.relu", function);
  entry.replacement = function;
  std::string error;
  ScopedDiagnosticHandler handler(&context,
                                  [&](Diagnostic &diagnostic) { error = diagnostic.str(); });
  PassManager manager(&context);
  manager.addPass(createDecompose());
  EXPECT_EQ(succeeded(manager.run(*module)), error.empty());
  entry.replacement = nullptr;
  entry.candidates.pop_back();
  return error;
}

TEST(DecomposeTest, TakesAValueOfTheRightType) {
  EXPECT_EQ(decomposeBy([](ReluOp op, Build &b) -> SmallVector<Value> {
              return {b.create<NegOp>(op.getInput())};
            }),
            "");
}

TEST(DecomposeTest, WantsAValueForEachResult) {
  EXPECT_EQ(decomposeBy([](ReluOp, Build &) -> SmallVector<Value> { return {}; }),
            "'wick.relu' op has a decomposition that returns 0 values for 1 results; return one "
            "for each");
}

TEST(DecomposeTest, RefusesANullValue) {
  EXPECT_EQ(decomposeBy([](ReluOp, Build &) -> SmallVector<Value> { return {Value()}; }),
            "'wick.relu' op has a decomposition that returns a null value; return what "
            "computes the result");
}

TEST(DecomposeTest, RefusesAnotherType) {
  EXPECT_EQ(decomposeBy([](ReluOp op, Build &b) -> SmallVector<Value> {
              return {b.scalar(0, op.getInput())};
            }),
            "'wick.relu' op has a decomposition of type 'tensor<f32>' where the result is "
            "'tensor<4xf32>'; return the result's type");
}

} // namespace
