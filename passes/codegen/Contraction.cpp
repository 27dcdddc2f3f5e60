#include "passes/codegen/Contraction.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "passes/codegen/Rows.h"

using namespace mlir;

namespace wick {

/// True for a body that yields accumulator + (a * b).
static bool isMultiplyAdd(linalg::GenericOp op) {
  auto yield = cast<linalg::YieldOp>(op.getBody()->getTerminator());
  Operation *add = yield.getNumOperands() == 1 ? yield.getOperand(0).getDefiningOp() : nullptr;
  if (!isa_and_nonnull<arith::AddFOp, arith::AddIOp>(add))
    return false;
  BlockArgument accumulator = op.getBody()->getArgument(2);
  Value product = add->getOperand(0) == accumulator ? add->getOperand(1) : add->getOperand(0);
  return llvm::is_contained(add->getOperands(), accumulator) &&
         isa_and_nonnull<arith::MulFOp, arith::MulIOp>(product.getDefiningOp());
}

bool sumsProducts(linalg::GenericOp op) {
  return op.getNumDpsInputs() == 2 && op.getNumDpsInits() == 1 && op.getNumReductionLoops() == 1 &&
         op.getIteratorTypesArray().back() == utils::IteratorType::reduction && isMultiplyAdd(op);
}

std::optional<Contraction> Contraction::match(Operation *op) {
  auto generic = dyn_cast_or_null<linalg::GenericOp>(op);
  if (!generic || !sumsProducts(generic) || generic.getNumLoops() < 2)
    return std::nullopt;
  unsigned loops = generic.getNumLoops();
  AffineMap rhs = generic.getIndexingMapsArray()[1], output = generic.getIndexingMapsArray()[2];
  MLIRContext *context = op->getContext();
  // The kernel reads the rhs along n: its last dimension must be n, its last but one k.
  if (rhs.getNumResults() < 2 || rhs.getResults().back() != getAffineDimExpr(loops - 2, context) ||
      rhs.getResults()[rhs.getNumResults() - 2] != getAffineDimExpr(loops - 1, context) ||
      output != AffineMap::getMultiDimIdentityMap(loops, context).getMajorSubMap(loops - 1))
    return std::nullopt;
  int64_t leading = loops - 2;
  bool hasRows = leading > 0 && !rhs.isFunctionOfDim(leading - 1);
  return Contraction{generic, hasRows ? leading - 1 : leading, hasRows};
}

int64_t Contraction::flops() {
  int64_t product = 2;
  for (int64_t range : op.getStaticLoopRanges())
    product *= range;
  return product;
}

linalg::GenericOp findEpilogue(Contraction contraction) {
  if (!contraction.op->hasOneUse())
    return {};
  OpOperand &use = *contraction.op->use_begin();
  auto user = dyn_cast<linalg::GenericOp>(use.getOwner());
  // A body that asks for its index would need the offset of the tile.
  if (!user || !isReadableByRows(user) || user.hasIndexSemantics() ||
      user->getBlock() != contraction.op->getBlock() || user.getNumReductionLoops() != 0 ||
      user.getNumLoops() + 1 != contraction.op.getNumLoops() || !user.isDpsInput(&use) ||
      !user.getMatchingIndexingMap(&use).isIdentity())
    return {};
  for (OpOperand &init : user.getDpsInitsMutable())
    if (!user.getMatchingIndexingMap(&init).isIdentity())
      return {};
  return user;
}

} // namespace wick
