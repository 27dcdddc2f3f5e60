#include "passes/codegen/Transposition.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace wick {
namespace {

/// Vectors of fewer elements are no faster than these elements one by one.
constexpr int64_t kFewestElements = 4;

/// The loop whose index is the last of `map`.
unsigned lastDimOf(AffineMap map) {
  return cast<AffineDimExpr>(map.getResults().back()).getPosition();
}

class TransposeEmitter {
public:
  TransposeEmitter(RewriterBase &rewriter, linalg::GenericOp op, int64_t vectorBytes)
      : rewriter(rewriter), loc(op.getLoc()), input(op.getDpsInputs()[0]),
        map(op.getIndexingMapsArray()[0]), ranges(op.getStaticLoopRanges()), rowDim(lastDimOf(map)),
        columnDim(ranges.size() - 1), element(getElementTypeOrSelf(input.getType())) {
    int64_t bytes = std::max<int64_t>(element.getIntOrFloatBitWidth() / 8, 4);
    int64_t lanes = vectorBytes / bytes;
    rows = std::min(lanes, ranges[rowDim]);
    columns = std::min(lanes, ranges[columnDim]);
    side = llvm::PowerOf2Ceil(std::max(rows, columns));
  }

  /// Loops over the dimensions from `dim` on; returns what `output` becomes.
  Value emit(unsigned dim, SmallVector<Value> position, Value output) {
    if (dim == ranges.size())
      return emitTile(position, output);
    int64_t length = ranges[dim], step = dim == rowDim ? rows : dim == columnDim ? columns : 1;
    int64_t whole = length / step * step;
    auto loop = scf::ForOp::create(rewriter, loc, index(0), index(whole), index(step), output);
    {
      OpBuilder::InsertionGuard guard(rewriter);
      rewriter.setInsertionPointToStart(loop.getBody());
      position.push_back(loop.getInductionVar());
      scf::YieldOp::create(rewriter, loc, emit(dim + 1, position, loop.getRegionIterArg(0)));
    }
    if (whole == length)
      return loop.getResult(0);
    position.back() = index(length - step);
    return emit(dim + 1, position, loop.getResult(0));
  }

private:
  Value index(int64_t value) { return arith::ConstantIndexOp::create(rewriter, loc, value); }

  /// A vector of the tile, of which `count` elements are in the tensors.
  VectorType vector() const { return VectorType::get({side}, element); }
  Value mask(int64_t count) {
    if (count == side)
      return {};
    return vector::ConstantMaskOp::create(rewriter, loc,
                                          VectorType::get({side}, rewriter.getI1Type()), count);
  }

  /// `position` moved by `by` along `dim`.
  SmallVector<Value> moved(ArrayRef<Value> position, unsigned dim, int64_t by) {
    SmallVector<Value> result(position);
    if (by != 0)
      result[dim] = arith::AddIOp::create(rewriter, loc, position[dim], index(by));
    return result;
  }

  Value emitTile(ArrayRef<Value> position, Value output) {
    Value zero = arith::ConstantOp::create(rewriter, loc, rewriter.getZeroAttr(element));
    Value none = arith::ConstantOp::create(rewriter, loc, rewriter.getZeroAttr(vector()));
    SmallVector<Value> vectors(side, none);
    auto lastDim =
        AffineMapAttr::get(AffineMap::getMinorIdentityMap(ranges.size(), 1, rewriter.getContext()));
    ArrayAttr inBounds = rewriter.getBoolArrayAttr({true});
    for (int64_t k = 0; k < columns; ++k) {
      SmallVector<Value> from = moved(position, columnDim, k);
      auto at = llvm::map_to_vector(map.getResults(), [&](AffineExpr expr) {
        return from[cast<AffineDimExpr>(expr).getPosition()];
      });
      vectors[k] = vector::TransferReadOp::create(rewriter, loc, vector(), input, at, lastDim, zero,
                                                  mask(rows), inBounds);
    }
    transpose(vectors);
    for (int64_t k = 0; k < rows; ++k)
      output = vector::TransferWriteOp::create(rewriter, loc, output.getType(), vectors[k], output,
                                               moved(position, rowDim, k), lastDim, mask(columns),
                                               inBounds)
                   .getResult();
    return output;
  }

  /// Deals the elements of each two vectors, the even ones and the odd ones, as often as it takes:
  /// each time, one bit of the numbers of an element's vector and of its lane change places.
  void transpose(SmallVectorImpl<Value> &vectors) {
    SmallVector<int64_t> even, odd;
    for (int64_t k = 0; k < side; ++k) {
      even.push_back(2 * k);
      odd.push_back(2 * k + 1);
    }
    for (int64_t distance = 1; distance < side; distance *= 2)
      for (int64_t k = 0; k < side; ++k) {
        if (k & distance)
          continue;
        Value a = vectors[k], b = vectors[k + distance];
        vectors[k] = vector::ShuffleOp::create(rewriter, loc, a, b, even);
        vectors[k + distance] = vector::ShuffleOp::create(rewriter, loc, a, b, odd);
      }
  }

  RewriterBase &rewriter;
  Location loc;
  Value input;
  AffineMap map; // of the input; that of the output is the identity
  SmallVector<int64_t> ranges;
  unsigned rowDim, columnDim; // the last dimensions of the input and of the output
  Type element;
  int64_t rows, columns, side; // of a tile: elements along rowDim, columnDim; the larger's vector
};

} // namespace

bool isTransposition(linalg::GenericOp op) {
  if (op.getNumDpsInputs() != 1 || op.getNumDpsInits() != 1 || op.getNumReductionLoops() != 0 ||
      !op.getBody()->without_terminator().empty() ||
      op.getBody()->getTerminator()->getOperand(0) != op.getBody()->getArgument(0))
    return false;
  AffineMap from = op.getIndexingMapsArray()[0], to = op.getIndexingMapsArray()[1];
  return from.isPermutation() && to.isIdentity() && to.getNumResults() > 1 &&
         from.getResults().back() != to.getResults().back() &&
         !getElementTypeOrSelf(op.getDpsInputs()[0]).isInteger(1);
}

bool hasTransposableTiles(linalg::GenericOp op) {
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  return std::min(ranges[lastDimOf(op.getIndexingMapsArray()[0])], ranges.back()) >=
         kFewestElements;
}

void vectorizeTransposition(RewriterBase &rewriter, linalg::GenericOp op, int64_t vectorBytes) {
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPoint(op);
  rewriter.replaceOp(op, TransposeEmitter(rewriter, op, vectorBytes)
                             .emit(/*dim=*/0, /*position=*/{}, op.getDpsInits()[0]));
}

} // namespace wick
