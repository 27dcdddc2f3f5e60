#include "passes/codegen/IndexRange.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;

namespace wick {

static std::optional<IndexRange> scaled(std::optional<IndexRange> range, int64_t by) {
  if (!range)
    return std::nullopt;
  return IndexRange{range->factor * by, std::min(range->low * by, range->high * by),
                    std::max(range->low * by, range->high * by)};
}

static std::optional<IndexRange> sum(std::optional<IndexRange> a, std::optional<IndexRange> b) {
  if (!a || !b)
    return std::nullopt;
  return *a + *b;
}

static std::optional<IndexRange> rangeOf(AffineExpr expr, affine::AffineApplyOp apply,
                                         scf::ForOp loop) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return IndexRange{0, constant.getValue(), constant.getValue()};
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return rangeOf(apply.getMapOperands()[dim.getPosition()], loop);
  if (auto symbol = dyn_cast<AffineSymbolExpr>(expr))
    return rangeOf(apply.getMapOperands()[apply.getMap().getNumDims() + symbol.getPosition()],
                   loop);
  auto binary = cast<AffineBinaryOpExpr>(expr);
  if (expr.getKind() == AffineExprKind::Add)
    return sum(rangeOf(binary.getLHS(), apply, loop), rangeOf(binary.getRHS(), apply, loop));
  auto factor = dyn_cast<AffineConstantExpr>(binary.getRHS());
  if (expr.getKind() == AffineExprKind::Mul && factor)
    return scaled(rangeOf(binary.getLHS(), apply, loop), factor.getValue());
  return std::nullopt;
}

/// The index of a loop inside `loop`.
static std::optional<IndexRange> rangeOfInner(scf::ForOp inner, scf::ForOp loop) {
  std::optional<int64_t> count = tripCount(inner), step = getConstantIntValue(inner.getStep());
  std::optional<IndexRange> start = rangeOf(inner.getLowerBound(), loop);
  if (!count || !step || !start || *count == 0)
    return std::nullopt;
  return *start + IndexRange{0, 0, (*count - 1) * *step};
}

std::optional<IndexRange> rangeOf(OpFoldResult index, scf::ForOp loop) {
  if (std::optional<int64_t> constant = getConstantIntValue(index))
    return IndexRange{0, *constant, *constant};
  auto value = cast<Value>(index);
  if (value == loop.getInductionVar())
    return IndexRange{1, 0, 0};
  if (auto add = value.getDefiningOp<arith::AddIOp>())
    return sum(rangeOf(add.getLhs(), loop), rangeOf(add.getRhs(), loop));
  if (auto product = value.getDefiningOp<arith::MulIOp>())
    if (std::optional<int64_t> factor = getConstantIntValue(product.getRhs()))
      return scaled(rangeOf(product.getLhs(), loop), *factor);
  if (auto apply = value.getDefiningOp<affine::AffineApplyOp>())
    return rangeOf(apply.getMap().getResult(0), apply, loop);
  auto inner = dyn_cast_or_null<scf::ForOp>(value.getParentBlock()->getParentOp());
  if (inner && value == inner.getInductionVar() && loop->isProperAncestor(inner))
    return rangeOfInner(inner, loop);
  return std::nullopt;
}

std::optional<int64_t> tripCount(scf::ForOp loop) {
  if (std::optional<APInt> count = loop.getStaticTripCount())
    return count->getSExtValue();
  return std::nullopt;
}

} // namespace wick
