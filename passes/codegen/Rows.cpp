#include "passes/codegen/Rows.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace wick {

/// An integer division by zero traps, and the surplus lanes are zero.
static bool mayTrap(Operation &op) {
  return isa<arith::DivSIOp, arith::DivUIOp, arith::RemSIOp, arith::RemUIOp>(op) &&
         !matchPattern(op.getOperand(1), m_Constant());
}

/// LLVM packs vectors of i1 into bits, where a buffer has bytes.
static bool hasVectorMoves(Value operand) { return !getElementTypeOrSelf(operand).isInteger(1); }

bool isReadableByRows(linalg::GenericOp op) {
  if (op.getNumLoops() == 0 || llvm::any_of(*op.getBody(), mayTrap) ||
      !llvm::all_of(op->getOperands(), hasVectorMoves))
    return false;
  unsigned last = op.getNumLoops() - 1;
  for (AffineMap map : op.getIndexingMapsArray())
    for (auto [i, expr] : llvm::enumerate(map.getResults()))
      if (!isa<AffineDimExpr, AffineConstantExpr>(expr) ||
          (expr.isFunctionOfDim(last) && i + 1 != map.getNumResults()))
        return false;
  return true;
}

SmallVector<Value>
buildRowLoops(RewriterBase &rewriter, linalg::GenericOp op,
              llvm::function_ref<SmallVector<Value>(ValueRange outer, ValueRange inits)> body) {
  Location loc = op.getLoc();
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(rewriter, loc, value);
  };
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  SmallVector<Value> lower, upper, steps;
  for (int64_t range : ArrayRef(ranges).drop_back()) {
    lower.push_back(constant(0));
    upper.push_back(constant(range));
    steps.push_back(constant(1));
  }
  scf::LoopNest nest = scf::buildLoopNest(
      rewriter, loc, lower, upper, steps, op.getDpsInits(),
      [&](OpBuilder &builder, Location, ValueRange outer, ValueRange inits) {
        OpBuilder::InsertionGuard guard(rewriter);
        rewriter.setInsertionPoint(builder.getInsertionBlock(), builder.getInsertionPoint());
        SmallVector<Value> results = body(outer, inits);
        return scf::ValueVector(results.begin(), results.end());
      });
  return nest.results;
}

scf::ForOp createBlockLoop(OpBuilder &builder, Location loc, int64_t end, int64_t width,
                           ValueRange inits) {
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  auto loop = scf::ForOp::create(builder, loc, constant(0), constant(end), constant(width), inits);
  constexpr int64_t kBlocksInRegisters = 4;
  if (end / width > kBlocksInRegisters) {
    MLIRContext *context = builder.getContext();
    auto unroll = LLVM::LoopUnrollAttr::get(context, /*disable=*/builder.getBoolAttr(true), {}, {},
                                            {}, {}, {}, {});
    auto annotation = LLVM::LoopAnnotationAttr::get(context, {}, {}, {}, unroll, {}, {}, {}, {}, {},
                                                    {}, {}, {}, {}, {}, {});
    loop->setAttr("loop_annotation", annotation); // a name that llvm.br knows
  }
  return loop;
}

int64_t blockLength(linalg::GenericOp op, int64_t vectorBytes) {
  constexpr int64_t kRegisters = 4;
  Type element = cast<ShapedType>(op.getResult(0).getType()).getElementType();
  int64_t bytes = std::max<int64_t>(4, llvm::divideCeil(element.getIntOrFloatBitWidth(), 8));
  return kRegisters * vectorBytes / bytes;
}

} // namespace wick
