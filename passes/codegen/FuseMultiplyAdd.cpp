#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "passes/Passes.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_FUSEMULTIPLYADD
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

bool allows(LLVM::FastmathFlags flags) {
  return bitEnumContainsAll(flags, LLVM::FastmathFlags::contract);
}

LLVM::FastmathFlags without(LLVM::FastmathFlags flags) {
  return flags & ~LLVM::FastmathFlags::contract;
}

/// The multiplication that makes `value` for one reader, if it may be fused.
LLVM::FMulOp productOf(Value value) {
  auto product = value.getDefiningOp<LLVM::FMulOp>();
  return product && value.hasOneUse() && allows(product.getFastmathFlags()) ? product
                                                                            : LLVM::FMulOp();
}

/// Replaces `op`, which adds a * b of `product`, or -a * b, to `addend`.
void fuse(Operation *op, LLVM::FastmathFlags flags, LLVM::FMulOp product, bool negates,
          Value addend) {
  OpBuilder builder(op);
  Location loc = op->getLoc();
  flags = without(flags);
  Value factor = product.getLhs();
  if (negates)
    factor = LLVM::FNegOp::create(builder, loc, factor.getType(), factor);
  auto sum = LLVM::FMulAddOp::create(builder, loc, addend.getType(), factor, product.getRhs(),
                                     addend, flags);
  op->getResult(0).replaceAllUsesWith(sum.getResult());
  op->erase();
  product.erase();
}

void fuseSum(LLVM::FAddOp op) {
  for (auto [value, addend] : {std::pair(op.getRhs(), op.getLhs()), {op.getLhs(), op.getRhs()}})
    if (LLVM::FMulOp product = productOf(value))
      return fuse(op, op.getFastmathFlags(), product, /*negates=*/false, addend);
}

void fuseDifference(LLVM::FSubOp op) {
  if (LLVM::FMulOp product = productOf(op.getRhs()))
    return fuse(op, op.getFastmathFlags(), product, /*negates=*/true, op.getLhs());
  if (LLVM::FMulOp product = productOf(op.getLhs())) {
    OpBuilder builder(op);
    Value addend = LLVM::FNegOp::create(builder, op.getLoc(), op.getType(), op.getRhs());
    fuse(op, op.getFastmathFlags(), product, /*negates=*/false, addend);
  }
}

struct FuseMultiplyAdd : wick::impl::FuseMultiplyAddBase<FuseMultiplyAdd> {
  void runOnOperation() override {
    SmallVector<Operation *> sums;
    getOperation()->walk([&](Operation *op) {
      if (isa<LLVM::FAddOp, LLVM::FSubOp>(op))
        sums.push_back(op);
    });
    for (Operation *op : sums)
      if (auto sum = dyn_cast<LLVM::FAddOp>(op); sum && allows(sum.getFastmathFlags()))
        fuseSum(sum);
      else if (auto difference = dyn_cast<LLVM::FSubOp>(op);
               difference && allows(difference.getFastmathFlags()))
        fuseDifference(difference);
    getOperation()->walk([](LLVM::FastmathFlagsInterface op) {
      LLVM::FastmathFlagsAttr flags = op.getFastmathAttr();
      if (flags && allows(flags.getValue()))
        op->setAttr(op.getFastmathAttrName(),
                    LLVM::FastmathFlagsAttr::get(op->getContext(), without(flags.getValue())));
    });
  }
};

} // namespace
