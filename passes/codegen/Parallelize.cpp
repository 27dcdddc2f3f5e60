#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/RegionUtils.h"
#include "passes/Passes.h"
#include "passes/codegen/IndexRange.h"
#include "passes/codegen/LoopIndependence.h"
#include "passes/codegen/ParallelLoop.h"
#include "passes/codegen/WorkEstimate.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_PARALLELIZE
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// Buffers of one iteration, which go to the stack of the thread that runs it: room for a packed
/// panel, and little beside the usual 8 MB.
constexpr int64_t kMostStackBytes = 512 << 10;

struct Parallelize : wick::impl::ParallelizeBase<Parallelize> {
  using ParallelizeBase::ParallelizeBase;

  void runOnOperation() override {
    llvm::Expected<Tiling> tiling = Tiling::find(isaName, /*overrides=*/"");
    if (!tiling) {
      getOperation()->emitError() << "wick-parallelize: " << llvm::toString(tiling.takeError());
      return signalPassFailure();
    }
    target = &tiling->isa();
    if (!getOperation().isExternal())
      visit(getOperation().getBody().front());
  }

private:
  /// The outermost loops that may be cut and are worth it, in `block` and inside its other loops.
  void visit(Block &block) {
    for (Operation &op : llvm::make_early_inc_range(block)) {
      if (!isa<scf::ForOp>(op) && !isParallelLinalg(&op))
        continue;
      double time = estimateMicroseconds(&op, *target);
      if (time < from) {
        emitRemark(op.getLoc(), "stays on one thread: its work takes about ")
            << inMicroseconds(time) << ", and threads pay from " << inMicroseconds(from);
        continue;
      }
      scf::ForOp loop = asLoop(&op);
      takeOwnBuffers(loop);
      if (std::optional<std::string> reason = reasonForOneThread(loop)) {
        emitRemark(loop.getLoc(), "stays on one thread, for about ")
            << inMicroseconds(time) << ": " << *reason;
        visit(*loop.getBody());
      } else {
        cut(loop, time);
      }
    }
  }

  static std::string inMicroseconds(double time) { return llvm::formatv("{0:F0} us", time); }

  static bool isParallelLinalg(Operation *op) {
    auto generic = dyn_cast<linalg::GenericOp>(op);
    return generic && generic.getNumLoops() > 0 && generic.hasPureBufferSemantics() &&
           generic.getIteratorTypesArray().front() == utils::IteratorType::parallel;
  }

  /// A linalg op becomes its loops here, as it would later.
  static scf::ForOp asLoop(Operation *op) {
    if (auto loop = dyn_cast<scf::ForOp>(op))
      return loop;
    IRRewriter rewriter(op);
    FailureOr<linalg::LinalgLoops> loops =
        linalg::linalgOpToLoops(rewriter, cast<linalg::LinalgOp>(op));
    rewriter.eraseOp(op);
    return cast<scf::ForOp>(loops->front());
  }

  /// Moves buffers that only `loop` uses into its body. Before the first iteration there is nothing
  /// in them, and all iterations run the same ops: none reads what another has left.
  static void takeOwnBuffers(scf::ForOp loop) {
    bool sameOps =
        !loop.getBody()->walk([](scf::IfOp) { return WalkResult::interrupt(); }).wasInterrupted();
    SetVector<Value> used;
    getUsedValuesDefinedAbove(loop.getRegion(), used);
    for (Value value : used)
      if (auto alloc = value.getDefiningOp<memref::AllocOp>();
          alloc && sameOps && llvm::all_of(alloc->getUsers(), [&](Operation *user) {
            return loop->isProperAncestor(user);
          }))
        alloc->moveBefore(&loop.getBody()->front());
  }

  static std::optional<std::string> reasonForOneThread(scf::ForOp loop) {
    if (tripCount(loop).value_or(0) < 2)
      return "it has one iteration, or a number that is not known";
    int64_t bytes = 0;
    loop.getBody()->walk([&](memref::AllocOp alloc) {
      MemRefType type = alloc.getType();
      bytes += type.getNumElements() * llvm::divideCeil(type.getElementTypeBitWidth(), 8);
    });
    if (bytes > kMostStackBytes)
      return llvm::formatv("its iterations need {0} bytes of buffers each, more than a thread's "
                           "stack gives ({1})",
                           bytes, kMostStackBytes);
    return reasonForOrder(loop);
  }

  void cut(scf::ForOp loop, double time) {
    int64_t count = *tripCount(loop);
    // No thread's share is less than half of what is worth a second thread.
    double share = time > 0 ? from / 2 / time : 0;
    auto grain = std::max<int64_t>(1, static_cast<int64_t>(share * static_cast<double>(count)));
    IRRewriter rewriter(loop);
    auto parallel = scf::ParallelOp::create(rewriter, loop.getLoc(), loop.getLowerBound(),
                                            loop.getUpperBound(), loop.getStep());
    parallel->setAttr(kGrainAttr, rewriter.getI64IntegerAttr(grain));
    Block *body = parallel.getBody();
    rewriter.eraseOp(loop.getBody()->getTerminator());
    rewriter.inlineBlockBefore(loop.getBody(), body->getTerminator(), parallel.getInductionVars());
    keepBuffersApart(rewriter, parallel);
    emitRemark(parallel.getLoc(), "runs on threads: ")
        << count << " iterations of together about " << inMicroseconds(time) << ", at least "
        << grain << " a thread";
    rewriter.eraseOp(loop);
  }

  /// Each iteration has its buffers on the stack of its thread.
  static void keepBuffersApart(IRRewriter &rewriter, scf::ParallelOp parallel) {
    SmallVector<memref::AllocOp> allocs;
    parallel.getBody()->walk([&](memref::AllocOp alloc) { allocs.push_back(alloc); });
    rewriter.setInsertionPointToStart(parallel.getBody());
    for (memref::AllocOp alloc : allocs) {
      auto local = memref::AllocaOp::create(rewriter, alloc.getLoc(), alloc.getType(),
                                            alloc.getAlignmentAttr());
      for (Operation *user : llvm::make_early_inc_range(alloc->getUsers()))
        if (isa<memref::DeallocOp>(user))
          rewriter.eraseOp(user);
      rewriter.replaceOp(alloc, local);
    }
  }

  const Isa *target = nullptr;
};

} // namespace
