#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "passes/Passes.h"
#include "passes/codegen/Contraction.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_ORDERLOOPS
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

struct OrderLoops : wick::impl::OrderLoopsBase<OrderLoops> {
  void runOnOperation() override {
    SmallVector<Contraction> products;
    getOperation()->walk([&](linalg::GenericOp op) {
      if (std::optional<Contraction> product = Contraction::match(op))
        products.push_back(*product);
    });
    IRRewriter rewriter(&getContext());
    for (Contraction product : products) {
      auto order = llvm::to_vector(llvm::seq<unsigned>(0, product.op.getNumLoops()));
      std::swap(order[product.nDim()], order[product.kDim()]);
      rewriter.setInsertionPoint(product.op);
      if (failed(linalg::interchangeGenericOp(rewriter, product.op, order)))
        return signalPassFailure();
    }
  }
};

} // namespace
