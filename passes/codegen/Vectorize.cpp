#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "passes/Passes.h"
#include "passes/codegen/Contraction.h"
#include "passes/codegen/Rows.h"
#include "passes/codegen/TileKernel.h"
#include "passes/codegen/Transposition.h"
#include "passes/codegen/VectorBody.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_VECTORIZE
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// Rewrites one register tile: accumulators as vectors, a loop over k, the epilogue on the rows.
class TileVectorizer {
public:
  TileVectorizer(IRRewriter &rewriter, Contraction contraction, const Tiling &tiling)
      : rewriter(rewriter), contraction(contraction), tiling(tiling), loc(contraction.op.getLoc()),
        rows(contraction.m()), row(rewriter, loc, contraction.nDim(), contraction.n()) {}

  /// Returns the op that was replaced: the epilogue, or the product itself.
  void run(linalg::GenericOp epilogue) {
    linalg::GenericOp root = epilogue ? epilogue : contraction.op;
    rewriter.setInsertionPoint(root);
    SmallVector<Value> sums = findKernel(tiling.isa(), contraction)
                                  .sumProducts(rewriter, contraction, tiling, row, initialSums());
    if (!epilogue)
      return rewriter.replaceOp(root, writeRows(root.getDpsInits()[0], sums));
    OpOperand *init = isLong(epilogue) ? initForSums(epilogue) : nullptr;
    if (init)
      applyBehindSums(epilogue, *init, sums);
    else
      rewriter.replaceOp(root, applyEpilogue(epilogue, sums));
    rewriter.eraseOp(contraction.op);
  }

private:
  /// Index of row m in the output.
  SmallVector<Value> position(Value m) {
    SmallVector<Value> values(contraction.batchRank, row.index(0));
    if (contraction.hasRows)
      values.push_back(m);
    values.push_back(row.index(0));
    return values;
  }

  /// The start value of the accumulators: the filled constant, or the rows of the init.
  SmallVector<Value> initialSums() {
    Value init = contraction.op.getDpsInits()[0];
    if (auto fill = init.getDefiningOp<linalg::FillOp>()) {
      Value splat = row.broadcast(fill.getInputs()[0]);
      return SmallVector<Value>(rows, splat);
    }
    SmallVector<Value> sums;
    AffineMap map = contraction.op.getMatchingIndexingMap(contraction.op.getDpsInitOperand(0));
    for (int64_t i = 0; i < rows; ++i) {
      SmallVector<Value> start = position(row.index(i));
      start.push_back(row.index(0)); // k, which the output does not depend on
      sums.push_back(row.read(init, map, start));
    }
    return sums;
  }

  /// True for an epilogue with divisions or transcendental functions, whose constants would contend
  /// with the sums for registers.
  static bool isLong(linalg::GenericOp epilogue) {
    return llvm::any_of(*epilogue.getBody(), [](Operation &inner) {
      return isa<arith::DivFOp>(inner) || isa<math::MathDialect>(inner.getDialect());
    });
  }

  /// An init of the epilogue that may hold the sums until the results take their place.
  OpOperand *initForSums(linalg::GenericOp epilogue) {
    for (OpOperand &init : epilogue.getDpsInitsMutable())
      if (init.get().getType() == contraction.op.getResultTypes()[0] &&
          !epilogue.payloadUsesValueFromOperand(&init))
        return &init;
    return nullptr;
  }

  /// The sums are stored where a result goes, and the epilogue is a loop over them: the CPU works
  /// on several of its rows at once.
  void applyBehindSums(linalg::GenericOp epilogue, OpOperand &init, ArrayRef<Value> sums) {
    Value stored = writeRows(init.get(), sums);
    rewriter.modifyOpInPlace(epilogue, [&] {
      init.set(stored);
      for (OpOperand *input : epilogue.getDpsInputOperands())
        if (input->get() == contraction.op.getResult(0)) {
          epilogue.getMatchingBlockArgument(input).replaceAllUsesWith(
              epilogue.getMatchingBlockArgument(&init));
          input->set(stored);
        }
    });
    vectorizeElementwise(rewriter, epilogue, tiling.isa().vectorBytes);
  }

