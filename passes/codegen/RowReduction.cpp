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

/// The init that a row is reduced to. The others, if any, store the row's elements.
static OpOperand *reducedInit(linalg::GenericOp op) {
  OpOperand *reduced = nullptr;
  for (OpOperand &init : op.getDpsInitsMutable()) {
    AffineMap map = op.getMatchingIndexingMap(&init);
    bool isStored = map.isIdentity() && !op.payloadUsesValueFromOperand(&init);
    if (!isStored && (reduced || !map.isProjectedPermutation()))
      return nullptr;
    if (!isStored)
      reduced = &init;
  }
  return reduced;
}

/// Which init, and which result, `reducedInit` is.
static unsigned reducedIndex(linalg::GenericOp op) {
  return reducedInit(op)->getOperandNumber() - op.getNumDpsInputs();
}

/// The op that combines the elements of a row, if `op` reduces along the last dimension.
static Operation *rowCombiner(linalg::GenericOp op) {
  if (op.getNumReductionLoops() != 1 ||
      op.getIteratorTypesArray().back() != utils::IteratorType::reduction || !isReadableByRows(op))
    return nullptr;
  OpOperand *init = reducedInit(op);
  if (!init)
    return nullptr;
  BlockArgument accumulator = op.getMatchingBlockArgument(init);
  Operation *combiner = op.getBody()->getTerminator()->getOperand(reducedIndex(op)).getDefiningOp();
  return combiner && combiner->hasOneUse() && accumulator.hasOneUse() &&
                 *accumulator.user_begin() == combiner
             ? combiner
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

/// Emits the reduction of one row. Its state is a value an init: the accumulator, which is a vector
/// inside the row and one number outside, and the tensors that store elements.
class RowEmitter {
public:
  RowEmitter(RewriterBase &rewriter, linalg::GenericOp op, vector::CombiningKind kind,
             ValueRange outer)
      : rewriter(rewriter), op(op), kind(kind), loc(op.getLoc()), outer(outer),
        reduced(reducedIndex(op)) {}

  /// The state after all elements of the row.
  SmallVector<Value> reduce(SmallVector<Value> state, int64_t width) {
    int64_t length = op.getStaticLoopRanges().back();
    int64_t whole = length / width * width;
    if (whole > 0)
      reduceBlocks(state, whole, width);
    if (length > whole)
      reduceRest(state, whole, length - whole);
    return state;
  }

private:
  VectorBody bodyOf(int64_t length) {
    return VectorBody(rewriter, loc, op.getNumLoops() - 1, length);
  }

  Type element() { return cast<ShapedType>(op.getResult(reduced).getType()).getElementType(); }

  Value neutral(VectorBody &body) {
    return body.broadcast(arith::getIdentityValue(atomicKind(), element(), rewriter, loc));
  }

  arith::AtomicRMWKind atomicKind();

  /// The body's combination of the accumulator with the elements from `start` on, which are stored.
  SmallVector<Value> step(VectorBody &body, ValueRange state, Value start) {
    SmallVector<Value> position(outer);
    position.push_back(start);
    SmallVector<Value> arguments;
    for (OpOperand *input : op.getDpsInputOperands())
      arguments.push_back(op.payloadUsesValueFromOperand(input)
                              ? body.read(input->get(), op.getMatchingIndexingMap(input), position)
                              : Value());
    arguments.append(state.size(), Value());
    arguments[op.getNumDpsInputs() + reduced] = state[reduced];
    SmallVector<Value> next = body.evaluate(op, arguments, position);
    for (auto [i, value] : llvm::enumerate(next))
      if (i != reduced)
        value = body.write(value, state[i], position);
    return next;
  }

  void reduceBlocks(SmallVectorImpl<Value> &state, int64_t whole, int64_t width) {
    VectorBody body = bodyOf(width);
    Value start = state[reduced];
    state[reduced] = neutral(body);
    auto loop = createBlockLoop(rewriter, loc, whole, width, state);
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(loop.getBody());
    scf::YieldOp::create(rewriter, loc,
                         step(body, loop.getRegionIterArgs(), loop.getInductionVar()));
    rewriter.setInsertionPointAfter(loop);
    state.assign(loop->result_begin(), loop->result_end());
    state[reduced] = combine(reduceVector(state[reduced]), start);
  }

  /// The lanes beyond the end of the row keep the neutral element.
  void reduceRest(SmallVectorImpl<Value> &state, int64_t position, int64_t length) {
    VectorBody body = bodyOf(length);
    Value start = state[reduced], start0 = neutral(body);
    state[reduced] = start0;
    state = step(body, state, body.index(position));
    if (Value mask = body.mask())
      state[reduced] = arith::SelectOp::create(rewriter, loc, mask, state[reduced], start0);
    state[reduced] = combine(reduceVector(state[reduced]), start);
  }

  Value reduceVector(Value vector) {
    return vector::ReductionOp::create(rewriter, loc, kind, vector, kFlags);
  }

  Value combine(Value a, Value b) {
    return vector::makeArithReduction(rewriter, loc, kind, a, b, arith::FastMathFlagsAttr());
  }

  /// In any order, and of two zeros either is the larger one.
  static constexpr arith::FastMathFlags kFlags =
      arith::FastMathFlags::reassoc | arith::FastMathFlags::nsz;

  RewriterBase &rewriter;
  linalg::GenericOp op;
  vector::CombiningKind kind;
  Location loc;
  ValueRange outer;
  unsigned reduced;
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
  OpOperand *init = reducedInit(op);
  unsigned reduced = reducedIndex(op);
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
    SmallVector<Value> state(inits);
    state[reduced] =
        filled ? filled
               : tensor::ExtractOp::create(rewriter, loc, inits[reduced], position).getResult();
    state = RowEmitter(rewriter, op, kind, outer).reduce(state, blockLength(op, vectorBytes));
    state[reduced] =
        tensor::InsertOp::create(rewriter, loc, state[reduced], inits[reduced], position);
    return state;
  };
  rewriter.replaceOp(op, buildRowLoops(rewriter, op, row));
}

} // namespace wick
