#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "passes/Passes.h"
#include "passes/codegen/Contraction.h"
#include "passes/codegen/Rows.h"
#include "passes/codegen/TileTable.h"
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
  TileVectorizer(IRRewriter &rewriter, Contraction contraction)
      : rewriter(rewriter), contraction(contraction), loc(contraction.op.getLoc()),
        rows(contraction.m()), row(rewriter, loc, contraction.nDim(), contraction.n()) {}

  /// Returns the op that was replaced: the epilogue, or the product itself.
  void run(linalg::GenericOp epilogue) {
    linalg::GenericOp root = epilogue ? epilogue : contraction.op;
    rewriter.setInsertionPoint(root);
    SmallVector<Value> sums = sumProducts();
    if (epilogue)
      rewriter.replaceOp(root, applyEpilogue(epilogue, sums));
    else
      rewriter.replaceOp(root, writeRows(root.getDpsInits()[0], sums));
    if (epilogue)
      rewriter.eraseOp(contraction.op);
  }

private:
  /// Index of each dimension of the product: batch dimensions are 0 inside a tile.
  SmallVector<Value> dims(Value m, Value n, Value k) {
    SmallVector<Value> values = position(m);
    values.back() = n;
    values.push_back(k);
    return values;
  }

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
    for (int64_t i = 0; i < rows; ++i)
      sums.push_back(row.read(init, map, dims(row.index(i), row.index(0), row.index(0))));
    return sums;
  }

  /// sums[i] += lhs[i, k] * rhs[k, :] over all k, `unroll` values of k an iteration.
  SmallVector<Value> sumProducts() {
    int64_t k = contraction.k();
    // Two values of k make LLVM merge the broadcasts into shuffles; four are the best.
    int64_t unroll = k % 4 == 0 ? 4 : 1;
    auto loop = scf::ForOp::create(rewriter, loc, row.index(0), row.index(k), row.index(unroll),
                                   initialSums());
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(loop.getBody());
    SmallVector<Value> sums(loop.getRegionIterArgs());
    for (int64_t u = 0; u < unroll; ++u)
      addProducts(sums, row.offset(loop.getInductionVar(), u));
    scf::YieldOp::create(rewriter, loc, sums);
    return loop.getResults();
  }

  void addProducts(SmallVectorImpl<Value> &sums, Value k) {
    Value vector =
        row.read(contraction.rhs(), contraction.rhsMap(), dims(row.index(0), row.index(0), k));
    for (auto [i, sum] : llvm::enumerate(sums)) {
      Value element = row.readElement(contraction.lhs(), contraction.lhsMap(),
                                      dims(row.index(i), row.index(0), k));
      sum = multiplyAdd(row.broadcast(element), vector, sum);
    }
  }

  /// a * b + sum; bf16 factors are widened to the type of the sum.
  Value multiplyAdd(Value a, Value b, Value sum) {
    if (a.getType() != sum.getType()) {
      a = arith::ExtFOp::create(rewriter, loc, sum.getType(), a);
      b = arith::ExtFOp::create(rewriter, loc, sum.getType(), b);
    }
    if (isa<FloatType>(getElementTypeOrSelf(sum.getType())))
      return vector::FMAOp::create(rewriter, loc, a, b, sum);
    return arith::AddIOp::create(rewriter, loc, sum, arith::MulIOp::create(rewriter, loc, a, b));
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

  Value writeRows(Value output, ArrayRef<Value> sums) {
    for (auto [i, sum] : llvm::enumerate(sums)) {
      SmallVector<Value> index = position(row.index(i));
      output = row.write(sum, output, index);
    }
    return output;
  }

  IRRewriter &rewriter;
  Contraction contraction;
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
    const Isa *isa = findIsa(isaName);
    if (!isa) {
      getOperation()->emitError() << "wick-vectorize: no ISA '" << isaName << "'; there are "
                                  << isaNames();
      return signalPassFailure();
    }
    SmallVector<Contraction> tiles;
    SmallVector<linalg::GenericOp> others;
    getOperation()->walk([&](linalg::GenericOp op) {
      if (!op->hasAttr(kKernelAttr))
        others.push_back(op);
      else if (std::optional<Contraction> contraction = Contraction::match(op))
        tiles.push_back(*contraction);
    });
    IRRewriter rewriter(&getContext());
    for (Contraction tile : tiles)
      TileVectorizer(rewriter, tile).run(markedEpilogue(tile));
    // Transposed reads and reductions of other dimensions stay loops.
    for (linalg::GenericOp op : others)
      if (std::optional<vector::CombiningKind> kind = rowReductionKind(op))
        vectorizeRowReduction(rewriter, op, *kind, isa->vectorBytes);
      else if (isElementwiseByRows(op))
        vectorizeElementwise(rewriter, op, isa->vectorBytes);
  }
};

} // namespace
