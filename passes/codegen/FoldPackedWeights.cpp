#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "passes/Passes.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_FOLDPACKEDWEIGHTS
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

/// The columns [first, first + blocks * width) of a matrix [k][n], as [blocks][k][width].
std::vector<char> packedBytes(ArrayRef<char> matrix, int64_t n, int64_t first,
                              ArrayRef<int64_t> shape, int64_t elementBytes) {
  int64_t blocks = shape[0], k = shape[1], width = shape[2], rowBytes = width * elementBytes;
  std::vector<char> packed(blocks * k * rowBytes);
  char *to = packed.data();
  for (int64_t block = 0; block < blocks; ++block)
    for (int64_t row = 0; row < k; ++row, to += rowBytes)
      std::copy_n(matrix.data() + (row * n + first + block * width) * elementBytes, rowBytes, to);
  return packed;
}

/// Null unless `pack` puts whole blocks of columns of constant weights one behind the other, as
/// wick-pack makes it.
DenseElementsAttr fold(linalg::PackOp pack) {
  DenseElementsAttr weights;
  Value source = pack.getSource();
  int64_t first = 0;
  if (auto slice = source.getDefiningOp<tensor::ExtractSliceOp>()) {
    if (slice.getStaticOffsets().size() != 2 || slice.getStaticOffsets()[0] != 0 ||
        ShapedType::isDynamic(slice.getStaticOffsets()[1]) || !slice.hasUnitStride() ||
        slice.getType().getRank() != 2 ||
        slice.getType().getDimSize(0) != slice.getSourceType().getDimSize(0))
      return {};
    first = slice.getStaticOffsets()[1];
    source = slice.getSource();
  }
  auto type = dyn_cast<RankedTensorType>(pack.getResult().getType());
  if (!type || !type.hasStaticShape() || type.getRank() != 3 ||
      pack.getInnerDimsPos() != ArrayRef<int64_t>{1} ||
      pack.getOuterDimsPerm() != ArrayRef<int64_t>{1, 0} ||
      type.getDimSize(0) * type.getDimSize(2) !=
          cast<ShapedType>(pack.getSource().getType()).getDimSize(1) ||
      !matchPattern(source, m_Constant(&weights)) || type.getElementTypeBitWidth() % 8 != 0)
    return {};
  if (weights.isSplat())
    return weights.resizeSplat(type);
  std::vector<char> bytes = packedBytes(weights.getRawData(), weights.getType().getDimSize(1),
                                        first, type.getShape(), type.getElementTypeBitWidth() / 8);
  return DenseElementsAttr::getFromRawBuffer(type, bytes);
}

struct FoldPackedWeights : wick::impl::FoldPackedWeightsBase<FoldPackedWeights> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    getOperation()->walk([&](linalg::PackOp pack) {
      if (DenseElementsAttr packed = fold(pack)) {
        rewriter.setInsertionPoint(pack);
        rewriter.replaceOpWithNewOp<arith::ConstantOp>(pack, packed);
        return;
      }
      emitRemark(pack.getLoc()) << "not folded: no whole blocks of columns of a constant";
    });
  }
};

} // namespace
