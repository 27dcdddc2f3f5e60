#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"
#include "passes/Passes.h"
#include "passes/codegen/Contraction.h"
#include "passes/codegen/TileTable.h"
#include "passes/codegen/VectorBody.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_PACK
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// The columns of an rhs that tiles read: all rows, `width` columns. Several slices are one panel
/// when nothing between them changes which columns these are.
struct Panel {
  SmallVector<tensor::ExtractSliceOp> slices;
  SmallVector<linalg::GenericOp> products;
  Operation *before;   // where the columns are known and no row block has been computed
  int64_t rowBlocks;   // tiles that read it
  int64_t sourceBytes; // distance of two of its rows
};

std::optional<int64_t> tripCount(scf::ForOp loop) {
  std::optional<APInt> trips = loop.getStaticTripCount();
  return trips ? std::optional(trips->getSExtValue()) : std::nullopt;
}

/// The outermost op around `slice` up to which its operands stay the same; `times` it is computed
/// there.
Operation *outermostInvariant(tensor::ExtractSliceOp slice, int64_t &times) {
  Operation *at = slice;
  for (auto loop = dyn_cast<scf::ForOp>(at->getParentOp()); loop;
       loop = dyn_cast<scf::ForOp>(at->getParentOp())) {
    std::optional<int64_t> trips = tripCount(loop);
    if (!trips || !llvm::all_of(slice->getOperands(),
                                [&](Value value) { return loop.isDefinedOutsideOfLoop(value); }))
      break;
    times *= *trips;
    at = loop;
  }
  return at;
}

bool isSamePanel(tensor::ExtractSliceOp a, tensor::ExtractSliceOp b) {
  return a.getSource() == b.getSource() && a.getType() == b.getType() &&
         isEqualConstantIntOrValueArray(a.getMixedOffsets(), b.getMixedOffsets());
}

/// A loop that copies the rows of a panel, `VectorBody`'s vectors at a time, into a tensor of its
/// own.
Value copyPanel(OpBuilder &builder, tensor::ExtractSliceOp slice) {
  Location loc = slice.getLoc();
  RankedTensorType type = slice.getType();
  int64_t rank = type.getRank(), rows = type.getDimSize(rank - 2);
  VectorBody row(builder, loc, rank - 1, type.getDimSize(rank - 1));
  auto identity = AffineMap::getMultiDimIdentityMap(rank, builder.getContext());
  Value panel = tensor::EmptyOp::create(builder, loc, type, ValueRange{});
  auto loop = scf::ForOp::create(builder, loc, row.index(0), row.index(rows), row.index(1), panel);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  SmallVector<Value> position(rank, row.index(0));
  position[rank - 2] = loop.getInductionVar();
  Value written =
      row.write(row.read(slice, identity, position), loop.getRegionIterArg(0), position);
  scf::YieldOp::create(builder, loc, written);
  return loop.getResult(0);
}

/// The columns [first, last) of a constant that the slices of one kernel go through, `width` at a
/// time, and which of them a slice reads.
struct ColumnBlocks {
  int64_t first, last, width;
  OpFoldResult index;
};

std::optional<ColumnBlocks> columnBlocks(OpBuilder &builder, tensor::ExtractSliceOp slice) {
  int64_t width = slice.getType().getDimSize(1);
  OpFoldResult offset = slice.getMixedOffsets()[1];
  if (std::optional<int64_t> constant = getConstantIntValue(offset))
    return ColumnBlocks{*constant, *constant + width, width, builder.getIndexAttr(0)};
  auto argument = dyn_cast<BlockArgument>(cast<Value>(offset));
  auto loop = argument ? dyn_cast<scf::ForOp>(argument.getOwner()->getParentOp()) : scf::ForOp();
  if (!loop || argument != loop.getInductionVar())
    return std::nullopt;
  std::optional<int64_t> lower = getConstantIntValue(loop.getLowerBound()),
                         upper = getConstantIntValue(loop.getUpperBound()),
                         step = getConstantIntValue(loop.getStep());
  if (!lower || !upper || step != width || (*upper - *lower) % width != 0)
    return std::nullopt;
  AffineExpr index = (builder.getAffineDimExpr(0) - *lower).floorDiv(width);
  return ColumnBlocks{
      *lower, *upper, width,
      affine::makeComposedFoldedAffineApply(builder, slice.getLoc(), index, offset)};
}

