#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "passes/codegen/Contraction.h"
#include "passes/codegen/Rows.h"
#include "passes/codegen/VectorBody.h"

using namespace mlir;

namespace wick {

static std::optional<vector::CombiningKind> combiningKind(Operation *op) {
  using Kind = vector::CombiningKind;
  if (isa<arith::AddFOp, arith::AddIOp>(op))
    return Kind::ADD;
  if (isa<arith::MaximumFOp>(op))
    return Kind::MAXIMUMF;
  if (isa<arith::MinimumFOp>(op))
    return Kind::MINIMUMF;
  if (isa<arith::MaxSIOp>(op))
    return Kind::MAXSI;
  if (isa<arith::MinSIOp>(op))
    return Kind::MINSI;
  return std::nullopt;
}

/// A sum of floats may be regrouped only where its op says so.
static bool mayRegroup(Operation *combiner) {
  auto sum = dyn_cast<arith::AddFOp>(combiner);
  return !sum || bitEnumContainsAll(sum.getFastmath(), arith::FastMathFlags::reassoc);
}

/// The op that combines the elements of a row, if `op` reduces along the last dimension.
static Operation *rowCombiner(linalg::GenericOp op) {
  if (op.getNumReductionLoops() != 1 ||
      op.getIteratorTypesArray().back() != utils::IteratorType::reduction ||
      op.getNumDpsInits() != 1 || !isReadableByRows(op) ||
      !op.getMatchingIndexingMap(op.getDpsInitOperand(0)).isProjectedPermutation())
    return nullptr;
  BlockArgument accumulator = op.getRegionOutputArgs()[0];
  Operation *combiner = op.getBody()->getTerminator()->getOperand(0).getDefiningOp();
  return combiner && accumulator.hasOneUse() && *accumulator.user_begin() == combiner ? combiner
                                                                                      : nullptr;
}

std::optional<vector::CombiningKind> rowReductionKind(linalg::GenericOp op) {
  Operation *combiner = rowCombiner(op);
  return combiner && mayRegroup(combiner) ? combiningKind(combiner) : std::nullopt;
}

bool isLongRowProduct(linalg::GenericOp op) {
  constexpr int64_t longRow = 64; // fewer elements are not worth a reduction across lanes
  return sumsProducts(op) && rowCombiner(op) && op.getStaticLoopRanges().back() >= longRow;
}

namespace {

/// Emits the reduction of one row.
class RowEmitter {
public:
  RowEmitter(RewriterBase &rewriter, linalg::GenericOp op, vector::CombiningKind kind,
             ValueRange outer)
      : rewriter(rewriter), op(op), kind(kind), loc(op.getLoc()), outer(outer) {}

  /// `start` combined with all elements of the row.
  Value reduce(Value start, int64_t width) {
    int64_t length = op.getStaticLoopRanges().back();
    int64_t whole = length / width * width;
    Value result = start;
    if (whole > 0)
      result = combine(reduceBlocks(whole, width), result);
    if (length > whole)
      result = combine(reduceRest(whole, length - whole), result);
    return result;
  }

private:
  VectorBody bodyOf(int64_t length) {
    return VectorBody(rewriter, loc, op.getNumLoops() - 1, length);
  }

  Type element() { return cast<ShapedType>(op.getResult(0).getType()).getElementType(); }

  Value neutral(VectorBody &body) {
    return body.broadcast(arith::getIdentityValue(atomicKind(), element(), rewriter, loc));
  }

  arith::AtomicRMWKind atomicKind();

  /// The body's combination of `accumulator` with the elements from `start` on.
  Value step(VectorBody &body, Value accumulator, Value start) {
    SmallVector<Value> position(outer);
    position.push_back(start);
    SmallVector<Value> arguments;
    for (OpOperand *input : op.getDpsInputOperands())
      arguments.push_back(op.payloadUsesValueFromOperand(input)
                              ? body.read(input->get(), op.getMatchingIndexingMap(input), position)
                              : Value());
    arguments.push_back(accumulator);
    return body.evaluate(op, arguments, position).front();
  }

  Value reduceBlocks(int64_t whole, int64_t width) {
    VectorBody body = bodyOf(width);
    auto loop = scf::ForOp::create(rewriter, loc, body.index(0), body.index(whole),
                                   body.index(width), neutral(body));
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(loop.getBody());
    Value next = step(body, loop.getRegionIterArg(0), loop.getInductionVar());
    scf::YieldOp::create(rewriter, loc, next);
    rewriter.setInsertionPointAfter(loop);
    return reduceVector(loop.getResult(0));
  }

  /// The lanes beyond the end of the row keep the neutral element.
  Value reduceRest(int64_t start, int64_t length) {
    VectorBody body = bodyOf(length);
    Value start0 = neutral(body), next = step(body, start0, body.index(start));
    if (Value mask = body.mask())
      next = arith::SelectOp::create(rewriter, loc, mask, next, start0);
    return reduceVector(next);
  }

  Value reduceVector(Value vector) {
    return vector::ReductionOp::create(rewriter, loc, kind, vector, arith::FastMathFlags::reassoc);
  }

  Value combine(Value a, Value b) {
    return vector::makeArithReduction(rewriter, loc, kind, a, b, arith::FastMathFlagsAttr());
  }

  RewriterBase &rewriter;
  linalg::GenericOp op;
  vector::CombiningKind kind;
  Location loc;
  ValueRange outer;
};

arith::AtomicRMWKind RowEmitter::atomicKind() {
  using Kind = vector::CombiningKind;
  switch (kind) {
  case Kind::MAXIMUMF:
    return arith::AtomicRMWKind::maximumf;
  case Kind::MINIMUMF:
    return arith::AtomicRMWKind::minimumf;
  case Kind::MAXSI:
    return arith::AtomicRMWKind::maxs;
  case Kind::MINSI:
    return arith::AtomicRMWKind::mins;
  default:
    return isa<FloatType>(element()) ? arith::AtomicRMWKind::addf : arith::AtomicRMWKind::addi;
  }
}

} // namespace

void vectorizeRowReduction(RewriterBase &rewriter, linalg::GenericOp op, vector::CombiningKind kind,
                           int64_t vectorBytes) {
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPoint(op);
  Location loc = op.getLoc();
  OpOperand *init = op.getDpsInitOperand(0);
  AffineMap map = op.getMatchingIndexingMap(init);
  // A filled init is only a number: nothing is stored before the results.
  Value filled;
  if (auto fill = init->get().getDefiningOp<linalg::FillOp>()) {
    filled = fill.getInputs()[0];
    rewriter.modifyOpInPlace(op, [&] { init->set(fill.getOutputs()[0]); });
  }
  auto row = [&](ValueRange outer, ValueRange inits) -> SmallVector<Value> {
    SmallVector<Value> position = llvm::map_to_vector(map.getResults(), [&](AffineExpr expr) {
      return outer[cast<AffineDimExpr>(expr).getPosition()];
    });
    Value start =
        filled ? filled : tensor::ExtractOp::create(rewriter, loc, inits[0], position).getResult();
    Value reduced =
        RowEmitter(rewriter, op, kind, outer).reduce(start, blockLength(op, vectorBytes));
    return {tensor::InsertOp::create(rewriter, loc, reduced, inits[0], position)};
  };
  rewriter.replaceOp(op, buildRowLoops(rewriter, op, row));
}

} // namespace wick
