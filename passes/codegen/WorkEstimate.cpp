#include "passes/codegen/WorkEstimate.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "passes/codegen/IndexRange.h"

using namespace mlir;

namespace wick {
namespace {

/// A core of today: clock, arithmetic instructions a cycle, and bytes a cycle from behind its own
/// caches.
constexpr double kCyclesPerMicrosecond = 3000;
constexpr double kInstructionsPerCycle = 2;
constexpr double kBytesPerCycle = 8;
/// A function of the math dialect is a polynomial of about this many instructions.
constexpr double kInstructionsPerFunction = 20;

/// How often `op` runs in one run of `root`; loops of unknown length count once.
double runsOf(Operation *op, Operation *root) {
  double runs = 1;
  for (Operation *parent = op; parent != root;) {
    parent = parent->getParentOp();
    if (auto inner = dyn_cast<scf::ForOp>(parent))
      runs *= static_cast<double>(tripCount(inner).value_or(1));
    if (auto linalg = dyn_cast<linalg::LinalgOp>(parent))
      for (int64_t range : linalg.getStaticLoopRanges())
        runs *= static_cast<double>(std::max<int64_t>(range, 1));
  }
  return runs;
}

double bytesOf(Type type) {
  auto shaped = dyn_cast<ShapedType>(type);
  int64_t count = shaped && shaped.hasStaticShape() ? shaped.getNumElements() : 1;
  Type element = getElementTypeOrSelf(type);
  int64_t bits = element.isIntOrFloat() ? element.getIntOrFloatBitWidth() : 64;
  return static_cast<double>(count * llvm::divideCeil(bits, 8));
}

double instructionsOf(Operation *op, const Isa &isa) {
  if (op->getNumResults() != 1 || op->hasTrait<OpTrait::ConstantLike>() ||
      getElementTypeOrSelf(op->getResult(0)).isIndex())
    return 0;
  Type worked =
      mlir::isa<vector::ReductionOp>(op) ? op->getOperand(0).getType() : op->getResult(0).getType();
  double vectors = std::ceil(bytesOf(worked) / static_cast<double>(isa.vectorBytes));
  if (mlir::isa_and_nonnull<math::MathDialect>(op->getDialect()))
    return vectors * kInstructionsPerFunction;
  bool counts = mlir::isa_and_nonnull<arith::ArithDialect>(op->getDialect()) ||
                mlir::isa<vector::FMAOp, vector::ReductionOp>(op);
  return counts ? vectors : 0;
}

/// The buffer that `op` reads or writes, and how many bytes of it in one run.
std::optional<std::pair<Value, double>> trafficOf(Operation *op) {
  if (auto load = dyn_cast<memref::LoadOp>(op))
    return std::pair(load.getMemRef(), bytesOf(load.getType()));
  if (auto store = dyn_cast<memref::StoreOp>(op))
    return std::pair(store.getMemRef(), bytesOf(store.getValue().getType()));
  if (auto transfer = dyn_cast<VectorTransferOpInterface>(op))
    return std::pair(transfer.getBase(), bytesOf(transfer.getVectorType()));
  return std::nullopt;
}

/// The buffer that a view is part of.
Value wholeBuffer(Value memref) {
  while (auto view = memref.getDefiningOp<ViewLikeOpInterface>())
    memref = view.getViewSource();
  return memref;
}

} // namespace

double estimateMicroseconds(Operation *root, const Isa &isa) {
  double instructions = 0;
  llvm::MapVector<Value, double> traffic;
  root->walk([&](Operation *op) {
    double runs = runsOf(op, root);
    instructions += runs * instructionsOf(op, isa);
    if (auto touched = trafficOf(op))
      traffic[wholeBuffer(touched->first)] += runs * touched->second;
    if (mlir::isa<linalg::LinalgOp>(op))
      for (Value operand : op->getOperands())
        if (mlir::isa<MemRefType>(operand.getType()))
          traffic[wholeBuffer(operand)] += runs * bytesOf(operand.getType());
  });
  double bytes = 0;
  for (auto [buffer, touched] : traffic)
    bytes += std::min(touched, bytesOf(buffer.getType()));
  double cycles = std::max(instructions / kInstructionsPerCycle, bytes / kBytesPerCycle);
  return cycles / kCyclesPerMicrosecond;
}

} // namespace wick
