#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "passes/ChannelsLast.h"
#include "passes/Passes.h"
#include "passes/codegen/ImageGraph.h"
#include "passes/codegen/TileTable.h"
#include "passes/codegen/WinogradKernel.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_WINOGRAD
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// Below, the transforms cost more than the products that they save.
constexpr int64_t kFewestChannels = 32;

struct Winograd : wick::impl::WinogradBase<Winograd> {
  using WinogradBase::WinogradBase;

  void runOnOperation() override {
    isa = findIsa(isaName);
    transform = findWinogradTransform(outputs);
    if (!isa || !transform) {
      InFlightDiagnostic error = getOperation()->emitError() << "wick-winograd: ";
      if (!isa)
        error << "no ISA '" << isaName << "'";
      else
        error << "tiles are of 2 x 2 or 4 x 4 results, not of " << outputs.getValue();
      return signalPassFailure();
    }
    SmallVector<Conv2dOp> convolutions;
    getOperation()->walk([&](Conv2dOp op) { convolutions.push_back(op); });
    for (Conv2dOp op : convolutions)
      if (std::string reason = reasonAgainst(op); !reason.empty())
        emitRemark(op.getLoc()) << "not by Winograd: " << reason;
      else
        rewrite(op);
  }

private:
  int64_t lanesOf(Conv2dOp op) const {
    return isa->vectorBytes * 8 / tensorType(op.getInput()).getElementTypeBitWidth();
  }

  std::string reasonAgainst(Conv2dOp op) const {
    Window window = windowOf(op);
    RankedTensorType image = tensorType(op.getInput());
    int64_t channels = image.getDimSize(1), filters = tensorType(op.getOutput()).getDimSize(1);
    if (!image.getElementType().isF32())
      return "it is not f32";
    if (!isa->hasFma)
      return "the ISA has no fused multiply-add";
    if (!llvm::equal(window.kernel, ArrayRef<int64_t>{3, 3}) ||
        !llvm::equal(window.strides, ArrayRef<int64_t>{1, 1}))
      return "its windows are not 3 x 3 with stride 1";
    if (std::min(channels, filters) < kFewestChannels)
      return "it has less than " + std::to_string(kFewestChannels) + " channels or filters";
    if (channels % lanesOf(op) != 0 || filters % lanesOf(op) != 0)
      return "its channels or filters are no multiple of " + std::to_string(lanesOf(op));
    if (tensorType(op.getOutput()).getNumElements() == 0)
      return "it is empty";
    return "";
  }

  void rewrite(Conv2dOp op) const {
    OpBuilder builder(op);
    Build b(builder, op.getLoc());
    RankedTensorType image = tensorType(op.getInput()), output = tensorType(op.getOutput());
    auto [rows, columns] = spansOf(windowOf(op), image.getShape(), output.getShape());
    ConvShape shape{image.getDimSize(0),
                    image.getDimSize(1),
                    output.getDimSize(1),
                    lanesOf(op),
                    rows,
                    columns,
                    image.getElementType()};
    MaximumOp relu = reluOf(op.getOutput());
    Value result = emitWinograd(builder, op.getLoc(), shape, *transform, isa->registers, !!relu,
                                channelsLast(b, op.getInput()),
                                transformFilters(b, op.getWeight(), shape), op.getBias());
    Operation *last = relu ? relu.getOperation() : op.getOperation();
    last->getResult(0).replaceAllUsesWith(channelsFirst(b, result));
    if (relu)
      relu.erase();
    op.erase();
  }

  /// G g G^T for each filter and channel: [f, c, 3, 3] as [n n][f / lanes][c][lanes].
  Value transformFilters(Build &b, Value weight, const ConvShape &shape) const {
    RankedTensorType type = tensorType(weight);
    int64_t products = transform->size() * transform->size();
    Value taps = b.create<ReshapeOp>(type.clone({shape.filters * shape.channels, 9}), weight);
    Value transformed = b.create<MatmulOp>(taps, filterMatrix(b, type.clone({9, products})));
    Value blocked = b.create<ReshapeOp>(
        type.clone({shape.blocks(), shape.lanes, shape.channels, products}), transformed);
    return b.create<TransposeOp>(blocked, ArrayRef<int64_t>{3, 0, 2, 1});
  }

  /// [9, n n]: how much of tap i, j is in element p, q of G g G^T.
  Value filterMatrix(Build &b, RankedTensorType type) const {
    SmallVector<float> factors;
    for (int64_t i = 0; i < 3; ++i)
      for (int64_t j = 0; j < 3; ++j)
        for (int64_t p = 0; p < transform->size(); ++p)
          for (int64_t q = 0; q < transform->size(); ++q)
            factors.push_back(
                static_cast<float>(transform->filter[p * 3 + i] * transform->filter[q * 3 + j]));
    return b.create<ConstantOp>(DenseElementsAttr::get(type, ArrayRef<float>(factors)));
  }

  const Isa *isa = nullptr;
  const WinogradTransform *transform = nullptr;
};

} // namespace