  /// Evaluates the epilogue's body on each row of sums and writes its results.
  SmallVector<Value> applyEpilogue(linalg::GenericOp epilogue, ArrayRef<Value> sums) {
    SmallVector<Value> outputs(epilogue.getDpsInits());
    for (auto [i, sum] : llvm::enumerate(sums)) {
      SmallVector<Value> index = position(row.index(i));
      SmallVector<Value> arguments;
      for (OpOperand &operand : epilogue->getOpOperands()) {
        // An init is read from what has been written so far, so that the write stays in place.
        Value source = epilogue.isDpsInit(&operand)
                           ? outputs[operand.getOperandNumber() - epilogue.getNumDpsInputs()]
                           : operand.get();
        if (source == contraction.op.getResult(0))
          arguments.push_back(sum);
        else if (epilogue.payloadUsesValueFromOperand(&operand))
          arguments.push_back(row.read(source, epilogue.getMatchingIndexingMap(&operand), index));
        else
          arguments.push_back({});
      }
      for (auto [output, value] :
           llvm::zip_equal(outputs, row.evaluate(epilogue, arguments, index)))
        output = row.write(value, output, index);
    }
    return outputs;
  }

  /// All of the tile is written: what it was filled with need not be there.
  Value writeRows(Value output, ArrayRef<Value> sums) {
    if (auto fill = output.getDefiningOp<linalg::FillOp>())
      output = fill.getOutputs()[0];
    for (auto [i, sum] : llvm::enumerate(sums)) {
      SmallVector<Value> index = position(row.index(i));
      output = row.write(sum, output, index);
    }
    return output;
  }

  IRRewriter &rewriter;
  Contraction contraction;
  const Tiling &tiling;
  Location loc;
  int64_t rows;
  VectorBody row;
};

/// The marked epilogue that reads the product, or null.
linalg::GenericOp markedEpilogue(Contraction contraction) {
  if (!contraction.op->hasOneUse())
    return {};
  auto user = dyn_cast<linalg::GenericOp>(*contraction.op->user_begin());
  return user && user->hasAttr(kKernelAttr) ? user : linalg::GenericOp();
}

struct Vectorize : wick::impl::VectorizeBase<Vectorize> {
  using VectorizeBase::VectorizeBase;

  void runOnOperation() override {
    llvm::Expected<Tiling> tiling = Tiling::find(isaName, tiles);
    if (!tiling) {
      getOperation()->emitError() << "wick-vectorize: " << llvm::toString(tiling.takeError());
      return signalPassFailure();
    }
    int64_t vectorBytes = tiling->isa().vectorBytes;
    SmallVector<Contraction> products;
    SmallVector<linalg::GenericOp> others;
    getOperation()->walk([&](linalg::GenericOp op) {
      if (!op->hasAttr(kKernelAttr))
        others.push_back(op);
      else if (std::optional<Contraction> contraction = Contraction::match(op))
        products.push_back(*contraction);
    });
    IRRewriter rewriter(&getContext());
    for (Contraction tile : products)
      TileVectorizer(rewriter, tile, *tiling).run(markedEpilogue(tile));
    // Other transposed reads and reductions of other dimensions stay loops.
    for (linalg::GenericOp op : others)
      if (std::optional<vector::CombiningKind> kind = rowReductionKind(op))
        vectorizeRowReduction(rewriter, op, *kind, vectorBytes);
      else if (isLongRowProduct(op))
        vectorizeRowReduction(rewriter, op, vector::CombiningKind::ADD, vectorBytes);
      else if (isElementwiseByRows(op))
        vectorizeElementwise(rewriter, op, vectorBytes);
      else if (isTransposition(op) && hasTransposableTiles(op))
        vectorizeTransposition(rewriter, op, vectorBytes);
      else if (op.getNumLoops() == 0)
        scalarize(rewriter, op);
  }
};

} // namespace