/// The slice as a part of the constant's columns in blocks, [blocks][k][width]; null where the
/// slices do not go through them block by block.
Value sliceOfBlocks(OpBuilder &builder, tensor::ExtractSliceOp slice) {
  Value weights = slice.getSource();
  Location loc = weights.getLoc();
  builder.setInsertionPoint(slice);
  std::optional<ColumnBlocks> blocks = columnBlocks(builder, slice);
  if (!blocks)
    return {};
  int64_t k = slice.getType().getDimSize(0), count = (blocks->last - blocks->first) / blocks->width;
  auto index = [&](int64_t value) -> OpFoldResult { return builder.getIndexAttr(value); };
  SmallVector<OpFoldResult> ones2(2, index(1)), ones3(3, index(1));
  Value packed;
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointAfterValue(weights);
    Value columns = tensor::ExtractSliceOp::create(
        builder, loc, weights, ArrayRef{index(0), index(blocks->first)},
        ArrayRef{index(k), index(blocks->last - blocks->first)}, ones2);
    Value empty = tensor::EmptyOp::create(builder, loc, {count, k, blocks->width},
                                          slice.getType().getElementType());
    packed =
        linalg::PackOp::create(builder, loc, columns, empty, /*innerDimsPos=*/ArrayRef<int64_t>{1},
                               /*innerTiles=*/ArrayRef{index(blocks->width)},
                               /*paddingValue=*/std::nullopt,
                               /*outerDimsPerm=*/ArrayRef<int64_t>{1, 0})
            .getResult();
  }
  return tensor::ExtractSliceOp::create(builder, slice.getLoc(), slice.getType(), packed,
                                        ArrayRef{blocks->index, index(0), index(0)},
                                        ArrayRef{index(1), index(k), index(blocks->width)}, ones3);
}

struct Pack : wick::impl::PackBase<Pack> {
  using PackBase::PackBase;

  void runOnOperation() override {
    llvm::Expected<Tiling> tiling = Tiling::find(isaName, tiles);
    if (!tiling) {
      getOperation()->emitError() << "wick-pack: " << llvm::toString(tiling.takeError());
      return signalPassFailure();
    }
    OpBuilder builder(&getContext());
    for (Panel &panel : collectPanels())
      if (matchPattern(panel.slices.front().getSource(), m_Constant()))
        packConstant(builder, panel);
      else
        packValue(builder, panel, *tiling);
  }

private:
  SmallVector<Panel> collectPanels() {
    SmallVector<Panel> panels;
    getOperation()->walk([&](linalg::GenericOp op) {
      auto product = Contraction::match(op);
      if (!product || !op->hasAttr(kKernelAttr))
        return;
      auto slice = product->rhs().getDefiningOp<tensor::ExtractSliceOp>();
      if (slice && slice.hasUnitStride() && slice.getType().hasStaticShape() &&
          slice.getSourceType().getShape().back() > slice.getType().getShape().back())
        addSlice(panels, slice, op);
    });
    return panels;
  }

  static void addSlice(SmallVectorImpl<Panel> &panels, tensor::ExtractSliceOp slice,
                       linalg::GenericOp product) {
    int64_t times = 1;
    Operation *at = outermostInvariant(slice, times);
    for (Panel &panel : panels)
      if (panel.before->getBlock() == at->getBlock() && isSamePanel(panel.slices.front(), slice)) {
        if (!llvm::is_contained(panel.slices, slice)) // two products may read the same one
          panel.slices.push_back(slice);
        panel.products.push_back(product);
        panel.rowBlocks += times;
        return;
      }
    RankedTensorType source = slice.getSourceType();
    int64_t bytes = llvm::divideCeil(source.getElementTypeBitWidth(), 8);
    panels.push_back({{slice}, {product}, at, times, source.getShape().back() * bytes});
  }

  /// Constants are packed once and for all: wick-fold-packed-weights computes it.
  static void packConstant(OpBuilder &builder, Panel &panel) {
    for (tensor::ExtractSliceOp slice : panel.slices) {
      Value packed = slice.getSourceType().getRank() == 2 ? sliceOfBlocks(builder, slice) : Value();
      if (!packed) {
        emitRemark(slice.getLoc()) << "rhs not packed: its columns are not read block by block";
        continue;
      }
      slice.replaceAllUsesWith(packed);
      slice.erase();
    }
  }

  /// Other values are packed in each call, panel by panel.
  static void packValue(OpBuilder &builder, Panel &panel, const Tiling &tiling) {
    tensor::ExtractSliceOp first = panel.slices.front();
    Location loc = panel.products.front().getLoc();
    if (!tiling.repaysPacking(panel.rowBlocks, panel.sourceBytes)) {
      emitRemark(loc) << "rhs not packed: " << panel.rowBlocks << " row blocks of rows "
                      << panel.sourceBytes << " bytes apart do not repay a copy";
      return;
    }
    emitRemark(loc) << "rhs packed: a copy of " << first.getType() << " serves " << panel.rowBlocks
                    << " row blocks";
    builder.setInsertionPoint(panel.before);
    auto slice = cast<tensor::ExtractSliceOp>(builder.clone(*first));
    Value packed = copyPanel(builder, slice);
    for (tensor::ExtractSliceOp old : panel.slices) {
      old.replaceAllUsesWith(packed);
      old.erase();
    }
  }
};

} // namespace
