// Watching the passes: numbered dumps, and the pass that changes a result.
#include "backends/llvm/Observers.h"
#include "ir/Wick.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "passes/Passes.h"
#include "tests/unit/NativeFixture.h"
#include "tests/unit/TemporaryFolder.h"
#include <set>

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

/// Makes of each addition a subtraction.
struct WrongPass : PassWrapper<WrongPass, OperationPass<ModuleOp>> {
  StringRef getArgument() const override { return "wrong"; }
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    getOperation()->walk([&](AddOp op) {
      rewriter.setInsertionPoint(op);
      rewriter.replaceOpWithNewOp<SubOp>(op, op.getType(), op->getOperands());
    });
  }
};

static const char *const kModel = R"(
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = wick.relu %x : tensor<4xf32>
  %1 = wick.add %0, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
})";

class ObserversTest : public NativeFixture {};

TEST_F(ObserversTest, theFirstPassThatChangesAResultIsNamed) {
  OwningOpRef<ModuleOp> module = parse(kModel);
  PassManager manager(&context);
  manager.addInstrumentation(createResultChecker(*module));
  manager.addPass(createCanonicalizerPass());
  manager.addPass(std::make_unique<WrongPass>());
  manager.addPass(createDecompose());
  ASSERT_TRUE(succeeded(manager.run(*module)));
  EXPECT_NE(diagnostics.find("pass 'wrong' changes result 'r0' of entry 'f': element "),
            std::string::npos)
      << diagnostics;
  EXPECT_NE(diagnostics.find("run it alone with wick-opt --wrong"), std::string::npos);
  EXPECT_EQ(diagnostics.find("wick-decompose"), std::string::npos) << diagnostics;
}

TEST_F(ObserversTest, theRightPassesAreNotAccused) {
  OwningOpRef<ModuleOp> module = parse(kModel);
  PassManager manager(&context);
  manager.addInstrumentation(createResultChecker(*module));
  manager.addPass(createDecompose());
  manager.addPass(createToLinalg()); // out of the interpreter's reach: the check ends
  ASSERT_TRUE(succeeded(manager.run(*module)));
  EXPECT_EQ(diagnostics, "");
}

TEST_F(ObserversTest, dumpsAreNumberedAndSkipPassesWithoutEffect) {
  TemporaryFolder folder;
  OwningOpRef<ModuleOp> module = parse(kModel);
  PassManager manager(&context);
  manager.addInstrumentation(createDumper(folder / "dumps"));
  manager.addPass(createDecompose());
  manager.addPass(createDecompose()); // changes nothing
  manager.addPass(createToLinalg());
  ASSERT_TRUE(succeeded(manager.run(*module)));
  std::set<std::string> names;
  for (auto &entry : std::filesystem::directory_iterator(folder / "dumps"))
    names.insert(entry.path().filename());
  EXPECT_EQ(names, (std::set<std::string>{"00_wick-decompose.mlir", "01_wick-to-linalg.mlir"}));
}

} // namespace wick::test
